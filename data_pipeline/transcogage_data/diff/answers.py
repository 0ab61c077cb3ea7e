"""Which past births are answered otherwise from one database to another, and whether the events say why.

A birth of before the old vintage was known to it: INSEE's news of a year should change nothing for it, except where a
name asked now stands for more ground, or for less. Every such answer is listed.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import duckdb

from transcogage.resolution.model import Period, Status

Connection = duckdb.DuckDBPyConnection
Key = tuple[str, str]
"""A department, and the key of the name asked with it."""

BEGINNING = date.min


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is answered: the status, and the codes of the candidates, best first."""

    status: Status
    codes: tuple[str, ...]

    def same_as(self, other: "Outcome") -> bool:
        """Whether a caller sees no difference: same status, same best code, same others."""
        return self.status is other.status and self.codes[:1] == other.codes[:1] and set(self.codes) == set(other.codes)


NOTHING = Outcome(Status.NOT_FOUND, ())


@dataclass(frozen=True, slots=True)
class ChangedAnswer:
    """For births of `period`, `name` asked with `department` was answered `before` and is answered `after`.

    `explained`: a commune of the difference, or one that held its ground since, takes part in an event that changed.
    """

    department: str
    name: str
    period: Period
    before: Outcome
    after: Outcome
    explained: bool


@dataclass(frozen=True, slots=True)
class _Span:
    start: date
    end: date
    outcome: Outcome


def find_differences(connection: Connection) -> None:
    """Make the table `different` of the names that `old` and `new` answer otherwise in anything, scores included."""
    columns = "department, key, a.start_date, a.end_date, rank, code, kind, score, relation"

    def answers(side: str) -> str:
        return f"SELECT {columns.replace('department', 'a.department').replace('key', 'a.key')} " + (
            f"FROM {side}.answers a JOIN {side}.places p ON a.place = p.id"
        )

    connection.execute(
        f"""CREATE TABLE different AS SELECT DISTINCT department, key FROM (
            ({answers("old")} EXCEPT {answers("new")}) UNION ALL ({answers("new")} EXCEPT {answers("old")}))"""
    )


def changed_answers(connection: Connection, until: date, touched: frozenset[str]) -> list[ChangedAnswer]:
    """The answers that change for births of before `until`, for the names the old side knows (`find_differences`).

    `touched`: the codes that take part in the events that changed.
    """
    old, new = _spans(connection, "old", until), _spans(connection, "new", until)
    names = dict(
        connection.execute(
            "SELECT key, min(name) FROM (FROM old.places UNION ALL BY NAME FROM new.places) GROUP BY key"
        ).fetchall()
    )
    holders = dict(
        connection.execute(
            "SELECT code, list_distinct(flatten(list(later_codes))) FROM new.places GROUP BY code"
        ).fetchall()
    )
    return [
        ChangedAnswer(
            department,
            names.get(key, key),
            Period(None if start == BEGINNING else start, end),
            before,
            after,
            _explained(before, after, touched, holders),
        )
        for department, key in sorted(old)
        for start, end, before, after in _differences(old[department, key], new.get((department, key), []), until)
    ]


def _spans(connection: Connection, side: str, until: date) -> dict[Key, list[_Span]]:
    """The outcomes of the names that differ, span by span, cut at `until`."""
    rows = connection.execute(
        f"""SELECT department, key, start_date, end_date, status, candidates
            FROM {side}.results SEMI JOIN different USING (department, key)
            WHERE start_date IS NULL OR start_date < ?
            ORDER BY department, key, start_date NULLS FIRST""",
        [until],
    ).fetchall()
    spans: dict[Key, list[_Span]] = defaultdict(list)
    for department, key, start, end, status, candidates in rows:
        outcome = Outcome(Status(status), tuple(dict.fromkeys(candidates.split("|"))))
        spans[department, key].append(_Span(start or BEGINNING, min(end or until, until), outcome))
    return spans


def _differences(
    old: Sequence[_Span], new: Sequence[_Span], until: date
) -> Iterator[tuple[date, date, Outcome, Outcome]]:
    """The spans in which the outcomes differ, those that follow each other with the same difference joined."""
    days = sorted({BEGINNING, until, *(day for span in (*old, *new) for day in (span.start, span.end))})
    pending: tuple[date, date, Outcome, Outcome] | None = None
    for start, end in pairwise(days):
        before, after = _at(old, start), _at(new, start)
        if before.same_as(after):
            continue
        if pending and pending[1] == start and pending[2:] == (before, after):
            pending = (pending[0], end, before, after)
            continue
        if pending:
            yield pending
        pending = (start, end, before, after)
    if pending:
        yield pending


def _at(spans: Sequence[_Span], day: date) -> Outcome:
    return next((span.outcome for span in spans if span.start <= day < span.end), NOTHING)


def _explained(before: Outcome, after: Outcome, touched: frozenset[str], holders: dict[str, list[str]]) -> bool:
    differing = set(before.codes) ^ set(after.codes) or {*before.codes[:1], *after.codes[:1]}
    return any(not touched.isdisjoint({code, *holders.get(code, ())}) for code in differing)
