"""Who the stand-in knows: the staging cases of a folder of API Particulier, or a few people who do not exist.

A call is answered by exact, lower-cased match of its whole set of parameters, name and department of the commune
included, as staging does; a call that matches nobody gets the folder's 404.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.upstream.contract import OPERATIONS, Operation
from tests.upstream.errors import NO_FILE

NOT_MATCHED = frozenset({"recipient"})
Key = frozenset[tuple[str, tuple[str, ...]]]


@dataclass(frozen=True)
class Case:
    """A person: the file's name, the parameters to give (several values for `prenoms[]`), the answer to them."""

    name: str
    parameters: Mapping[str, Sequence[str]]
    status: int
    body: bytes

    @property
    def key(self) -> Key:
        return key_of(self.parameters)

    def pairs(self) -> list[tuple[str, str]]:
        """The parameters as they stand in a query string."""
        return [(name, value) for name, values in self.parameters.items() for value in values]


def key_of(parameters: Mapping[str, Sequence[str]]) -> Key:
    """What a set of parameters is matched by."""
    return frozenset(
        (name, tuple(value.lower() for value in values))
        for name, values in parameters.items()
        if name not in NOT_MATCHED
    )


def cases_of(operation: Operation, folder: Path | None) -> list[Case]:
    """The staging cases of an operation; fictional ones when `folder` is None or holds none for it."""
    directory = folder / operation.cases if folder else None
    if directory is None or not directory.is_dir():
        return list(_fictional(operation))
    files = [path for path in sorted(directory.iterdir()) if path.suffix in (".yaml", ".yml")]
    return [_read(path) for path in files]


def not_found_answer(operation: Operation, cases: Iterable[Case]) -> tuple[int, bytes]:
    """What staging answers to a call that matches no case."""
    for case in cases:
        if case.name == "404":
            return case.status, case.body
    return NO_FILE.status, _json(NO_FILE.body(operation.version))


def _read(path: Path) -> Case:
    import yaml  # noqa: PLC0415 - a tool of development: the image of the stand-in, without a folder of cases, lacks it

    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    parameters: dict[str, Sequence[str]] = {}
    for name, value in content["params"].items():
        if isinstance(value, list):
            parameters[f"{name}[]"] = [str(item) for item in value]
        else:
            parameters[name] = [str(value)]
    return Case(path.stem, parameters, content["status"], _json(json.loads(content["payload"])))


def _json(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


@dataclass(frozen=True)
class _Person:
    name: str
    family_name: str
    first_names: tuple[str, ...]
    sex: str
    born: tuple[int, int, int]
    country: str
    commune: str | None
    quotient: int


_PEOPLE = (
    _Person("nee-a-cherbourg", "EXEMPLE", ("ALIX",), "F", (1980, 6, 15), "99100", "50129", 464),
    _Person("ne-a-gennevilliers", "FICTIF", ("CAMILLE", "DOMINIQUE"), "M", (1960, 3, 2), "99100", "75036", 1045),
    _Person("nee-a-ajaccio", "INVENTEE", ("SACHA",), "F", (1970, 11, 30), "99100", "2A004", 650),
    _Person("ne-a-l-etranger", "IMAGINAIRE", ("CLAUDE",), "M", (1975, 1, 9), "99127", None, 2550),
)


def _fictional(operation: Operation) -> Iterable[Case]:
    for person in _PEOPLE:
        year, month, day = person.born
        given = {
            "family_name": [person.family_name],
            "first_names": list(person.first_names),
            "sex": [person.sex],
            "year": [str(year)],
            "month": [str(month)],
            "day": [str(day)],
            "country": [person.country],
            "commune": [person.commune] if person.commune else [],
        }
        parameters = {operation.names[meaning]: values for meaning, values in given.items() if values}
        body = _body_v2(person) if operation.version == "v2" else _body_v3(person)
        yield Case(person.name, parameters, 200, _json(body))


def _body_v3(person: _Person) -> dict[str, Any]:
    year, month, day = person.born
    return {
        "data": {
            "allocataires": [
                {
                    "nom_naissance": person.family_name,
                    "nom_usage": None,
                    "prenoms": " ".join(person.first_names),
                    "date_naissance": f"{year}-{month:02d}-{day:02d}",
                    "sexe": person.sex,
                }
            ],
            "enfants": [],
            "adresse": {
                "destinataire": f"{person.family_name} {person.first_names[0]}",
                "complement_information": None,
                "complement_information_geographique": None,
                "numero_libelle_voie": "1 RUE DE L'EXEMPLE",
                "lieu_dit": None,
                "code_postal_ville": "50100 CHERBOURG-EN-COTENTIN",
                "pays": "FRANCE",
            },
            "quotient_familial": {
                "fournisseur": "CNAF",
                "valeur": person.quotient,
                "annee": 2026,
                "mois": 4,
                "annee_calcul": 2026,
                "mois_calcul": 4,
            },
        },
        "links": {},
        "meta": {},
    }


def _body_v2(person: _Person) -> dict[str, Any]:
    year, month, day = person.born
    return {
        "regime": "CNAF",
        "allocataires": [
            {
                "nomNaissance": person.family_name,
                "nomUsuel": None,
                "prenoms": " ".join(person.first_names),
                "anneeDateDeNaissance": str(year),
                "moisDateDeNaissance": f"{month:02d}",
                "jourDateDeNaissance": f"{day:02d}",
                "sexe": person.sex,
            }
        ],
        "enfants": [],
        "adresse": {
            "identite": f"{person.family_name} {person.first_names[0]}",
            "complementInformation": None,
            "complementInformationGeographique": None,
            "numeroLibelleVoie": "1 RUE DE L'EXEMPLE",
            "lieuDit": None,
            "codePostalVille": "50100 CHERBOURG-EN-COTENTIN",
            "pays": "FRANCE",
        },
        "quotientFamilial": person.quotient,
        "annee": 2026,
        "mois": 4,
    }


def operation_at(path: str) -> Operation:
    """The operation of a path."""
    return next(operation for operation in OPERATIONS if operation.path == path)
