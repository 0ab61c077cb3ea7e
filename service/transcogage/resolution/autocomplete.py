"""Dated autocomplete: the communes and arrondissements a person may be typing, best known first.

A name matches when every word typed begins one of its words, in any order; accents, hyphens and case do not count.
Names that begin with what was typed come before the others, then the most inhabited.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from transcogage.resolution.departments import department_of
from transcogage.resolution.model import Birthplace, Period
from transcogage.resolution.names import key

BEGINNING = 3
"""Letters by which rows are found; shorter words are looked for in all rows."""

CORSICA, CORSICAN = "20", frozenset({"2A", "2B"})
"""The department of Corsica until 1976 stands for both of today's."""


class _Row(NamedTuple):
    """A place, its key with a space before it so that every word is found by " word", and its departments, then and
    since.
    """

    place: Birthplace
    spaced_key: str
    departments: frozenset[str]


class Gazetteer:
    """The places that can be typed, ordered once by how well known they are."""

    def __init__(self, keyed_places: Iterable[tuple[str, Birthplace]]) -> None:
        self._rows = [
            _Row(place, f" {name_key}", _departments(place.later_codes))
            for name_key, place in keyed_places
            if place.kind in ("COM", "ARM")
        ]
        self._rows.sort(key=lambda row: (-row.place.population, row.place.period.end is not None, row.place.code))
        self._by_beginning: dict[str, list[_Row]] = defaultdict(list)
        self._by_department: dict[str, list[_Row]] = defaultdict(list)
        self._by_postal_code: dict[str, list[_Row]] = defaultdict(list)
        for row in self._rows:
            for beginning in {word[:BEGINNING] for word in row.spaced_key.split()}:
                self._by_beginning[beginning].append(row)
            for department in row.departments:
                self._by_department[department].append(row)
            if row.place.period.end is None:
                for postal_code in row.place.postal_codes:
                    self._by_postal_code[postal_code].append(row)

    def search(self, text: str, period: Period | None, department: str | None, limit: int) -> list[Birthplace]:
        """At most `limit` places that `text` may begin, in `period` (any time if None), in `department` (at the time or
        since; anywhere if None). One row a code and name. A whole
        postal code is understood too.
        """
        asked = key(text)
        if not asked:
            return []
        rows = self._by_postal_code.get(asked) or self._candidates(asked, department)
        possible = (
            row
            for row in rows
            if (period is None or row.place.period.overlaps(period))
            and (department is None or department in row.departments)
        )
        found: dict[tuple[str, str], Birthplace] = {}
        for row in _best_first(asked, possible, limit):
            found.setdefault((row.place.code, row.place.name), row.place)
            if len(found) == limit:
                break
        return list(found.values())

    def _candidates(self, asked: str, department: str | None) -> list[_Row]:
        """The shortest list of rows that holds all that can match."""
        lists = [self._by_beginning.get(word[:BEGINNING], []) for word in asked.split() if len(word) >= BEGINNING]
        if department is not None:
            lists.append(self._by_department.get(department, []))
        return min(lists, key=len, default=self._rows)


def _best_first(asked: str, rows: Iterable[_Row], limit: int) -> Iterator[_Row]:
    """Rows whose name begins with `asked`, then those that hold its words elsewhere."""
    if asked.isdigit():
        yield from rows
        return
    beginning = f" {asked}"
    words = [f" {word}" for word in asked.split()]
    later: list[_Row] = []
    for row in rows:
        spaced = row.spaced_key
        if spaced.startswith(beginning) or _without_article(spaced).startswith(beginning):
            yield row
        elif len(later) < limit and all(word in spaced for word in words):
            later.append(row)
    yield from later


def _without_article(spaced_key: str) -> str:
    for article in (" le ", " la ", " les ", " l "):
        if spaced_key.startswith(article):
            return spaced_key[len(article) - 1 :]
    return spaced_key


@cache
def _departments(codes: frozenset[str]) -> frozenset[str]:
    """The departments of these codes; the sets are few, and shared."""
    found = set(map(department_of, codes))
    if found & CORSICAN:
        found.add(CORSICA)
    return _shared(frozenset(found))


@cache
def _shared(departments: frozenset[str]) -> frozenset[str]:
    return departments
