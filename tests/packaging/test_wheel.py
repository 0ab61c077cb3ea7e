"""The wheel, installed in an empty environment: it holds all it needs, and makes its database when it is first used.

The whole reference is built once. Then a small one takes its place in the installed package, as an update would put
another.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import httpx2
import pytest

from tests.conftest import DATABASE, ROOT
from tests.http.running import LISTENING
from tests.pipeline.small_sources import VINTAGE, write_sources
from transcogage_data.derive import derive

NEEDED = {
    "transcogage/http/openapi.yaml",
    "transcogage/http/swagger/page.html",
    "transcogage/py.typed",
    "transcogage/web/index.html",
    "transcogage/web/js/main.js",
    "transcogage_data/data/reference/periodes.csv",
    "transcogage_data/data/reference/sources.json",
    "transcogage_data/py.typed",
    "transcogage_data/schema.sql",
    "transcogage_data/supplements.csv",
    "transcogage_data/everyday_names.csv",
}
MADE = "Première utilisation : la base est construite dans"
MADE_AGAIN = "Le programme a changé : la base est reconstruite dans"
TOURLAVILLE = ("resolve", "Tourlaville", "1980", "50")


@dataclass
class Outcome:
    code: int
    output: str
    errors: str


@dataclass(frozen=True)
class Installation:
    """An environment that holds the program and what it depends on, used in an empty folder by a user of its own."""

    environment: Path
    home: Path

    @property
    def packages(self) -> Path:
        return next(self.environment.glob("lib/python*/site-packages"))

    @property
    def data(self) -> Path:
        return self.home / "transcogage"

    def databases(self) -> list[str]:
        """What the user's data folder shows."""
        return sorted(path.name for path in self.data.glob("[!.]*"))

    def start(self, *arguments: str, command: str = "transcogage", **environment: str) -> subprocess.Popen[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("TRANSCOGAGE_", "PYTHON"))}
        folder = self.home / "empty"
        folder.mkdir(exist_ok=True)
        return subprocess.Popen(
            [self.environment / "bin" / command, *arguments],
            cwd=folder,
            env=kept | {"XDG_DATA_HOME": str(self.home), "HOME": str(self.home)} | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def run(self, *arguments: str, **environment: str) -> Outcome:
        process = self.start(*arguments, **environment)
        output, errors = process.communicate()
        assert "Traceback" not in errors, errors
        return Outcome(process.returncode, output, errors)

    def run_python(self, program: str) -> str:
        """What a program prints, in a line; it must say nothing else."""
        output, errors = self.start("-c", program, command="python").communicate()
        assert errors == ""
        return output.strip()


def run(*command: str | Path) -> None:
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def make_wheel(source: Path, folder: Path) -> Path:
    pip = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation")
    run(*pip, "--wheel-dir", folder, source)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_wheel(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--without-pip", folder)
    pip = (sys.executable, "-m", "pip", "--python", folder / "bin" / "python", "install", "--quiet")
    run(*pip, "--require-hashes", "-r", "requirements.txt")
    run(*pip, "--no-deps", wheel)
    return folder


@pytest.fixture(scope="module")
def installed(environment: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """After its first use."""
    installation = Installation(environment, tmp_path_factory.mktemp("user"))
    first = installation.run(*TOURLAVILLE)
    assert first.code == 0
    assert first.output.startswith("Certain : 50602")
    assert first.errors == f"{MADE} {installation.data}, en quelques secondes.\n"
    return installation


@pytest.fixture
def updated(environment: Path, tmp_path: Path) -> Iterator[Installation]:
    """Another user of the same program, with the facts of a few communes, which are built at once."""
    installation = Installation(environment, tmp_path / "user")
    installation.home.mkdir()
    reference = installation.packages / "transcogage_data" / "data" / "reference"
    derive(write_sources(tmp_path / "sources"), tmp_path / "reference", VINTAGE)
    reference.rename(tmp_path / "whole")
    (tmp_path / "reference").rename(reference)
    yield installation
    shutil.rmtree(reference)
    (tmp_path / "whole").rename(reference)


def test_the_wheel_holds_what_the_program_needs_and_the_sources_make_the_same(wheel: Path, tmp_path: Path) -> None:
    run(sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory", tmp_path)
    (sources,) = tmp_path.glob("*.tar.gz")
    with ZipFile(wheel) as ours, ZipFile(make_wheel(sources, tmp_path)) as theirs:
        assert set(ours.namelist()) >= NEEDED
        assert {name.partition("/")[0] for name in ours.namelist() if ".dist-info/" not in name} == {
            "transcogage",
            "transcogage_data",
        }
        assert {info.filename: info.CRC for info in ours.infolist()} == {
            info.filename: info.CRC for info in theirs.infolist()
        }


def test_an_interrupted_first_use_leaves_nothing_half_written(environment: Path, tmp_path: Path) -> None:
    installation = Installation(environment, tmp_path)
    with installation.start(*TOURLAVILLE) as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith(MADE)
        process.send_signal(signal.SIGINT)
        assert process.stderr.read().strip() == "Interrompu."
    assert process.returncode == 130
    assert installation.databases() == []


def test_the_database_is_made_once(installed: Installation) -> None:
    (database,) = installed.databases()
    again = installed.run(*TOURLAVILLE)
    assert (again.code, again.errors) == (0, "")
    assert installed.databases() == [database]


def test_whole_files_are_read_in_any_folder(installed: Installation, tmp_path: Path) -> None:
    (tmp_path / "births.csv").write_text("n;a;d\nTourlaville;1980;50\n", encoding="utf-8")
    columns = ("--nom", "n", "--annee", "a", "--departement", "d", "--columns", "result_code")
    done = installed.run("csv", str(tmp_path / "births.csv"), str(tmp_path / "codes.csv"), *columns)
    assert done.code == 0, done.errors
    assert (tmp_path / "codes.csv").read_text(encoding="utf-8").splitlines()[1] == "Tourlaville;1980;50;50602"


def test_no_other_package_comes_with_it(installed: Installation) -> None:
    program = "from importlib.util import find_spec; print(*map(find_spec, ['service', 'data_pipeline']))"
    assert installed.run_python(program) == "None None"


def test_the_library_reads_the_same_database(installed: Installation) -> None:
    before = installed.databases()
    program = "import transcogage; print(transcogage.open().resolve('Tourlaville', 1980, '50').code)"
    assert installed.run_python(program) == "50602"
    assert installed.databases() == before


def test_the_version_is_that_of_the_program_then_of_the_data(installed: Installation, tmp_path: Path) -> None:
    program, data = installed.run("--version").output.splitlines()
    assert program.startswith("transcogage 0.")
    assert str(installed.data) in data
    assert Installation(installed.environment, tmp_path).run("--version").output == f"{program}\n"


def test_a_database_that_is_named_is_never_made(installed: Installation, tmp_path: Path) -> None:
    newcomer = Installation(installed.environment, tmp_path)
    absent = newcomer.run(*TOURLAVILLE, TRANSCOGAGE_DATABASE="absent.duckdb")
    assert absent.code == 1
    assert "absent.duckdb est absente" in absent.errors
    assert newcomer.databases() == []


def test_the_database_of_the_current_folder_goes_first(installed: Installation, tmp_path: Path) -> None:
    newcomer = Installation(installed.environment, tmp_path)
    (tmp_path / "empty" / "data").mkdir(parents=True)
    (tmp_path / "empty" / "data" / "cog.duckdb").symlink_to(DATABASE)
    assert newcomer.run(*TOURLAVILLE).errors == ""
    assert newcomer.databases() == []


def test_a_folder_that_cannot_be_written_is_named_with_what_to_do(installed: Installation, tmp_path: Path) -> None:
    (tmp_path / "transcogage").write_text("a file where the folder should be", encoding="utf-8")
    refused = Installation(installed.environment, tmp_path).run(*TOURLAVILLE)
    assert refused.code == 1
    assert f"La base ne peut pas être construite dans {tmp_path / 'transcogage'}" in refused.errors
    assert "TRANSCOGAGE_DATABASE" in refused.errors


def test_the_service_makes_it_once_before_it_listens_and_serves_the_page(updated: Installation) -> None:
    settings = {"TRANSCOGAGE_STOP_DELAY": "0"}
    with updated.start("serve", "--port", "0", "--workers", "2", **settings) as process:
        assert process.stderr is not None
        assert process.stdout is not None
        assert process.stderr.readline().startswith(MADE)
        url = next(found[1] for line in process.stdout if (found := LISTENING.search(line)))
        with httpx2.Client(base_url=url, transport=httpx2.HTTPTransport(retries=10)) as client:
            question = "/v1/cog?nomCommuneNaissance=Tourlaville&anneeDateNaissance=1980"
            answer = client.get(f"{question}&codeCogInseeDepartementNaissance=50").json()
            assert answer["code_cog_insee_commune_naissance"] == "50602"
            for path in ("/", "/docs", "/docs/swagger-ui.css", "/openapi.yaml"):
                assert client.get(path).status_code == 200, path
        process.terminate()
        assert MADE not in process.stderr.read()


def test_of_two_that_start_together_one_makes_it_and_the_other_waits(updated: Installation) -> None:
    updated.data.mkdir()
    (updated.data / "cog-0123456789.duckdb.unfinished").write_text("left by a process that was killed")
    waiting = []
    with (updated.data / ".lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for _ in range(2):
            process = updated.start(*TOURLAVILLE)
            assert process.stderr is not None
            assert process.stderr.readline() == "Un autre processus construit la base : attendons-le.\n"
            waiting.append(process)
    said = [process.communicate() for process in waiting]
    assert [output.startswith("Certain : 50602") for output, _ in said] == [True, True]
    assert sum(errors.startswith(MADE) for _, errors in said) == 1
    assert sum(errors == "" for _, errors in said) == 1
    assert [name.endswith(".duckdb") for name in updated.databases()] == [True]


def test_it_is_made_again_when_the_rules_change_and_the_old_one_is_removed(updated: Installation) -> None:
    assert updated.run(*TOURLAVILLE).errors.startswith(MADE)
    before = updated.databases()
    rules = updated.packages / "transcogage" / "resolution" / "policy.py"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(f"{text}\nANOTHER_FIGURE = 0.5\n", encoding="utf-8")
    try:
        assert updated.run(*TOURLAVILLE).errors.startswith(MADE_AGAIN)
        assert len(updated.databases()) == 1
        assert updated.databases() != before
        assert updated.run(*TOURLAVILLE).errors == ""
    finally:
        rules.write_text(text, encoding="utf-8")
