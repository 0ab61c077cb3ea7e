"""A year's answer contains every answer of its days on which the name is known, and a month's too."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.property.known import FIRST_DAY_ASKED, LAST_DAY_ASKED, asked, compiled_answers
from transcogage.resolution.index import Index
from transcogage.resolution.matching import during
from transcogage.resolution.model import Period
from transcogage.resolution.resolver import resolve


def _year(day: date) -> Period:
    return Period.of_year(day.year)


def _month(day: date) -> Period:
    return Period.of_month(day.year, day.month)


@pytest.mark.parametrize("span_of", [_year, _month])
def test_what_a_day_of_change_says_its_year_and_month_say_too(index: Index, span_of: Callable[[date], Period]) -> None:
    missing = []
    for department, key, span in compiled_answers(index):
        if not FIRST_DAY_ASKED.toordinal() < span.start < LAST_DAY_ASKED.toordinal():
            continue
        day = date.fromordinal(span.start)
        whole = resolve(index, asked(department, key, span_of(day)))
        known = {candidate.place.code for candidate in whole.candidates}
        for other in (day - timedelta(days=1), day):
            if other not in span_of(day) or not during(index.names[department].spans(key), Period.of_day(other)).exact:
                continue
            answer = resolve(index, asked(department, key, Period.of_day(other)))
            said = {candidate.place.code for candidate in answer.candidates}
            if not said <= known:
                missing.append((department, key, str(other)))
    assert missing == []
