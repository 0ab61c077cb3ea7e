"""What one worker costs: how long it takes to start, and how much memory once it has answered many questions."""

from collections.abc import Iterator
from contextlib import AbstractContextManager

from tests.bench import servers
from tests.bench.figures import Budget, Figure
from tests.bench.load import send
from tests.bench.questions import Questions


def measure(budget: Budget, questions: Questions) -> Iterator[Figure]:
    """The service and the baseline, started in turn; the first of each also answers the requests."""
    paths = [question.path() for question in questions.varied(budget.requests)]
    with servers.service() as service:
        size = round(send(service.port, paths).mean_size)
        peak = service.peak_memory()
    with servers.constant_route(size) as constant:
        send(constant.port, paths)
        constant_peak = constant.peak_memory()
    starts = [(service.seconds_to_ready, constant.seconds_to_ready)]
    while len(starts) < budget.starts:
        starts.append((_start(servers.service()), _start(servers.constant_route(size))))
    yield Figure(
        "Démarrage, jusqu'à /readyz",
        "s",
        starts,
        "≤ 2 s",
        "transcogage serve, du lancement du processus au premier 200 ; référence : le même serveur sans données.",
    )
    yield Figure(
        "Mémoire maximale d'un processus",
        "Mo",
        [(peak, constant_peak)],
        "≤ 250 Mo",
        f"VmHWM après {len(paths)} questions variées (connues, mal écrites, d'un autre département) ; référence : le "
        "même serveur sans données.",
    )


def _start(running: AbstractContextManager[servers.Server]) -> float:
    with running as server:
        return server.seconds_to_ready
