"""A running service goes on to the release published, losing no request and mixing none (switching.py)."""

import json
import shutil
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from threading import Event

import httpx2
import pytest
from starlette.testclient import TestClient

from tests.database.small import small_releases
from tests.http.running import RunningService, running_service
from tests.waiting import PATIENCE, wait_until
from transcogage.database.manifest import DATABASE
from transcogage.database.opening import open_database
from transcogage.database.releases import Releases
from transcogage.http.app import create_app
from transcogage.settings import Settings
from transcogage_data.publish import publish, roll_back

QUESTION = "/v1/cog?nomCommuneNaissance=Gennevilliers&anneeDateNaissance=1960&codeCogInseeDepartementNaissance=92"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_releases(tmp_path_factory.mktemp("releases"))


@pytest.fixture
def releases(built: Path, tmp_path: Path) -> Releases:
    """Two vintages built, the older published."""
    copied = Releases(Path(shutil.copytree(built, tmp_path / "releases")))
    publish(copied, copied.versions()[0])
    return copied


def served(service: RunningService) -> str:
    version: str = httpx2.get(f"{service.url}/v1/donnees", timeout=PATIENCE).json()["version"]
    return version


def refused(service: RunningService) -> list[str]:
    return [line for line in service.log if "refusées" in line]


def ask_until(stopped: Event, service: RunningService) -> Iterator[tuple[str, str]]:
    """The release that each answer names, and that of its tag, on one connection. A failure is a request lost."""
    connection = HTTPConnection("127.0.0.1", int(service.url.rsplit(":", 1)[1]), timeout=PATIENCE)
    while not stopped.is_set():
        connection.request("GET", QUESTION)
        response = connection.getresponse()
        answer = json.loads(response.read())
        assert (response.status, answer["statut"]) == (200, "certain")
        tag = response.getheader("etag")
        assert tag is not None
        yield answer["donnees"]["version"], tag.removeprefix('W/"').rpartition("-")[0]
    connection.close()


def test_published_gone_back_and_published_again_under_load_no_request_is_lost_or_mixed(releases: Releases) -> None:
    old, new = releases.versions()
    with (
        running_service(TRANSCOGAGE_DATABASE=str(releases.folder), TRANSCOGAGE_RELEASE_CHECK="0.05") as service,
        ThreadPoolExecutor(8) as clients,
    ):
        stopped = Event()
        try:
            asking = [clients.submit(lambda: list(ask_until(stopped, service))) for _ in range(8)]
            for change, version in ((publish, new), (None, old), (publish, new)):
                if change is None:
                    roll_back(releases)
                else:
                    change(releases, version)
                wait_until(lambda version=version: served(service) == version)  # type: ignore[misc]
        finally:
            stopped.set()
        answers = [answer for client in asking for answer in client.result()]
        assert {version for version, _ in answers} == {old, new}
        assert all(version == tagged for version, tagged in answers)
        assert service.stop() == -signal.SIGTERM
    assert sum("Nouvelles données en service" in line for line in service.log) == 3


def test_what_cannot_be_served_is_refused_once_and_the_old_release_stays(releases: Releases) -> None:
    old, new = releases.versions()
    with running_service(TRANSCOGAGE_DATABASE=str(releases.folder), TRANSCOGAGE_RELEASE_CHECK="0.05") as service:
        database = releases.find(new) / DATABASE
        content = database.read_bytes()
        database.chmod(0o644)
        database.write_bytes(content[:-1] + b"\x00" if content[-1:] != b"\x00" else content[:-1] + b"\x01")
        releases.switch(new)
        wait_until(lambda: len(refused(service)) == 1)
        time.sleep(0.3)
        assert "base abîmée" in refused(service)[0]
        assert served(service) == old
        (releases.folder / "current").unlink()
        wait_until(lambda: len(refused(service)) == 2)
        assert served(service) == old
        database.write_bytes(content)
        releases.switch(new)
        wait_until(lambda: served(service) == new)
    assert len(refused(service)) == 2, "a line each, however often it looks"


@pytest.mark.parametrize("workers", ["1", "2"])
def test_sighup_has_every_process_look(releases: Releases, workers: str) -> None:
    old, new = releases.versions()
    with running_service(
        "--workers", workers, TRANSCOGAGE_DATABASE=str(releases.folder), TRANSCOGAGE_RELEASE_CHECK="0"
    ) as service:
        wait_until(lambda: sum("startup complete" in line for line in service.log) == int(workers))
        publish(releases, new)
        time.sleep(0.2)
        assert served(service) == old
        service.process.send_signal(signal.SIGHUP)
        wait_until(lambda: sum("Nouvelles données en service" in line for line in service.log) == int(workers))
        assert {served(service) for _ in range(10)} == {new}


def test_a_database_file_that_is_replaced_is_followed_too(releases: Releases, tmp_path: Path) -> None:
    old, new = (releases.find(version) for version in releases.versions())
    database = Path(shutil.copy(old / DATABASE, tmp_path / "cog.duckdb"))
    with running_service(TRANSCOGAGE_DATABASE=str(database), TRANSCOGAGE_RELEASE_CHECK="0.05") as service:
        shutil.copy(new / DATABASE, tmp_path / "other.duckdb")
        (tmp_path / "other.duckdb").replace(database)
        wait_until(lambda: served(service) == new.name)


def test_an_answer_held_from_the_old_release_is_sent_again_from_the_new(releases: Releases) -> None:
    old, new = releases.versions()
    app = create_app(Settings(database=releases.folder, release_check=0))
    with TestClient(app) as client:
        held = client.get(QUESTION).headers["etag"]
        assert client.get(QUESTION, headers={"If-None-Match": held}).status_code == 304
        publish(releases, new)
        app.state.data = open_database(releases.folder)
        again = client.get(QUESTION, headers={"If-None-Match": held})
        assert (again.status_code, again.json()["donnees"]["version"]) == (200, new)
        assert app.state.data.database == releases.folder.resolve() / new / DATABASE
        assert f'version="{new}"' in client.get("/metrics").text
    assert old != new
