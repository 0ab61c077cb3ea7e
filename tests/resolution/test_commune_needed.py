"""A country or a department is no commune: nothing that only looks like it is proposed (domain.md, section 7.6)."""

import pytest

from tests.resolution.asking import Ask, notes


@pytest.mark.parametrize("department", [None, "33"])
@pytest.mark.parametrize("name", ["France", "en France", "République française", "France métropolitaine", "Corse"])
def test_the_commune_is_asked_for(ask: Ask, name: str, department: str | None) -> None:
    """Francs is in Gironde, Corte in Corsica."""
    answer = ask(name, "1980", department)
    assert (answer.status, answer.candidates) == ("introuvable", ())
    assert notes(answer) == {"COMMUNE_A_PRECISER"}
    assert "donnez la commune" in answer.explanation


def test_the_country_is_asked_for_when_the_place_is_abroad(ask: Ask) -> None:
    answer = ask("Étranger", "1980")
    assert (answer.status, notes(answer)) == ("introuvable", {"NAISSANCE_A_L_ETRANGER"})


@pytest.mark.parametrize(("name", "department", "code"), [("Vienne", "38", "38544"), ("Vienne", "33", "38544")])
def test_a_commune_that_has_the_name_of_a_department_is_the_commune(
    ask: Ask, name: str, department: str, code: str
) -> None:
    answer = ask(name, "1980", department)
    assert answer.candidates[0].place.code == code
    assert "COMMUNE_A_PRECISER" not in notes(answer)


def test_a_name_of_the_department_given_may_be_misspelt_as_another_department(ask: Ask) -> None:
    assert ask("Corse", "1980", "2B").candidates[0].place.name == "Corte"
