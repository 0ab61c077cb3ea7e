"""Reference text -> database: the same text gives the same answers, whole or not at all (build.py)."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

import transcogage
from tests.conftest import ROOT
from tests.pipeline.extracts import extract
from tests.resolution.asking import Ask, codes, sure
from tests.waiting import PATIENCE
from transcogage.database.rules import own_rules
from transcogage.database.store import open_index
from transcogage.resolution.departments import department_of
from transcogage.whole_files import unfinished_in
from transcogage_data.build import build
from transcogage_data.reference import HEADERS, ReferenceTextError, read_reference, write_reference

DEPARTMENTS = frozenset({"13", "50", "69", "75", "78", "91", "92", "971", "977", "976", "985"})
BUILD = "import sys, pathlib; from transcogage_data.build import build; build(*map(pathlib.Path, sys.argv[1:]))"
KILLED_AT_RENAMING = (
    "import os, signal, sys; "
    "sys.addaudithook(lambda event, _: event == 'os.rename' and os.kill(os.getpid(), signal.SIGKILL)); "
)


@pytest.fixture(scope="session")
def some_departments(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The committed reference, of the departments where most rules apply."""
    facts = read_reference(ROOT / "data" / "reference")
    folder = tmp_path_factory.mktemp("departments")
    write_reference(extract(facts, lambda code: department_of(code) in DEPARTMENTS), folder)
    return folder


def start_build(reference: Path, database: Path, program: str = BUILD, hash_seed: str = "0") -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", program, str(reference), str(database)],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": hash_seed},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def rows(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything in a database, in its order, but when it was built."""
    with duckdb.connect(str(database), read_only=True) as connection:
        found = {
            name: connection.execute(f"SELECT * FROM {name}").fetchall()
            for (name,) in connection.execute("SHOW TABLES").fetchall()
        }
    (release,) = found["release"]
    found["release"] = [tuple(value for value in release if not hasattr(value, "year"))]
    return found


def test_the_small_database_answers(small_database: Path) -> None:
    ask = Ask(transcogage.open(small_database))
    assert sure(ask("Tourlaville", "1980", "50")) == "50602"
    assert codes(ask("Cherbourg-en-Cotentin", "1980", "50")) == ["50129", "50602", "50383"]
    assert sure(ask("Gennevilliers", "1960", "92")) == "75036"
    assert sure(ask("Ajaccio", "1975", "2A")) == "20004"
    assert sure(ask("Freigné", "2017", "44")) == "49144"
    assert sure(ask("Paris 14", "1980", "75")) == "75114"
    assert set(codes(ask("Paris", "1980", "75"))) == {"75101", "75114"}
    assert sure(ask("Mamoudzou", "1980", "976")) == "98511"
    assert sure(ask("Saint-Barthélemy", "1972", "977")) == "97123"


def test_the_same_text_gives_the_same_version_and_the_same_rows_in_any_process(
    some_departments: Path, tmp_path: Path
) -> None:
    databases = [tmp_path / "one.duckdb", tmp_path / "other.duckdb"]
    builds = [
        start_build(some_departments, path, hash_seed=seed) for path, seed in zip(databases, ("1", "2"), strict=True)
    ]
    assert [process.wait(PATIENCE) for process in builds] == [0, 0]
    one, other = map(rows, databases)
    assert one.keys() == other.keys()
    for name in one:
        assert one[name] == other[name], name


def test_another_text_gives_another_version(small_reference: Path, tmp_path: Path) -> None:
    once = build(small_reference, tmp_path / "one.duckdb").version
    assert build(small_reference, tmp_path / "again.duckdb").version == once
    changed = tmp_path / "reference"
    shutil.copytree(small_reference, changed)
    with (changed / "maternites.csv").open("a", encoding="utf-8") as file:
        file.write("50602,1\n")
    assert build(changed, tmp_path / "other.duckdb").version != once


def test_notes_beside_the_reference_do_not_change_the_version(small_reference: Path, tmp_path: Path) -> None:
    once = build(small_reference, tmp_path / "one.duckdb").version
    documented = tmp_path / "reference"
    shutil.copytree(small_reference, documented)
    (documented / "README.md").write_text("Provenance.\n", encoding="utf-8")
    assert build(documented, tmp_path / "again.duckdb").version == once


def test_the_manifest_says_what_the_database_is(small_reference: Path, small_database: Path) -> None:
    facts = read_reference(small_reference)
    found = rows(small_database)
    release = open_index(small_database).release
    assert (release.vintage, release.sources) == (facts.vintage, facts.sources)
    assert release.version.startswith(f"{facts.vintage}-")
    assert release.built_at.tzinfo is not None
    counted = release.counts.keys() & found.keys()
    assert counted >= {"places", "answers", "events", "results"}
    assert {name: release.counts[name] for name in counted} == {name: len(found[name]) for name in counted}
    assert own_rules() in found["release"][0]


def test_a_build_that_fails_leaves_the_old_database(
    small_reference: Path, small_database: Path, tmp_path: Path
) -> None:
    database, damaged = tmp_path / "cog.duckdb", tmp_path / "reference"
    shutil.copy(small_database, database)
    before = database.read_bytes()
    shutil.copytree(small_reference, damaged)
    for name in HEADERS:
        content = (damaged / name).read_bytes()
        (damaged / name).write_text("une autre chose\n", encoding="utf-8")
        with pytest.raises(ReferenceTextError):
            build(damaged, database)
        (damaged / name).write_bytes(content)
    assert database.read_bytes() == before


def being_written(folder: Path) -> list[Path]:
    return [path for unfinished in unfinished_in(folder) for path in unfinished.glob("cog.duckdb")]


def test_an_interrupted_build_leaves_the_old_database_and_the_next_one_succeeds(
    some_departments: Path, small_database: Path, tmp_path: Path
) -> None:
    """Killed when all is written and nothing is in its place yet, as by a power cut."""
    database = tmp_path / "cog.duckdb"
    shutil.copy(small_database, database)
    before = database.read_bytes()
    assert start_build(some_departments, database, KILLED_AT_RENAMING + BUILD).wait(PATIENCE) == -signal.SIGKILL
    assert database.read_bytes() == before
    assert being_written(tmp_path)
    assert start_build(some_departments, database).wait(PATIENCE) == 0
    assert sure(Ask(transcogage.open(database))("Lyon 3e", "1980", "69")) == "69383"
    assert not unfinished_in(tmp_path)


def test_the_database_is_written_where_asked_in_a_new_folder_too(small_reference: Path, tmp_path: Path) -> None:
    database = tmp_path / "new" / "folder" / "cog.duckdb"
    build(small_reference, database)
    assert [path.name for path in database.parent.iterdir()] == ["cog.duckdb"]
