"""The questions the bench asks: real names, communes drawn in proportion to their inhabitants, always the same draw.

One in two is put as an identity card does (name at birth, day), the other as API Adresse does (today's name, a year).
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from service.http import parameters
from service.resolution.index import Index
from service.resolution.names import key
from service.resolution.places import INSEE_ORIGIN, Birthplace, Period, Query
from tests.evaluation.views import misspell

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
            parameters.NAME.name: self.name,
            parameters.YEAR.name: self.birth.year,
            parameters.DEPARTMENT.name: self.department,
        }
        if not self.year_only:
            given |= {parameters.MONTH.name: self.birth.month, parameters.DAY.name: self.birth.day}
        return f"/v1/cog?{urlencode(given)}"


def known(index: Index, count: int) -> list[Question]:
    """Names borne by a commune or an arrondissement."""
    draw = random.Random(SEED)
    vintage = date(index.release.vintage, 1, 1)
    places = sorted(_places(index), key=lambda place: (place.code, place.kind, place.period.start or INSEE_ORIGIN))
    current = [place for place in places if place.period.end is None]
    return [
        _question(place, vintage, draw, year_only=position % 2 == 1)
        for position, place in enumerate(
            place
            for pair in zip(_weighed(places, count, draw), _weighed(current, count, draw), strict=True)
            for place in pair
        )
    ][:count]


def misspelt(index: Index, count: int) -> list[Question]:
    """Known names with one letter lost, doubled, swapped or replaced, that the department does not know so written."""
    draw = random.Random(SEED)
    asked = [
        replace(question, name=misspell(question.name, draw))
        for question in known(index, count * 2)
        if sum(map(str.isalpha, question.name)) >= 5
    ]
    return [question for question in asked if key(question.name) not in index.spans[question.department]][:count]


def varied(index: Index, count: int) -> list[Question]:
    """Of twenty, sixteen known names, three misspelt, one asked in another department; in no order."""
    asked = known(index, count)
    wrong = misspelt(index, count * 3 // 20)
    departments = sorted(index.spans)
    lost = [
        replace(question, department=departments[position % len(departments)])
        for position, question in enumerate(asked[: count // 20])
    ]
    mixed = [*lost, *wrong, *asked[len(lost) + len(wrong) :]]
    random.Random(SEED).shuffle(mixed)
    return mixed


def _places(index: Index) -> Iterable[Birthplace]:
    return {
        candidate.place
        for spans_of_key in index.spans.values()
        for spans in spans_of_key.values()
        for span in spans
        for candidate in span.candidates
        if candidate.place.kind in ("COM", "ARM") and candidate.place.department in index.spans
    }


def _weighed(places: Sequence[Birthplace], count: int, draw: random.Random) -> list[Birthplace]:
    return draw.choices(places, weights=[place.population for place in places], k=count)


def _question(place: Birthplace, vintage: date, draw: random.Random, year_only: bool) -> Question:
    first, last = INSEE_ORIGIN, vintage
    if not year_only:
        first, last = max(place.period.start or first, first), place.period.end or last
    birth = date.fromordinal(draw.randrange(first.toordinal(), max(last.toordinal(), first.toordinal() + 1)))
    return Question(place.name, place.department, birth, year_only)
