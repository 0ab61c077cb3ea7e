"""From a birth place to today: the events that led there, and what the place is known by since.

Source: INSEE's movements. A place is followed by its own territory: the commune that holds it, day after day.
"""

from collections import defaultdict
from datetime import date, timedelta

from transcogage.resolution.model import Event
from transcogage.resolution.names import key
from transcogage.resolution.registry import divided_city
from transcogage_data.chronicle import Chronicle
from transcogage_data.history import Entity, NamedPeriod
from transcogage_data.territories import BEGINNING, NO_ONE


class Lineages:
    """Answers, for a birth place: its events to today, the codes that came after it, its postal codes."""

    def __init__(self, chronicle: Chronicle) -> None:
        self._chronicle = chronicle
        self._events: dict[tuple[date, str], dict[str, str]] = defaultdict(dict)
        for row in chronicle.reference.successions:
            if row.before and row.after and row.before.kind == row.after.kind == "COM":
                self._events[row.date, row.before.code].setdefault(row.after.code, row.event)
        self._postal_codes: dict[str, set[str]] = defaultdict(set)
        self._labelled: dict[tuple[str, str], set[str]] = defaultdict(set)
        for name in chronicle.reference.postal_names:
            self._postal_codes[name.code].add(name.postal_code)
            if name.label:
                self._labelled[name.code, key(name.label)].add(name.postal_code)

    def events(self, place: NamedPeriod) -> list[Event]:
        """The events from the end of `place` to today, oldest first; empty when it still is what it was."""
        chronicle = self._chronicle
        code, day = place.entity.code, place.period.end
        if place.entity.kind != "COM" or day is None:
            return []
        ground = chronicle.territories.ground(code, day - timedelta(days=1))
        if not ground:
            return []
        territory = code if code in ground else min(ground)
        events = []
        while day is not None:
            holders = chronicle.territories.holders(territory, day)
            for holder in sorted(holders):
                events.extend(self._steps(day, code, holder))
            if not holders:
                break
            code = min(holders)
            row = chronicle.at(Entity("COM", code), day)
            changes = [change for change in chronicle.territories.days_of_change(territory) if change > day]
            ends = [row.period.end] if row is not None and row.period.end is not None else []
            day = min(changes + ends, default=None)
        return events

    def _steps(self, day: date, code: str, holder: str) -> list[Event]:
        """How `code` became `holder` that day: one event, or two through a commune that lasted no day."""
        row = self._chronicle.at(Entity("COM", holder), day)
        if row is None:
            return []
        kinds = self._events[day, code]
        if holder in kinds:
            return [Event(day, kinds[holder], holder, row.name)]
        for passing, kind in kinds.items():
            onward = self._events[day, passing]
            if holder in onward:
                former = self._chronicle.at(Entity("COM", code), day - timedelta(days=1))
                name = former.name if former else row.name
                return [Event(day, kind, passing, name), Event(day, onward[holder], holder, row.name)]
        return []

    def later_codes(self, place: NamedPeriod) -> frozenset[str]:
        """Every code its ground was known by from the place's time to today, its own included."""
        code, day = place.entity.code, place.period.start or BEGINNING
        city = divided_city(code)
        if city is not None:
            if code != city.code:
                return frozenset({code, city.code})
            districts = self._chronicle.arrondissements(city, self._chronicle.today)
            return frozenset({code} | {district.code for district in districts})
        codes = {code}
        if place.entity.kind != "COM":
            return frozenset(codes)
        for territory in self._chronicle.first_ground(place):
            changes = [change for change in self._chronicle.territories.days_of_change(territory) if change > day]
            codes.update(*(self._chronicle.territories.holders(territory, change) for change in [day, *changes]))
        return frozenset(codes)

    def postal_codes(self, place: NamedPeriod) -> frozenset[str]:
        """The postal codes of its ground today: its own when La Poste delivers to its name, else what its commune
        shares.
        """
        code = place.entity.code
        city = divided_city(code)
        if city is not None:
            if code != city.code:
                return frozenset(self._postal_codes[code])
            districts = self._chronicle.arrondissements(city, self._chronicle.today)
            return NO_ONE.union(*(self._postal_codes[district.code] for district in districts))
        found: set[str] = set()
        for territory in self._chronicle.first_ground(place):
            for holder in self._chronicle.territories.holders(territory, self._chronicle.today):
                found |= self._delivered_to(territory, holder) or self._shared_by_parts(holder)
        return frozenset(found)

    def _delivered_to(self, territory: str, holder: str) -> set[str]:
        """The postal codes under which La Poste delivers to a name of the territory, in the commune that holds it."""
        between = self._chronicle.territories.holders_ever(territory) - {territory, holder}
        return self._labelled_as(territory, holder) or set().union(
            *(self._labelled_as(code, holder) for code in between)
        )

    def _labelled_as(self, code: str, holder: str) -> set[str]:
        names = {key(row.name) for row in self._chronicle.periods_of(Entity("COM", code))}
        return set().union(*(self._labelled[holder, name] for name in names))

    def _shared_by_parts(self, holder: str) -> set[str]:
        """The postal codes of a commune that are no part's own; all of them when each is."""
        ground = self._chronicle.territories.ground(holder, self._chronicle.today)
        own = set().union(*(self._delivered_to(territory, holder) for territory in ground))
        return self._postal_codes[holder] - own or self._postal_codes[holder]
