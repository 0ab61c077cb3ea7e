"""One call to the upstream, with what surrounds it: our limits before, its 429 obeyed after, a second try if asked for,
and the end of it all when the caller leaves.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

import httpx2
from starlette.types import Message

from transcogage.particulier.client import Call, Client, UpstreamAnswer, invalid_answer, reported
from transcogage.particulier.quota import SECOND, Quota, asked_to_wait
from transcogage.particulier.refusals import RefusalCode, RefusalError

UPSTREAM_CALLS_PER_MINUTE = 1_000
"""What the upstream allows an address: a 429 that says this limit, or more, is not about a token."""

UNKNOWN_PAUSE = 1.0
"""Seconds to wait when what stands in front of the upstream answers 429 and does not say how long."""

LONGEST_PAUSE = 86_400.0
"""Seconds; a longer `Retry-After` is a mistake."""

SECONDS_BEFORE_RETRY = 0.5

RETRIED_STATUSES = frozenset({502, 503})

_MARGIN = 0.01
"""Seconds added to a wait, so that what is then to be forgotten is surely over."""

T = TypeVar("T")


class CallerLeftError(Exception):
    """The caller closed the connection before the answer: there is no one to answer."""


async def ask(client: Client, quota: Quota, call: Call, retry: bool) -> UpstreamAnswer:
    """The upstream's answer to `call`; a second try after a failed connection, a 502 or a 503, with `retry` only.

    Raises `RefusalError` when our limits forbid the call, or when there is no answer to pass on.
    """
    answer = await _first_of_two(client, quota, call) if retry else None
    if answer is None:
        answer = await _ask_once(client, quota, call)
    if not answer.readable:
        raise reported(invalid_answer(f"n'est pas celle de son contrat (statut {answer.status})"))
    return answer


async def _first_of_two(client: Client, quota: Quota, call: Call) -> UpstreamAnswer | None:
    """The answer to a first try; None, after a while, when it is worth a second."""
    try:
        answer = await _ask_once(client, quota, call)
    except RefusalError as refusal:
        if refusal.code is not RefusalCode.UPSTREAM_UNREACHABLE:
            raise
    else:
        if answer.status not in RETRIED_STATUSES:
            return answer
    await asyncio.sleep(SECONDS_BEFORE_RETRY)
    return None


async def _ask_once(client: Client, quota: Quota, call: Call) -> UpstreamAnswer:
    wait = quota.admit(call.token)
    _forget_in(quota, wait + SECOND)
    if wait:
        await asyncio.sleep(wait)
        quota.refuse_if_paused(call.token)
    answer = await client.get(call)
    if answer.status == 429:
        _obey(answer, quota, call)
    return answer


def _obey(answer: UpstreamAnswer, quota: Quota, call: Call) -> None:
    """Send nothing more for as long as a 429 says: for this token; for all when it is about our address, or comes from
    what stands in front of the upstream, which knows no tokens.

    Without `Retry-After`, a 429 of the upstream itself is the staging case of that name: there is nothing to obey.
    """
    wait = _retry_after(answer.headers)
    if not answer.readable:
        seconds = UNKNOWN_PAUSE if wait is None else wait
        quota.pause_all(seconds)
        raise asked_to_wait(seconds)
    if wait is None:
        return
    limit = answer.headers.get("ratelimit-limit", "")
    if limit.isdigit() and int(limit) >= UPSTREAM_CALLS_PER_MINUTE:
        quota.pause_all(wait)
    else:
        quota.pause(call.token, wait)
        _forget_in(quota, wait)


def _retry_after(headers: httpx2.Headers) -> float | None:
    """What `Retry-After` says, in seconds or as a date."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        seconds = float(text)
    else:
        try:
            until = parsedate_to_datetime(text)
        except ValueError:
            return None
        seconds = (until.astimezone(UTC) - datetime.now(UTC)).total_seconds()
    return min(max(seconds, 0.0), LONGEST_PAUSE)


def _forget_in(quota: Quota, seconds: float) -> None:
    asyncio.get_running_loop().call_later(seconds + _MARGIN, quota.forget)


async def unless_caller_leaves(receive: Callable[[], Awaitable[Message]], work: Coroutine[Any, Any, T]) -> T:
    """The result of `work`, which is cancelled as soon as `receive` (ASGI) says that the caller has left.

    Raises `CallerLeftError` then.
    """
    working = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_left(receive))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise CallerLeftError
        return working.result()
    finally:
        for task in (working, leaving):
            task.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)
        del working, leaving, task  # the exception of a failed call would hold them, and they it, and the call


async def _left(receive: Callable[[], Awaitable[Message]]) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
