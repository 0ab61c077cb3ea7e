"""A database that cannot be served is refused in French, with what to run (store.py)."""

import shutil
from pathlib import Path

import duckdb
import pytest

from transcogage.database.rules import own_rules
from transcogage.database.store import DatabaseError, open_index

WHAT_TO_RUN = "Construisez-la avec `transcogage data build`, ou indiquez la bonne dans TRANSCOGAGE_DATABASE."


def refusal(path: Path) -> str:
    with pytest.raises(DatabaseError) as error:
        open_index(path)
    message = str(error.value)
    assert message.startswith(f"La base {path} ")
    assert message.endswith(WHAT_TO_RUN)
    return message


def changed(database: Path, folder: Path, *statements: str) -> Path:
    """A copy of the database on which SQL was run."""
    copy = Path(shutil.copy(database, folder / "cog.duckdb"))
    with duckdb.connect(str(copy)) as connection:
        for statement in statements:
            connection.execute(statement)
    return copy


def test_a_missing_database_is_refused(tmp_path: Path) -> None:
    assert "est absente" in refusal(tmp_path / "cog.duckdb")


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert "est absente" in refusal(tmp_path)


@pytest.mark.parametrize("part", [0.0, 0.000001, 0.001, 0.1, 0.5, 0.9, 0.9999999])
def test_a_cut_database_is_refused(database: Path, tmp_path: Path, part: float) -> None:
    content = database.read_bytes()
    path = tmp_path / "cog.duckdb"
    path.write_bytes(content[: int(len(content) * part)])
    assert "est illisible ou incomplète" in refusal(path)


@pytest.mark.parametrize("content", [b"ceci n'est pas une base\n" * 1_000, b"\x00" * 100_000], ids=["text", "zeros"])
def test_another_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "cog.duckdb"
    path.write_bytes(content)
    assert "est illisible ou incomplète" in refusal(path)


def test_a_database_built_by_other_rules_is_refused_with_both(database: Path, tmp_path: Path) -> None:
    path = changed(database, tmp_path, "UPDATE release SET rules = 'schema 0, normalisation 0, policy 0'")
    message = refusal(path)
    assert "suit d'autres règles (schema 0, normalisation 0, policy 0)" in message
    assert own_rules() in message


def test_a_database_of_an_older_format_is_refused(database: Path, tmp_path: Path) -> None:
    path = changed(database, tmp_path, "ALTER TABLE release RENAME COLUMN rules TO schema_version")
    assert "est illisible ou incomplète" in refusal(path)


def test_a_database_whose_build_did_not_end_is_refused(database: Path, tmp_path: Path) -> None:
    path = changed(database, tmp_path, "DELETE FROM release")
    assert "n'a pas été construite jusqu'au bout" in refusal(path)


@pytest.mark.parametrize(
    "table",
    [
        "packed_places",
        "packed_names",
        "packed_codes",
        "typed",
        "typed_names",
        "typed_presences",
        "typed_later",
        "departments",
        "extension_codes",
        "release",
    ],
)
def test_a_database_that_lacks_a_table_is_refused(database: Path, tmp_path: Path, table: str) -> None:
    path = changed(database, tmp_path, f"DROP TABLE {table}")
    assert "est illisible ou incomplète" in refusal(path)


def test_an_empty_duckdb_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cog.duckdb"
    duckdb.connect(str(path)).close()
    assert "est illisible ou incomplète" in refusal(path)


def test_opening_changes_nothing_in_the_file(database: Path) -> None:
    before = database.stat()
    open_index(database)
    after = database.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert not database.with_name(f"{database.name}.wal").exists()
