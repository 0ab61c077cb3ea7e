"""Opening the built database: the only DuckDB code of the service. Read once, whole, into an `Index`."""

import gc
import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date
from itertools import groupby
from pathlib import Path
from sys import intern

import duckdb

from service.resolution.index import Index, Span
from service.resolution.places import Birthplace, Candidate, Event, Period, Relation
from service.resolution.release import RULES, Release

FIRST_DAY = date.min.toordinal()
AFTER_LAST_DAY = date.max.toordinal() + 1

HOW_TO_BUILD = "Construisez-la avec `transcogage data build`, ou indiquez la bonne dans TRANSCOGAGE_DATABASE."


class DatabaseError(Exception):
    """The database cannot be served; the message, in French, says why and what to run."""


def open_index(path: Path) -> Index:
    """Load the database at `path`.

    Raises `DatabaseError` when it is missing, damaged, or was built by other rules than this code's.
    """
    if not path.is_file():
        raise DatabaseError(f"La base {path} est absente. {HOW_TO_BUILD}")
    try:
        with (
            _no_garbage_collection(),
            duckdb.connect(str(path), read_only=True, config={"threads": 1}) as connection,
        ):
            release = _release(connection, path)
            return _load(connection, release)
    except duckdb.Error as error:
        raise DatabaseError(f"La base {path} est illisible ou incomplète. {HOW_TO_BUILD}") from error


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """All that is loaded stays: looking for garbage meanwhile takes a third of the time and finds none."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _release(connection: duckdb.DuckDBPyConnection, path: Path) -> Release:
    row = connection.execute("SELECT rules, vintage, version, built_at, sources, counts FROM release").fetchone()
    if row is None:
        raise DatabaseError(f"La base {path} n'a pas été construite jusqu'au bout. {HOW_TO_BUILD}")
    rules, vintage, version, built_at, sources, counts = row
    if rules != RULES:
        raise DatabaseError(f"La base {path} suit d'autres règles ({rules}) que ce programme ({RULES}). {HOW_TO_BUILD}")
    return Release(vintage, version, built_at.replace(tzinfo=UTC), json.loads(sources), json.loads(counts))


def _load(connection: duckdb.DuckDBPyConnection, release: Release) -> Index:
    spans: dict[str, dict[str, tuple[Span, ...]]] = defaultdict(dict)
    departments_of_key: dict[str, list[str]] = defaultdict(list)
    for (department, key), rows in groupby(_answer_rows(connection), key=lambda row: (row[0], row[1])):
        spans[department][key] = tuple(
            Span(start, end, tuple(row[4] for row in candidates))
            for (start, end), candidates in groupby(rows, key=lambda row: (row[2], row[3]))
        )
        departments_of_key[key].append(department)
    return Index(
        release=release,
        departments=dict(connection.execute("SELECT code, name FROM departments").fetchall()),
        spans=dict(spans),
        departments_of_key={key: tuple(found) for key, found in departments_of_key.items()},
        extension_codes=dict(connection.execute("SELECT code, commune FROM extension_codes").fetchall()),
    )


def _answer_rows(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str, int, int, Candidate]]:
    """(department, key, first day, day after the last, candidate), in the order they were compiled: best first."""
    places = _places(connection)
    lineages = _lineages(connection)
    shared: dict[tuple[int, float, str, str | None], Candidate] = {}
    rows = connection.execute(
        "SELECT department, key, start_date, end_date, place, score, relation, part_code FROM answers ORDER BY rowid"
    )
    while batch := rows.fetchmany(20_000):
        for department, key, start, end, *fields in batch:
            place, score, relation, part_code = fields
            identity = (place, score, relation, part_code)
            if identity not in shared:
                shared[identity] = Candidate(
                    places[place], score, Relation(relation), lineages.get(place, ()), part_code
                )
            yield (
                intern(department),
                intern(key),
                FIRST_DAY if start is None else start.toordinal(),
                AFTER_LAST_DAY if end is None else end.toordinal(),
                shared[identity],
            )


def _places(connection: duckdb.DuckDBPyConnection) -> dict[int, Birthplace]:
    rows = connection.execute(
        "SELECT id, code, kind, name, department, start_date, end_date, country, later_codes, postal_codes, "
        "population FROM places"
    )
    shared: dict[tuple[str, ...], frozenset[str]] = {}

    def codes(values: list[str]) -> frozenset[str]:
        return shared.setdefault(tuple(values), frozenset(map(intern, values)))

    places = {}
    while batch := rows.fetchmany(20_000):
        for number, code, kind, name, department, start, end, country, later, postal, size in batch:
            places[number] = Birthplace(
                intern(code),
                intern(kind),
                name,
                intern(department),
                Period(start, end),
                intern(country),
                codes(later),
                codes(postal),
                size,
            )
    return places


def _lineages(connection: duckdb.DuckDBPyConnection) -> dict[int, tuple[Event, ...]]:
    events: dict[int, list[Event]] = defaultdict(list)
    rows = connection.execute("SELECT place, event_date, event, code, name FROM lineage ORDER BY place, position")
    for place, day, kind, code, name in rows.fetchall():
        events[place].append(Event(day, kind, code, name))
    return {place: tuple(found) for place, found in events.items()}
