"""What one worker costs: how long it takes to start; its memory once it has answered many questions, then files."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import servers
from tests.bench.births import write_births
from tests.bench.figures import Budget, Figure
from tests.bench.files import post
from tests.bench.load import send
from tests.bench.questions import Questions
from transcogage.resolution.index import Index

FILES = 10


def measure(budget: Budget, index: Index, questions: Questions) -> Iterator[Figure]:
    """The service and the baseline, started in turn; the first of each also answers requests, ours files too."""
    paths = [question.path() for question in questions.varied(budget.requests)]
    with TemporaryDirectory() as folder, servers.service() as service:
        births = Path(folder) / "births.csv"
        write_births(index, births, budget.requests)
        size = round(send(service.port, paths).mean_size)
        peak = service.peak_memory()
        for _ in range(FILES):
            post(service.port, births)
        peak_of_files = service.peak_memory()
    with servers.constant_route("fastapi", size) as constant:
        send(constant.port, paths)
        constant_peak = constant.peak_memory()
    starts = [(service.seconds_to_ready, constant.seconds_to_ready)]
    while len(starts) < budget.starts:
        starts.append((_start(servers.service()), _start(servers.constant_route("fastapi", size))))
    yield Figure(
        "Démarrage, jusqu'à /readyz",
        "s",
        starts,
        "rapport ≤ 1,5",
        "transcogage serve, du lancement du processus au premier 200 ; référence : le même programme, une route sans "
        "données.",
    )
    yield Figure(
        "Mémoire maximale d'un processus",
        "Mo",
        [(peak, constant_peak)],
        "≤ 170 Mo",
        f"VmHWM après {len(paths)} questions variées (connues, mal écrites, d'un autre département) ; référence : la "
        "même, une route sans données.",
    )
    yield Figure(
        "Mémoire maximale, des fichiers ensuite",
        "Mo",
        [(peak_of_files, constant_peak)],
        "≤ 260 Mo",
        f"VmHWM du même processus, après {FILES} fichiers de {budget.requests} lignes, l'un après l'autre ; même "
        "référence.",
    )


def _start(running: AbstractContextManager[servers.Server]) -> float:
    with running as server:
        return server.seconds_to_ready
