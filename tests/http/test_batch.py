"""`POST /v1/cog/lot`: each item is answered as if it were alone, whatever the others are."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import urlencode

import httpx2
import pytest
from fastapi import FastAPI
from httpx2 import Response
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.http.assertions import assert_problem
from transcogage.database.opening import Opened
from transcogage.http.app import create_app
from transcogage.http.endpoints import cog_batch
from transcogage.http.endpoints.cog_batch import ReponsesDuLot
from transcogage.parameters.fields import PARAMETERS
from transcogage.settings import Settings

NAME, YEAR, DEPARTMENT = "nomCommuneNaissance", "anneeDateNaissance", "codeCogInseeDepartementNaissance"
GOOD: dict[str, Any] = {NAME: "Gennevilliers", YEAR: 1960, DEPARTMENT: "92"}
JSON = {"Content-Type": "application/json"}


def post(client: TestClient, body: str | bytes, content_type: str = "application/json") -> Response:
    return client.post("/v1/cog/lot", content=body, headers={"Content-Type": content_type})


def answers(client: TestClient, items: list[Any]) -> list[dict[str, Any]]:
    """The answers to a batch, checked against the documented model: no field missing, none more."""
    response = post(client, json.dumps({"demandes": items}))
    assert response.status_code == 200, response.text
    assert response.headers["cache-control"] == "no-store"
    ReponsesDuLot.model_validate_json(response.content, extra="forbid")
    given: list[dict[str, Any]] = response.json()["reponses"]
    assert len(given) == len(items)
    return given


def faults(answer: dict[str, Any]) -> list[tuple[str | None, str]]:
    return [(error["parametre"], error["code"]) for error in answer["erreurs"]]


def test_each_item_has_its_answer_in_order(client: TestClient) -> None:
    first, second = answers(client, [GOOD | {"id": "a"}, GOOD | {"id": "b", YEAR: 1970}])
    assert (first["id"], first["code_cog_insee_commune_naissance"]) == ("a", "75036")
    assert (second["id"], second["code_cog_insee_commune_naissance"]) == ("b", "92036")


def test_a_bad_item_spoils_no_other(client: TestClient) -> None:
    bad: list[Any] = [{}, 7, "Gennevilliers", None, [], {"id": 1, YEAR: {}}, GOOD | {"annee": 1960}]
    given = answers(client, [GOOD, *bad, GOOD])
    assert given[0] == given[-1]
    assert given[0]["statut"] == "certain"
    assert all("erreurs" in answer and "statut" not in answer for answer in given[1:-1])


@pytest.mark.parametrize("identifier", ["a", "", "é🙂", 1, 0, -1, 2**53 - 1, "a" * 100, None])
def test_the_identifier_is_given_back_as_it_is(client: TestClient, identifier: object) -> None:
    twice = answers(client, [GOOD | {"id": identifier}] * 2)
    assert [answer["id"] for answer in twice] == [identifier] * 2


@pytest.mark.parametrize(
    "identifier", ["1.5", "1e3", "true", "[]", "{}", str(2**53), "9" * 5_000, f'"{"a" * 101}"', r'"\ud83d"']
)
def test_an_identifier_that_could_not_be_given_back_is_refused_with_all_else(
    client: TestClient, identifier: str
) -> None:
    response = post(client, f'{{"demandes": [{{"id": {identifier}, "{YEAR}": 80}}]}}')
    (answer,) = response.json()["reponses"]
    assert answer["id"] is None
    assert faults(answer)[0] == ("id", "FORMAT_INVALIDE")
    assert (YEAR, "FORMAT_INVALIDE") in faults(answer)


@pytest.mark.parametrize("value", [True, 1980.0, 1e300, {}, [], ["Gennevilliers"], {"nom": "Gennevilliers"}])
@pytest.mark.parametrize("parameter", [parameter.name for parameter in PARAMETERS])
def test_a_value_that_is_neither_text_nor_integer_is_named(client: TestClient, parameter: str, value: object) -> None:
    month = {"moisDateNaissance": 6} if parameter == "jourDateNaissance" else {}
    item = GOOD | month | {parameter: value}
    if parameter == "dateNaissance":
        del item[YEAR]
    (answer,) = answers(client, [item])
    assert faults(answer) == [(parameter, "FORMAT_INVALIDE")]


def test_null_is_the_same_as_nothing(client: TestClient) -> None:
    absent, null, missing = answers(client, [GOOD, GOOD | {"codePostal": None, "id": None}, GOOD | {NAME: None}])
    assert null == absent
    assert faults(missing) == [(NAME, "PARAMETRE_MANQUANT")]


def test_a_name_given_twice_is_never_read_as_its_last_value(client: TestClient) -> None:
    item = json.dumps(GOOD)[:-1]
    twice = f'{{"demandes": [{item}, "{YEAR}": 1970}}, {item}, "id": 1, "id": 2}}, {json.dumps(GOOD)}]}}'
    year, identifier, good = post(client, twice).json()["reponses"]
    assert faults(year) == [(YEAR, "PARAMETRE_REPETE")]
    assert (identifier["id"], faults(identifier)) == (None, [("id", "PARAMETRE_REPETE")])
    assert good["statut"] == "certain"


def test_a_flood_of_members_is_refused_in_one_line(client: TestClient) -> None:
    (answer,) = answers(client, [{f"p{number}": 1 for number in range(5_000)}])
    assert faults(answer) == [(None, "TROP_DE_PARAMETRES")]


@pytest.mark.parametrize(
    ("body", "expected", "said"),
    [
        ("", (None, "JSON_INVALIDE"), "ligne 1, colonne 1"),
        ('{"demandes":\n [{},,]}', (None, "JSON_INVALIDE"), "ligne 2, colonne 6"),
        ('{"demandes": [{"anneeDateNaissance": NaN}]}', (None, "JSON_INVALIDE"), "NaN"),
        ("[" * 100_000, (None, "JSON_INVALIDE"), "emboîte"),
        (b'{"demandes": "\xe9"}', (None, "ENCODAGE_INVALIDE"), "octet 15"),
        ("[]", (None, "FORMAT_INVALIDE"), '{"demandes": ['),
        ("12", (None, "FORMAT_INVALIDE"), '{"demandes": ['),
        ("{}", ("demandes", "PARAMETRE_MANQUANT"), '{"demandes": ['),
        ('{"demandes": {}}', ("demandes", "FORMAT_INVALIDE"), "liste"),
        ('{"demandes": null}', ("demandes", "FORMAT_INVALIDE"), "liste"),
        ('{"demandes": []}', ("demandes", "HORS_LIMITES"), "il y en a 0"),
        (json.dumps({"demandes": [{}] * 1_001}), ("demandes", "HORS_LIMITES"), "il y en a 1001"),
        ('{"demandes": [{}], "demandes": [{}]}', ("demandes", "PARAMETRE_REPETE"), "plusieurs fois"),
        ('{"demandes": [{}], "demande": 1}', ("demande", "PARAMETRE_INCONNU"), "Vouliez-vous écrire demandes"),
        (f'{{"demandes": [{{}}], "{NAME}": 1}}', (NAME, "PARAMETRE_INCONNU"), "dans une demande"),
        ('{"demandes": [{}], "x": 1}', ("x", "PARAMETRE_INCONNU"), "qu'un membre"),
    ],
)
def test_what_is_no_batch_is_refused_and_says_where(
    client: TestClient, body: str | bytes, expected: tuple[str | None, str], said: str
) -> None:
    response = post(client, body)
    assert assert_problem(response, 422) == [expected]
    assert said in response.json()["erreurs"][0]["message"]


@pytest.mark.parametrize(
    "written", ["application/json", "application/json; charset=utf-8", 'APPLICATION/JSON;charset="UTF8"']
)
def test_json_is_recognised_however_its_type_is_written(client: TestClient, written: str) -> None:
    assert post(client, json.dumps({"demandes": [GOOD]}), written).status_code == 200


@pytest.mark.parametrize(
    "written", ["", "text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin-1"]
)
def test_another_type_of_body_is_415(client: TestClient, written: str) -> None:
    assert assert_problem(post(client, json.dumps({"demandes": [GOOD]}), written), 415) == [
        (None, "TYPE_DE_CORPS_REFUSE")
    ]


def test_a_compressed_body_is_415(client: TestClient) -> None:
    response = client.post("/v1/cog/lot", content=b"{}", headers=JSON | {"Content-Encoding": "gzip"})
    assert assert_problem(response, 415) == [(None, "TYPE_DE_CORPS_REFUSE")]


def asked_over_asgi(app: FastAPI, receive: Callable[[], Awaitable[dict[str, Any]]]) -> list[Mapping[str, Any]]:
    """What the application sends when it reads the body of a batch from `receive`."""
    sent: list[Mapping[str, Any]] = []

    async def send(message: Mapping[str, Any]) -> None:
        sent.append(message)

    headers = [(b"content-type", b"application/json")]
    scope = {"type": "http", "method": "POST", "path": "/v1/cog/lot", "query_string": b"", "headers": headers}
    asyncio.run(app(scope, receive, send))
    return sent


def test_a_body_larger_than_the_setting_is_413_and_not_read_further(data: Opened) -> None:
    """The body has no announced length and no end: only a bounded reading answers."""
    read = 0

    async def endless() -> dict[str, Any]:
        nonlocal read
        read += 1_000
        return {"type": "http.request", "body": b" " * 1_000, "more_body": True}

    start, body = asked_over_asgi(create_app(Settings(max_body_size=4_096), data), endless)
    assert start["status"] == 413
    assert b"4096 octets" in body["body"]
    assert read == 5_000


def test_a_caller_who_leaves_in_the_middle_is_no_error_of_ours(app: FastAPI, caplog: pytest.LogCaptureFixture) -> None:
    async def leaving() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    assert asked_over_asgi(app, leaving)[0]["status"] == 400
    assert not caplog.records


def test_a_thousand_misspelt_names_leave_their_turn_to_others(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    """With turns as short as can be, whoever waits has one after each name: a batch is never worked on as a whole."""
    monkeypatch.setattr(cog_batch, "LONGEST_TURN", 0.0)
    slow = [{NAME: f"Saint-Germin-en-Layy {number}", YEAR: 1960, DEPARTMENT: "78"} for number in range(1_000)]

    async def turns_of_others() -> tuple[int, Response]:
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://service") as client:
            batch = asyncio.create_task(client.post("/v1/cog/lot", json={"demandes": slow}))
            turns = 0
            while not batch.done():
                await asyncio.sleep(0)
                turns += 1
            return turns, await batch

    turns, response = asyncio.run(turns_of_others())
    assert response.status_code == 200
    assert len(response.json()["reponses"]) == 1_000
    assert turns >= 1_000


texts = st.text(st.characters(codec="utf-8"), max_size=30)
names = st.sampled_from(["Gennevilliers", "Cherbourg", "Paris", "Bors", "Saint-Denis", "Vendome", "Anecy", "Alger", ""])
values = st.one_of(
    texts,
    names,
    st.integers(-10, 3_000),
    st.sampled_from(["01", "50", "2a", "92", "974", "75014", "50129", "1980", "06", "1980.0"]),
)
likely = st.fixed_dictionaries(
    {NAME: names, YEAR: st.integers(1885, 2030), DEPARTMENT: st.sampled_from(["50", "92", "75", "16", "2A", "91", 1])},
    optional={"moisDateNaissance": st.integers(0, 13), "jourDateNaissance": st.integers(0, 32), "codePostal": values},
)
any_item = st.dictionaries(st.one_of(st.sampled_from([parameter.name for parameter in PARAMETERS]), texts), values)


@given(st.lists(st.one_of(likely, any_item), min_size=1, max_size=5))
def test_an_item_is_answered_as_the_same_question_alone(client: TestClient, items: list[dict[str, Any]]) -> None:
    """Whatever the names and values, numbers or texts: the same answer, or the same faults."""
    questions = [{name: value for name, value in item.items() if name != "id"} for item in items]
    for question, answer in zip(questions, answers(client, questions), strict=True):
        pairs = [(name, value if isinstance(value, str) else json.dumps(value)) for name, value in question.items()]
        alone = client.get(f"/v1/cog?{urlencode(pairs)}")
        assert answer.pop("id") is None
        if alone.status_code == 200:
            assert answer == alone.json()
        else:
            assert_problem(alone, 422)
            assert answer == {"erreurs": alone.json()["erreurs"]}
