"""Reading the whole built database."""

from collections import defaultdict
from collections.abc import Iterator
from sys import intern

import duckdb

from transcogage.database.making import ANSWERS, PLACES, Fields, PlaceMaker, SpanMaker
from transcogage.resolution.countries import Country
from transcogage.resolution.index import Span
from transcogage.resolution.model import Birthplace, Event, Period, PlaceEvent, PlaceName

BATCH = 2_000

Connection = duckdb.DuckDBPyConnection


class Loader:
    """Reads the tables, sharing the places and candidates that answers have in common."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.keys: dict[int, str] = {}
        self.places = dict(self._places())
        self._spans = SpanMaker(self.places, lineages(connection))

    def keyed_places(self) -> Iterator[tuple[str, Birthplace]]:
        """Every place with the key of its name."""
        return ((self.keys[number], place) for number, place in self.places.items())

    def answers(self) -> dict[str, dict[str, tuple[Span, ...]]]:
        """Department -> name key -> spans in order of time, candidates best first."""
        by_department: dict[str, dict[str, tuple[Span, ...]]] = defaultdict(dict)
        for department, key, spans in self._spans.by_name(rows_of(self._connection, ANSWERS)):
            by_department[intern(department)][intern(key)] = spans
        return dict(by_department)

    def code_answers(self) -> dict[str, tuple[Span, ...]]:
        """Code -> spans in order of time, for the codes that are not simply themselves."""
        columns = "NULL, code, start_date, end_date, place, score, relation, part_code"
        rows = rows_of(self._connection, f"SELECT {columns} FROM code_answers")
        return {intern(code): spans for _, code, spans in self._spans.by_name(rows)}

    def events(self) -> dict[str, tuple[PlaceEvent, ...]]:
        """Code -> the events it takes part in, before or after, oldest first."""
        by_code: dict[str, list[PlaceEvent]] = defaultdict(list)
        columns = "event_date, event, kind_before, code_before, name_before, kind_after, code_after, name_after"
        for day, kind, *sides in rows_of(self._connection, f"SELECT {columns} FROM events ORDER BY event_date"):
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
            for asked, code, name, start, end in rows_of(
                self._connection, "SELECT asked, code, name, start_date, end_date FROM countries"
            )
        ]

    def mapping(self, query: str) -> dict[str, str]:
        """A table of two columns, as a dictionary."""
        return dict(self._connection.execute(query).fetchall())

    def _places(self) -> Iterator[tuple[int, Birthplace]]:
        maker = PlaceMaker()
        for row in rows_of(self._connection, PLACES):
            self.keys[row[0]] = intern(row[4])
            yield row[0], maker.make(row)


def lineages(connection: Connection) -> dict[int, tuple[Event, ...]]:
    """Place -> the events that lead from it to today, oldest first."""
    events: dict[int, list[Event]] = defaultdict(list)
    for place, day, kind, code, name in rows_of(connection, "SELECT place, event_date, event, code, name FROM lineage"):
        events[place].append(Event(day, intern(kind), intern(code), name))
    return {place: tuple(found) for place, found in events.items()}


def rows_of(connection: Connection, query: str) -> Iterator[Fields]:
    """The rows of a table in the order they were built (DuckDB keeps it), a batch in memory at a time."""
    result = connection.cursor().execute(query)
    while batch := result.fetchmany(BATCH):
        yield from batch
