"""Births before INSEE's history opens, on 1943-01-01 (domain.md, section 2.4)."""

import pytest

from tests.resolution.asking import Ask, codes, notes, sure


@pytest.mark.parametrize(
    ("name", "date", "department", "code"),
    [
        ("Strasbourg", "1890", "67", "67482"),
        ("Tourlaville", "1918", "50", "50602"),
        ("Boulogne-Billancourt", "1930", "92", "75012"),
        ("Chirongui", "1925", "976", "98506"),
        ("Ajaccio", "1920-03-15", "2A", "20004"),
    ],
)
def test_births_before_1943_get_the_state_of_1943_and_are_told_so(
    ask: Ask, name: str, date: str, department: str, code: str
) -> None:
    before, then = ask(name, date, department), ask(name, "1943-01-01", department)
    assert before.code == then.code == code
    assert "AVANT_1943" in notes(before)
    assert "AVANT_1943" not in notes(then)


def test_the_day_before_insee_opens_is_told_so(ask: Ask) -> None:
    noted = ["AVANT_1943" in notes(ask("Gennevilliers", day, "92")) for day in ("1942-12-31", "1943-01-01")]
    assert noted == [True, False]


def test_the_mergers_of_after_1943_leave_several_candidates_before_1943(ask: Ask) -> None:
    """Lambézellec, Saint-Marc and Saint-Pierre-Quilbignon are merged with Brest on 1945-04-29."""
    answer = ask("Brest", "1930", "29")
    assert codes(answer)[0] == "29019"
    assert set(codes(answer)) == {"29019", "29096", "29253", "29258"}


@pytest.mark.parametrize(
    ("name", "department", "code", "days", "code_after"),
    [
        ("Lompnes", "01", "01220", ("1942-07-31", "1942-08-01"), "01185"),
        ("Hauteville", "01", "01459", ("1942-07-31", "1942-08-01"), "01185"),
        ("Palalda", "66", "66131", ("1942-09-30", "1942-10-01"), "66003"),
        ("Amélie-les-Bains", "66", "66235", ("1942-09-30", "1942-10-01"), "66003"),
        ("Remenauville", "54", "54454", ("1962-12-21", "1962-12-22"), "54316"),
        ("Regniéville", "54", "54448", ("1962-12-21", "1962-12-22"), "54518"),
        ("Arthieul", "78", "78025", ("1967-12-20", "1967-12-21"), "78355"),
    ],
)
def test_communes_gone_or_omitted_before_insee_opens_answer_up_to_their_last_day(
    ask: Ask, name: str, department: str, code: str, days: tuple[str, str], code_after: str
) -> None:
    last_day, first_day_after = days
    for date in ("1900", last_day):
        answer = ask(name, date, department)
        assert answer.code == code
        assert answer.candidates[0].place.name == name
    after = codes(ask(name, first_day_after, department))
    assert after[0] == code_after
    assert code not in after


def test_arthieul_answers_under_the_department_of_today_too(ask: Ask) -> None:
    assert sure(ask("Arthieul", "1930", "95")) == "78025"
    assert sure(ask("Arthieul", "1967-12-21", "95")) == "78355"
