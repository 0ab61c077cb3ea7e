"""Whole files: the command line beside DuckDB copying the same file, and the HTTP route beside the command line."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

import polars as pl

from tests.bench import load, servers
from tests.bench.births import write_births
from tests.bench.figures import Budget, Figure
from tests.bench.questions import Questions
from transcogage.resolution.index import Index

COLUMNS = ("--nom", "commune", "--annee", "annee", "--departement", "departement")
FORM = {
    "nomCommuneNaissance": "commune",
    "anneeDateNaissance": "annee",
    "codeCogInseeDepartementNaissance": "departement",
}
BOUNDARY = "transcogage-bench"
_PART = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="'


def measure(budget: Budget, index: Index, questions: Questions) -> Iterator[Figure]:
    """The command line on CSV and Parquet, on a file ten times as long, then the HTTP route."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / "births.csv"
        write_births(index, source, budget.rows)
        yield _beside_copy(budget, source, "≤ 4")
        parquet = source.with_suffix(".parquet")
        pl.read_csv(source, separator=";", infer_schema=False).write_parquet(parquet)
        yield _beside_copy(budget, parquet, "≤ 6")
        yield from _ten_times(budget, index, source)
        yield from _over_http(budget, index, source.with_name("sent.csv"), questions)


def _beside_copy(budget: Budget, source: Path, aim: str) -> Figure:
    rounds = []
    for _ in range(budget.files):
        rounds.append((_resolve(source), _copy(source)))
    kind = source.suffix[1:]
    return Figure(
        f"Fichier {kind}, {budget.rows} lignes",
        "s",
        rounds,
        aim,
        "transcogage csv, tout le processus ; référence : DuckDB copie le même fichier, tout le processus.",
    )


def _ten_times(budget: Budget, index: Index, source: Path) -> Iterator[Figure]:
    longer = source.with_name("longer.csv")
    write_births(index, longer, budget.rows * 10)
    memory = _Memory()
    seconds = _resolve(longer, memory.watch)
    once = _resolve(source)
    longer.unlink()
    yield Figure(
        f"Fichier csv, {budget.rows * 10} lignes",
        "s",
        [(seconds, once * 10)],
        "≤ 1,15",
        f"transcogage csv ; référence : dix fois le temps de {budget.rows} lignes.",
    )
    yield Figure(
        "Mémoire du plus long",
        "Mo",
        [(memory.peak, 2_000)],
        "≤ 1",
        "transcogage csv et ses processus, au plus haut de chacun (VmHWM) ; référence : 2 000 Mo.",
    )


def _over_http(budget: Budget, index: Index, source: Path, questions: Questions) -> Iterator[Figure]:
    rows = budget.rows // 5
    write_births(index, source, rows)
    paths = [question.path() for question in questions.varied(2_000)]
    with servers.service() as server:
        load.send_during(budget.load_seconds, server.port, paths)
        calm = load.send_during(budget.load_seconds, server.port, paths)
        before = server.peak_memory()
        rounds = [(post(server.port, source), _resolve(source)) for _ in range(budget.files)]
        after = server.peak_memory()
        with _posting_on_and_on(server.port, source):
            busy = load.send_during(budget.load_seconds, server.port, paths)
    yield Figure(
        f"POST /v1/cog/csv, {rows} lignes",
        "s",
        rounds,
        "≤ 2",
        "de l'envoi au dernier octet reçu ; référence : transcogage csv.",
    )
    yield Figure(
        "Mémoire prise par ces fichiers",
        "Mo",
        [(after - before, 150)],
        "≤ 1",
        "du processus, au plus haut (VmHWM) ; référence : 150 Mo.",
    )
    yield Figure(
        "/v1/cog pendant des fichiers, p99",
        "ms",
        [(busy.p99_milliseconds, calm.p99_milliseconds)],
        "aucune",
        "64 connexions, les fichiers l'un après l'autre ; référence : sans fichier.",
    )


def _resolve(source: Path, watch: "Callable[[subprocess.Popen[bytes]], None] | None" = None) -> float:
    """How long the command takes, in seconds; `watch` looks at its process, which takes some time of the machine's."""
    target = source.with_name(f"resolved{source.suffix}")
    command = [str(servers.COMMAND), "csv", str(source), str(target), *COLUMNS]
    start = perf_counter()
    with subprocess.Popen(command, env=servers.environment(), stderr=subprocess.DEVNULL) as process:
        if watch is not None:
            watch(process)
    seconds = perf_counter() - start
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    target.unlink()
    return seconds


class _Memory:
    """The most that a process, and each it starts, ever held, in millions of bytes."""

    def __init__(self) -> None:
        self._peaks: dict[int, float] = {}

    def watch(self, process: "subprocess.Popen[bytes]") -> None:
        """Look until the process ends."""
        while process.poll() is None:
            for identifier in [process.pid, *servers.children(process.pid)]:
                peak = servers.peak_memory(identifier)
                if peak is not None:
                    self._peaks[identifier] = peak
            sleep(0.02)

    @property
    def peak(self) -> float:
        """The sum of all of them."""
        return sum(self._peaks.values())


def _copy(source: Path) -> float:
    """How long DuckDB takes to copy the file, as a process."""
    target = source.with_name(f"copied{source.suffix}")
    query = f"COPY (FROM '{source}') TO '{target}'" + (" (DELIMITER ';')" if source.suffix == ".csv" else "")
    start = perf_counter()
    subprocess.run([sys.executable, "-c", "import duckdb, sys; duckdb.execute(sys.argv[1])", query], check=True)
    seconds = perf_counter() - start
    target.unlink()
    return seconds


def post(port: int, source: Path) -> float:
    """Send the file to a service; how long until the last byte of the answer, in seconds."""
    fields = "".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{column}\r\n'
        for name, column in FORM.items()
    )
    head = f'{_PART}data"; filename="births.csv"\r\n\r\n'
    body = fields.encode() + head.encode() + source.read_bytes() + f"\r\n--{BOUNDARY}--\r\n".encode()
    connection = HTTPConnection("127.0.0.1", port)
    start = perf_counter()
    connection.request("POST", "/v1/cog/csv", body, {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"})
    answer = connection.getresponse()
    while answer.read(1 << 20):
        pass
    seconds = perf_counter() - start
    connection.close()
    if answer.status != 200:
        raise load.UnexpectedAnswerError(str(answer.status))
    return seconds


@contextmanager
def _posting_on_and_on(port: int, source: Path) -> Iterator[None]:
    ended = threading.Event()

    def post_until_ended() -> None:
        while not ended.is_set():
            post(port, source)

    thread = threading.Thread(target=post_until_ended)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
