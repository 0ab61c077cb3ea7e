"""The proxy on a real port, in front of the stand-in upstream on another. Both live for the whole run: tests tell
theirs apart by their tokens, for faults and limits go by token.
"""

from collections.abc import Iterator

import pytest

from tests.upstream.running import RunningStandIn, listening, running_stand_in
from tests.upstream.server import StandIn
from transcogage.database.opening import Opened
from transcogage.http.app import create_app
from transcogage.settings import Settings

NO_LIMIT = 1_000_000


def unlimited(url: str, **others: float) -> Settings:
    """The settings of a proxy before the upstream at `url`, which sends it all it is given."""
    return Settings(qf_url=url, qf_calls_per_second=NO_LIMIT, qf_calls_per_minute=NO_LIMIT, **others)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def upstream() -> Iterator[RunningStandIn]:
    with running_stand_in(StandIn(per_second=NO_LIMIT, per_minute=NO_LIMIT)) as running:
        yield running


@pytest.fixture(scope="session")
def proxy(upstream: RunningStandIn, data: Opened) -> Iterator[str]:
    """One that takes 100 kB of an answer."""
    with listening(create_app(unlimited(upstream.url, qf_largest_answer=100_000), data)) as url:
        yield url


@pytest.fixture(scope="session")
def impatient_proxy(upstream: RunningStandIn, data: Opened) -> Iterator[str]:
    """One that waits half a second for an answer: only for what never comes, for a busy machine is late too."""
    settings = unlimited(upstream.url, qf_connect_timeout=0.5, qf_read_timeout=0.5)
    with listening(create_app(settings, data)) as url:
        yield url


@pytest.fixture(autouse=True)
def no_fault(upstream: RunningStandIn) -> Iterator[None]:
    yield
    upstream.stand_in.faults.clear()
