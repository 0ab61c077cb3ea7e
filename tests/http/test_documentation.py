"""The documentation is true: generated from the routes, its examples are real answers, its page needs no other site."""

import re
from typing import Any

import pytest
import yaml
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.conftest import ROOT
from tests.http.record_examples import ask, body_of
from transcogage.http import openapi
from transcogage.http.openapi import describe, recorded_examples

COMMITTED = ROOT / "openapi.yaml"
OF_THE_RELEASE = {"version", "date_construction", "sources", "nombres"}


def operations() -> list[dict[str, Any]]:
    document = yaml.safe_load(COMMITTED.read_text(encoding="utf-8"))
    return [operation for path in document["paths"].values() for operation in path.values()]


def without_release(body: Any) -> Any:
    """An answer without what changes with each build of the data."""
    if isinstance(body, dict):
        return {name: without_release(value) for name, value in body.items() if name not in OF_THE_RELEASE}
    if isinstance(body, list):
        return [without_release(item) for item in body]
    return body


def test_the_committed_specification_is_what_the_application_says() -> None:
    assert openapi.main(["--check", str(COMMITTED)]) == 0


def test_a_changed_specification_is_noticed(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / "openapi.yaml"
    copy.write_text(COMMITTED.read_text(encoding="utf-8").replace("jourDateNaissance", "jour"), encoding="utf-8")
    assert openapi.main(["--check", str(copy)]) == 1
    assert openapi.main(["--check", str(tmp_path / "absent.yaml")]) == 1
    assert "make openapi" in capsys.readouterr().err


def test_a_new_year_changes_nothing_that_must_be_committed(tmp_path: Any) -> None:
    copy = tmp_path / "openapi.yaml"
    copy.write_text(re.sub("maximum: 20..", "maximum: 2025", COMMITTED.read_text(encoding="utf-8")), encoding="utf-8")
    assert openapi.main(["--check", str(copy)]) == 0


def test_the_specification_served_is_the_committed_one(client: TestClient) -> None:
    response = client.get("/openapi.yaml")
    assert response.headers["content-type"] == "application/yaml"
    assert response.content == COMMITTED.read_bytes()


@pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation["operationId"])
def test_every_operation_is_described_with_examples_and_errors(operation: dict[str, Any]) -> None:
    assert operation["summary"]
    assert operation["description"]
    assert operation["tags"]
    assert "500" in operation["responses"]
    for response in operation["responses"].values():
        for content in response.get("content", {}).values():
            assert content.get("examples") or content.get("example")
    for parameter in operation.get("parameters", []):
        assert parameter["description"]
        assert parameter["schema"]["examples"]
    for content in operation.get("requestBody", {}).get("content", {}).values():
        assert content["examples"]


def test_what_every_public_route_may_answer_is_said_of_each() -> None:
    paths = yaml.safe_load(COMMITTED.read_text(encoding="utf-8"))["paths"]
    for path, operations in paths.items():
        if not path.startswith("/v1/"):
            continue
        for method, operation in operations.items():
            assert "Retry-After" in operation["responses"]["429"]["headers"]
            assert ("304" in operation["responses"]) == (method == "get")


def test_the_operation_ids_are_stable() -> None:
    assert [operation["operationId"] for operation in operations()] == [
        "resoudreLieuNaissance",
        "resoudreLieuxNaissance",
        "resoudreFichier",
        "chercherCommunes",
        "chercherLieux",
        "verifierCode",
        "lireFiliation",
        "chercherPays",
        "lireDonnees",
        "verifierVie",
        "verifierDisponibilite",
        "lireMesures",
        "lireQuotientFamilialIdentite",
        "lireQuotientFamilialFranceConnect",
        "lireCompositionFamilialeV2",
    ]


def test_every_route_is_specified_but_the_documentation(app: FastAPI) -> None:
    assert set(describe(app.routes)["paths"]) == {
        "/v1/cog",
        "/v1/cog/lot",
        "/v1/cog/csv",
        "/v1/communes",
        "/v1/communes/{code}",
        "/v1/communes/{code}/filiation",
        "/v1/lieux",
        "/v1/pays",
        "/v1/donnees",
        "/healthz",
        "/readyz",
        "/metrics",
        "/v3/dss/quotient_familial/identite",
        "/v3/dss/quotient_familial/france_connect",
        "/api/v2/composition-familiale-v2",
    }


def test_the_four_statuses_are_told_apart_by_statut() -> None:
    schemas = yaml.safe_load(COMMITTED.read_text(encoding="utf-8"))["components"]["schemas"]
    discriminator = schemas["Reponse"]["discriminator"]
    assert discriminator["propertyName"] == "statut"
    assert set(discriminator["mapping"]) == {"certain", "probable", "ambigu", "introuvable"}


@pytest.mark.parametrize(
    "example", recorded_examples(), ids=lambda example: f"{example['operation']}-{example['name']}"
)
def test_a_documented_example_is_what_the_service_answers(client: TestClient, example: dict[str, Any]) -> None:
    response = ask(client, example)
    advice = "if the change is meant: python -m tests.http.record_examples && make openapi"
    assert response.status_code == example["status"], advice
    assert without_release(body_of(response)) == without_release(example["body"]), advice


def test_the_page_asks_nothing_of_another_site(client: TestClient) -> None:
    page = client.get("/docs")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["content-security-policy"].startswith("default-src 'self';")
    assert "http" not in page.headers["content-security-policy"]
    addresses = re.findall(r'(?:src|href)="([^"]*)"', page.text)
    assert addresses == ["data:,", "docs/swagger-ui.css", "openapi.yaml", "docs/swagger-ui-bundle.js", "docs/page.js"]
    for address in addresses[1:]:
        assert client.get(f"/{address}").status_code == 200
    assert 'url: "openapi.yaml"' in client.get("/docs/page.js").text
    assert "SwaggerUIBundle" in client.get("/docs/swagger-ui-bundle.js").text
