"""`GET /v1/communes`, `/v1/communes/{code}`, `/filiation`, `/v1/pays`, on the real data."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.http.assertions import assert_problem
from transcogage.http.endpoints.commune_code import VerificationCode
from transcogage.http.endpoints.commune_lineage import Filiation
from transcogage.http.endpoints.communes import CommunesTrouvees
from transcogage.http.endpoints.countries import PaysTrouves


def communes(client: TestClient, **parameters: str) -> list[dict[str, Any]]:
    response = client.get("/v1/communes", params=parameters)
    assert response.status_code == 200, response.text
    CommunesTrouvees.model_validate_json(response.content, extra="forbid")
    rows: list[dict[str, Any]] = response.json()
    return rows


def check(client: TestClient, code: str, **parameters: str) -> dict[str, Any]:
    response = client.get(f"/v1/communes/{code}", params=parameters)
    assert response.status_code == 200, response.text
    VerificationCode.model_validate_json(response.content, extra="forbid")
    document: dict[str, Any] = response.json()
    return document


def countries(client: TestClient, **parameters: str) -> list[tuple[str, str]]:
    response = client.get("/v1/pays", params=parameters)
    assert response.status_code == 200, response.text
    PaysTrouves.model_validate_json(response.content, extra="forbid")
    return [(row["code"], row["nom"]) for row in response.json()]


def test_a_row_has_all_that_a_person_needs_to_choose(client: TestClient) -> None:
    assert communes(client, q="tourlav", departement="50")[0] == {
        "code": "50602",
        "nom": "Tourlaville",
        "code_departement": "50",
        "nom_departement": "Manche",
        "codes_postaux": ["50110"],
        "date_debut": "1943-01-01",
        "date_fin": "2016-01-01",
    }


def test_the_year_and_the_limit_are_obeyed(client: TestClient) -> None:
    assert [row["nom"] for row in communes(client, q="cherbourg", annee="2005", departement="50")] == [
        "Cherbourg-Octeville"
    ]
    assert len(communes(client, q="saint", limit="3")) == 3


def test_nothing_found_is_an_empty_array(client: TestClient) -> None:
    assert communes(client, q="xqzw") == []


@pytest.mark.parametrize(
    ("code", "date", "nature", "valid", "use"),
    [
        ("13155", "1980-06-15", "code_extension", False, "13055"),
        ("97276", "1980", "code_extension", False, "97226"),
        ("92036", "1960-01-01", "commune", False, "75036"),
        ("75036", "1980-01-01", "commune", False, "92036"),
        ("2A004", "1960", "commune", False, "20004"),
        ("20004", "1980", "commune", False, "2A004"),
        ("50602", "2020", "commune_deleguee", False, "50129"),
        ("13205", "1980", "arrondissement", False, "13055"),
        ("13205", "2010", "arrondissement", True, "13205"),
        ("75056", "1980", "commune", False, None),
        ("97601", "1990", "commune", False, "98501"),
        ("91692", "1970", "commune", False, None),
        ("01001", "1950", "commune", True, "01001"),
    ],
)
def test_a_code_already_held_is_checked(
    client: TestClient, code: str, date: str, nature: str, valid: bool, use: str | None
) -> None:
    document = check(client, code, date=date)
    assert (document["nature"], document["valide"], document["code_a_utiliser"]) == (nature, valid, use)
    assert use is None or use in document["explication"]


def test_a_successors_code_lists_the_places_it_may_have_been_taken_for(client: TestClient) -> None:
    document = check(client, "50129", date="1980-06-15")
    assert document["valide"]
    assert document["lieu"]["nom"] == "Cherbourg"
    assert "50602" in [place["code"] for place in document["autres_lieux"]]


def test_without_a_date_the_code_is_checked_today(client: TestClient) -> None:
    assert check(client, "50129")["lieu"]["nom"] == "Cherbourg-en-Cotentin"


def test_lower_case_corsica_is_read(client: TestClient) -> None:
    assert check(client, "2a004")["code"] == "2A004"


@pytest.mark.parametrize("path", ["/v1/communes/99999", "/v1/communes/99990/filiation"])
def test_a_code_that_never_was_is_not_found(client: TestClient, path: str) -> None:
    assert assert_problem(client.get(path), 404) == [("code", "CODE_INCONNU")]


def test_the_history_of_a_code_goes_from_1943_to_today(client: TestClient) -> None:
    response = client.get("/v1/communes/50383/filiation")
    Filiation.model_validate_json(response.content, extra="forbid")
    document = response.json()
    assert [place["nom"] for place in document["periodes"]] == ["Octeville"]
    steps = [(event["date"], event["apres"]["nom"]) for event in document["evenements"] if event["apres"]]
    assert ("2000-02-28", "Cherbourg-Octeville") in steps
    assert ("2016-01-01", "Cherbourg-en-Cotentin") in steps
    assert steps == sorted(steps, key=lambda step: step[0])


@pytest.mark.parametrize(
    ("text", "year", "code"),
    [
        ("Algérie", "1950", "99352"),
        ("URSS", "1980", "99123"),
        ("U.R.S.S.", "1960", "99123"),
        ("Ukraine", "1980", "99123"),
        ("Ukraine", "2000", "99155"),
        ("Yougoslavie", "1980", "99121"),
        ("tchécoslovaquie", "1980", "99115"),
        ("Maroc", "1950", "99350"),
        ("Allemagne", "1980", "99142"),
        ("Allemagne", "1930", "99109"),
        ("algerei", "1970", "99352"),
    ],
)
def test_a_country_has_the_code_of_the_year(client: TestClient, text: str, year: str, code: str) -> None:
    assert countries(client, q=text, annee=year)[0][0] == code


def test_the_two_german_states_are_listed(client: TestClient) -> None:
    assert {code for code, _ in countries(client, q="allemagne", annee="1980")} == {"99141", "99142"}


@pytest.mark.parametrize(
    ("path", "parameters", "fault"),
    [
        ("/v1/communes", {}, ("q", "PARAMETRE_MANQUANT")),
        ("/v1/communes", {"q": "x" * 101}, ("q", "VALEUR_TROP_LONGUE")),
        ("/v1/communes", {"q": "lyon", "annee": "1700"}, ("annee", "HORS_LIMITES")),
        ("/v1/communes", {"q": "lyon", "departement": "96"}, ("departement", "DEPARTEMENT_INCONNU")),
        ("/v1/communes", {"q": "lyon", "limit": "0"}, ("limit", "HORS_LIMITES")),
        ("/v1/communes", {"q": "lyon", "limite": "5"}, ("limite", "PARAMETRE_INCONNU")),
        ("/v1/pays", {"q": "lyon", "departement": "69"}, ("departement", "PARAMETRE_INCONNU")),
        ("/v1/communes/50129", {"date": "15/06/1980"}, ("date", "FORMAT_INVALIDE")),
        ("/v1/communes/50129", {"date": "1980-02-30"}, ("date", "FORMAT_INVALIDE")),
        ("/v1/communes/5012", {}, ("code", "FORMAT_INVALIDE")),
        ("/v1/communes/50129/filiation", {"date": "1980"}, ("date", "PARAMETRE_INCONNU")),
    ],
)
def test_bad_values_are_named(
    client: TestClient, path: str, parameters: dict[str, str], fault: tuple[str, str]
) -> None:
    assert assert_problem(client.get(path, params=parameters), 422) == [fault]
