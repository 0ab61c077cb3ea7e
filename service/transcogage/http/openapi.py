"""The OpenAPI specification, generated from the routes; `openapi.yaml` is its committed copy, which is served.

A tool of development: PyYAML is not among what the service needs.

`python -m transcogage.http.openapi --write FILE` writes it, `--check FILE` fails when FILE is not what the code says.
Every example in it is a real answer, recorded in `examples.json` by `python -m tests.http.record_examples`.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml
from fastapi.openapi.utils import get_openapi
from starlette.routing import BaseRoute

from transcogage.http import problems
from transcogage.http.endpoints.documentation import CURRENT_YEAR
from transcogage.particulier import documentation

EXAMPLES = Path(__file__).with_name("examples.json")

DESCRIPTION = """\
Le code INSEE (COG) d'un lieu de naissance, **tel qu'il était le jour de la naissance**, à partir du nom de la commune,
de l'année et du département. Jamais faux en silence : chaque réponse dit si elle est sûre, pourquoi, et quels autres
lieux sont possibles.

Les paramètres sont en camelCase et les corps en snake_case, comme dans API Particulier. Les erreurs sont toutes du
même format, `application/problem+json` (RFC 9457) : `erreurs` nomme chaque paramètre à corriger. Un champ peut être
ajouté à une réponse ; aucun n'est retiré ni ne change de sens dans une même version (`/v1`). L'adresse est encodée en
UTF-8 : « é » s'y écrit `%C3%A9`, ce que font `curl --data-urlencode` et toutes les bibliothèques.

- **Depuis une page web** : les adresses en `/v1/` s'appellent de n'importe quel site (CORS), sans compte ni cookie.
- **Suivi** : chaque réponse porte un `X-Request-ID`. C'est celui de votre demande si c'est un UUID, sinon un nouveau.
- **Cache** : une réponse à `GET` porte un `ETag` lié à la version des données. Présentez-le dans `If-None-Match` : tant
  que la réponse est la même, vous recevez 304, sans corps.
- **Limite** : si le service en a une, chaque réponse dit où vous en êtes (`RateLimit-Limit`, `RateLimit-Remaining`, et
  `RateLimit-Reset` en secondes). Au-delà, 429 : attendez les secondes que donne `Retry-After`.
- **Taille** : les grandes réponses sont compressées (gzip) pour qui l'accepte.
"""
TAGS = [
    {"name": "Résolution", "description": "Du nom d'une commune au code en vigueur à la naissance"},
    {"name": "Communes", "description": "Les communes d'hier et d'aujourd'hui, et leurs codes"},
    {"name": "Pays", "description": "Les pays et territoires, pour une naissance à l'étranger"},
    {"name": "Données", "description": "D'où viennent les réponses"},
    {"name": "Exploitation", "description": "Surveillance du service"},
]


LIMIT_HEADERS = {
    "Retry-After": {"description": "Dans combien de secondes redemander", "schema": {"type": "integer"}},
    "RateLimit-Limit": {"description": "Nombre de demandes permises par minute", "schema": {"type": "integer"}},
    "RateLimit-Remaining": {"description": "Demandes restantes dans la minute", "schema": {"type": "integer"}},
    "RateLimit-Reset": {"description": "Secondes avant la prochaine minute", "schema": {"type": "integer"}},
}


def describe(routes: Sequence[BaseRoute]) -> dict[str, Any]:
    """The specification of `routes`."""
    specification = get_openapi(
        title="Transcogage",
        version=version("transcogage"),
        description=DESCRIPTION,
        routes=routes,
        tags=[*TAGS, documentation.TAG],
        servers=[{"url": "/", "description": "Ce service"}],
        contact={"name": "The Transcogage contributors"},
        license_info={"name": "MIT", "identifier": "MIT"},
    )
    examples = [*recorded_examples(), *documentation.EXAMPLES]
    for operation in _operations(specification):
        operation["responses"] = dict(sorted(operation["responses"].items()))
        for status, response in operation["responses"].items():
            if _is_problem(response):
                _describe_problem(response, int(status))
        _illustrate_responses(operation, examples)
        _illustrate_request(operation, examples)
    _drop_titles(specification["components"]["schemas"])
    return specification


def to_yaml(specification: dict[str, Any]) -> str:
    """The specification as text, the same for the same specification."""
    return yaml.dump(specification, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)


def recorded_examples() -> list[dict[str, Any]]:
    """Real requests and answers: `operation`, `name`, `summary`, `url`, `status`, `body`; `request`, the body sent."""
    examples: list[dict[str, Any]] = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    return examples


class _Dumper(yaml.SafeDumper):
    """Long texts as blocks, and no anchors: each part reads by itself."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True

    def represent_text(self, text: str) -> yaml.Node:
        return self.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _Dumper.represent_text)


def _operations(specification: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path in specification["paths"].values():
        yield from path.values()


def _belongs(example: dict[str, Any], operation: dict[str, Any], status: str) -> bool:
    return bool(example["operation"] == operation["operationId"] and str(example["status"]) == status)


def _is_problem(response: dict[str, Any]) -> bool:
    """Whether a response is of our one error shape; the proxy's are of its upstream's."""
    contents = response.get("content", {}).values()
    return any(content["schema"].get("$ref", "").endswith(f"/{problems.Probleme.__name__}") for content in contents)


def _describe_problem(response: dict[str, Any], status: int) -> None:
    content = next(iter(response["content"].values()))
    response["content"] = {problems.MEDIA_TYPE: content}
    if status in problems.DETAILS:
        content["example"] = problems.problem(status, [problems.DETAILS[status]])
    if status == 429:
        response["headers"] = LIMIT_HEADERS


def _illustrate_responses(operation: dict[str, Any], examples: list[dict[str, Any]]) -> None:
    """Add the recorded examples to the contents they are of: after generation, which drops null values."""
    for status, response in operation["responses"].items():
        shown = [example for example in examples if _belongs(example, operation, status)]
        for content in response.get("content", {}).values():
            if shown:
                content.pop("example", None)
                content["examples"] = {
                    example["name"]: {"summary": f"{example['summary']} : {example['url']}", "value": example["body"]}
                    for example in shown
                }


def _illustrate_request(operation: dict[str, Any], examples: list[dict[str, Any]]) -> None:
    """Add what was sent to the operations that read a body."""
    asked = [example for example in examples if _belongs(example, operation, "200")]
    for content in operation.get("requestBody", {}).get("content", {}).values():
        content["examples"] = {
            example["name"]: {"summary": example["summary"], "value": example["request"]} for example in asked
        }


def _drop_titles(schema: Any) -> None:
    """Drop the generated titles, which repeat the names."""
    if isinstance(schema, dict):
        if isinstance(schema.get("title"), str):
            del schema["title"]
        for part in schema.values():
            _drop_titles(part)
    elif isinstance(schema, list):
        for part in schema:
            _drop_titles(part)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the specification, or check a copy; 1 when the copy is out of date."""
    parser = argparse.ArgumentParser(prog="python -m transcogage.http.openapi", description=__doc__)
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--write", type=Path, metavar="FILE")
    action.add_argument("--check", type=Path, metavar="FILE")
    options = parser.parse_args(arguments)
    from transcogage.http.app import create_app  # noqa: PLC0415 - the application serves this module's work
    from transcogage.settings import Settings  # noqa: PLC0415

    specification = describe(create_app(Settings()).routes)
    text = to_yaml(specification)
    if options.write:
        options.write.write_text(text, encoding="utf-8")
        return 0
    copy = options.check.read_text(encoding="utf-8") if options.check.is_file() else ""
    if CURRENT_YEAR.sub("", copy) != CURRENT_YEAR.sub("", text):
        sys.stderr.write(f"{options.check} is not what the application says: run `make openapi`.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
