"""Limits over HTTP: ours, which say so, and the upstream's, which are passed on and obeyed."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from math import ceil

import pytest

from tests.particulier.calls import BY_CODE, FAMILY, IDENTITY, PERSON, Reply, api_key, bearer, encoded, get
from tests.particulier.conftest import unlimited
from tests.upstream.faults import Fault, FaultKind
from tests.upstream.running import RunningStandIn, listening
from transcogage.database.opening import Opened
from transcogage.http.app import create_app
from transcogage.settings import Settings

GOOD_CALL = encoded([*PERSON, *BY_CODE])


HOUR = 3_600


def about_an_hour(reply: Reply) -> bool:
    """Whether it says to wait for an hour, less what the test has taken."""
    return HOUR / 2 < int(reply.headers["retry-after"]) <= HOUR


def ask(url: str, token: str, path: str = IDENTITY) -> Reply:
    return get(url, path, GOOD_CALL, [api_key(token) if path == FAMILY else bearer(token)])


@pytest.fixture
def fresh_proxy(upstream: RunningStandIn, data: Opened) -> Iterator[str]:
    with listening(create_app(unlimited(upstream.url), data)) as url:
        yield url


def test_a_hurried_caller_is_refused_before_upstream_has_to_and_another_is_served(
    upstream: RunningStandIn, data: Opened
) -> None:
    settings = Settings(qf_url=upstream.url, qf_calls_per_second=1)
    with listening(create_app(settings, data)) as url, ThreadPoolExecutor(max_workers=40) as callers:
        hurried = [callers.submit(get, url, IDENTITY, f"{GOOD_CALL}&n={n}", [bearer("presse")]) for n in range(200)]
        assert ask(url, "tranquille").status == 200
        replies = [call.result() for call in hurried]
    refused = [reply for reply in replies if reply.status == 429]
    assert {reply.status for reply in replies} == {200, 429}
    assert {reply.code for reply in refused} == {"TRANSCOGAGE_LIMITE"}
    assert {reply.headers["retry-after"] for reply in refused} <= {"2", "3"}


def test_a_caller_who_makes_one_call_after_the_other_is_never_refused(upstream: RunningStandIn, data: Opened) -> None:
    with listening(create_app(Settings(qf_url=upstream.url, qf_calls_per_second=10), data)) as url:
        assert {ask(url, "patient").status for _ in range(25)} == {200}


def test_our_limit_in_all_keeps_the_address_from_being_banned(upstream: RunningStandIn, data: Opened) -> None:
    with listening(create_app(Settings(qf_url=upstream.url, qf_calls_per_minute=3), data)) as url:
        replies = [ask(url, f"jeton-{number}", FAMILY) for number in range(4)]
    assert [reply.status for reply in replies] == [400, 400, 400, 429]
    assert replies[3].code == "TRANSCOGAGE_LIMITE"
    assert 0 < int(replies[3].headers["retry-after"]) <= 60


def test_a_429_is_passed_on_then_obeyed_for_its_token(upstream: RunningStandIn, fresh_proxy: str) -> None:
    upstream.stand_in.faults = [Fault(FaultKind.LIMITED, "limite", seconds=HOUR)]
    first = ask(fresh_proxy, "limite")
    assert (first.status, first.code, first.headers["retry-after"]) == (429, "00429", f"{HOUR}")
    upstream.stand_in.faults = []
    upstream.stand_in.calls.clear()
    second = ask(fresh_proxy, "limite")
    assert (second.status, second.code) == (429, "TRANSCOGAGE_PAUSE")
    assert about_an_hour(second)
    assert not upstream.stand_in.calls, "nothing was sent"
    assert ask(fresh_proxy, "autre").status == 200


def test_retry_after_may_be_a_date(upstream: RunningStandIn, fresh_proxy: str) -> None:
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=HOUR), usegmt=True)
    upstream.stand_in.faults = [Fault(FaultKind.LIMITED, "date", headers={"Retry-After": until})]
    assert ask(fresh_proxy, "date").headers["retry-after"] == until
    assert about_an_hour(ask(fresh_proxy, "date"))


@pytest.mark.parametrize("kind", [FaultKind.LIMITED, FaultKind.LIMITED_IN_HTML])
def test_no_pause_is_for_ever(upstream: RunningStandIn, fresh_proxy: str, kind: FaultKind) -> None:
    upstream.stand_in.faults = [Fault(kind, "toujours", headers={"Retry-After": "9" * 400})]
    assert ask(fresh_proxy, "toujours").status == 429
    assert ask(fresh_proxy, "toujours").headers["retry-after"] == "86400"


@pytest.mark.parametrize(
    "fault",
    [
        Fault(FaultKind.LIMITED, "adresse", seconds=HOUR, headers={"RateLimit-Limit": "1000"}),
        Fault(FaultKind.LIMITED_IN_HTML, "adresse", seconds=HOUR),
    ],
)
def test_a_429_of_the_whole_address_is_obeyed_for_all(upstream: RunningStandIn, fresh_proxy: str, fault: Fault) -> None:
    upstream.stand_in.faults = [fault]
    assert ask(fresh_proxy, "adresse").status == 429
    other = ask(fresh_proxy, "autre")
    assert (other.status, other.code) == (429, "TRANSCOGAGE_PAUSE")
    assert about_an_hour(other)


def test_a_429_that_is_no_json_is_told_in_the_upstreams_shape(upstream: RunningStandIn, fresh_proxy: str) -> None:
    upstream.stand_in.faults = [Fault(FaultKind.LIMITED_IN_HTML, "page")]
    reply = ask(fresh_proxy, "page", FAMILY)
    assert (reply.status, reply.code, reply.headers["retry-after"]) == (429, "TRANSCOGAGE_PAUSE", "1")


def test_a_429_without_retry_after_is_a_staging_case_and_pauses_nothing(
    upstream: RunningStandIn, fresh_proxy: str
) -> None:
    upstream.stand_in.faults = [Fault(FaultKind.LIMITED, "essai", times=1)]
    reply = ask(fresh_proxy, "essai")
    assert (reply.status, reply.code, reply.headers["retry-after"]) == (429, "00429", None)
    assert ask(fresh_proxy, "essai").status == 200


def test_callers_that_insist_send_no_more_than_the_upstream_takes(upstream: RunningStandIn, data: Opened) -> None:
    """However long it takes, no more calls leave than those of every second begun; every refusal is ours."""
    upstream.stand_in.calls.clear()
    start = time.monotonic()
    with (
        listening(create_app(Settings(qf_url=upstream.url, qf_calls_per_second=20), data)) as url,
        ThreadPoolExecutor(max_workers=30) as callers,
    ):
        asked = [callers.submit(get, url, IDENTITY, f"{GOOD_CALL}&n={n}", [bearer("insistant")]) for n in range(300)]
        replies = [call.result() for call in asked]
    seconds_begun = ceil(time.monotonic() - start)
    served = sum(reply.status == 200 for reply in replies)
    assert {reply.code for reply in replies if reply.status == 429} <= {"TRANSCOGAGE_LIMITE"}
    assert 40 <= served == len(upstream.stand_in.calls) <= 20 * seconds_begun
