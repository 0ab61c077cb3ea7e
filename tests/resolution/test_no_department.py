"""Without a department the whole of France is asked (domain.md, section 7.4)."""

import pytest

from tests.resolution.asking import Ask, codes, notes, sure


@pytest.mark.parametrize(("name", "code"), [("Vendôme", "41269"), ("Gennevilliers", "75036"), ("Paris 14", "75114")])
def test_a_name_of_one_place_in_france_is_certain(ask: Ask, name: str, code: str) -> None:
    answer = ask(name, "1960")
    assert (sure(answer), notes(answer) & {"DEPARTEMENT_ABSENT"}) == (code, set())


def test_homonyms_of_one_time_are_ambiguous_most_births_first(ask: Ask) -> None:
    answer = ask("Saint-Denis", "1980")
    assert (answer.status, answer.code) == ("ambigu", None)
    assert set(codes(answer)[:2]) == {"97411", "93066"}
    assert {"11339", "30247", "89342"} <= set(codes(answer)[2:])
    assert "DEPARTEMENT_ABSENT" in notes(answer)


def test_homonyms_are_ambiguous_however_unequal(ask: Ask) -> None:
    answer = ask("Neuvy", "1980")
    assert answer.score > 0.9
    assert (answer.status, codes(answer)[:3]) == ("ambigu", ["03200", "41160", "58193"])


def test_a_postal_label_elsewhere_makes_a_name_probable(ask: Ask) -> None:
    """Bordeaux is also a label of Villevaudé."""
    answer = ask("Bordeaux", "1980")
    assert (answer.status, answer.code) == ("probable", "33063")
    assert "77517" in codes(answer)
    assert "DEPARTEMENT_ABSENT" in notes(answer)


@pytest.mark.parametrize(
    ("hint", "code"),
    [({"postal_code": "93200"}, "93066"), ({"postal_code": "97400"}, "97411"), ({"current_code": "11339"}, "11339")],
)
def test_a_code_stands_for_the_department(ask: Ask, hint: dict[str, str], code: str) -> None:
    assert ask("Saint-Denis", "1990", None, **hint).code == code


def test_a_city_without_arrondissement_asks_for_it(ask: Ask) -> None:
    answer = ask("Paris", "1980")
    assert answer.status == "ambigu"
    assert {f"751{number:02d}" for number in range(1, 21)} <= set(codes(answer))
    assert "ARRONDISSEMENT_A_PRECISER" in notes(answer)


def test_what_nobody_bears_is_not_found(ask: Ask) -> None:
    assert (ask("Qwertyuiop", "1980").status, codes(ask("Qwertyuiop", "1980"))) == ("introuvable", [])
