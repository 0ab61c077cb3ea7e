"""Dated autocomplete: the communes and arrondissements a person may be typing, best known first.

A name matches when every word typed begins one of its words, in any order; accents, hyphens and case do not count.
Names that begin with what was typed come before the others, then the most inhabited.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from transcogage.resolution.departments import department_of
from transcogage.resolution.model import Birthplace, Period
from transcogage.resolution.names import key
from transcogage.resolution.registry import CORSICA, CORSICAN_DEPARTMENTS

BEGINNING = 3
"""Letters by which rows are found; shorter words are looked for in all rows."""

Rows = Sequence[int]
"""Numbers of rows, best known first."""


class RowLists(NamedTuple):
    """The rows that hold a word of this beginning, those that are or were in this department, those that have this
    postal code today. A row is the number of a place: the best known is 0.
    """

    beginning: Mapping[str, Rows]
    department: Mapping[str, Rows]
    postal_code: Mapping[str, Rows]


def best_known_first(place: Birthplace) -> tuple[int, bool, str]:
    """Where a place comes among those that can be typed: the most inhabited first, those that exist before others."""
    return -place.population, place.period.end is not None, place.code


def row_lists(places: Iterable[tuple[str, Birthplace]]) -> RowLists:
    """The lists of the places that can be typed, given best known first, each with the key of its name."""
    of_beginning: dict[str, list[int]] = defaultdict(list)
    of_department: dict[str, list[int]] = defaultdict(list)
    of_postal_code: dict[str, list[int]] = defaultdict(list)
    for row, (name_key, place) in enumerate(places):
        for beginning in {word[:BEGINNING] for word in name_key.split()}:
            of_beginning[beginning].append(row)
        for department in _departments(place):
            of_department[department].append(row)
        if place.period.end is None:
            for postal_code in place.postal_codes:
                of_postal_code[postal_code].append(row)
    return RowLists(of_beginning, of_department, of_postal_code)


def _departments(place: Birthplace) -> set[str]:
    """Its departments, then and since; 20 with today's two of Corsica (domain.md section 3.2)."""
    found = set(map(department_of, place.later_codes))
    return found | {CORSICA} if found & CORSICAN_DEPARTMENTS else found


class Autocomplete:
    """The places that can be typed. `keys`: of their names, best known first; `place`: the place of a row."""

    def __init__(self, keys: Sequence[str], lists: RowLists, place: Callable[[int], Birthplace]) -> None:
        self._keys = keys
        self._lists = lists
        self._place = place

    def search(self, text: str, period: Period | None, department: str | None, limit: int) -> list[Birthplace]:
        """At most `limit` places that `text` may begin, in `period` (any time if None), in `department` (at the time or
        since; anywhere if None). One row a code and name. A whole postal code is understood too.
        """
        asked = key(text)
        if not asked:
            return []
        found: dict[tuple[str, str], Birthplace] = {}
        for place in self._best_first(asked, period, department, limit):
            found.setdefault((place.code, place.name), place)
            if len(found) == limit:
                break
        return list(found.values())

    def _best_first(
        self, asked: str, period: Period | None, department: str | None, limit: int
    ) -> Iterator[Birthplace]:
        """Places whose name begins with `asked`, then those that hold its words elsewhere."""
        of_postal_code = self._lists.postal_code.get(asked)
        there = None if department is None else self._lists.department.get(department, ())
        beginning = f" {asked}"
        words = [f" {word}" for word in asked.split()]
        later: list[Birthplace] = []
        for row in self._rows(asked, there) if of_postal_code is None else _common(of_postal_code, there):
            spaced = f" {self._keys[row]}"
            begins = asked.isdigit() or spaced.startswith(beginning) or _without_article(spaced).startswith(beginning)
            if not begins and (len(later) >= limit or not all(word in spaced for word in words)):
                continue
            place = self._place(row)
            if period is not None and not place.period.overlaps(period):
                continue
            if begins:
                yield place
            else:
                later.append(place)
        yield from later

    def _rows(self, asked: str, there: Rows | None) -> Iterable[int]:
        """The fewest rows that hold all that can match."""
        lists = [self._lists.beginning.get(word[:BEGINNING], ()) for word in asked.split() if len(word) >= BEGINNING]
        return _common(min(lists, key=len, default=range(len(self._keys))), there)


def _common(rows: Rows, there: Rows | None) -> Iterable[int]:
    """Those of `rows` that are also `there` (all if None), in their order."""
    if there is None:
        return rows
    if len(there) < len(rows):
        rows, there = there, rows
    others = there if isinstance(there, range) else set(there)
    return [row for row in rows if row in others]


def _without_article(spaced_key: str) -> str:
    for article in (" le ", " la ", " les ", " l "):
        if spaced_key.startswith(article):
            return spaced_key[len(article) - 1 :]
    return spaced_key
