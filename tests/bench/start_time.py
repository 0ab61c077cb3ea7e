"""How long a start takes, from the process to the first 200 of `/readyz`."""

from collections.abc import Iterator

from tests.bench import servers
from tests.bench.figures import Budget, Figure


def measure(budget: Budget) -> Iterator[Figure]:
    """The service with its data, and the baseline without any, in turn."""
    rounds = [(_start_service(), _start_constant_route()) for _ in range(budget.starts)]
    yield Figure(
        "Démarrage, jusqu'à /readyz",
        "s",
        rounds,
        "≤ 2 s",
        f"transcogage serve, {budget.starts} démarrages ; référence : le même serveur sans données.",
    )


def _start_service() -> float:
    with servers.service() as server:
        return server.seconds_to_ready


def _start_constant_route() -> float:
    with servers.constant_route(size=1_000) as server:
        return server.seconds_to_ready
