"""Answering questions one by one, as `GET /v1/cog` does; of those that differ by their days only, few are resolved.

An answer depends on the days asked through the spans of the names that were looked at, and through nothing else. So it
holds for as long as none of these spans begins or ends: from one such day to the next.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from transcogage.database.making import AFTER_LAST_DAY, FIRST_DAY
from transcogage.resolution.index import NameIndex, Span, SpansByKey
from transcogage.resolution.model import Period, Query
from transcogage.resolution.resolver import find
from transcogage.resolution.results import Result, flat_result

Question = tuple[str, str, str, int, int, str | None, str | None]
"""Name, its key, department, first day, day after the last, postal code, current code: plain values, quick to send.
Days are proleptic ordinals.
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
        name, key, department, first, last, postal_code, current_code = question
        asked = name, department, postal_code, current_code
        known = self._holding.get(asked, ())
        for start, end, result in known:
            if start <= first and last <= end:
                return result
        self._index.looked_at.clear()
        period = Period(date.fromordinal(first), date.fromordinal(last))
        conclusion, _ = find(self._index, Query(name, period, department, postal_code, current_code), key)
        result = flat_result(conclusion)
        if held := _held(self._index.looked_at, first, last):
            if len(self._holding) >= MOST_REMEMBERED:
                self._holding.clear()
            self._holding[asked] = [*known, (*held, result)]
        return result


class _Watched:
    """A `NameIndex` that tells which spans were looked at."""

    def __init__(self, index: NameIndex) -> None:
        self.looked_at: list[tuple[Span, ...]] = []
        self.spans = {department: _WatchedSpans(spans, self.looked_at) for department, spans in index.spans.items()}
        self.names = index.names
        self.extension_codes = index.extension_codes
        self._index = index

    @property
    def departments_of_key(self) -> Mapping[str, tuple[str, ...]]:
        return self._index.departments_of_key


class _WatchedSpans(Mapping[str, tuple[Span, ...]]):
    def __init__(self, spans: SpansByKey, looked_at: list[tuple[Span, ...]]) -> None:
        self._spans = spans
        self._looked_at = looked_at

    def __getitem__(self, key: str) -> tuple[Span, ...]:
        found = self._spans[key]
        self._looked_at.append(found)
        return found

    def get(self, key: str, default: Any = ()) -> Any:
        """As of a dictionary: without the cost of an exception for each name that is not known."""
        return self[key] if key in self._spans else default

    def __contains__(self, key: object) -> bool:
        return key in self._spans

    def __iter__(self) -> Iterator[str]:
        return iter(self._spans)

    def __len__(self) -> int:
        return len(self._spans)


def _held(looked_at: list[tuple[Span, ...]], first: int, last: int) -> tuple[int, int] | None:
    """The longest time around the days asked in which no span begins or ends; None when one does between them."""
    start, end = FIRST_DAY, AFTER_LAST_DAY
    for spans in looked_at:
        for span in spans:
            for day in (span.start, span.end):
                if start < day <= first:
                    start = day
                elif last <= day < end:
                    end = day
                elif first < day < last:
                    return None
    return start, end
