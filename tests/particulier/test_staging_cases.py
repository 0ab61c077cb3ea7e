"""Every case of API Particulier's staging, through the proxy: with the code, the same bytes as a direct call; with the
triplet of that code, the same answer. Without the staging cases at hand, the stand-in's own people are asked for.
"""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.conftest import ROOT
from tests.particulier.calls import FAMILY, FRANCE_CONNECT, IDENTITY, RECIPIENT, Reply, api_key, bearer, encoded, get
from tests.particulier.conftest import NO_LIMIT, unlimited
from tests.property.known import compiled_answers
from tests.upstream.cases import Case, cases_of, operation_at
from tests.upstream.contract import Operation
from tests.upstream.running import RunningStandIn, listening, running_stand_in
from tests.upstream.server import FRANCE_CONNECT_PREFIX, StandIn
from transcogage.database.opening import Opened
from transcogage.http.app import create_app
from transcogage.resolution.index import Index
from transcogage.resolution.model import Birthplace, Period

MOCKS = ROOT.parent / "shared" / "api_particulier" / "mocks"
FOLDER = MOCKS if MOCKS.is_dir() else None


@pytest.fixture(scope="module")
def staging() -> Iterator[RunningStandIn]:
    with running_stand_in(StandIn(FOLDER, per_second=NO_LIMIT, per_minute=NO_LIMIT)) as running:
        yield running


@pytest.fixture(scope="module")
def through(staging: RunningStandIn, data: Opened) -> Iterator[str]:
    with listening(create_app(unlimited(staging.url), data)) as url:
        yield url


def cases(path: str) -> list[object]:
    return [pytest.param(case, id=case.name) for case in cases_of(operation_at(path), FOLDER)]


def ask(url: str, path: str, pairs: list[tuple[str, str]], token: str) -> Reply:
    header = api_key(token) if path == FAMILY and not token.startswith(FRANCE_CONNECT_PREFIX) else bearer(token)
    return get(url, path, encoded([("recipient", RECIPIENT), *pairs]), [header])


def assert_same(proxied: Reply, direct: Reply) -> None:
    assert proxied.status == direct.status
    assert proxied.body == direct.body
    for name in ("content-type", "x-response-cached", "retry-after", "ratelimit-limit"):
        if direct.headers[name]:
            assert proxied.headers[name] == direct.headers[name]


def check_with_the_code(case: Case, path: str, through: str, staging: RunningStandIn) -> None:
    token = f"code-{case.name}"
    proxied, direct = (ask(url, path, case.pairs(), token) for url in (through, staging.url))
    assert_same(proxied, direct)
    assert proxied.headers["x-transcogage-statut"] is None, "nothing was resolved"


@pytest.mark.parametrize("case", cases(IDENTITY))
def test_v3_with_the_code_is_a_direct_call(case: Case, through: str, staging: RunningStandIn) -> None:
    check_with_the_code(case, IDENTITY, through, staging)


@pytest.mark.parametrize("case", cases(FAMILY))
def test_v2_with_the_code_is_a_direct_call(case: Case, through: str, staging: RunningStandIn) -> None:
    check_with_the_code(case, FAMILY, through, staging)


@pytest.mark.parametrize("case", cases(FRANCE_CONNECT))
def test_v3_france_connect_is_a_direct_call(case: Case, through: str, staging: RunningStandIn) -> None:
    proxied, direct = (
        ask(url, FRANCE_CONNECT, [], FRANCE_CONNECT_PREFIX + case.name) for url in (through, staging.url)
    )
    assert direct.status == case.status
    assert_same(proxied, direct)


@pytest.mark.parametrize("case", cases(FAMILY))
def test_v2_france_connect_is_a_direct_call(case: Case, through: str, staging: RunningStandIn) -> None:
    proxied, direct = (ask(url, FAMILY, [], FRANCE_CONNECT_PREFIX + case.name) for url in (through, staging.url))
    assert direct.status == case.status
    assert_same(proxied, direct)


BORNE_BY_NO_BIRTH = {
    "75056": "Paris as a whole: births there are coded by arrondissement",
    "75002": "Antony until 1967, nothing since; the case was born in 2002",
    "29200": "a postal code, Brest's",
}
"""Codes of staging cases that no birth of that day bears: no triplet leads to them."""


def cases_with_a_triplet(path: str) -> list[object]:
    """The cases with a birth year and a commune code: those born abroad have neither name nor department to give."""
    names = operation_at(path).names
    return [
        pytest.param(case, id=case.name)
        for case in cases_of(operation_at(path), FOLDER)
        if {names["commune"], names["year"]} <= case.parameters.keys()
        and case.parameters[names["commune"]][0] not in BORNE_BY_NO_BIRTH
    ]


def birth_of(case: Case, operation: Operation) -> tuple[str, Period]:
    """The commune code and the span of a case."""
    year, month, day = (
        int(next(iter(case.parameters.get(operation.names[part], ())), 0)) for part in ("year", "month", "day")
    )
    code = case.parameters[operation.names["commune"]][0]
    if month and day:
        return code, Period.of_day(date(year, month, day))
    return code, Period.of_month(year, month) if month else Period.of_year(year)


@pytest.fixture(scope="module")
def places(index: Index) -> dict[str, list[Birthplace]]:
    """Everything a code ever meant for a birth."""
    known: dict[str, list[Birthplace]] = {}
    for _, _, span in compiled_answers(index):
        for candidate in span.candidates:
            known.setdefault(candidate.place.code, []).append(candidate.place)
    return known


def with_triplet(case: Case, operation: Operation, place: Birthplace) -> list[tuple[str, str]]:
    """The case's parameters, its code replaced by the place's name and department."""
    pairs = []
    for name, value in case.pairs():
        if name == operation.names["commune"]:
            pairs.append((operation.names["commune_name"], place.name))
            pairs.append((operation.names["department"], place.department))
        else:
            pairs.append((name, value))
    return pairs


def check_with_the_triplet(
    case: Case, path: str, through: str, staging: RunningStandIn, places: dict[str, list[Birthplace]]
) -> None:
    operation = operation_at(path)
    code, period = birth_of(case, operation)
    place = next(place for place in places[_true_code(code)] if place.period.overlaps(period))
    token = f"triplet-{case.name}"
    direct = ask(staging.url, path, case.pairs(), token)
    proxied = ask(through, path, with_triplet(case, operation, place), token)
    assert proxied.headers["x-transcogage-code"] == place.code
    assert proxied.headers["x-transcogage-code-transmis"] == code
    assert_same(proxied, direct)


def _true_code(sent: str) -> str:
    """2A004 is what is sent for 20004, Ajaccio before 1976: the stand-in's Corsican was born in 1970."""
    return f"20{sent[2:]}" if FOLDER is None and sent.startswith("2A") else sent


@pytest.mark.parametrize("case", cases_with_a_triplet(IDENTITY))
def test_v3_with_the_triplet_gives_the_same_answer(
    case: Case, through: str, staging: RunningStandIn, places: dict[str, list[Birthplace]]
) -> None:
    check_with_the_triplet(case, IDENTITY, through, staging, places)


@pytest.mark.parametrize("case", cases_with_a_triplet(FAMILY))
def test_v2_with_the_triplet_gives_the_same_answer(
    case: Case, through: str, staging: RunningStandIn, places: dict[str, list[Birthplace]]
) -> None:
    check_with_the_triplet(case, FAMILY, through, staging, places)
