"""How much `/v1/cog` and `/v1/communes` serve, beside a FastAPI route of constant answers and a bare Starlette one."""

from collections.abc import Iterator
from statistics import median
from urllib.parse import quote

from tests.bench import servers
from tests.bench.figures import Budget, Figure, short
from tests.bench.load import CONNECTIONS, Load, send, send_during
from tests.bench.questions import Questions

QUESTIONS = 1_000


def measure(budget: Budget, questions: Questions) -> Iterator[Figure]:
    """Requests per second, slowest hundredth and processor time of the three servers, loaded in turn."""
    asked = questions.known(QUESTIONS)
    paths = [question.path() for question in asked]
    typed = [f"/v1/communes?q={quote(question.name[:4])}&departement={question.department}" for question in asked]
    with servers.service() as service:
        size = round(send(service.port, paths).mean_size)
        with servers.constant_route("fastapi", size) as fastapi, servers.constant_route("starlette", size) as bare:
            for server in (fastapi, bare):
                send(server.port, paths)
            rounds, searches = [], []
            for _ in range(budget.rounds):
                rounds.append([_loaded(server, budget, paths) for server in (service, fastapi, bare)])
                searches.append([_loaded(service, budget, typed), _loaded(fastapi, budget, paths)])
    generator = median(ours.generator_share for (ours, _), _, _ in rounds)
    starlette = median(bare.requests_per_second / fastapi.requests_per_second for _, (fastapi, _), (bare, _) in rounds)
    starlette_processor = median(bare / fastapi for _, (_, fastapi), (_, bare) in rounds)
    how = (
        f"{CONNECTIONS} connexions, tours de {budget.load_seconds} s alternés, {QUESTIONS} questions de noms connus ; "
        f"référence : route FastAPI de mêmes paramètres, réponse constante de {size} octets, sur uvicorn, httptools et "
        "uvloop."
    )
    yield Figure(
        "/v1/cog, débit",
        "req/s",
        [(ours.requests_per_second, fastapi.requests_per_second) for (ours, _), (fastapi, _), _ in rounds],
        "rapport ≥ 1,0",
        f"{how} Starlette seul : rapport {short(starlette)}. Le générateur de charge occupe {generator:.0%} d'un cœur.",
    )
    yield Figure(
        "/v1/cog, temps de réponse p99",
        "ms",
        [(ours.p99_milliseconds, fastapi.p99_milliseconds) for (ours, _), (fastapi, _), _ in rounds],
        "imprimé pour les deux",
        "Mêmes tours ; 99 réponses sur 100 arrivent dans ce temps, sur un serveur saturé.",
    )
    yield Figure(
        "/v1/cog, temps processeur par requête",
        "µs",
        [(ours, fastapi) for (_, ours), (_, fastapi), _ in rounds],
        "rapport ≤ 0,87",
        "Mêmes tours ; temps processeur du serveur : une machine partagée le trouble moins que le débit. Starlette "
        f"seul : rapport {short(starlette_processor)}.",
    )
    yield Figure(
        "/v1/communes, débit",
        "req/s",
        [(ours.requests_per_second, fastapi.requests_per_second) for (ours, _), (fastapi, _) in searches],
        "rapport ≥ 0,5",
        "De même, pour les quatre premières lettres de chaque nom et son département ; même référence.",
    )


def _loaded(server: servers.Server, budget: Budget, paths: list[str]) -> tuple[Load, float]:
    """One round, and the processor time the server used for each request, in microseconds."""
    before = server.processor_seconds()
    load = send_during(budget.load_seconds, server.port, paths)
    return load, (server.processor_seconds() - before) / len(load.latencies) * 1e6
