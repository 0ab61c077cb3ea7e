"""What is remembered of an answer is what would be answered again."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.property.strategies import departments, known_names, periods, spellings, thorough
from transcogage.bulk import memo
from transcogage.bulk.memo import Answers, Question
from transcogage.resolution.index import Index
from transcogage.resolution.model import Period, Query
from transcogage.resolution.names import key
from transcogage.resolution.resolver import resolve
from transcogage.resolution.results import Result, flat_result


def asked_alone(index: Index, question: Question) -> Result:
    name, asked, department, first, last, postal_code, current_code, country, country_code = question
    period = Period(date.fromordinal(first), date.fromordinal(last))
    query = Query(name, period, department, postal_code, current_code, country, country_code)
    return flat_result(resolve(index, query, asked))


def asked_during(
    name: str, department: str | None, period: Period, postal_code: str | None = None, current_code: str | None = None
) -> Question:
    assert period.start is not None
    assert period.end is not None
    first, last = period.start.toordinal(), period.end.toordinal()
    return name, key(name), department, first, last, postal_code, current_code, None, None


def year_of(name: str, department: str, year: int) -> Question:
    return asked_during(name, department, Period.of_year(year))


@st.composite
def one_name_at_many_times(draw: DrawFn) -> list[Question]:
    name, code = draw(known_names)
    written = draw(spellings(name))
    department = draw(st.sampled_from([code[:2], draw(departments), None]))
    times = draw(st.lists(periods(code), min_size=2, max_size=12))
    hints = draw(st.lists(st.sampled_from([(None, None), ("50100", None), (None, code)]), min_size=1, max_size=2))
    return [asked_during(written, department, time, *draw(st.sampled_from(hints))) for time in times]


@given(one_name_at_many_times())
@thorough
def test_a_name_asked_many_times_is_answered_as_if_each_were_the_first(index: Index, asked: list[Question]) -> None:
    answers = Answers(index)
    assert [answers.result(question) for question in asked] == [asked_alone(index, question) for question in asked]


def test_a_misspelt_name_is_resolved_once_for_the_years_in_which_nothing_changed(index: Index) -> None:
    """Cherbourg became Cherbourg-Octeville in 2000, then Cherbourg-en-Cotentin in 2016; in 1955, births began to weigh
    otherwise.
    """
    answers = Answers(index)
    of_year = {year: answers.result(year_of("Cherbour", "50", year)) for year in range(1950, 2020)}
    assert of_year[1951] is of_year[1954]
    assert of_year[1955] is of_year[1999]
    assert of_year[1999].message != of_year[2001].message
    assert of_year[2001] is of_year[2015]


def test_a_year_in_which_a_name_changed_says_nothing_of_its_days(index: Index) -> None:
    """Cherbourg and Octeville were one from 1 March 2000 on: the year is doubtful, its days are not."""
    answers = Answers(index)
    answers.result(year_of("Cherbour", "50", 2000))
    day = asked_during("Cherbour", "50", Period.of_day(date(2000, 1, 4)))
    assert answers.result(day) == asked_alone(index, day)


def test_what_is_remembered_is_bounded(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "MOST_REMEMBERED", 2)
    answers = Answers(index)
    first = answers.result(year_of("Cherbour", "50", 1960))
    assert answers.result(year_of("Cherbour", "50", 1961)) is first
    for name in ("Parisse", "Lyonne", "Marseile"):
        answers.result(year_of(name, "75", 1960))
    assert answers.result(year_of("Cherbour", "50", 1961)) is not first
