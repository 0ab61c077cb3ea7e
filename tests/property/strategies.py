"""Questions made of real names, departments and dates, and of the mistakes people make in them."""

import random
import unicodedata
from collections import defaultdict
from datetime import date, timedelta
from functools import cache

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tests.evaluation.views import misspell
from tests.property.known import FIRST_DAY_ASKED, LAST_DAY_ASKED, reference
from transcogage.resolution.departments import DEPARTMENTS, department_of
from transcogage.resolution.model import Period, Query

thorough = settings(max_examples=400)


def _known_names() -> SearchStrategy[tuple[str, str]]:
    """(name, code) of every commune, part and arrondissement there ever was, and of every label of La Poste."""
    official = {(row.name, row.entity.code) for row in reference().periods}
    postal = {(row.label, row.code) for row in reference().postal_names if row.label}
    return st.sampled_from(sorted(official | postal))


known_names = st.deferred(_known_names)
departments = st.sampled_from(sorted(DEPARTMENTS))
any_text = st.text(max_size=120)


@st.composite
def spellings(draw: DrawFn, name: str) -> str:
    """The name as it is, or as files and people write it."""
    written = draw(
        st.sampled_from(
            [
                name,
                name.upper(),
                name.lower(),
                unicodedata.normalize("NFD", name),
                name.replace("-", " ").replace("'", "’"),
                name.upper()[:30],
                f"  {name.replace(' ', '   ')} ",
                name[: draw(st.integers(1, 30))],
                f"{name} {draw(any_text)}",
            ]
        )
    )
    wrong = draw(st.booleans()) and sum(letter.isalpha() for letter in written) > 4
    return misspell(written, random.Random(draw(st.integers(0, 9)))) if wrong else written


@cache
def _days_of_change() -> dict[str, list[date]]:
    """The days on which the places of a code began or ended."""
    days: dict[str, list[date]] = defaultdict(list)
    for row in reference().periods:
        for day in (row.period.start, row.period.end):
            if day is not None and FIRST_DAY_ASKED < day < LAST_DAY_ASKED:
                days[row.entity.code].append(day)
    return dict(days)


@st.composite
def periods(draw: DrawFn, code: str = "") -> Period:
    """A day, a month or a year; as often as not around a day of change of this code's places, or of the Seine's."""
    day = draw(st.dates(FIRST_DAY_ASKED, LAST_DAY_ASKED))
    if draw(st.booleans()):
        change = draw(st.sampled_from(_days_of_change().get(code, [date(1968, 1, 1)])))
        day = min(change + timedelta(days=draw(st.integers(-40, 40))), LAST_DAY_ASKED)
    return draw(st.sampled_from([Period.of_day(day), Period.of_month(day.year, day.month), Period.of_year(day.year)]))


@st.composite
def questions(draw: DrawFn, exactly: bool = False) -> Query:
    """A real name, spelt well or not (`exactly`: well), in its department or another, at any time."""
    name, code = draw(known_names)
    written = name if exactly else draw(spellings(name))
    own = department_of(code)
    department = own if own in DEPARTMENTS and draw(st.integers(0, 4)) else draw(departments)
    return Query(written, draw(periods(code)), department)
