"""What the service counts, for Prometheus (`GET /metrics`). No label ever comes from a caller's value.

With several worker processes, each writes its counts to files of a directory they share, and whichever is asked gives
the sums (`PROMETHEUS_MULTIPROC_DIR`, the library's own convention; `serve` sets it). What processes use is given for
each of them.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from transcogage.resolution.model import Status
from transcogage.resolution.release import Release

SHARED_COUNTS = "PROMETHEUS_MULTIPROC_DIR"
UNKNOWN_ROUTE = "unknown"
"""The route of a request that was answered before any was chosen, or that none matches."""

_DURATIONS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)


class Metrics:
    """The counts of one application."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "http_requests", "Answered requests", ["route", "method", "status"], registry=self._registry
        )
        self._durations = Histogram(
            "http_request_duration_seconds",
            "From the request's arrival in the application to the last byte of its answer",
            ["route"],
            buckets=_DURATIONS,
            registry=self._registry,
        )
        answers = Counter("transcogage_answers", "Resolved birth places", ["status"], registry=self._registry)
        self._answers = {status: answers.labels(status.value) for status in Status}
        self._children: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}

    def count_request(self, route: str | None, method: str, status: int, seconds: float) -> None:
        """One more answer, of the route of template `route`."""
        key = (route or UNKNOWN_ROUTE, method, status)
        if key not in self._children:
            labels = (key[0], method, str(status))
            self._children[key] = (self._requests.labels(*labels), self._durations.labels(key[0]))
        requests, durations = self._children[key]
        requests.inc()
        durations.observe(seconds)

    def count_answer(self, status: Status) -> None:
        """One more resolved birth place."""
        self._answers[status].inc()

    def count_answers(self, counts: Mapping[str, int]) -> None:
        """The rows of a file, by status; those that could not be read are no birth place."""
        for status in Status:
            self._answers[status].inc(counts.get(status, 0))

    def exposition(self, release: Release | None) -> bytes:
        """Everything, in Prometheus's text format."""
        shared = os.environ.get(SHARED_COUNTS)
        counts, processes = self._registry, [os.getpid()]
        if shared:
            counts = CollectorRegistry()
            MultiProcessCollector(counts, shared)  # type: ignore[no-untyped-call]
            processes = sorted(_processes(Path(shared)))
        state = CollectorRegistry()
        state.register(_Processes(processes))
        if release is not None:
            state.register(_Release(release))
        return generate_latest(counts) + generate_latest(state)


class _Release(Collector):
    """Which data are served."""

    def __init__(self, release: Release) -> None:
        self._release = release

    def collect(self) -> Iterable[Metric]:
        family = GaugeMetricFamily("transcogage_release_info", "The data served", labels=["vintage", "version"])
        family.add_metric([str(self._release.vintage), self._release.version], 1)
        yield family


class _Processes(Collector):
    """What each process uses: memory, processor time, open files."""

    def __init__(self, processes: Iterable[int]) -> None:
        self._processes = processes

    def collect(self) -> Iterable[Metric]:
        families: dict[str, Metric] = {}
        for process in self._processes:
            for family in ProcessCollector(pid=partial(int, process), registry=None).collect():
                shown = families.setdefault(family.name, Metric(family.name, family.documentation, family.type))
                shown.samples += [sample._replace(labels={"pid": str(process)}) for sample in family.samples]
        return families.values()


def _processes(shared: Path) -> Iterator[int]:
    """The processes that write to `shared` and are alive: a file's name ends with `_<process>.db`."""
    for process in {int(path.stem.rpartition("_")[2]) for path in shared.glob("*.db")}:
        if Path(f"/proc/{process}").is_dir():
            yield process
