"""The upstream's limits, kept on this side: what would go too fast waits a little, and what would wait too long is
refused here, before the upstream has to.

The upstream allows 20 calls a second for a token and 1,000 a minute for an address, and bans for twelve hours the
address that ignores its 429 (domain.md section 5.6). All our callers share our address: what one of them does must not
cut off the others. So each call is given the first moment at which it fits both limits, over sliding windows; and a 429
is obeyed: until the time it says has passed, nothing more is sent for that token, or for anyone when it is the address
that is limited.

Tokens are known here by a hash, salted anew in every process, and forgotten with their second or their pause.
"""

import secrets
import time
from collections import deque
from collections.abc import Callable
from hashlib import blake2b
from math import ceil

from transcogage.particulier.refusals import RefusalCode, RefusalError

SECOND = 1.05
"""In seconds: calls sent a second apart may reach the upstream a little closer."""

MINUTE = 60.0
LONGEST_WAIT = 1.1
"""Seconds a call may wait for its moment: more than a second, so that one call after the other is never refused."""

Clock = Callable[[], float]


class Quota:
    """How much may still be sent: `per_second` calls for a token, `per_minute` in all."""

    def __init__(self, per_second: int, per_minute: int, clock: Clock = time.monotonic) -> None:
        self._per_second = per_second
        self._clock = clock
        self._salt = secrets.token_bytes(16)
        self._last_of_all: deque[float] = deque(maxlen=per_minute)
        self._last_of: dict[bytes, deque[float]] = {}
        self._paused_until: dict[bytes, float] = {}
        self._all_paused_until = 0.0

    def admit(self, token: bytes) -> float:
        """Give a call for `token` its moment: the seconds to wait until it may be sent, mostly none.

        Raises `RefusalError`, with when to call again, during a pause, or when the wait would be too long.
        """
        self.forget()
        self.refuse_if_paused(token)
        now, caller = self._clock(), self._hash(token)
        own = self._last_of.get(caller, deque(maxlen=self._per_second))
        moment = max(now, _first_moment(own, SECOND), _first_moment(self._last_of_all, MINUTE))
        if moment - now > LONGEST_WAIT:
            raise _too_many(moment - now)
        self._last_of[caller] = own
        own.append(moment)
        self._last_of_all.append(moment)
        return moment - now

    def refuse_if_paused(self, token: bytes) -> None:
        """Raises `RefusalError` when nothing must be sent for `token` now."""
        pause = max(self._paused_until.get(self._hash(token), 0.0), self._all_paused_until) - self._clock()
        if pause > 0:
            raise asked_to_wait(pause)

    def pause(self, token: bytes, seconds: float) -> None:
        """The upstream has limited `token`: send nothing for it during `seconds`."""
        self.forget()
        caller = self._hash(token)
        self._paused_until[caller] = max(self._paused_until.get(caller, 0.0), self._clock() + seconds)

    def pause_all(self, seconds: float) -> None:
        """The upstream has limited our address: send nothing during `seconds`."""
        self._all_paused_until = max(self._all_paused_until, self._clock() + seconds)

    def forget(self) -> None:
        """Drop the hashes of tokens that no longer count."""
        now = self._clock()
        self._last_of = {caller: own for caller, own in self._last_of.items() if own[-1] > now - SECOND}
        self._paused_until = {caller: until for caller, until in self._paused_until.items() if until > now}

    def _hash(self, token: bytes) -> bytes:
        return blake2b(token, digest_size=16, salt=self._salt).digest()


def share(calls: int, workers: int) -> int:
    """What one of `workers` processes may send of `calls`: they cannot see each other's, so each sends as many."""
    return max(1, calls // workers)


def _first_moment(last: deque[float], window: float) -> float:
    """When one more call fits after the `last` ones, of which a window holds as many as they can be."""
    return last[0] + window if len(last) == last.maxlen else 0.0


def asked_to_wait(seconds: float) -> RefusalError:
    """API Particulier has answered 429 to this token, or to all: what its callers read until the pause ends."""
    detail = f"API Particulier demande d'attendre : rappelez dans {ceil(seconds)} s, sans insister avant."
    return RefusalError(RefusalCode.ASKED_TO_WAIT, detail, retry_after=ceil(seconds))


def _too_many(seconds: float) -> RefusalError:
    detail = f"Trop d'appels ont été confiés à ce proxy : rappelez dans {ceil(seconds)} s."
    return RefusalError(RefusalCode.TOO_MANY_CALLS, detail, retry_after=ceil(seconds))
