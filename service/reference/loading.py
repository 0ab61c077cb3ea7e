"""From the tables of the built database to the value types of the resolution, each object built once."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter
from sys import intern
from typing import Any

import duckdb

from service.resolution.countries import Country
from service.resolution.index import Span
from service.resolution.places import Birthplace, Candidate, Event, Period, PlaceEvent, PlaceName, Relation

FIRST_DAY = date.min.toordinal()
AFTER_LAST_DAY = date.max.toordinal() + 1
BATCH = 2_000

Connection = duckdb.DuckDBPyConnection
Fields = tuple[Any, ...]


class Loader:
    """Reads the tables, sharing the places and candidates that answers have in common."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.keys: dict[int, str] = {}
        self.places = dict(self._places())
        self._lineages = self._read_lineages()
        self._candidates: dict[Fields, Candidate] = {}

    def keyed_places(self) -> Iterator[tuple[str, Birthplace]]:
        """Every place with the key of its name."""
        return ((self.keys[number], place) for number, place in self.places.items())

    def answers(self) -> dict[str, dict[str, tuple[Span, ...]]]:
        """Department -> name key -> spans in order of time, candidates best first."""
        rows = self._rows(
            "SELECT department, key, start_date, end_date, place, score, relation, part_code FROM answers"
        )
        by_department: dict[str, dict[str, tuple[Span, ...]]] = defaultdict(dict)
        for department, key, spans in self._spans(rows):
            by_department[intern(department)][intern(key)] = spans
        return dict(by_department)

    def code_answers(self) -> dict[str, tuple[Span, ...]]:
        """Code -> spans in order of time, for the codes that are not simply themselves."""
        columns = "NULL, code, start_date, end_date, place, score, relation, part_code"
        rows = self._rows(f"SELECT {columns} FROM code_answers")
        return {intern(code): spans for _, code, spans in self._spans(rows)}

    def events(self) -> dict[str, tuple[PlaceEvent, ...]]:
        """Code -> the events it takes part in, before or after, oldest first."""
        by_code: dict[str, list[PlaceEvent]] = defaultdict(list)
        columns = "event_date, event, kind_before, code_before, name_before, kind_after, code_after, name_after"
        for day, kind, *sides in self._rows(f"SELECT {columns} FROM events ORDER BY event_date"):
            before, after = (
                PlaceName(intern(side[0]), intern(side[1]), side[2] or "") if side[1] else None
                for side in (sides[:3], sides[3:])
            )
            event = PlaceEvent(day, intern(kind), before, after)
            for code in {side.code for side in (before, after) if side is not None}:
                by_code[code].append(event)
        return {code: tuple(found) for code, found in by_code.items()}

    def countries(self) -> list[Country]:
        """Every name of a country, with the code it has in a period."""
        return [
            Country(asked, code, name, Period(start, end))
            for asked, code, name, start, end in self._rows(
                "SELECT asked, code, name, start_date, end_date FROM countries"
            )
        ]

    def mapping(self, query: str) -> dict[str, str]:
        """A table of two columns, as a dictionary."""
        return dict(self._connection.execute(query).fetchall())

    def _spans(self, rows: Iterator[Fields]) -> Iterator[tuple[str, str, tuple[Span, ...]]]:
        """Rows (department, key, start, end, candidate's fields) gathered by department and key, then by span."""
        for (department, key), group in groupby(rows, key=itemgetter(0, 1)):
            spans: list[Span] = []
            candidates: list[Candidate] = []
            days: tuple[date | None, date | None] | None = None
            for row in group:
                if row[2:4] != days:
                    if days is not None:
                        spans.append(_span(days, candidates))
                    days, candidates = row[2:4], []
                candidates.append(self._candidate(row[4:]))
            assert days is not None
            spans.append(_span(days, candidates))
            yield department, key, tuple(spans)

    def _candidate(self, fields: Fields) -> Candidate:
        candidate = self._candidates.get(fields)
        if candidate is None:
            place, score, relation, part_code = fields
            candidate = Candidate(
                self.places[place], score, Relation(relation), self._lineages.get(place, ()), part_code
            )
            self._candidates[fields] = candidate
        return candidate

    def _places(self) -> Iterator[tuple[int, Birthplace]]:
        shared: dict[tuple[str, ...], frozenset[str]] = {}
        periods: dict[tuple[date | None, date | None], Period] = {}

        def codes(values: list[str]) -> frozenset[str]:
            return shared.setdefault(tuple(values), frozenset(map(intern, values)))

        for number, code, kind, name, key, department, start, end, country, later, postal, population in self._rows(
            "SELECT id, code, kind, name, key, department, start_date, end_date, country, later_codes, postal_codes, "
            "population FROM places"
        ):
            self.keys[number] = intern(key)
            yield (
                number,
                Birthplace(
                    intern(code),
                    intern(kind),
                    name,
                    intern(department),
                    periods.setdefault((start, end), Period(start, end)),
                    intern(country),
                    codes(later),
                    codes(postal),
                    population,
                ),
            )

    def _read_lineages(self) -> dict[int, tuple[Event, ...]]:
        events: dict[int, list[Event]] = defaultdict(list)
        for place, day, kind, code, name in self._rows("SELECT place, event_date, event, code, name FROM lineage"):
            events[place].append(Event(day, intern(kind), intern(code), name))
        return {place: tuple(found) for place, found in events.items()}

    def _rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a table in the order they were built (DuckDB keeps it), a batch in memory at a time."""
        result = self._connection.cursor().execute(query)
        while batch := result.fetchmany(BATCH):
            yield from batch


def _span(days: tuple[date | None, date | None], candidates: list[Candidate]) -> Span:
    start, end = days
    return Span(
        FIRST_DAY if start is None else start.toordinal(),
        AFTER_LAST_DAY if end is None else end.toordinal(),
        tuple(candidates),
    )
