"""A year's answer contains every answer of its days, and a month's too."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.property.known import FIRST_DAY_ASKED, LAST_DAY_ASKED, compiled_answers
from transcogage.resolution.index import Index
from transcogage.resolution.model import NATIONWIDE, NoteCode, Period, Query, Status
from transcogage.resolution.resolver import resolve

LOOSE = {NoteCode.SIMILAR_NAME, NoteCode.SIMPLIFIED_NAME}
"""Nobody bore the name that day: near ones were looked for."""


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
        day, asked = date.fromordinal(span.start), None if department == NATIONWIDE else department
        whole = resolve(index, Query(key, span_of(day), asked))
        known = {candidate.place.code for candidate in whole.candidates}
        for other in (day - timedelta(days=1), day):
            if other not in span_of(day):
                continue
            answer = resolve(index, Query(key, Period.of_day(other), asked))
            said = {candidate.place.code for candidate in answer.candidates}
            borne = not {note.code for note in answer.notes} & LOOSE
            if answer.status is not Status.NOT_FOUND and borne and not said <= known:
                missing.append((department, key, str(other)))
    assert missing == []
