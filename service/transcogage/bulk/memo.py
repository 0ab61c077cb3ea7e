"""Answering questions one by one, as `GET /v1/cog` does; of those that differ by their days only, few are resolved.

An answer depends on the days asked through the spans of the names that were looked at, and seldom through something
else. So it holds for as long as none of these spans begins or ends: from one such day to the next.
"""

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from transcogage.bulk.segments import SegmentedNames
from transcogage.database.packed import AFTER_LAST_DAY, FIRST_DAY
from transcogage.resolution.countries import Countries
from transcogage.resolution.index import NameIndex, Names, Span
from transcogage.resolution.model import NATIONWIDE, Birthplace, Period, Query
from transcogage.resolution.policy import HOSPITAL_BIRTHS_FROM
from transcogage.resolution.resolver import resolve
from transcogage.resolution.results import Result, flat_result
from transcogage.resolution.similar import NameList

Question = tuple[str, str, str | None, int, int, str | None, str | None, str | None, str | None]
"""Name, its key, department, first day, day after the last, postal code, current code, country, its code: plain values,
quick to send. Days are proleptic ordinals.
"""

MOST_REMEMBERED = 100_000
"""How many names, with their department and hints, are remembered."""


class Answers:
    """The result of each question, on an index; one thread at a time."""

    def __init__(self, index: NameIndex) -> None:
        self._index = _Watched(index)
        self._holding: dict[tuple[str | None, ...], list[tuple[int, int, Result]]] = {}

    def result(self, question: Question) -> Result:
        """What is written of the answer."""
        name, key, department, first, last, postal_code, current_code, country, country_code = question
        without_days = name, department, postal_code, current_code, country, country_code
        known = self._holding.get(without_days, ())
        for start, end, result in known:
            if start <= first and last <= end:
                return result
        self._index.looked_at.clear()
        self._index.anything_else = False
        period = Period(date.fromordinal(first), date.fromordinal(last))
        query = Query(name, period, department, postal_code, current_code, country, country_code)
        result = flat_result(resolve(self._index, query, key))
        held = None if self._index.anything_else else _held(self._index.looked_at, first, last)
        if held is not None:
            if len(self._holding) >= MOST_REMEMBERED:
                self._holding.clear()
            self._holding[without_days] = [*known, (*held, result)]
        return result


class _Watched:
    """A `NameIndex` that notes which spans were looked at, and whether `anything_else` that depends on the days was."""

    def __init__(self, index: NameIndex) -> None:
        self.looked_at: list[tuple[Span, ...]] = []
        self.anything_else = False
        self.names = {department: _WatchedNames(names, self.looked_at) for department, names in index.names.items()}
        self.names[NATIONWIDE] = _NationwideNames(index.names[NATIONWIDE], self.looked_at)
        self.extension_codes = index.extension_codes
        self.is_country = index.is_country
        self._index = index

    @property
    def countries(self) -> Countries:
        self.anything_else = True
        return self._index.countries

    def places_of(self, code: str) -> tuple[Birthplace, ...]:
        self.anything_else = True
        return self._index.places_of(code)

    def places_of_postal_code(self, postal_code: str) -> Iterator[Birthplace]:
        self.anything_else = True
        return self._index.places_of_postal_code(postal_code)

    def spans_of(self, code: str) -> tuple[Span, ...] | None:
        found = self._index.spans_of(code)
        if found:
            self.looked_at.append(found)
        return found


class _WatchedNames:
    def __init__(self, names: Names, looked_at: list[tuple[Span, ...]]) -> None:
        self._names = names
        self._looked_at = looked_at

    @property
    def keys(self) -> NameList:
        return self._names.keys

    def spans(self, key: str) -> tuple[Span, ...]:
        found = self._names.spans(key)
        if found:
            self._looked_at.append(found)
        return found

    def __contains__(self, key: object) -> bool:
        return key in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)


class _NationwideNames(_WatchedNames):
    @cached_property
    def keys(self) -> NameList:
        return SegmentedNames(self)


def _held(looked_at: list[tuple[Span, ...]], first: int, last: int) -> tuple[int, int] | None:
    """The longest time around the days asked in which no span begins or ends, nor births weigh otherwise; None when
    one does between them.
    """
    start, end = FIRST_DAY, AFTER_LAST_DAY
    days = {HOSPITAL_BIRTHS_FROM.toordinal()}
    for spans in looked_at:
        days.update(day for span in spans for day in (span.start, span.end))
    for day in days:
        if start < day <= first:
            start = day
        elif last <= day < end:
            end = day
        elif first < day < last:
            return None
    return start, end
