"""Twenty switches of release under load: `python -m tests.bench.switching`.

32 connections ask `/v1/cog` without a pause while two releases, INSEE's last vintage and the one before, are published
in turn. Printed, and a failure unless: every request has its answer, 200; each answer, and its tag, is of one of the
two releases; and the memory after the last switch is that after the first few.
"""

import asyncio
import json
import sys
from argparse import ArgumentParser
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from threading import Thread
from time import perf_counter, sleep

from tests.bench import servers
from tests.bench.questions import Questions
from tests.evaluation.views import SAMPLES
from transcogage.database.releases import Releases
from transcogage.database.store import open_index
from transcogage_data.derive import derive
from transcogage_data.publish import build_release, publish

SOURCES = SAMPLES.parent
CONNECTIONS = 32
VINTAGES = (2025, 2026)
MOST_SECONDS_TO_SWITCH = 60
SETTLED_AFTER = 4
"""Switches after which the allocator holds what two releases need at once."""
MOST_GROWTH = 10.0
"""In millions of bytes, from there to the end: the allocator's play."""


@dataclass
class Met:
    """What the clients met: answers by release, times in seconds, and what must not be."""

    releases: Counter[str] = field(default_factory=Counter)
    latencies: list[float] = field(default_factory=list)
    mixed: int = 0
    failed: list[str] = field(default_factory=list)
    stopped: bool = False


def ask_until_stopped(port: int, paths: list[str], met: Met) -> None:
    """All the connections, in a thread of their own."""
    asyncio.run(_ask(port, paths, met))


async def _ask(port: int, paths: list[str], met: Met) -> None:
    questions = cycle(paths)
    await asyncio.gather(*(_client(port, questions, met) for _ in range(CONNECTIONS)))


async def _client(port: int, questions: "cycle[str]", met: Met) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        while not met.stopped:
            start = perf_counter()
            writer.write(f"GET {next(questions)} HTTP/1.1\r\nHost: x\r\n\r\n".encode("ascii"))
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            headers = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if line)
            body = await reader.readexactly(int(headers["content-length"]))
            met.latencies.append(perf_counter() - start)
            if not head.startswith("http/1.1 200 "):
                met.failed.append(head.split("\r\n", 1)[0])
                continue
            version = json.loads(body)["donnees"]["version"]
            met.releases[version] += 1
            met.mixed += headers["etag"].removeprefix('w/"').rpartition("-")[0] != version
    except (OSError, EOFError) as error:
        met.failed.append(type(error).__name__)
    finally:
        writer.close()


def served(port: int) -> str:
    """The version that `/v1/donnees` tells."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/v1/donnees")
    version: str = json.loads(connection.getresponse().read())["version"]
    connection.close()
    return version


def switch(releases: Releases, port: int, version: str) -> float:
    """Publish a release and wait until it is served; how long it took, in seconds."""
    start = perf_counter()
    publish(releases, version)
    while served(port) != version:
        if perf_counter() - start > MOST_SECONDS_TO_SWITCH:
            raise TimeoutError(f"{version} is not served")
        sleep(0.05)
    return perf_counter() - start


def build_both(folder: Path) -> Releases:
    """A release of each vintage."""
    releases = Releases(folder / "releases")
    for vintage in VINTAGES:
        derive(SOURCES, folder / str(vintage), vintage)
        build_release(folder / str(vintage), releases)
    return releases


def main() -> int:
    parser = ArgumentParser(prog="python -m tests.bench.switching")
    parser.add_argument("--switches", type=int, default=20)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        releases = build_both(Path(folder))
        first, second = releases.versions()
        publish(releases, first)
        paths = [question.path() for question in Questions(open_index(servers.DATABASE)).known(5_000)]
        met, steady = Met(), 0
        memory, times = [], []
        with servers.service(releases.folder) as server:
            alone = server.memory()
            asking = Thread(target=ask_until_stopped, args=(server.port, paths, met), daemon=True)
            asking.start()
            sleep(3)
            steady = len(met.latencies)
            versions = cycle((second, first))
            for _ in range(options.switches):
                times.append(switch(releases, server.port, next(versions)))
                sleep(0.5)
                memory.append(server.memory())
            met.stopped = True
            asking.join(timeout=30)
            peak = server.peak_memory()
    return report(met, steady, times, [alone, *memory, peak])


def report(met: Met, steady: int, times: list[float], memory: list[float]) -> int:
    """Print what was met; 1 when something must not be."""
    alone, *after, peak = memory
    growth = after[-1] - after[min(SETTLED_AFTER, len(after)) - 1]
    print(
        f"{len(times)} changements de version sous {CONNECTIONS} connexions : {len(met.latencies)} demandes, "
        f"{len(met.failed)} échecs, {met.mixed} réponses mêlées.\n"
        f"Réponses par version : {dict(met.releases)}.\n"
        f"De la publication au service (veille de 5 s comprise) : médiane {median(times):.1f} s, le plus long "
        f"{max(times):.1f} s.\n"
        f"Temps de réponse : avant, {_times(met.latencies[:steady])} ; pendant, {_times(met.latencies[steady:])}.\n"
        f"Mémoire : {alone:.0f} Mo avant, puis {' '.join(f'{held:.0f}' for held in after)} Mo après chaque changement, "
        f"{peak:.0f} Mo au plus.\n"
        f"Croissance depuis le {SETTLED_AFTER}e changement : {growth:+.1f} Mo (permis : {MOST_GROWTH:.0f})."
    )
    if met.failed or met.mixed or growth > MOST_GROWTH or len(met.releases) != len(VINTAGES):
        print(f"ÉCHEC {Counter(met.failed)}")
        return 1
    return 0


def _times(latencies: list[float]) -> str:
    return (
        f"médiane {median(latencies) * 1000:.1f} ms, p99 {quantiles(latencies, n=100)[98] * 1000:.0f} ms, "
        f"le plus long {max(latencies) * 1000:.0f} ms"
    )


if __name__ == "__main__":
    sys.exit(main())
