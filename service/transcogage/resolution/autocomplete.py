"""Dated autocomplete: the communes, their parts and the arrondissements a person may be typing, best known first.

Names that are what was typed come first, all of them; then those that begin so, then those of which each word typed
begins a word, in any order; accents, hyphens and case do not count. A spelling mistake is forgiven when nothing begins
so: the 40,000 names are compared in a millisecond, for only those of about the same length are.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from transcogage.resolution.departments import OVERSEAS_GROUPS
from transcogage.resolution.model import Birthplace, Period
from transcogage.resolution.ranking import Match, Rows, Tier, arranged, lowest
from transcogage.resolution.similar import NameList
from transcogage.resolution.typed_names import AFTER_EVERY_DAY, BEGINNING, RowLists
from transcogage.resolution.typed_text import DepartmentNames, Typed, readings

PERIODS_REMEMBERED = 64
"""Of how many periods the sets are kept, 12 kB each."""

LISTS_REMEMBERED = 256
"""Of how many departments, and how many beginnings, the sets are kept, 6 kB each: making them was half of a search."""

AS_SOON_READ = 6
"""How many names of a list are read in the time that it takes to find one of a set."""

FEW = 100
"""Up to so many, the bits of a set are put together one by one."""

_AFTER_EVERY_LETTER = "\x7f"


class Proposal(NamedTuple):
    """A place, as it was then; `later`: it is called so today, and was not yet."""

    place: Birthplace
    match: Match
    later: bool


class Proposals(NamedTuple):
    """Some of the places found, best first, and how many there are in all."""

    total: int
    rows: list[Proposal]


class _InForce(NamedTuple):
    """The proposals that are in force in a period, and those that only begin after it."""

    then: Rows
    later: Rows


class Presences(NamedTuple):
    """The columns of `Presence`, by the day it starts."""

    proposals: Sequence[int]
    places: Sequence[int]
    start_days: Sequence[int]
    end_days: Sequence[int]


class LaterNames(NamedTuple):
    """The columns of `LaterName`, by the day it starts."""

    proposals: Sequence[int]
    start_days: Sequence[int]
    namesakes: Sequence[int]


class TypedNames(NamedTuple):
    """What was built of the names that can be typed (`typed_names`). `keys`: of the names of the places, in the order
    of their numbers. `whole` and `whole_rows`: the names in full, in order, and the proposal of each.
    """

    keys: Sequence[str]
    whole: Sequence[str]
    whole_rows: Sequence[int]
    lists: RowLists
    presences: Presences
    later: LaterNames


class Autocomplete:
    """The places that can be typed. `spelt`: the names that can be misspelt, all those of `names` among them; `place`:
    the place of a number; `numbers_of`: those of a code.
    """

    def __init__(
        self,
        names: TypedNames,
        spelt: NameList,
        departments: Mapping[str, str],
        place: Callable[[int], Birthplace],
        numbers_of: Callable[[str], Iterable[int]],
    ) -> None:
        self._names = names
        self._spelt = spelt
        self._departments = DepartmentNames(departments)
        self._place = place
        self._numbers_of = numbers_of
        self._size = max(names.whole_rows, default=-1) + 1
        self._beginnings = sorted(names.lists.beginning)
        self._others: dict[int, list[int]] = {}
        changing = set()
        for proposal, number in zip(names.presences.proposals, names.presences.places, strict=True):
            changing.add(proposal)
            if number != proposal:
                self._others.setdefault(proposal, []).append(number)
        self._proposal_of = {number: row for row, numbers in self._others.items() for number in numbers}
        self._all = (1 << self._size) - 1
        self._always = self._all & ~self._set([*changing])
        self._presences = lru_cache(PERIODS_REMEMBERED)(self._presences_in)
        self._of_department = lru_cache(LISTS_REMEMBERED)(self._set_of_department)
        self._of_beginning = lru_cache(LISTS_REMEMBERED)(self._set_of_beginning)

    def search(
        self, text: str, period: Period | None, department: str | None, limit: int, *, forgiving: bool = True
    ) -> Proposals:
        """At most `limit` places that `text` may mean, in force in `period` (any time if None), or since and to this
        day. Those of `department` (at the time or since) come first, then those of the one that the text says, and hide
        none of the names elsewhere that are what was typed. A whole postal code, INSEE's code, the code of a department
        are understood too. A spelling mistake is, when nothing begins so and the search is `forgiving`.
        """
        presences = _InForce(self._all, 0) if period is None else self._presences(period)
        read = list(readings(text, self._departments))
        for understand in (self._exact_tiers, self._similar_tiers) if forgiving else (self._exact_tiers,):
            for typed in read:
                tiers = [*understand(typed, presences)]
                if any(tier.rows for tier in tiers):
                    return self._proposals(tiers, [*self._first(department, typed)], presences, period, limit)
        return Proposals(0, [])

    def _exact_tiers(self, typed: Typed, presences: _InForce) -> Iterator[Tier]:
        """What is so called, what begins so, what holds the words; or what is where the text says."""
        possible = presences.then | presences.later
        asked = typed.name
        if asked:
            first, last = bisect_left(self._names.whole, asked), bisect_right(self._names.whole, asked)
            rows = self._names.whole_rows
            exact: list[int] = []
            short: list[int] = []
            for row in rows[first:last]:
                (exact if self._names.keys[row] == asked else short).append(row)
            yield Tier(Match.NAME, self._set(exact) & presences.then)
            yield Tier(Match.NAME, self._set(exact) & presences.later)
            yield Tier(Match.NAME, self._set(short) & possible)
            after = bisect_left(self._names.whole, asked + _AFTER_EVERY_LETTER, last)
            begins = self._set(rows[first:after]) & possible
            yield Tier(Match.BEGINNING, begins)
            yield Tier(Match.WORDS, self._holding(asked, possible & ~begins))
        elif typed.code:
            for match, found in (
                (Match.POSTAL_CODE, self._of_postal_code(typed.code)),
                (Match.CODE, self._of_code(typed.code)),
            ):
                yield Tier(match, found & presences.then)
                yield Tier(match, found & presences.later)
        elif typed.department:
            yield Tier(Match.DEPARTMENT, self._of_department(typed.department) & possible)

    def _similar_tiers(self, typed: Typed, presences: _InForce) -> Iterator[Tier]:
        """What is called nearly so, nearest first."""
        by_edits: dict[int, list[int]] = {}
        for name, edits, _ in self._spelt.similar_to(typed.name):
            first, last = bisect_left(self._names.whole, name), bisect_right(self._names.whole, name)
            by_edits.setdefault(edits, []).extend(self._names.whole_rows[first:last])
        for edits in sorted(by_edits):
            yield Tier(Match.SIMILAR, self._set(by_edits[edits]) & (presences.then | presences.later))

    def _holding(self, asked: str, among: Rows) -> Rows:
        """Those of which every word of `asked` begins a word."""
        words = sorted(set(asked.split()), key=len, reverse=True)
        for word in words:
            among &= self._of_beginning(word[:BEGINNING])
            if not among:
                return 0
        keys, lists = self._names.keys, self._names.lists.beginning
        for word in [word for word in words if len(word) > BEGINNING]:
            listed = lists[word[:BEGINNING]]
            rows = listed if len(listed) < AS_SOON_READ * among.bit_count() else [*lowest(among)]
            among &= self._set([row for row in rows if word in keys[row] and f" {word}" in f" {keys[row]}"])
        return among

    def _set_of_beginning(self, beginning: str) -> Rows:
        lists = self._names.lists.beginning
        if len(beginning) == BEGINNING:
            return self._set(lists.get(beginning, ()))
        first = bisect_left(self._beginnings, beginning)
        last = bisect_left(self._beginnings, beginning + _AFTER_EVERY_LETTER, first)
        return self._set([row for value in self._beginnings[first:last] for row in lists[value]])

    def _set_of_department(self, department: str) -> Rows:
        return self._set(self._names.lists.department.get(department, ()))

    def _of_postal_code(self, code: str) -> Rows:
        return self._set(self._names.lists.postal_code.get(code, ()))

    def _of_code(self, code: str) -> Rows:
        numbers = (self._proposal_of.get(number, number) for number in self._numbers_of(code))
        return self._set([number for number in numbers if number < self._size])

    def _first(self, department: str | None, typed: Typed) -> Iterator[Rows]:
        """What comes first: what is in the department given, then what is where the text says."""
        if department:
            rows = 0
            for each in OVERSEAS_GROUPS.get(department, (department,)):
                rows |= self._of_department(each)
            yield rows
        if typed.name and typed.department:
            yield self._of_department(typed.department)
        if typed.name and typed.code:
            yield self._of_postal_code(typed.code) | self._of_code(typed.code)

    def _proposals(
        self, tiers: list[Tier], first: list[Rows], presences: _InForce, period: Period | None, limit: int
    ) -> Proposals:
        found = 0
        for tier in tiers:
            found |= tier.rows
        rows = [
            Proposal(self._as_then(row, period), match, not presences.then >> row & 1)
            for row, match in arranged(tiers, first, limit)
        ]
        return Proposals(found.bit_count(), rows)

    def _as_then(self, proposal: int, period: Period | None) -> Birthplace:
        """The place that a proposal is in a period; of today, when it only begins after."""
        places = [self._place(number) for number in (proposal, *self._others.get(proposal, ()))]
        in_force = (place for place in places if period is None or place.period.overlaps(period))
        today = (place for place in places if place.period.end is None)
        return next(in_force, None) or next(today)

    def _presences_in(self, period: Period) -> _InForce:
        names = self._names
        start = 0 if period.start is None else period.start.toordinal()
        end = AFTER_EVERY_DAY if period.end is None else period.end.toordinal()
        begun = bisect_left(names.presences.start_days, end)
        ends = zip(names.presences.proposals[:begun], names.presences.end_days[:begun], strict=True)
        then = self._always | self._set([proposal for proposal, day_after in ends if start < day_after])
        to_come = bisect_left(names.later.start_days, end)
        namesakes = zip(names.later.proposals[to_come:], names.later.namesakes[to_come:], strict=True)
        absent = f"{then:b}"[::-1].ljust(self._size, "0")
        later = self._set([proposal for proposal, namesake in namesakes if absent[namesake] == "0"])
        return _InForce(then, later & ~then)

    def _set(self, rows: Sequence[int]) -> Rows:
        """The set of these proposals."""
        if len(rows) < FEW:
            few = 0
            for row in rows:
                few |= 1 << row
            return few
        bits = bytearray(b"0") * self._size
        for row in rows:
            bits[row] = _SET
        bits.reverse()
        return int(bits, 2)


_SET = ord("1")
