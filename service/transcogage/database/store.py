"""Opening the built database, the service's only use of DuckDB: read once, whole, into an `Index`."""

import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path

import duckdb

from transcogage.database.loading import Loader
from transcogage.database.on_demand import NamesOnDemand
from transcogage.errors import ToldError
from transcogage.garbage import no_garbage_collection
from transcogage.resolution.autocomplete import Gazetteer
from transcogage.resolution.countries import Countries
from transcogage.resolution.index import Index, departments_of_keys
from transcogage.resolution.model import Birthplace
from transcogage.resolution.release import RULES, Release
from transcogage.resolution.similar import NameList

HOW_TO_BUILD = "Construisez-la avec `transcogage data build`, ou indiquez la bonne dans TRANSCOGAGE_DATABASE."

_CONFIGURATION: dict[str, str | bool | int | float | list[str]] = {"threads": 1}
"""The same for all: DuckDB refuses to open a file twice at a time with two. A single thread is as fast to read it."""


class DatabaseError(ToldError):
    """The database cannot be served; the message, in French, says why and what to run."""


def open_index(path: Path) -> Index:
    """Load the database at `path`.

    Raises `DatabaseError` when it is missing, damaged, or was built by other rules than this code's.
    """
    with no_garbage_collection(), connect(path) as (connection, release):
        return _load(connection, release)


def open_names(path: Path) -> NamesOnDemand:
    """What resolving a name needs, and nothing else, in a quarter of the time of `open_index`: each name's answers are
    made when it is first asked. Raises `DatabaseError` as it does.
    """
    with no_garbage_collection(), connect(path) as (connection, _):
        return NamesOnDemand(connection)


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
    if rules != RULES:
        raise DatabaseError(f"La base {path} suit d'autres règles ({rules}) que ce programme ({RULES}). {HOW_TO_BUILD}")
    return Release(vintage, version, built_at.replace(tzinfo=UTC), json.loads(sources), json.loads(counts))


def _load(connection: duckdb.DuckDBPyConnection, release: Release) -> Index:
    loader = Loader(connection)
    spans = loader.answers()
    places_of_code: dict[str, list[Birthplace]] = defaultdict(list)
    for place in loader.places.values():
        places_of_code[place.code].append(place)
    return Index(
        release=release,
        departments=loader.mapping("SELECT code, name FROM departments"),
        spans=spans,
        names={department: NameList(keys) for department, keys in spans.items()},
        departments_of_key=departments_of_keys(spans),
        extension_codes=loader.mapping("SELECT code, commune FROM extension_codes"),
        places_of_code={code: tuple(found) for code, found in places_of_code.items()},
        spans_of_code=loader.code_answers(),
        events=loader.events(),
        gazetteer=Gazetteer(loader.keyed_places()),
        countries=Countries(loader.countries()),
    )
