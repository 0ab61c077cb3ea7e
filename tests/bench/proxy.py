"""What the quotient familial proxy adds to a call, over a direct call to the stand-in upstream."""

from collections.abc import Iterator

from tests.bench.figures import Budget, Figure
from tests.particulier import latency

CALLS_PER_ROUND = 100


def measure(budget: Budget) -> Iterator[Figure]:
    """One row: a call through the proxy, with the triplet, beside a direct one with the code."""
    alone, added = latency.measure(CALLS_PER_ROUND * budget.rounds)
    yield Figure(
        "Appel du quotient familial par le proxy",
        "ms",
        [(alone + added, alone)],
        "≤ 2 ms de plus",
        f"{added:.2f} ms de plus que l'appel direct au serveur de remplacement, en alternance.",
    )
