"""What the database holds so that places are found as one types: built once, by the pipeline.

What can be proposed is a code under one name: Tourlaville, 50602, is one proposal, as the commune it was until 2016
and as the delegated commune it is since. A proposal is known by a number, 0 for the best known; it is that of the place
that stands for it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import count, islice
from typing import NamedTuple

from transcogage.resolution.departments import department_of
from transcogage.resolution.model import Birthplace, Period
from transcogage.resolution.names import key, without_article, without_brackets
from transcogage.resolution.registry import CORSICA, CORSICAN_DEPARTMENTS

BEGINNING = 3
"""Letters by which the words of names are listed."""

KINDS_TYPED = ("COM", "ARM", "COMD", "COMA")
"""Types of the places that a person may be typing; of one code and name, the first of them stands for the others."""

Rows = Sequence[int]
"""Numbers of proposals, best known first."""


class RowLists(NamedTuple):
    """The proposals that hold a word of this beginning, those that are or were in this department, those whose ground
    has this postal code today.
    """

    beginning: Mapping[str, Rows]
    department: Mapping[str, Rows]
    postal_code: Mapping[str, Rows]


AFTER_EVERY_DAY = date.max.toordinal() + 1
"""The end of what has none, as an ordinal; 0 is the start of what has none."""


class Presence(NamedTuple):
    """From day `start` to before day `end` (proleptic ordinals), a proposal is the place `place`."""

    proposal: int
    place: int
    start: int
    end: int


class LaterName(NamedTuple):
    """A proposal of today, a name of later for the days before `start`, unless `namesake`, a proposal, says the same
    then: "Gennevilliers" was 75036 before it was 92036.
    """

    proposal: int
    start: int
    namesake: int


def proposals(places: Iterable[Birthplace]) -> list[list[Birthplace]]:
    """The places that can be typed, by proposal, the best known first; the first place of each stands for it."""
    found: dict[tuple[str, str], list[Birthplace]] = defaultdict(list)
    for place in places:
        if place.kind in KINDS_TYPED:
            found[place.code, place.name].append(place)
    for same in found.values():
        same.sort(key=lambda place: (KINDS_TYPED.index(place.kind), _best_known_first(place)))
    return sorted(found.values(), key=lambda same: _best_known_first(same[0]))


def _best_known_first(place: Birthplace) -> tuple[int, bool, str]:
    """The most inhabited first, those that exist before others."""
    return -place.population, place.period.end is not None, place.code


def row_lists(found: Sequence[Sequence[Birthplace]]) -> RowLists:
    """The lists of the proposals."""
    lists = RowLists(defaultdict(list), defaultdict(list), defaultdict(list))
    for row, places in enumerate(found):
        for values, rows in (
            ({word[:BEGINNING] for word in key(places[0].name).split()}, lists.beginning),
            (set().union(*map(_departments, places)), lists.department),
            (set().union(*(place.postal_codes for place in places)), lists.postal_code),
        ):
            for value in values:
                rows[value].append(row)  # type: ignore[attr-defined]
    return lists


def _departments(place: Birthplace) -> set[str]:
    """Its departments, then and since; 20 with today's two of Corsica (domain.md section 3.2)."""
    found = set(map(department_of, place.later_codes))
    return found | {CORSICA} if found & CORSICAN_DEPARTMENTS else found


def whole_names(found: Sequence[Sequence[Birthplace]], everyday: Mapping[str, Iterable[str]]) -> list[tuple[str, int]]:
    """The keys under which proposals are typed in full, in their order: with and without article or brackets.
    `everyday`: those that people give, by the code of a commune of today.
    """
    names = set()
    for row, (place, *_) in enumerate(found):
        if place.kind == "COM" and place.period.end is None:
            names |= {(key(name), row) for name in everyday.get(place.code, ())}
        bare = key(without_brackets(place.name))
        for name in (key(place.name), bare):
            names |= {(name, row), (without_article(name), row)}
    return sorted((name, row) for name, row in names if name)


def in_order(found: Sequence[Sequence[Birthplace]]) -> list[Birthplace]:
    """The places in the order of their numbers: those that stand for the proposals, then the others of each."""
    return [same[0] for same in found] + [place for same in found for place in same[1:]]


def presences(found: Sequence[Sequence[Birthplace]]) -> list[Presence]:
    """When the proposals were what, by the day it began, but for those that always were the same."""
    others = count(len(found))
    listed = []
    for row, places in enumerate(found):
        numbers = [row, *islice(others, len(places) - 1)]
        if [place.period for place in places] != [Period(None, None)]:
            listed += [
                Presence(
                    row,
                    number,
                    _start_day(place),
                    place.period.end.toordinal() if place.period.end else AFTER_EVERY_DAY,
                )
                for number, place in zip(numbers, places, strict=True)
            ]
    return sorted(listed, key=lambda presence: (presence.start, presence))


def later_names(found: Sequence[Sequence[Birthplace]]) -> list[LaterName]:
    """The proposals of today that began since 1943, by that day."""
    of_key: dict[str, list[int]] = defaultdict(list)
    for row, places in enumerate(found):
        of_key[key(places[0].name)].append(row)
    listed = []
    for row, places in enumerate(found):
        if any(place.period == Period(None, None) for place in places):
            continue
        start = max((_start_day(place) for place in places if place.period.end is None), default=0)
        if start:
            code, namesakes = places[0].code, of_key[key(places[0].name)]
            same_ground = (other for other in namesakes if any(code in one.later_codes for one in found[other]))
            listed.append(LaterName(row, start, next((other for other in same_ground if other != row), row)))
    return sorted(listed, key=lambda later: (later.start, later))


def _start_day(place: Birthplace) -> int:
    return 0 if place.period.start is None else place.period.start.toordinal()
