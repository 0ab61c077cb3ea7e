"""Homonyms in one department are told apart by their brackets only (domain.md, section 4.5)."""

import pytest

from tests.resolution.asking import Ask, codes, sure


@pytest.mark.parametrize(
    ("name", "department", "both"),
    [
        ("Bors", "16", {"16052", "16053"}),
        ("Castillon", "64", {"64181", "64182"}),
        ("Château-Chinon", "58", {"58062", "58063"}),
    ],
)
def test_without_its_bracket_a_homonym_is_ambiguous_and_both_are_listed(
    ask: Ask, name: str, department: str, both: set[str]
) -> None:
    answer = ask(name, "1980", department)
    assert (answer.status, answer.code) == ("ambigu", None)
    assert set(codes(answer)) == both


@pytest.mark.parametrize(
    ("name", "department", "code"),
    [
        ("Bors (Canton de Montmoreau-Saint-Cybard)", "16", "16052"),
        ("BORS (CANTON DE BAIGNES-SAINTE-RADEGONDE)", "16", "16053"),
        ("Castillon (Canton de Lembeye)", "64", "64182"),
        ("Château-Chinon (Campagne)", "58", "58063"),
    ],
)
def test_with_its_bracket_a_homonym_is_certain(ask: Ask, name: str, department: str, code: str) -> None:
    assert sure(ask(name, "1980", department)) == code


@pytest.mark.parametrize(
    ("name", "department", "until", "both", "left"),
    [
        ("Braye", "02", "1956-02-24", {"02116", "02118"}, "02118"),
        ("Saint-Bonnet", "15", "1955-09-03", {"15173", "15174"}, None),
        ("Saint-Médard", "16", "1994-01-01", {"16338", "16339"}, "16338"),
        ("Condat", "63", "1961-04-02", {"63118", "63119"}, None),
    ],
)
def test_two_communes_that_bore_one_name_are_ambiguous_until_one_changes_it(
    ask: Ask, name: str, department: str, until: str, both: set[str], left: str | None
) -> None:
    before = ask(name, "1950", department)
    assert (before.status, before.code) == ("ambigu", None)
    assert both <= set(codes(before))
    if left is not None:
        assert ask(name, until, department).code == left


@pytest.mark.parametrize(
    ("name", "department", "hint", "code"),
    [
        ("Bors", "16", {"current_code": "16053"}, "16053"),
        ("Bors", "16", {"postal_code": "16190"}, "16052"),
        ("Bors", "16", {"postal_code": "16360"}, "16053"),
        ("Castillon", "64", {"current_code": "64181"}, "64181"),
        ("Castillon", "64", {"postal_code": "64350"}, "64182"),
    ],
)
def test_a_postal_code_or_a_current_code_settles_homonyms(
    ask: Ask, name: str, department: str, hint: dict[str, str], code: str
) -> None:
    assert ask(name, "1960", department, **hint).code == code


def test_a_hint_common_to_both_settles_nothing(ask: Ask) -> None:
    answer = ask("Château-Chinon", "1980", "58", postal_code="58120")
    assert (answer.status, set(codes(answer))) == ("ambigu", {"58062", "58063"})


@pytest.mark.parametrize(
    ("name", "date", "department", "code"),
    [
        ("Puy-en-Velay", "1960", "43", "43157"),
        ("Havre", "1954", "76", "76351"),
        ("Roche-sur-Yon", "1960", "85", "85191"),
    ],
)
def test_the_communes_of_one_merger_are_not_homonyms(
    ask: Ask, name: str, date: str, department: str, code: str
) -> None:
    """Above the threshold, only another commune of the same name at the time makes an answer ambiguous."""
    answer = ask(name, date, department)
    assert answer.score >= 0.9
    assert (answer.status, answer.code) == ("probable", code)
