"""What the proxy is told at start-up: where the upstream is, how long to wait for it, how much to send it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """`url`: the upstream's base address; None turns the proxy off.

    Timeouts in seconds: `connect_timeout` to reach the upstream, `read_timeout` for its whole answer after that.
    `largest_answer` in bytes. `calls_per_second` for a token and `calls_per_minute` in all are what the whole service
    may send: each of its `workers` processes, which cannot see each other's calls, sends an equal share.
    """

    url: str | None = None
    connect_timeout: float = 5.0
    read_timeout: float = 30.0
    largest_answer: int = 1_000_000
    calls_per_second: int = 20
    calls_per_minute: int = 1_000
    workers: int = 1

    def share(self, calls: int) -> int:
        """One process's share of `calls`."""
        return max(1, calls // self.workers)
