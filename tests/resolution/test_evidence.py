"""Pieces that agree settle a question; one that disagrees forbids assurance (domain.md, sections 7.1 and 7.2)."""

import pytest

from tests.resolution.asking import Ask, codes, notes, sure


@pytest.mark.parametrize(
    ("hint", "note"),
    [
        ({"postal_code": "13005"}, "CODE_POSTAL_CONTRADICTOIRE"),
        ({"current_code": "13055"}, "CODE_COMMUNE_CONTRADICTOIRE"),
    ],
)
def test_a_code_of_elsewhere_forbids_assurance_and_its_places_share_5_for_100(
    ask: Ask, hint: dict[str, str], note: str
) -> None:
    answer = ask("Gennevilliers", "1980", "92", **hint)
    assert (answer.status, answer.code) == ("ambigu", None)
    assert (codes(answer)[0], answer.score) == ("92036", 0.95)
    assert sum(each.score for each in answer.candidates[1:]) == pytest.approx(0.05)
    assert "13055" in codes(answer)
    assert note in notes(answer)


def test_two_codes_that_agree_weigh_as_much_as_the_name_and_the_department(ask: Ask) -> None:
    answer = ask("Gennevilliers", "1950", "92", postal_code="13005", current_code="13055")
    assert (answer.status, codes(answer)[0], answer.score) == ("ambigu", "75036", 0.5)
    assert "13055" in codes(answer)
    assert {"CODE_COMMUNE_CONTRADICTOIRE", "CODE_POSTAL_CONTRADICTOIRE"} <= notes(answer)


@pytest.mark.parametrize("hint", [{"postal_code": "97400"}, {"current_code": "97411"}])
def test_a_code_of_a_homonym_elsewhere_weighs_as_much_as_the_department(ask: Ask, hint: dict[str, str]) -> None:
    answer = ask("Saint-Denis", "1980", "93", **hint)
    assert (answer.status, answer.code) == ("ambigu", None)
    assert codes(answer)[:2] == ["97411", "93066"]
    assert answer.score == 0.5


def test_a_contradiction_holds_when_one_candidate_remains(ask: Ask) -> None:
    """No place of then has this postal code: nothing is listed for it, and Besançon is not certain."""
    answer = ask("Besançon", "1980", "25", postal_code="00000")
    assert (answer.status, codes(answer), answer.score) == ("ambigu", ["25056"], 0.9999)
    assert "CODE_POSTAL_CONTRADICTOIRE" in notes(answer)


def test_a_code_excludes_nothing_that_a_contradicted_department_points_to(ask: Ask) -> None:
    answer = ask("Valence (26)", "1980", "82", postal_code="26000")
    assert (answer.status, codes(answer)) == ("ambigu", ["26362", "82186"])


@pytest.mark.parametrize("given", ["33", None])
def test_pieces_that_agree_are_as_the_plain_name(ask: Ask, given: str | None) -> None:
    for written in ("Bordeaux (33)", "BORDEAUX (Gironde)", "33000 Bordeaux", "Bordeaux, Gironde", "33 - Bordeaux"):
        assert sure(ask(written, "1980", given)) == "33063"


@pytest.mark.parametrize(
    ("written", "department", "listed"),
    [
        ("Valence (Drôme)", "82", {"26362", "82186"}),
        ("97400 SAINT-DENIS", "93", {"97411", "93066", "93059"}),
        ("Bordeaux (75)", "33", {"33063"}),
        ("Bordeaux (Gironde)", "75", {"33063"}),
    ],
)
def test_what_is_written_with_the_name_may_contradict_what_is_given(
    ask: Ask, written: str, department: str, listed: set[str]
) -> None:
    answer = ask(written, "1980", department)
    assert answer.status == "ambigu"
    assert listed <= set(codes(answer))
    assert notes(answer) & {"DEPARTEMENT_CONTREDIT", "CODE_POSTAL_CONTRADICTOIRE"}
    assert "DEPARTEMENT_ACTUEL" not in notes(answer)


def test_the_code_of_the_part_named_agrees(ask: Ask) -> None:
    """Lomme is associated with Lille since 2000."""
    answer = ask("Lomme", "2010", "59", current_code="59355")
    assert "CODE_COMMUNE_CONTRADICTOIRE" not in notes(answer)
    assert "59350" in codes(answer)
