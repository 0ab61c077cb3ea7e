"""How the built database holds what the service keeps in memory: a JSON text for each place, name and code.

A process reads all the texts at once, and makes objects of those that serve: some thousands, of a hundred thousand.
Days are proleptic ordinals in spans, where they are compared, and ISO dates elsewhere.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

import orjson

from transcogage.resolution.index import Span
from transcogage.resolution.model import (
    Birthplace,
    Candidate,
    Event,
    Period,
    PlaceEvent,
    PlaceName,
    Relation,
)

FIRST_DAY = date.min.toordinal()
AFTER_LAST_DAY = date.max.toordinal() + 1
"""The bounds of a span that has none."""

_RELATIONS = {str(relation): relation for relation in Relation}

PackedCandidate = tuple[int, float, str, str | None]
"""Number of the place, score, relation, part_code: as of `Candidate`."""


def pack_place(place: Birthplace) -> str:
    """A place, without its number."""
    return _packed(
        [
            place.code,
            place.kind,
            place.name,
            place.department,
            place.period.start,
            place.period.end,
            place.country,
            sorted(place.later_codes),
            sorted(place.postal_codes),
            place.population,
            place.lineage,
        ]
    )


def packed_code(text: str) -> str:
    """The code of the place that `pack_place` wrote: its first member."""
    return text[2:7]


def unpack_place(text: str) -> Birthplace:
    """The place that `pack_place` wrote."""
    code, kind, name, department, start, end, country, later_codes, postal_codes, population, events = orjson.loads(
        text
    )
    lineage = tuple([Event(date.fromisoformat(day), *event) for day, *event in events]) if events else ()
    return Birthplace(
        code,
        kind,
        name,
        department,
        Period(_day(start), _day(end)),
        country,
        frozenset(later_codes),
        frozenset(postal_codes),
        population,
        lineage,
    )


def pack_spans(spans: Iterable[tuple[Period, Sequence[PackedCandidate]]]) -> str:
    """The spans of a name or of a code, in order of time, candidates best first."""
    return _packed(
        [
            (
                FIRST_DAY if period.start is None else period.start.toordinal(),
                AFTER_LAST_DAY if period.end is None else period.end.toordinal(),
                candidates,
            )
            for period, candidates in spans
        ]
    )


def unpack_spans(text: str, place: Callable[[int], Birthplace]) -> tuple[Span, ...]:
    """The spans that `pack_spans` wrote; `place` gives the place of a number."""
    return tuple(
        [
            Span(
                start,
                end,
                tuple(
                    [
                        Candidate(place(number), score, _RELATIONS[relation], part_code)
                        for number, score, relation, part_code in candidates
                    ]
                ),
            )
            for start, end, candidates in orjson.loads(text)
        ]
    )


def pack_events(events: Iterable[PlaceEvent]) -> str:
    """The events a code takes part in, oldest first."""
    return _packed(list(events))


def unpack_events(text: str) -> tuple[PlaceEvent, ...]:
    """The events that `pack_events` wrote."""
    return tuple(
        PlaceEvent(date.fromisoformat(day), kind, _side(before), _side(after))
        for day, kind, before, after in orjson.loads(text)
    )


def _packed(value: Any) -> str:
    return orjson.dumps(value, default=list).decode()


def _side(names: list[str] | None) -> PlaceName | None:
    return PlaceName(*names) if names is not None else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text is not None else None
