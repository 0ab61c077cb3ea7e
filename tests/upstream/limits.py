"""API Particulier's limits: calls by fixed windows of time, a second for a token, a minute for an address."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil


@dataclass
class Window:
    """At most `limit` calls of one key in each `period`, in seconds since the epoch, as `clock` says."""

    limit: int
    period: int
    clock: Callable[[], float] = time.time
    current: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    def admit(self, key: str) -> tuple[bool, dict[str, str]]:
        """Whether one more call is accepted, and the headers that say how many more would be."""
        now = self.clock()
        window = int(now // self.period)
        if window != self.current:
            self.current = window
            self.counts.clear()
        self.counts[key] += 1
        end = (window + 1) * self.period
        headers = {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(max(0, self.limit - self.counts[key])),
            "RateLimit-Reset": str(end),
        }
        accepted = self.counts[key] <= self.limit
        if not accepted:
            headers["Retry-After"] = str(ceil(end - now))
        return accepted, headers
