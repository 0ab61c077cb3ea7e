"""Fixture strategy.

One real database, one index. `data` opens `data/cog.duckdb`, built by the pipeline before the tests (`make test` sees
to it), once for the whole run: it is immutable, so tests share it. `app` is the real application on that index and
`client` asks it over ASGI: both are shared too, for no request leaves a trace in them. A test that needs another state
(no data yet, a broken route, another database) makes its own application, and one that is about a process (start, stop,
logs) starts the real command, on a port the system chooses. Nothing of ours is ever replaced by a mock.
"""

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, settings
from starlette.testclient import TestClient

from tests.command_line import Runner
from transcogage.database.opening import Opened, open_database
from transcogage.http.app import create_app
from transcogage.resolution.index import Index
from transcogage.settings import Settings

ROOT = Path(__file__).parents[1]
DATABASE = ROOT / "data" / "cog.duckdb"


# Properties are tried on the same examples at every run: what is new in a failure is the code. On others, with
# `--hypothesis-profile=any`. How long an example takes is the machine's.
settings.register_profile("same", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("any", settings.get_profile("same"), derandomize=False)
settings.load_profile("same")


def pytest_configure() -> None:
    """Ctrl-C reaches the commands under test, also when the runner was started in the background, which ignores it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_sessionfinish() -> None:
    """A process of the test runner ends without what the interpreter does at its end; see database.opening."""
    gc.unfreeze()


@pytest.fixture(scope="session")
def database() -> Path:
    return DATABASE


@pytest.fixture(scope="session")
def data(database: Path) -> Opened:
    return open_database(database)


@pytest.fixture(scope="session")
def index(data: Opened) -> Index:
    return data.index


@pytest.fixture(scope="session")
def published(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the open data, in which there was an older table."""
    folder = tmp_path_factory.mktemp("open")
    (folder / "noms.csv").write_text("une version d'avant", encoding="utf-8")
    command = [str(Path(sys.executable).with_name("transcogage")), "data", "publish-table", str(folder)]
    subprocess.run(command, env=os.environ | {"TRANSCOGAGE_DATABASE": str(database)}, check=True)
    return folder


@pytest.fixture(scope="session")
def app(data: Opened) -> FastAPI:
    return create_app(Settings(), data)


@pytest.fixture(scope="session")
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app) as client:
        yield client


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    monkeypatch.setenv("TRANSCOGAGE_DATABASE", str(DATABASE))
    return Runner(monkeypatch, capsys)
