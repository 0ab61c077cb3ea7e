"""What may still be sent, on a clock that the test moves."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcogage.particulier.quota import LONGEST_WAIT, MINUTE, SECOND, Quota, share
from transcogage.particulier.refusals import RefusalCode, RefusalError


class Clock:
    """A clock that goes only when told."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def refusal(quota: Quota, token: bytes) -> RefusalError:
    with pytest.raises(RefusalError) as caught:
        quota.admit(token)
    return caught.value


def test_a_call_beyond_the_limit_of_its_token_waits_for_its_moment(clock: Clock) -> None:
    quota = Quota(per_second=2, per_minute=100, clock=clock)
    assert quota.admit(b"a") == 0
    clock.now += 0.6
    assert quota.admit(b"a") == 0
    assert quota.admit(b"a") == pytest.approx(SECOND - 0.6)
    clock.now += 0.5
    assert quota.admit(b"a") == pytest.approx(SECOND - 0.5)


def test_a_call_that_would_wait_too_long_is_refused(clock: Clock) -> None:
    quota = Quota(per_second=1, per_minute=100, clock=clock)
    assert [quota.admit(b"a"), quota.admit(b"a")] == [0, pytest.approx(SECOND)]
    error = refusal(quota, b"a")
    assert (error.code, error.status, error.headers["Retry-After"]) == (RefusalCode.TOO_MANY_CALLS, 429, "3")
    assert error.meta["retry_in"] == 3


@given(st.lists(st.floats(0, 2), max_size=60), st.integers(1, 5))
def test_no_window_ever_holds_more_than_the_limit(steps: list[float], per_second: int) -> None:
    clock, sent = Clock(), []
    quota = Quota(per_second=per_second, per_minute=1_000, clock=clock)
    for step in steps:
        clock.now += step
        try:
            wait = quota.admit(b"a")
        except RefusalError:
            continue
        assert wait <= LONGEST_WAIT
        sent.append(clock.now + wait)
    assert all(earlier <= later for earlier, later in pairwise(sent))
    assert all(later - earlier >= SECOND - 1e-6 for earlier, later in zip(sent, sent[per_second:], strict=False))


def test_one_token_does_not_count_for_another(clock: Clock) -> None:
    quota = Quota(per_second=1, per_minute=100, clock=clock)
    assert [quota.admit(b"a"), quota.admit(b"b"), quota.admit(b"a")] == [0, 0, pytest.approx(SECOND)]


def test_all_tokens_share_the_minute(clock: Clock) -> None:
    quota = Quota(per_second=100, per_minute=3, clock=clock)
    for token in (b"a", b"b", b"c"):
        quota.admit(token)
        clock.now += 10
    error = refusal(quota, b"d")
    assert (error.code, error.headers["Retry-After"]) == (RefusalCode.TOO_MANY_CALLS, "30")
    clock.now += MINUTE - 30
    assert quota.admit(b"d") == 0
    refusal(quota, b"a")


def test_a_call_that_is_refused_is_not_counted(clock: Clock) -> None:
    quota = Quota(per_second=1, per_minute=3, clock=clock)
    quota.admit(b"a")
    quota.admit(b"a")
    for _ in range(10):
        refusal(quota, b"a")
    assert quota.admit(b"b") == 0


def test_a_pause_is_obeyed_for_its_token_and_no_other(clock: Clock) -> None:
    quota = Quota(per_second=100, per_minute=100, clock=clock)
    quota.pause(b"a", 7.5)
    error = refusal(quota, b"a")
    assert (error.code, error.status, error.headers["Retry-After"]) == (RefusalCode.ASKED_TO_WAIT, 429, "8")
    assert quota.admit(b"b") == 0
    clock.now += 7.5
    assert quota.admit(b"a") == 0


def test_a_shorter_pause_does_not_end_a_longer_one(clock: Clock) -> None:
    quota = Quota(per_second=100, per_minute=100, clock=clock)
    quota.pause(b"a", 10)
    quota.pause(b"a", 1)
    clock.now += 5
    refusal(quota, b"a")


def test_a_pause_of_the_address_is_for_everyone(clock: Clock) -> None:
    quota = Quota(per_second=100, per_minute=100, clock=clock)
    quota.pause_all(3)
    assert refusal(quota, b"b").code is RefusalCode.ASKED_TO_WAIT
    clock.now += 3
    quota.admit(b"b")


def test_a_call_that_waited_is_refused_if_a_pause_began_meanwhile(clock: Clock) -> None:
    quota = Quota(per_second=1, per_minute=100, clock=clock)
    quota.admit(b"a")
    clock.now += quota.admit(b"a")
    quota.refuse_if_paused(b"a")
    quota.pause(b"a", 5)
    with pytest.raises(RefusalError):
        quota.refuse_if_paused(b"a")


def test_a_token_is_only_a_salted_hash_forgotten_with_its_second_or_its_pause(clock: Clock) -> None:
    quota = Quota(per_second=100, per_minute=100, clock=clock)
    quota.admit(b"un-jeton-tres-reconnaissable")
    quota.pause(b"un-jeton-tres-reconnaissable", 60)
    assert vars(quota)["_last_of"]
    assert "reconnaissable" not in repr(vars(quota))
    assert vars(quota)["_salt"] != vars(Quota(100, 100))["_salt"]
    clock.now += SECOND
    quota.forget()
    assert not vars(quota)["_last_of"]
    clock.now += 60
    quota.forget()
    assert not vars(quota)["_paused_until"]


def test_several_processes_share_what_the_service_may_send() -> None:
    assert [share(20, workers) for workers in (1, 3, 64)] == [20, 6, 1]
