"""From rows of the built database to the value types of the resolution, each object built once."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from operator import itemgetter
from sys import intern
from typing import Any

from transcogage.resolution.index import Span
from transcogage.resolution.model import Birthplace, Candidate, Event, Period, Relation

FIRST_DAY = date.min.toordinal()
AFTER_LAST_DAY = date.max.toordinal() + 1

_RELATIONS = {str(relation): relation for relation in Relation}

Fields = tuple[Any, ...]

PLACES = (
    "SELECT id, code, kind, name, key, department, start_date, end_date, country, array_to_string(later_codes, ' '), "
    "array_to_string(postal_codes, ' '), population FROM places"
)
ANSWERS = "SELECT department, key, start_date, end_date, place, score, relation, part_code FROM answers"


class PlaceMaker:
    """Makes places of rows of `PLACES`, sharing what they have in common."""

    def __init__(self) -> None:
        self._codes: dict[str, frozenset[str]] = {}
        self._periods: dict[tuple[date | None, date | None], Period] = {}

    def make(self, row: Fields) -> Birthplace:
        """The place of a row."""
        _, code, kind, name, _, department, start, end, country, later, postal, population = row
        return Birthplace(
            intern(code),
            intern(kind),
            name,
            intern(department),
            self._period(start, end),
            intern(country),
            self._shared(later),
            self._shared(postal),
            population,
        )

    def _period(self, start: date | None, end: date | None) -> Period:
        period = self._periods.get((start, end))
        if period is None:
            period = self._periods[start, end] = Period(start, end)
        return period

    def _shared(self, codes: str) -> frozenset[str]:
        found = self._codes.get(codes)
        if found is None:
            found = self._codes[codes] = frozenset(map(intern, codes.split()))
        return found


class SpanMaker:
    """Makes the spans of a name of rows of `ANSWERS`, sharing the candidates that they have in common."""

    def __init__(self, places: Mapping[int, Birthplace], lineages: Mapping[int, tuple[Event, ...]]) -> None:
        self._places = places
        self._lineages = lineages
        self._candidates: dict[Fields, Candidate] = {}

    def by_name(self, rows: Iterable[Fields]) -> Iterator[tuple[str, str, tuple[Span, ...]]]:
        """Department, name key and spans, of rows in order."""
        for (department, key), group in groupby(rows, key=itemgetter(0, 1)):
            yield department, key, self.make(group)

    def make(self, rows: Iterable[Fields]) -> tuple[Span, ...]:
        """The spans of one name, of its rows in order."""
        spans: list[Span] = []
        candidates: list[Candidate] = []
        days: tuple[date | None, date | None] | None = None
        for row in rows:
            if row[2:4] != days:
                if days is not None:
                    spans.append(_span(days, candidates))
                days, candidates = row[2:4], []
            candidates.append(self._candidate(row[4:]))
        assert days is not None
        spans.append(_span(days, candidates))
        return tuple(spans)

    def _candidate(self, fields: Fields) -> Candidate:
        candidate = self._candidates.get(fields)
        if candidate is None:
            place, score, relation, part_code = fields
            candidate = Candidate(
                self._places[place], score, _RELATIONS[relation], self._lineages.get(place, ()), part_code
            )
            self._candidates[fields] = candidate
        return candidate


def _span(days: tuple[date | None, date | None], candidates: list[Candidate]) -> Span:
    start, end = days
    return Span(
        FIRST_DAY if start is None else start.toordinal(),
        AFTER_LAST_DAY if end is None else end.toordinal(),
        tuple(candidates),
    )
