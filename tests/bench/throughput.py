"""How much `/v1/cog` and `/v1/communes` serve, beside a FastAPI route of constant answers on the same server."""

from collections.abc import Iterator
from statistics import median
from urllib.parse import quote

from tests.bench import servers
from tests.bench.figures import Budget, Figure
from tests.bench.load import CONNECTIONS, Load, send, send_during
from tests.bench.questions import Questions

QUESTIONS = 1_000


def measure(budget: Budget, questions: Questions) -> Iterator[Figure]:
    """Requests per second, slowest hundredth and processor time of both servers, loaded in turn."""
    asked = questions.known(QUESTIONS)
    paths = [question.path() for question in asked]
    typed = [f"/v1/communes?q={quote(question.name[:4])}&departement={question.department}" for question in asked]
    with servers.service() as service:
        size = round(send(service.port, paths).mean_size)
        with servers.constant_route(size) as constant:
            send(constant.port, paths)
            rounds = [(_loaded(service, budget, paths), _loaded(constant, budget, paths)) for _ in range(budget.rounds)]
            searches = [
                (_loaded(service, budget, typed), _loaded(constant, budget, paths)) for _ in range(budget.rounds)
            ]
    generator = median(load.generator_share for pair in rounds for load, _ in pair)
    how = (
        f"{CONNECTIONS} connexions, tours de {budget.load_seconds} s alternés, {QUESTIONS} questions de noms connus ; "
        f"référence : route FastAPI de mêmes paramètres, réponse constante de {size} octets."
    )
    yield Figure(
        "/v1/cog, débit",
        "req/s",
        [(load.requests_per_second, constant.requests_per_second) for (load, _), (constant, _) in rounds],
        "rapport ≥ 0.8",
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
    yield Figure(
        "/v1/communes, débit",
        "req/s",
        [(load.requests_per_second, constant.requests_per_second) for (load, _), (constant, _) in searches],
        "rapport ≥ 0.5",
        "De même, pour les quatre premières lettres de chaque nom et son département ; même référence.",
    )


def _loaded(server: servers.Server, budget: Budget, paths: list[str]) -> tuple[Load, float]:
    """One round, and the processor time the server used for each request, in microseconds."""
    before = server.processor_seconds()
    load = send_during(budget.load_seconds, server.port, paths)
    return load, (server.processor_seconds() - before) / len(load.latencies) * 1e6
