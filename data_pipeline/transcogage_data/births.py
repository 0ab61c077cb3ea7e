"""How many are born where: what is reckoned from inhabitants and hospitals, corrected by the births that were counted.

Only ratios count. First each department, then each place, is moved by what was counted there beside what was expected:
much where many births were seen, hardly where few were expected (how much: `policy`, docs/design/calibration.md).
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date

from transcogage.resolution.departments import department_of
from transcogage.resolution.policy import HOSPITAL_BIRTHS_FROM, corrected_by_counts
from transcogage.resolution.registry import MISSING_WHERE_RECODED, divided_city
from transcogage_data.reference import BirthCount, Reference
from transcogage_data.territories import Territories

DECADE = 10

Weights = Mapping[str, float]
"""By territory and by arrondissement."""


class CountedBirths:
    """The births of the reference by place, of one kind of file and around one day."""

    def __init__(self, reference: Reference, territories: Territories) -> None:
        self._reference = reference
        self._territories = territories
        self._today = date(reference.vintage, 1, 1)
        self._arrondissements = sorted({row.entity.code for row in reference.periods if row.entity.kind == "ARM"})

    def correct(self, reckoned: Weights, day: date) -> dict[str, float]:
        """Relative numbers of births around `day`, corrected by those counted: at home or in hospitals, as on `day`."""
        departments = {place: self._department(place) for place in reckoned}
        counted: dict[str, float] = dict.fromkeys(reckoned, 0.0)
        expected = dict.fromkeys(reckoned, 0.0)
        for recoded in (False, True):
            seen = self._by_place(reckoned, day, recoded=recoded)
            possible = [place for place in reckoned if not (recoded and departments[place] in MISSING_WHERE_RECODED)]
            total = sum(reckoned[place] for place in possible)
            scale = sum(seen[place] for place in possible) / total if total else 0.0
            for place in possible:
                counted[place] += seen[place]
                expected[place] += reckoned[place] * scale
        of_departments = _corrections(counted, expected, departments.__getitem__, day)
        moved = {place: expected[place] * of_departments[departments[place]] for place in reckoned}
        of_places = _corrections(counted, moved, str, day)
        return {
            place: weight * of_departments[departments[place]] * of_places[place] for place, weight in reckoned.items()
        }

    def _by_place(self, reckoned: Weights, day: date, *, recoded: bool) -> defaultdict[str, float]:
        """The births counted in each place; those of a code that stands for several are shared as reckoned."""
        found: defaultdict[str, float] = defaultdict(float)
        for count in self._reference.births:
            share = _share_of_decade(count.decade, day)
            if count.recoded is recoded and share:
                places = [place for place in self._places_of(count) if place in reckoned]
                total = sum(reckoned[place] for place in places)
                for place in places:
                    found[place] += share * count.people * reckoned[place] / total
        return found

    def _places_of(self, count: BirthCount) -> list[str]:
        """What a code stood for in the middle of the decade, or else whenever it stood for something."""
        code = self._reference.extension_codes.get(count.code, count.code)
        if code in self._arrondissements:
            return [code]
        city = divided_city(code)
        if city is not None:
            return [place for place in self._arrondissements if divided_city(place) is city]
        ground = self._territories.ground(code, date(count.decade + DECADE // 2, 1, 1))
        return sorted(ground or self._territories.held_ever(code))

    def _department(self, place: str) -> str:
        """That of today."""
        if place in self._arrondissements:
            return department_of(place)
        return department_of(min(self._territories.holders(place, self._today), default=place))


def _corrections(counted: Weights, expected: Weights, group: Callable[[str], str], day: date) -> dict[str, float]:
    """By what each group of places is to be multiplied."""
    seen: dict[str, float] = defaultdict(float)
    foreseen: dict[str, float] = defaultdict(float)
    for place, count in counted.items():
        seen[group(place)] += count
        foreseen[group(place)] += expected[place]
    return {name: corrected_by_counts(foreseen[name], count, day) for name, count in seen.items()}


def _share_of_decade(decade: int, day: date) -> float:
    """The share of its years in which births were at home, or in hospitals, as on `day`."""
    at_home = min(max(HOSPITAL_BIRTHS_FROM.year - decade, 0), DECADE) / DECADE
    return at_home if day < HOSPITAL_BIRTHS_FROM else 1 - at_home
