"""Territories: which commune held each piece of ground, through time.

A territory is the ground of one commune as it stood when INSEE's history opens (or when a division first drew it), and
keeps that commune's code as its identity. Movements only hand territories over; nothing else is needed to know where
someone born in today's "Cherbourg-en-Cotentin" can have been born in 1950, or that today's Gennevilliers, in 92, was in
75 before 1968 (domain.md section 3.1).

Source: INSEE `v_mvt_commune`, read as: a commune that ends hands its ground to its successors; a commune that comes
back takes its own territory back; a commune drawn out of others is a new territory, which was theirs until then.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby

from transcogage.resolution.events import Family, family_of
from transcogage_data.history import NamedPeriod, Succession

BEGINNING = date.min
NO_ONE: frozenset[str] = frozenset()


class Territories:
    """Where every territory was, at any date, and what every commune held. A territory is named by a commune code."""

    def __init__(self) -> None:
        self._days: dict[str, list[date]] = {}
        self._holders: dict[str, list[frozenset[str]]] = {}
        self._held: dict[str, set[str]] = defaultdict(set)

    def __contains__(self, territory: object) -> bool:
        return territory in self._days

    def __iter__(self) -> Iterator[str]:
        return iter(self._days)

    def holders(self, territory: str, day: date) -> frozenset[str]:
        """The codes of the communes that held `territory` on `day`; several when it had been shared out."""
        position = bisect_right(self._days[territory], day)
        return self._holders[territory][position - 1] if position else NO_ONE

    def days_of_change(self, territory: str) -> list[date]:
        """The days on which the territory changed hands, oldest first."""
        return [day for day in self._days[territory] if day != BEGINNING]

    def holders_ever(self, territory: str) -> frozenset[str]:
        """Every commune code that ever held the territory."""
        return NO_ONE.union(*self._holders[territory])

    def held_ever(self, code: str) -> frozenset[str]:
        """Every territory commune `code` ever held."""
        return frozenset(self._held.get(code, ()))

    def was_shared(self, code: str) -> bool:
        """Whether a commune ever held more than its own territory, or its own territory was ever another's."""
        return len(self._held[code]) > 1 or any(len(self.holders_ever(territory)) > 1 for territory in self._held[code])

    def holding(self, day: date) -> frozenset[str]:
        """The communes that hold some ground on `day`."""
        found: set[str] = set()
        for territory, days in self._days.items():
            position = bisect_right(days, day)
            if position:
                found |= self._holders[territory][position - 1]
        return frozenset(found)

    def ground(self, code: str, day: date) -> frozenset[str]:
        """The territories commune `code` held on `day`."""
        return frozenset(territory for territory in self._held[code] if code in self.holders(territory, day))

    def ground_during(self, code: str, first: date, last: date) -> frozenset[str]:
        """The territories commune `code` held at some time from `first` to `last`, both included."""
        days = {first, last}.union(
            day for territory in self._held[code] for day in self._days[territory] if first <= day <= last
        )
        return NO_ONE.union(*(self.ground(code, day) for day in days))

    def record(self, territory: str, day: date, holders: frozenset[str]) -> None:
        """From `day` on, `territory` is held by `holders`. Days are given in order."""
        days = self._days.setdefault(territory, [])
        recorded = self._holders.setdefault(territory, [])
        if days and days[-1] == day:
            recorded[-1] = holders
        elif not recorded or recorded[-1] != holders:
            days.append(day)
            recorded.append(holders)
        for code in holders:
            self._held[code].add(territory)

    def record_division(self, territory: str, day: date, origins: Collection[str]) -> None:
        """From `day` on, the new `territory` holds itself; until then it was wherever its `origins` were."""
        for change in sorted({change for origin in origins for change in self._days[origin] if change < day}):
            self.record(territory, change, NO_ONE.union(*(self.holders(origin, change) for origin in origins)))
        self.record(territory, day, frozenset({territory}))


def follow_territories(successions: Iterable[Succession], periods: Iterable[NamedPeriod]) -> Territories:
    """Follow every territory through the successions, given when each commune existed."""
    territories = Territories()
    home: dict[str, str] = {}
    begins: dict[date, set[str]] = defaultdict(set)
    ends: dict[date, set[str]] = defaultdict(set)
    for named in periods:
        if named.entity.kind == "COM":
            begins[named.period.start or BEGINNING].add(named.entity.code)
            if named.period.end is not None:
                ends[named.period.end].add(named.entity.code)
    for code in begins[BEGINNING]:
        home[code] = code
        territories.record(code, BEGINNING, frozenset({code}))
    for day, rows in groupby(sorted(successions, key=lambda row: row.date), key=lambda row: row.date):
        _follow_one_day(territories, home, _Day(day, list(rows), begins[day] - ends[day], ends[day] - begins[day]))
    return territories


class _Day:
    """One day's movements between communes, and the communes that begin and end on it."""

    def __init__(self, day: date, rows: list[Succession], begun: set[str], ended: set[str]) -> None:
        self.date = day
        self.begun = begun
        self.ended = ended
        self.successors: dict[str, set[str]] = defaultdict(set)
        self.origins: dict[str, set[str]] = defaultdict(set)
        self.former_code: dict[str, str] = {}
        self.divided: set[str] = set()
        for row in rows:
            if row.after is None or row.after.kind != "COM":
                continue
            if family_of(row.event) is Family.DIVISION:
                self.divided.add(row.after.code)
            if row.before is None or row.before.kind != "COM" or row.before.code == row.after.code:
                continue
            self.successors[row.before.code].add(row.after.code)
            self.origins[row.after.code].add(row.before.code)
            if family_of(row.event) is Family.CODE_CHANGE:
                self.former_code[row.after.code] = row.before.code

    def heirs(self, code: str) -> frozenset[str]:
        """Who takes the ground of a commune that ends: its successors, or theirs when they last no day."""
        found: set[str] = set()
        pending = set(self.successors[code])
        passed = {code}
        while pending:
            heir = pending.pop()
            passed.add(heir)
            lasts = heir in self.begun or (heir not in self.ended and heir not in self.former_code)
            if lasts:
                found.add(heir)
            else:
                pending |= self.successors[heir] - passed
        return frozenset(found)


def _follow_one_day(territories: Territories, home: dict[str, str], day: _Day) -> None:
    eve = day.date - timedelta(days=1)
    ground = {code: territories.ground(code, eve) for code in day.ended.union(*day.origins.values())}
    for code in day.begun - home.keys():
        former = day.former_code.get(code)
        if former in home:
            home[code] = home[former]
        elif code in day.divided:
            home[code] = code
            drawn_from = NO_ONE.union(*(ground[origin] for origin in day.origins[code]))
            territories.record_division(code, day.date, drawn_from)
    back_home = {home[code]: code for code in day.begun if code in home}
    for code in day.ended:
        heirs = day.heirs(code)
        for territory in ground[code] - back_home.keys():
            others = territories.holders(territory, day.date) - {code}
            territories.record(territory, day.date, others | heirs)
    for territory, code in back_home.items():
        territories.record(territory, day.date, frozenset({code}))
