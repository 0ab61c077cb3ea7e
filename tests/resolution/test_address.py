"""What API Adresse says, the postal code and the current code of the commune, settles what it can (section 4)."""

import pytest

from tests.resolution.asking import Ask, codes, notes, sure
from transcogage.resolution.answer import Answer


@pytest.mark.parametrize(
    ("name", "department", "postal_code", "code"),
    [
        ("Annecy", "74", "74940", "74011"),
        ("Cherbourg-en-Cotentin", "50", "50110", "50602"),
        ("Lille", "59", "59160", "59355"),
        ("Saint-Denis", "93", "93380", "93059"),
    ],
)
def test_the_postal_code_of_a_merged_commune_points_at_it_and_keeps_the_others(
    ask: Ask, name: str, department: str, postal_code: str, code: str
) -> None:
    """It is that of the address, not of the birth: inside one commune it only weighs."""
    without = ask(name, "1975", department)
    answer = ask(name, "1975", department, postal_code=postal_code)
    assert (answer.status, answer.code) == ("probable", code)
    assert set(codes(answer)) == set(codes(without))


def test_a_current_code_names_one_commune_of_a_merger(ask: Ask) -> None:
    answer = ask("Cherbourg-en-Cotentin", "1980", "50", current_code="50602")
    assert answer.code == "50602"


def test_a_place_that_a_hint_leaves_alone_has_a_score_of_1(ask: Ask) -> None:
    answer = ask("Bors", "1985", "16", current_code="16052")
    assert (answer.status, answer.code, answer.score) == ("certain", "16052", 1.0)


def test_the_current_code_of_a_merger_keeps_all_its_communes(ask: Ask) -> None:
    answer = ask("Annecy", "1980", "74", current_code="74010")
    assert set(codes(answer)) == set(codes(ask("Annecy", "1980", "74")))


@pytest.mark.parametrize(
    ("name", "date", "department", "current_code", "code"),
    [
        ("Gennevilliers", "1950", "92", "92036", "75036"),
        ("Ajaccio", "1970", "2A", "2A004", "20004"),
        ("Mamoudzou", "1980", "976", "97611", "98511"),
        ("Tourlaville", "1960", "50", "50129", "50602"),
    ],
)
def test_the_current_code_confirms_the_place_and_is_not_the_code_at_birth(
    ask: Ask, name: str, date: str, department: str, current_code: str, code: str
) -> None:
    answer = ask(name, date, department, current_code=current_code)
    assert sure(answer) == code
    assert "CODE_COMMUNE_SANS_EFFET" not in notes(answer)


def test_a_postal_code_nobody_has_in_the_department_and_a_code_that_never_was_have_no_effect(ask: Ask) -> None:
    without = ask("Annecy", "1980", "74")
    postal_code, current_code = (
        ask("Annecy", "1980", "74", postal_code="74999"),
        ask("Annecy", "1980", "74", current_code="74999"),
    )
    assert postal_code.candidates == current_code.candidates == without.candidates
    assert notes(postal_code) == notes(without) | {"CODE_POSTAL_SANS_EFFET"}
    assert notes(current_code) == notes(without) | {"CODE_COMMUNE_SANS_EFFET"}


@pytest.mark.parametrize(
    ("name", "date", "department", "postal_code"),
    [
        ("Fougerolles", "1971", "70", "70220"),
        ("Ornans", "1980", "25", "25290"),
        ("Le Chesnay", "2013", "78", "78150"),
        ("La Ferté-Macé", "2015", "61", "61600"),
        ("Troarn", "2019", "14", "14670"),
    ],
)
def test_a_postal_code_is_weighed_however_unlikely_the_others(
    ask: Ask, name: str, date: str, department: str, postal_code: str
) -> None:
    without = ask(name, date, department)
    answer = ask(name, date, department, postal_code=postal_code)
    assert set(codes(answer)) == set(codes(without))
    assert answer.score < 1, "others are possible"


@pytest.mark.parametrize(
    ("name", "date", "department", "postal_code", "seat"),
    [
        ("Annecy", "1975", "74", "74000", "74010"),
        ("Cherbourg-en-Cotentin", "1980", "50", "50100", "50129"),
        ("Cherbourg-en-Cotentin", "1950", "50", "50100", "50129"),
    ],
)
def test_the_postal_code_of_the_seat_makes_it_three_times_as_likely(
    ask: Ask, name: str, date: str, department: str, postal_code: str, seat: str
) -> None:
    """It is also given for the whole commune."""

    def odds(answer: Answer) -> float:
        assert answer.candidates[0].place.code == seat
        return answer.score / (1 - answer.score)

    without = ask(name, date, department)
    given = ask(name, date, department, postal_code=postal_code)
    assert odds(given) / odds(without) == pytest.approx(3, rel=0.01)


def test_without_a_hint_scores_are_as_they_were_rounded(ask: Ask) -> None:
    """Those of Concarneau sum to 1.0001; they are shared out again when a hint is given."""
    without, hinted = ask("Concarneau", "1940", "29"), ask("Concarneau", "1940", "29", postal_code="29900")
    assert [candidate.score for candidate in without.candidates] == [0.8561, 0.1051, 0.0389]
    assert [candidate.score for candidate in hinted.candidates] == [0.856, 0.1051, 0.0389]


def test_what_is_possible_never_shows_a_score_of_0(ask: Ask) -> None:
    """Meythet and Pringy are nearly ruled out by the postal code of Annecy-le-Vieux: one chance in ten thousand."""
    answer = ask("Annecy", "1975", "74", postal_code="74940")
    assert [candidate.score for candidate in answer.candidates[-2:]] == [0.0001, 0.0001]


def test_the_postal_code_of_a_part_is_right_95_times_in_100(ask: Ask) -> None:
    assert ask("Annecy", "1975", "74", postal_code="74940").score == 0.95
