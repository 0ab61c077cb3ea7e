"""What holds for every answer, whatever is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.property.conftest import Ask
from tests.property.known import periods_by_code, used_out_of_its_period
from tests.property.strategies import any_text, departments, periods, questions, thorough
from transcogage.resolution.answer import Answer
from transcogage.resolution.model import FRANCE, NoteCode, Period, Query, Status

LOOSE = {NoteCode.SIMILAR_NAME, NoteCode.SIMPLIFIED_NAME}


def check(answer: Answer) -> None:
    """Every rule on statuses, scores and codes."""
    candidates = answer.candidates
    codes = [candidate.place.code for candidate in candidates]
    scores = [candidate.score for candidate in candidates]
    loose = bool({note.code for note in answer.notes} & LOOSE)
    assert answer.explanation
    assert scores == sorted(scores, reverse=True)
    assert len(set(codes)) == len(codes)
    assert sum(scores) <= 1 + 0.0001 * len(scores)
    if answer.status is Status.NOT_FOUND:
        assert (answer.code, answer.country, answer.score, answer.alternatives) == (None, None, 0.0, ())
        assert all(score == 0 for score in scores)
        return
    if answer.status is Status.CERTAIN:
        assert len(candidates) == 1
        assert not loose
    assert (answer.code is not None) == (answer.status in (Status.CERTAIN, Status.PROBABLE))
    assert answer.code in (None, codes[0])
    assert answer.score == scores[0]
    assert (answer.score == 1.0) == (answer.status is Status.CERTAIN)
    if answer.status is Status.PROBABLE:
        assert answer.score >= 0.9
    if answer.code is not None:
        assert answer.country == FRANCE


@given(question=questions())
@thorough
def test_the_answer_to_a_real_name_however_spelt_keeps_every_rule(ask: Ask, question: Query) -> None:
    check(ask(question))


@given(text=any_text, period=periods(), department=departments)
@thorough
def test_the_answer_to_any_text_keeps_every_rule(ask: Ask, text: str, period: Period, department: str) -> None:
    check(ask(Query(text, period, department)))


@given(question=questions())
@thorough
def test_hints_from_nowhere_change_no_candidate(ask: Ask, question: Query) -> None:
    """But for the last of their four decimals: scores once rounded are shared out again, and what rounding has added
    to or taken from each is shared by all.
    """
    hinted = question._replace(postal_code="00000", current_code="99990")
    without = {candidate.place: candidate.score for candidate in ask(question).candidates}
    rounding = 0.0001 * (len(without) + 1)
    assert {candidate.place: candidate.score for candidate in ask(hinted).candidates} == pytest.approx(
        without, abs=rounding
    )


@given(question=questions(), choice=st.integers(0, 1_000))
@thorough
def test_hints_that_agree_with_a_candidate_keep_it(ask: Ask, question: Query, choice: int) -> None:
    plain = ask(question)
    if plain.status is Status.NOT_FOUND:
        return
    place = plain.candidates[choice % len(plain.candidates)].place
    for postal_code in [None, *sorted(place.postal_codes)[:3]]:
        for current_code in [None, *sorted(place.later_codes)[:3]]:
            answer = ask(question._replace(postal_code=postal_code, current_code=current_code))
            check(answer)
            assert place in [candidate.place for candidate in answer.candidates]


@given(question=questions())
@thorough
def test_a_code_answered_was_valid_some_day_of_the_period_registry_exceptions_apart(ask: Ask, question: Query) -> None:
    answer = ask(question)
    if answer.code is not None:
        assert question.period.start is not None
        valid = any(row.period.overlaps(question.period) for row in periods_by_code()[answer.code])
        assert valid or used_out_of_its_period(answer.code, question.period.start)


@given(question=questions(exactly=True))
@thorough
def test_a_department_that_never_knew_the_name_gets_suggestions_only(ask: Ask, question: Query) -> None:
    answer = ask(question)
    if answer.status is Status.NOT_FOUND and answer.candidates:
        assert NoteCode.OTHER_DEPARTMENT in {note.code for note in answer.notes}
        assert question.department not in {candidate.place.department for candidate in answer.candidates}


@pytest.mark.parametrize(
    "name", ["a" * 10_000, "Saint-" * 2_000, "\x00" * 10_000, "Paris 1" * 1_500, "(" * 10_000, "é" * 10_000]
)
def test_a_name_of_ten_thousand_characters_is_answered(ask: Ask, name: str) -> None:
    for department in ("75", "62"):
        check(ask(Query(name, Period.of_year(1980), department)))
