"""The questions the bench asks: real names, communes drawn in proportion to their inhabitants, always the same draw.

One in two is put as an identity card does (name at birth, day), the other as API Adresse does (today's name, a year).
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from tests.evaluation.views import misspell
from tests.property.known import compiled_answers
from transcogage.parameters import fields
from transcogage.resolution.departments import DEPARTMENTS
from transcogage.resolution.index import Index
from transcogage.resolution.model import INSEE_ORIGIN, Birthplace, Period, Query
from transcogage.resolution.names import key

SEED = 1943


@dataclass(frozen=True, slots=True)
class Question:
    """A name, a department, and the birth: a day, or only its year."""

    name: str
    department: str
    birth: date
    year_only: bool

    def query(self) -> Query:
        """The question as the core takes it."""
        period = Period.of_year(self.birth.year) if self.year_only else Period.of_day(self.birth)
        return Query(self.name, period, self.department)

    def path(self) -> str:
        """The question as `/v1/cog` takes it."""
        given: dict[str, str | int] = {
            fields.NAME.name: self.name,
            fields.YEAR.name: self.birth.year,
            fields.DEPARTMENT.name: self.department,
        }
        if not self.year_only:
            given |= {fields.MONTH.name: self.birth.month, fields.DAY.name: self.birth.day}
        return f"/v1/cog?{urlencode(given)}"


class Questions:
    """Questions about the communes and arrondissements of an index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._told = Period(INSEE_ORIGIN, date(index.release.vintage, 1, 1))
        known = {
            candidate.place
            for _, _, span in compiled_answers(index)
            for candidate in span.candidates
            if candidate.place.kind in ("COM", "ARM")
            and candidate.place.department in DEPARTMENTS
            and candidate.place.period.overlaps(self._told)
        }
        self._places = sorted(known, key=lambda place: (place.code, place.name, place.period.start or date.min))
        self._current = [place for place in self._places if place.period.end is None]

    def known(self, count: int) -> list[Question]:
        """Names borne by a commune or an arrondissement."""
        draw = random.Random(SEED)
        pairs = zip(_drawn(self._places, count, draw), _drawn(self._current, count, draw), strict=True)
        asked = [
            question
            for then, now in pairs
            for question in (self._by_identity_card(then, draw), self._by_address(now, draw))
        ]
        return asked[:count]

    def misspelt(self, count: int) -> list[Question]:
        """Known names with one letter lost, doubled, swapped or replaced, unknown to the department as written."""
        draw = random.Random(SEED)
        asked = [
            replace(question, name=misspell(question.name, draw))
            for question in self.known(count * 2)
            if sum(map(str.isalpha, question.name)) >= 5
        ]
        return [q for q in asked if key(q.name) not in self._index.names[q.department]][:count]

    def varied(self, count: int) -> list[Question]:
        """Of twenty, sixteen known names, three misspelt, one asked in another department; in no order."""
        draw = random.Random(SEED)
        asked = self.known(count)
        departments = sorted(DEPARTMENTS)
        lost = [replace(question, department=draw.choice(departments)) for question in asked[: count // 20]]
        wrong = self.misspelt(count * 3 // 20)
        mixed = lost + wrong + asked[len(lost) + len(wrong) :]
        draw.shuffle(mixed)
        return mixed

    def _by_identity_card(self, place: Birthplace, draw: random.Random) -> Question:
        birth = _day_in(place.period, self._told, draw)
        return Question(place.name, place.department, birth, year_only=False)

    def _by_address(self, place: Birthplace, draw: random.Random) -> Question:
        return Question(place.name, place.department, _day_in(self._told, self._told, draw), year_only=True)


def _drawn(places: Sequence[Birthplace], count: int, draw: random.Random) -> list[Birthplace]:
    return draw.choices(places, weights=[place.population for place in places], k=count)


def _day_in(period: Period, told: Period, draw: random.Random) -> date:
    """A day that is in both."""
    first = max(filter(None, (period.start, told.start)))
    end = min(filter(None, (period.end, told.end)))
    return date.fromordinal(draw.randrange(first.toordinal(), end.toordinal()))
