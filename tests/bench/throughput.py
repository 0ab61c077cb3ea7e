"""How much `/v1/cog` serves, beside a FastAPI route that returns a constant of the same size on the same server."""

from collections.abc import Iterator
from statistics import median

from tests.bench import servers
from tests.bench.figures import Budget, Figure
from tests.bench.load import CONNECTIONS, Load, send, send_during
from tests.bench.questions import Questions

QUESTIONS = 1_000


def measure(budget: Budget, questions: Questions) -> Iterator[Figure]:
    """Requests per second, slowest hundredth and processor time of both servers, loaded in turn."""
    paths = [question.path() for question in questions.known(QUESTIONS)]
    with servers.service() as service:
        size = round(send(service.port, paths).mean_size)
        with servers.constant_route(size) as constant:
            send(constant.port, paths)
            rounds = [(_loaded(service, budget, paths), _loaded(constant, budget, paths)) for _ in range(budget.rounds)]
    generator = median(load.generator_share for pair in rounds for load, _ in pair)
    how = (
        f"{CONNECTIONS} connexions, tours de {budget.load_seconds} s alternés, {QUESTIONS} questions de noms connus ; "
        f"référence : route FastAPI de mêmes paramètres, réponse constante de {size} octets."
    )
    yield Figure(
        "/v1/cog, débit",
        "req/s",
        [(load.requests_per_second, constant.requests_per_second) for (load, _), (constant, _) in rounds],
        "rapport ≥ 0.7",
        f"{how} Le générateur de charge occupe {generator:.0%} d'un cœur.",
    )
    yield Figure(
        "/v1/cog, temps de réponse p99",
        "ms",
        [(load.p99_milliseconds, constant.p99_milliseconds) for (load, _), (constant, _) in rounds],
        "imprimé pour les deux",
        "Mêmes tours ; 99 réponses sur 100 arrivent dans ce temps, sur un serveur saturé.",
    )
    yield Figure(
        "/v1/cog, temps processeur par requête",
        "µs",
        [(processor, constant) for (_, processor), (_, constant) in rounds],
        "sans visée",
        "Mêmes tours ; temps processeur du serveur : une machine partagée le trouble moins que le débit.",
    )


def _loaded(server: servers.Server, budget: Budget, paths: list[str]) -> tuple[Load, float]:
    """One round, and the processor time the server used for each request, in microseconds."""
    before = server.processor_seconds()
    load = send_during(budget.load_seconds, server.port, paths)
    return load, (server.processor_seconds() - before) / len(load.latencies) * 1e6
