"""The reference, ready to be asked: who was called what on a day, who held which ground, how many were born there."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from transcogage.resolution.departments import department_of
from transcogage.resolution.events import DELEGATED_COMMUNE_CREATED, Family, family_of
from transcogage.resolution.policy import ABSORBED_SHARE, CHIEF_SHARE, HOSPITAL_BIRTHS_FROM, births_weight
from transcogage.resolution.registry import DIVIDED_CITIES, DividedCity, divided_city
from transcogage_data.births import CountedBirths
from transcogage_data.history import Entity, NamedPeriod
from transcogage_data.reference import Reference
from transcogage_data.territories import BEGINNING, NO_ONE, follow_territories

CENSUS_YEAR = 2013
"""The census by which the ground of former communes is weighed: before most mergers."""

CENSUS_DAY = date(CENSUS_YEAR, 1, 1)
DAY_AT_HOME = HOSPITAL_BIRTHS_FROM - timedelta(days=1)
UNKNOWN_POPULATION = 300.0
"""Inhabitants of a commune of which nothing is known: the order of the median French commune."""


class Chronicle:
    """A reference with what is derived from it: names by day, territories, weights of births."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.today = date(reference.vintage, 1, 1)
        self.territories = follow_territories(reference.successions, reference.periods)
        self._periods: dict[Entity, list[NamedPeriod]] = defaultdict(list)
        for row in reference.periods:
            self._periods[row.entity].append(row)
        for rows in self._periods.values():
            rows.sort(key=lambda row: row.period.start or BEGINNING)
        self._starts = {
            entity: [row.period.start or BEGINNING for row in rows] for entity, rows in self._periods.items()
        }

        self.parts_made_of_their_commune = {
            (row.date, row.after)
            for row in reference.successions
            if row.before is not None
            and row.after is not None
            and row.before.kind == "COM" != row.after.kind
            and row.before.code == row.after.code
            and row.event != DELEGATED_COMMUNE_CREATED
        }
        self.code_before_that_day = {
            (row.date, row.after.code): row.before.code
            for row in reference.successions
            if family_of(row.event) is Family.CODE_CHANGE and row.before is not None and row.after is not None
        }
        self.all_arrondissements = sorted(entity for entity in self._periods if entity.kind == "ARM")
        self._births = [self._births_around(day) for day in (DAY_AT_HOME, HOSPITAL_BIRTHS_FROM)]

    def arrondissements(self, city: DividedCity, day: date) -> list[Entity]:
        """The arrondissements of a city that exist on `day`."""
        return [
            entity for entity in self.all_arrondissements if divided_city(entity.code) is city and self.at(entity, day)
        ]

    def origins_of_arrondissement(self, arrondissement: Entity) -> list[Entity]:
        """The arrondissements it was drawn out of."""
        return [
            row.before
            for row in self.reference.successions
            if row.after == arrondissement and row.before not in (None, arrondissement)
        ]

    def first_ground(self, row: NamedPeriod) -> frozenset[str]:
        """What a place held on its first day: what it absorbed later has codes of its own before."""
        if row.entity.kind in ("COMD", "COMA"):
            return self.ground_of_part(row.entity, row.period.start)
        return self.territories.ground(row.entity.code, row.period.start or BEGINNING)

    def ground_of_part(self, part: Entity, start: date | None) -> frozenset[str]:
        """A delegated or associated commune covers what the commune of its code held when it became a part
        (domain.md section 3.13).
        """
        if start is not None and (start, part) in self.parts_made_of_their_commune:
            commune = self.code_before_that_day.get((start, part.code), part.code)
            return self.territories.ground(commune, start - timedelta(days=1))
        return frozenset({part.code}) if part.code in self.territories else NO_ONE

    def periods_of(self, entity: Entity) -> list[NamedPeriod]:
        """The named periods of an entity, oldest first; empty when it never existed."""
        return self._periods.get(entity, [])

    def at(self, entity: Entity, day: date) -> NamedPeriod | None:
        """The named period of an entity on `day`, None when it did not exist."""
        position = bisect_right(self._starts.get(entity, []), day)
        if position == 0:
            return None
        row = self._periods[entity][position - 1]
        return row if day in row.period else None

    def departments(self, territory: str) -> frozenset[str]:
        """Every department the territory was ever in."""
        return frozenset(department_of(code) for code in self.territories.holders_ever(territory))

    def births(self, place: str, day: date) -> float:
        """Relative number of births in a territory or an arrondissement around `day`."""
        return self._births[day >= HOSPITAL_BIRTHS_FROM][place]

    def _births_around(self, day: date) -> dict[str, float]:
        """By territory, a divided city being the sum of its arrondissements, and by arrondissement."""
        births = CountedBirths(self.reference, self.territories).correct(self._reckoned_births(day), day)
        for city in DIVIDED_CITIES:
            births[city.code] = sum(births[place] for place in births if divided_city(place) is city)
        return births

    def _reckoned_births(self, day: date) -> dict[str, float]:
        """What the populations of 2013 and the hospitals tell; of a divided city, only by arrondissement."""
        reckoned = {}
        for arrondissement in self.all_arrondissements:
            population = self.reference.populations.get(arrondissement.code, {}).get(CENSUS_YEAR, UNKNOWN_POPULATION)
            reckoned[arrondissement.code] = self._weight(arrondissement.code, population, day)
        for territory in self.territories:
            if divided_city(territory) is None:
                reckoned[territory] = self._weight(territory, self._population(territory), day)
        return reckoned

    def _weight(self, place: str, population: float, day: date) -> float:
        return births_weight(population, place in self.reference.maternities, day)

    def latest_population(self, code: str) -> int:
        """Inhabitants of the commune or arrondissement of this code at its last census; 0 if it has none."""
        counts = self.reference.populations.get(code)
        return counts[max(counts)] if counts else 0

    def population(self, row: NamedPeriod) -> int:
        """How well known a place is, in inhabitants: today's for what exists (of its city, for an arrondissement), an
        estimate of what its first ground holds for a former commune.
        """
        entity = row.entity
        city = divided_city(entity.code)
        if city is not None:
            return sum(
                self.latest_population(district.code)
                for district in self.all_arrondissements
                if divided_city(district.code) is city
            )
        if row.period.end is None and entity.kind == "COM":
            return self.latest_population(entity.code)
        ground = self.first_ground(row)
        return round(sum(self._population(territory) for territory in ground))

    def _population(self, territory: str) -> float:
        holders = self.territories.holders(territory, CENSUS_DAY) or self.territories.holders(territory, self.today)
        if not holders:
            return UNKNOWN_POPULATION
        commune = min(holders)
        counts = self.reference.populations.get(commune, {})
        if not counts:
            return UNKNOWN_POPULATION
        population = counts.get(CENSUS_YEAR) or self.latest_population(commune)
        ground = self.territories.ground(commune, CENSUS_DAY)
        if len(ground) <= 1:
            return population
        return population * (CHIEF_SHARE if territory == commune else ABSORBED_SHARE)

    def days_of_change(self, entities: Iterable[Entity]) -> set[date]:
        """The days on which these entities begin, end, or change name."""
        return {
            day
            for entity in entities
            for row in self.periods_of(entity)
            for day in (row.period.start, row.period.end)
            if day is not None
        }
