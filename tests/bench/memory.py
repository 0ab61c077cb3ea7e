"""How much memory one worker takes, once it has answered many different questions."""

from collections.abc import Iterator

from service.resolution.index import Index
from tests.bench import questions, servers
from tests.bench.figures import Budget, Figure
from tests.bench.load import send


def measure(budget: Budget, index: Index) -> Iterator[Figure]:
    """The peak of the service, and that of the baseline after the same requests."""
    paths = [question.path() for question in questions.varied(index, budget.requests)]
    with servers.service() as service:
        load = send(service.port, paths)
        peak = service.peak_memory()
    with servers.constant_route(round(load.mean_size)) as constant:
        send(constant.port, paths)
        constant_peak = constant.peak_memory()
    yield Figure(
        "Mémoire maximale d'un processus",
        "Mo",
        [(peak, constant_peak)],
        "≤ 250 Mo",
        f"VmHWM après {len(paths)} questions variées (connues, mal écrites, d'un autre département) ; référence : le "
        "même serveur sans données.",
    )
