"""Opening the built database, the service's only use of DuckDB: read once, whole, into an `Index`."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path

import duckdb

from transcogage.database.index import MOST_REMEMBERED, DatabaseIndex
from transcogage.database.rules import own_rules
from transcogage.errors import TranscogageError
from transcogage.resolution.index import Index
from transcogage.resolution.release import Release

HOW_TO_BUILD = "Construisez-la avec `transcogage data build`, ou indiquez la bonne dans TRANSCOGAGE_DATABASE."

_CONFIGURATION: dict[str, str | bool | int | float | list[str]] = {"threads": 1}
"""The same for all: DuckDB refuses to open a file twice at a time with two. A single thread is as fast to read it."""


class DatabaseError(TranscogageError):
    """The database cannot be served; the message, in French, says why and what to run."""


def open_index(path: Path, remembered: int = MOST_REMEMBERED) -> Index:
    """Open the database at `path`; `remembered`: how many names and places met last are kept as objects.

    Raises `DatabaseError` when it is missing, damaged, or was built by other rules than this code's.
    """
    with connect(path) as (connection, release):
        return DatabaseIndex(connection, release, remembered)


def read_release(path: Path) -> Release:
    """Which release the database at `path` is. Raises `DatabaseError` as `open_index` does."""
    with connect(path) as (_, release):
        return release


@contextmanager
def connect(path: Path) -> Iterator[tuple[duckdb.DuckDBPyConnection, Release]]:
    """The database at `path`, to be read, and the release it is. Raises `DatabaseError`, also while it is read."""
    if not path.is_file():
        raise DatabaseError(f"La base {path} est absente. {HOW_TO_BUILD}")
    try:
        with duckdb.connect(str(path), read_only=True, config=_CONFIGURATION) as connection:
            yield connection, _release(connection, path)
    except duckdb.Error as error:
        raise DatabaseError(f"La base {path} est illisible ou incomplète. {HOW_TO_BUILD}") from error
    except RuntimeError as error:
        if str(error) == "Query interrupted":  # how DuckDB tells of Ctrl-C
            raise KeyboardInterrupt from None
        raise


def _release(connection: duckdb.DuckDBPyConnection, path: Path) -> Release:
    rows = connection.execute("SELECT rules, vintage, version, built_at, sources, counts FROM release").fetchall()
    if not rows:
        raise DatabaseError(f"La base {path} n'a pas été construite jusqu'au bout. {HOW_TO_BUILD}")
    rules, vintage, version, built_at, sources, counts = rows[0]
    if rules != own_rules():
        raise DatabaseError(
            f"La base {path} suit d'autres règles ({rules}) que ce programme ({own_rules()}). {HOW_TO_BUILD}"
        )
    return Release(vintage, version, built_at.replace(tzinfo=UTC), json.loads(sources), json.loads(counts))
