"""`GET /v1/cog` on the real data: each status, in the shape of the contract."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from transcogage.document.answer_schema import Reponse


def answer(client: TestClient, name: str, year: int, department: str, **more: str) -> dict[str, Any]:
    """The answer, checked against the documented model: no field missing, none more."""
    parameters = {
        "nomCommuneNaissance": name,
        "anneeDateNaissance": str(year),
        "codeCogInseeDepartementNaissance": department,
    }
    response = client.get("/v1/cog", params=parameters | more)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    Reponse.model_validate_json(response.content, extra="forbid")
    document: dict[str, Any] = response.json()
    return document


@pytest.mark.parametrize(
    ("name", "year", "department", "status"),
    [
        ("Gennevilliers", 1960, "92", "certain"),
        ("Annecy", 1975, "74", "probable"),
        ("Bors", 1980, "16", "ambigu"),
        ("Vendôme", 1980, "45", "ambigu"),
        ("Qwertyuiop", 1980, "45", "introuvable"),
    ],
)
def test_a_question_well_put_has_an_answer(
    client: TestClient, name: str, year: int, department: str, status: str
) -> None:
    document = answer(client, name, year, department)
    assert document["statut"] == status
    given = document["code_cog_insee_commune_naissance"]
    if status in ("certain", "probable"):
        assert document["commune"]["code"] == given == document["candidats"][0]["code"]
    else:
        assert given is None
        assert document["commune"] is None


def test_the_code_is_that_of_the_birth(client: TestClient) -> None:
    document = answer(client, "Gennevilliers", 1960, "92")
    assert document["commune"] == {
        "code": "75036",
        "nom": "Gennevilliers",
        "type": "COM",
        "code_departement": "75",
        "date_debut": "1943-01-01",
        "date_fin": "1968-01-01",
    }
    assert document["candidats"][0]["filiation"][-1]["vers"] == {"code": "92036", "nom": "Gennevilliers"}


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({}, {"14011", "14581"}),
        ({"moisDateNaissance": "3"}, {"14011"}),
        ({"moisDateNaissance": "4"}, {"14011", "14581"}),
        ({"moisDateNaissance": "4", "jourDateNaissance": "23"}, {"14011"}),
        ({"moisDateNaissance": "4", "jourDateNaissance": "24"}, {"14581"}),
        ({"moisDateNaissance": "5"}, {"14581"}),
    ],
)
def test_the_month_and_day_settle_the_year_of_a_change(
    client: TestClient, more: dict[str, str], codes: set[str]
) -> None:
    """Aurseulles moved its seat, and so its code, on 24 April 2024."""
    document = answer(client, "Aurseulles", 2024, "14", **more)
    assert {candidate["code"] for candidate in document["candidats"]} == codes


def test_what_api_adresse_says_is_used(client: TestClient) -> None:
    assert answer(client, "Paris", 1980, "75")["statut"] == "ambigu"
    fourteenth = answer(client, "Paris", 1980, "75", codePostal="75014")
    assert fourteenth["code_cog_insee_commune_naissance"] == "75114"


def test_a_former_territory_has_a_country_and_no_commune(client: TestClient) -> None:
    document = answer(client, "Alger", 1950, "91")
    assert document["code_cog_insee_commune_naissance"] is None
    assert document["code_cog_insee_pays_naissance"] == "99352"


@pytest.mark.parametrize("name", ["???", "-", "🙂", "42", "le", "'"])
def test_a_name_without_meaning_is_unknown_and_no_error(client: TestClient, name: str) -> None:
    assert answer(client, name, 1980, "50")["code_cog_insee_commune_naissance"] is None


def test_every_answer_says_which_data_it_comes_from(client: TestClient) -> None:
    served = client.get("/v1/donnees").json()
    origin = {"millesime": served["millesime"], "version": served["version"]}
    assert answer(client, "Cherbourg", 1980, "50")["donnees"] == origin
    assert client.get("/readyz").json() == {"statut": "pret", "donnees": origin}
