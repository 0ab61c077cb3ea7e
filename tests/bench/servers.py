"""The two servers that are compared, each a process of its own, on a port the system chooses."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import perf_counter, sleep

PROJECT = Path(__file__).resolve().parents[2]
DATABASE = PROJECT / "data" / "cog.duckdb"
COMMAND = Path(sys.executable).with_name("transcogage")
MOST_SECONDS_TO_READY = 60

_LISTENING = re.compile(r"running on http://127\.0\.0\.1:(\d+)")
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)
_HELD = re.compile(r"^VmRSS:\s+(\d+) kB$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Server:
    """A process that answers. `seconds_to_ready`: from its start to the first 200 of `/readyz`."""

    process_id: int
    port: int
    seconds_to_ready: float

    def peak_memory(self) -> float:
        """The most memory it ever held, in millions of bytes (VmHWM)."""
        peak = peak_memory(self.process_id)
        assert peak is not None
        return peak

    def memory(self) -> float:
        """The memory it holds, in millions of bytes (VmRSS)."""
        held = _read(self.process_id, _HELD)
        assert held is not None
        return held

    def processor_seconds(self) -> float:
        """The processor time it has used."""
        fields = Path(f"/proc/{self.process_id}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak_memory(process_id: int) -> float | None:
    """The most memory a process ever held, in millions of bytes (VmHWM); None once it has ended."""
    return _read(process_id, _PEAK)


def _read(process_id: int, which: re.Pattern[str]) -> float | None:
    try:
        found = which.search(Path(f"/proc/{process_id}/status").read_text(encoding="ascii"))
    except (FileNotFoundError, ProcessLookupError):
        return None
    return int(found[1]) * 1024 / 1e6 if found else None


def children(process_id: int) -> list[int]:
    """The processes that a process has started."""
    try:
        return [int(child) for child in Path(f"/proc/{process_id}/task/{process_id}/children").read_text().split()]
    except FileNotFoundError:
        return []


def environment(database: Path = DATABASE) -> dict[str, str]:
    """This process's environment, without any setting of the service but the database; compiled modules are kept, as
    where it is installed.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRANSCOGAGE_")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept | {"TRANSCOGAGE_DATABASE": str(database)}


@contextmanager
def service(database: Path = DATABASE, workers: int = 1) -> Iterator[Server]:
    """Transcogage, one worker unless told otherwise."""
    with _running([str(COMMAND), "serve", "--port", "0", "--workers", str(workers)], database) as server:
        yield server


@contextmanager
def constant_route(framework: str, size: int) -> Iterator[Server]:
    """A baseline, `fastapi` or `starlette`; its answers hold `size` bytes."""
    with _running([sys.executable, "-m", "tests.bench.constant_route", framework, "0", str(size)]) as server:
        yield server


@contextmanager
def _running(command: Sequence[str], database: Path = DATABASE) -> Iterator[Server]:
    """What it says goes to a file: it says something of each request, and a pipe that no one empties would stop it."""
    start = perf_counter()
    with (
        NamedTemporaryFile() as log,
        subprocess.Popen(
            command, cwd=PROJECT, env=environment(database), stdout=log, stderr=subprocess.STDOUT
        ) as process,
    ):
        try:
            port = _announced_port(process, Path(log.name))
            _wait_until_ready(port)
            yield Server(process.pid, port, perf_counter() - start)
        finally:
            process.send_signal(signal.SIGINT)  # it stops at once


def _announced_port(process: subprocess.Popen[bytes], log: Path) -> int:
    while True:
        running = process.poll() is None
        said = log.read_text(encoding="utf-8")
        if found := _LISTENING.search(said):
            return int(found[1])
        if not running:
            raise RuntimeError(said)
        sleep(0.005)


def _wait_until_ready(port: int) -> None:
    deadline = perf_counter() + MOST_SECONDS_TO_READY
    while _status("/readyz", port) != 200:
        if perf_counter() > deadline:
            raise TimeoutError(f"not ready after {MOST_SECONDS_TO_READY} s")


def _status(path: str, port: int) -> int:
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("GET", path)
        return connection.getresponse().status
