"""A long load, then a SIGTERM in the middle of it: `python -m tests.bench.soak`.

For a minute and 200,000 requests at least (five minutes at most), 64 connections ask without a pause; then the service
is told to stop while they go on, each until it is told that its connection closes. Printed, and a failure unless: every
request has its answer, and the memory has not grown since the first tenth of the requests.
"""

import os
import signal
import sys
from argparse import ArgumentParser
from dataclasses import dataclass, field
from http.client import HTTPConnection
from statistics import median
from threading import Thread
from time import perf_counter, sleep

from prometheus_client.parser import text_string_to_metric_families

from tests.bench import servers
from tests.bench.load import CONNECTIONS, Load, send_until_closed
from tests.bench.questions import Questions
from transcogage.database.store import open_index

MOST_SECONDS = 300
MOST_GROWTH = 5.0
"""In millions of bytes: less than one part in a hundred of a process, and its allocator's play."""

Sample = tuple[float, float]


@dataclass
class Watch:
    """What is seen of the service during the load: (requests answered, resident memory in millions of bytes)."""

    server: servers.Server
    seconds: float
    requests: int
    samples: list[Sample] = field(default_factory=list)
    stopped_at: float = 0.0

    def run(self) -> None:
        """Look every second; tell the service to stop when the load has lasted."""
        start = perf_counter()
        while True:
            sleep(1)
            self.samples.append(self._sample())
            elapsed = perf_counter() - start
            if elapsed >= MOST_SECONDS or (elapsed >= self.seconds and self.samples[-1][0] >= self.requests):
                break
        self.stopped_at = perf_counter()
        os.kill(self.server.process_id, signal.SIGTERM)

    def growth(self) -> float:
        """Of the memory, since the first tenth of the requests."""
        requests, memory = self.samples[-1]
        return memory - next(early for done, early in self.samples if done >= requests / 10)

    def _sample(self) -> Sample:
        connection = HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        connection.request("GET", "/metrics")
        text = connection.getresponse().read().decode()
        connection.close()
        values = {
            name: sum(sample.value for sample in family.samples if sample.name == name)
            for family in text_string_to_metric_families(text)
            for name in ("http_requests_total", "process_resident_memory_bytes")
            if any(sample.name == name for sample in family.samples)
        }
        return values["http_requests_total"], values["process_resident_memory_bytes"] / 1e6


def soak(seconds: float, requests: int) -> tuple[Load, Watch, float]:
    """The load, what was seen, and how long the service took to stop, in seconds."""
    paths = [question.path() for question in Questions(open_index(servers.DATABASE)).varied(5_000)]
    with servers.service() as server:
        watch = Watch(server, seconds, requests)
        watching = Thread(target=watch.run, daemon=True)
        watching.start()
        load = send_until_closed(server.port, paths)
        watching.join()
        os.waitid(os.P_PID, server.process_id, os.WEXITED | os.WNOWAIT)
        return load, watch, perf_counter() - watch.stopped_at


def main() -> int:
    parser = ArgumentParser(prog="python -m tests.bench.soak")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--requests", type=int, default=200_000)
    options = parser.parse_args()
    load, watch, stopping = soak(options.seconds, options.requests)
    answered = watch.samples[-1][0]
    growth = watch.growth()
    print(
        f"{CONNECTIONS} connexions, {len(load.latencies)} demandes en {load.seconds:.0f} s "
        f"({load.requests_per_second:.0f} par seconde) : toutes ont reçu leur réponse, 200.\n"
        f"Temps de réponse : médiane {median(load.latencies) * 1000:.1f} ms, p99 {load.p99_milliseconds:.1f} ms, "
        f"le plus long {max(load.latencies) * 1000:.0f} ms.\n"
        f"SIGTERM après {answered:.0f} demandes : arrêt en {stopping:.1f} s, aucune demande perdue.\n"
        f"Mémoire : {watch.samples[0][1]:.0f} Mo au début, {watch.samples[-1][1]:.0f} Mo à la fin ; croissance après "
        f"le premier dixième : {growth:+.1f} Mo (permis : {MOST_GROWTH:.0f})."
    )
    if growth > MOST_GROWTH or answered < options.requests:
        print("ÉCHEC : la mémoire croît, ou il n'y a pas eu assez de demandes.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
