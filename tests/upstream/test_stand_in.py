"""The stand-in behaves as API Particulier does: it enforces the contract, so that tests against it mean something."""

from collections.abc import Iterator

import pytest

from tests.particulier.calls import (
    BY_CODE,
    FAMILY,
    FRANCE_CONNECT,
    IDENTITY,
    IN_CHERBOURG,
    PERSON,
    Pairs,
    api_key,
    bearer,
    encoded,
    get,
)
from tests.upstream.running import running_stand_in
from tests.upstream.server import StandIn

NOW = 1_000_000_000.25
ALIX: Pairs = (*PERSON, *BY_CODE)
ALIX_V2: Pairs = (
    ("nomNaissance", "EXEMPLE"),
    ("prenoms[]", "ALIX"),
    ("sexe", "F"),
    ("anneeDateDeNaissance", "1980"),
    ("moisDateDeNaissance", "6"),
    ("jourDateDeNaissance", "15"),
    ("codeInseeLieuDeNaissance", "50129"),
    ("codePaysLieuDeNaissance", "99100"),
)


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with running_stand_in(StandIn(per_second=1_000)) as running:
        yield running.url


def changed(pairs: Pairs, **values: str | None) -> str:
    """A query string with some values changed; None removes the parameter."""
    return encoded((name, new) for name, old in pairs if (new := values.get(name, old)) is not None)


def test_a_known_person_is_found_whatever_the_case_of_the_letters(url: str) -> None:
    assert get(url, IDENTITY, encoded(ALIX), [bearer("a")]).status == 200
    assert get(url, IDENTITY, changed(ALIX, nomNaissance="exemple"), [bearer("a")]).status == 200
    assert get(url, FAMILY, encoded(ALIX_V2), [api_key("a")]).status == 200


@pytest.mark.parametrize(
    "change", [{"nomNaissance": "AUTRE"}, {"moisDateNaissance": "06"}, {"jourDateNaissance": None}]
)
def test_any_other_set_of_parameters_is_nobody(url: str, change: dict[str, str | None]) -> None:
    assert get(url, IDENTITY, changed(ALIX, **change), [bearer("a")]).status == 404


def test_a_name_beside_the_code_no_longer_matches(url: str) -> None:
    assert get(url, IDENTITY, encoded([*ALIX, *IN_CHERBOURG]), [bearer("a")]).status == 404


@pytest.mark.parametrize(
    ("change", "code", "parameter"),
    [
        ({"recipient": None}, "00203", "recipient"),
        ({"recipient": "123"}, "00210", "recipient"),
        ({"nomNaissance": None}, "00361", "nomNaissance"),
        ({"prenoms[]": None}, "00367", "prenoms[]"),
        ({"sexeEtatCivil": "X"}, "00364", "sexeEtatCivil"),
        ({"codeCogInseePaysNaissance": None}, "00366", "codeCogInseePaysNaissance"),
        ({"codeCogInseePaysNaissance": "FRANCE"}, "00366", "codeCogInseePaysNaissance"),
        ({"anneeDateNaissance": "an mil"}, "00363", "anneeDateNaissance"),
        ({"moisDateNaissance": "13"}, "00363", "moisDateNaissance"),
        ({"codeCogInseeCommuneNaissance": "20004"}, "00365", "codeCogInseeCommuneNaissance"),
        ({"codeCogInseeCommuneNaissance": "00404"}, "00365", "codeCogInseeCommuneNaissance"),
        ({"codeCogInseeCommuneNaissance": "5012"}, "00365", "codeCogInseeCommuneNaissance"),
    ],
)
def test_a_missing_or_malformed_parameter_is_named(
    url: str, change: dict[str, str | None], code: str, parameter: str
) -> None:
    reply = get(url, IDENTITY, changed(ALIX, **change), [bearer("a")])
    assert (reply.status, reply.code) == (422, code)
    assert reply.json()["errors"][0]["source"] == {"parameter": parameter}


@pytest.mark.parametrize("commune", ["2A004", "2B033", "97120", "98735", "13055", "01001"])
def test_other_commune_codes_are_accepted(url: str, commune: str) -> None:
    assert get(url, IDENTITY, changed(ALIX, codeCogInseeCommuneNaissance=commune), [bearer("a")]).status == 404


def test_a_commune_abroad_is_not_read(url: str) -> None:
    change: dict[str, str | None] = {"codeCogInseePaysNaissance": "99127", "codeCogInseeCommuneNaissance": "20004"}
    assert get(url, IDENTITY, changed(ALIX, **change), [bearer("a")]).status == 404


@pytest.mark.parametrize("department", ["975", "977", "987", "99"])
def test_departments_outside_its_list_are_refused(url: str, department: str) -> None:
    place = [("nomCommuneNaissance", "Ajaccio"), ("codeCogInseeDepartementNaissance", department)]
    query = encoded([*PERSON, *place, ("codeCogInseePaysNaissance", "99100")])
    assert get(url, IDENTITY, query, [bearer("a")]).code == "00428"


def test_v2_says_it_in_its_own_shape(url: str) -> None:
    reply = get(url, FAMILY, changed(ALIX_V2, sexe=None), [api_key("a")])
    assert reply.status == 400
    assert reply.json() == {
        "error": "bad_request",
        "reason": "Le sexe n'est pas correctement formaté (m ou f)",
        "message": "Le sexe n'est pas correctement formaté (m ou f)",
    }


@pytest.mark.parametrize(
    ("token", "status", "code"),
    [("", 401, "00101"), ("jeton-expire", 401, "00103"), ("jeton-sans-droit", 403, "00100")],
)
def test_tokens_are_checked(url: str, token: str, status: int, code: str) -> None:
    reply = get(url, IDENTITY, encoded(ALIX), [bearer(token)] if token else [])
    assert (reply.status, reply.code) == (status, code)


def test_france_connect_knows_its_people_by_their_token(url: str) -> None:
    query = encoded(PERSON[:1])
    assert get(url, FRANCE_CONNECT, query, [bearer("fc-nee-a-cherbourg")]).status == 200
    assert get(url, FRANCE_CONNECT, query, [bearer("fc-inconnue")]).code == "50002"


def test_a_token_has_20_calls_a_second() -> None:
    with running_stand_in(StandIn(clock=lambda: NOW)) as running:
        replies = [get(running.url, IDENTITY, encoded(ALIX), [bearer("presse")]) for _ in range(25)]
    refused = [reply for reply in replies if reply.status == 429]
    assert len(refused) == 5
    assert refused[0].code == "00429"
    assert refused[0].headers["retry-after"] == "1"
    assert refused[0].headers["ratelimit-limit"] == "20"
    assert refused[0].headers["ratelimit-remaining"] == "0"


def test_an_address_has_so_many_calls_a_minute() -> None:
    with running_stand_in(StandIn(per_minute=2, clock=lambda: NOW)) as running:
        replies = [get(running.url, IDENTITY, encoded(ALIX), [bearer(f"jeton-{n}")]) for n in range(5)]
    assert [reply.status == 429 for reply in replies] == [False] * 2 + [True] * 3
