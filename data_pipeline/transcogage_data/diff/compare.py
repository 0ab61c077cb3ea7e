"""What changes from one database to another: INSEE's events, the communes of today, the names, the past answers."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from transcogage_data.diff.answers import ChangedAnswer, changed_answers, find_differences
from transcogage_data.errors import PipelineError

Connection = duckdb.DuckDBPyConnection


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """One side of an event: a code in one of its types, under the name it bears that day."""

    kind: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Event:
    """A row of INSEE's movements; a side is None when there is nothing before, or after. `code`: INSEE's MOD."""

    date: date
    code: str
    before: Place | None
    after: Place | None


@dataclass(frozen=True, slots=True)
class Side:
    """What is compared: its vintage and version, and how many communes it knows today."""

    vintage: int
    version: str
    communes: int


@dataclass(frozen=True, slots=True)
class Names:
    """Names that one can ask with, by department: those that appear, those that nothing knows any more, and how many
    of the others are answered otherwise for some births.
    """

    new: dict[str, list[str]]
    gone: dict[str, list[str]]
    touched: dict[str, int]


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changes, `old` to `new`.

    `events`: those that only the new side knows; `withdrawn`: those that only the old one does. `events_by_year`: of
    the new side, all of them. `answers`: for births of before the old vintage.
    """

    old: Side
    new: Side
    events: list[Event]
    withdrawn: list[Event]
    events_by_year: dict[int, int]
    names: Names
    answers: list[ChangedAnswer]

    def counts_by_code(self) -> dict[str, int]:
        """New events by INSEE's event code."""
        return dict(sorted(Counter(event.code for event in self.events).items()))


def compare(old: Path, new: Path) -> Changes:
    """Compare two built databases. Raises `PipelineError` when one cannot be read."""
    try:
        with duckdb.connect() as connection:
            for name, path in (("old", old), ("new", new)):
                quoted = str(path).replace("'", "''")
                connection.execute(f"ATTACH '{quoted}' AS {name} (READ_ONLY)")
            find_differences(connection)
            before, after = _side(connection, "old"), _side(connection, "new")
            events, withdrawn = _events(connection, "new", "old"), _events(connection, "old", "new")
            touched = {
                place.code
                for event in (*events, *withdrawn)
                for place in (event.before, event.after)
                if place is not None
            }
            return Changes(
                old=before,
                new=after,
                events=events,
                withdrawn=withdrawn,
                events_by_year=dict(
                    connection.execute(
                        "SELECT year(event_date), count(*) FROM new.events GROUP BY ALL ORDER BY ALL"
                    ).fetchall()
                ),
                names=_names(connection),
                answers=changed_answers(connection, date(before.vintage, 1, 1), frozenset(touched)),
            )
    except duckdb.Error as error:
        raise PipelineError(
            f"Une des bases est illisible ({error}). Reconstruisez-la avec `transcogage data build`."
        ) from error


def _side(connection: Connection, side: str) -> Side:
    row = connection.execute(
        f"SELECT vintage, version, (SELECT count(*) FROM {side}.places WHERE kind = 'COM' AND end_date IS NULL) "
        f"FROM {side}.release"
    ).fetchone()
    if row is None:
        raise PipelineError("Une des bases n'a pas été construite jusqu'au bout. Lancez `transcogage data build`.")
    return Side(*row)


def _events(connection: Connection, one: str, other: str) -> list[Event]:
    """The events that only one side knows; names do not tell them apart, for the other side may name them otherwise."""
    same = "event_date, event, kind_before, code_before, kind_after, code_after"
    rows = connection.execute(
        f"SELECT * FROM {one}.events WHERE ({same}) IN "
        f"(SELECT ({same}) FROM {one}.events EXCEPT SELECT ({same}) FROM {other}.events) ORDER BY ALL"
    ).fetchall()
    return [Event(day, code, _place(*sides[:3]), _place(*sides[3:])) for day, code, *sides in rows]


def _place(kind: str | None, code: str | None, name: str | None) -> Place | None:
    return Place(kind, code, name or "") if kind is not None and code is not None else None


def _names(connection: Connection) -> Names:
    def by_department(query: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for department, key in connection.execute(f"{query} ORDER BY ALL").fetchall():
            found.setdefault(department, []).append(key)
        return found

    def names_of(side: str) -> str:
        return f"SELECT DISTINCT department, key FROM {side}.answers"

    return Names(
        new=by_department(f"{names_of('new')} EXCEPT {names_of('old')}"),
        gone=by_department(f"{names_of('old')} EXCEPT {names_of('new')}"),
        touched={
            department: len(keys)
            for department, keys in by_department(
                "SELECT DISTINCT department, key FROM different SEMI JOIN old.answers USING (department, key)"
                " SEMI JOIN new.answers USING (department, key)"
            ).items()
        },
    )
