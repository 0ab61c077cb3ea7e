"""Seine and Seine-et-Oise before 1968-01-01: 75xxx and 78xxx, never 91 to 95 (domain.md, section 3.1)."""

import pytest

from tests.resolution.asking import Ask, codes, notes, sure


@pytest.mark.parametrize(
    ("name", "code", "department_of_today"),
    [
        ("Gennevilliers", "75036", "92"),
        ("Montreuil", "75048", "93"),
        ("Créteil", "75028", "94"),
    ],
)
def test_seine_births_before_1968_keep_75_codes_whatever_department_is_given(
    ask: Ask, name: str, code: str, department_of_today: str
) -> None:
    for department in ("75", department_of_today):
        for date in ("1920", "1943", "1960", "1967-12-31"):
            assert sure(ask(name, date, department)) == code


@pytest.mark.parametrize(
    ("name", "code", "department_of_today"),
    [
        ("Corbeil-Essonnes", "78174", "91"),
        ("Meudon", "78400", "92"),
        ("Le Raincy", "78515", "93"),
        ("Villeneuve-Saint-Georges", "78670", "94"),
        ("Argenteuil", "78018", "95"),
    ],
)
def test_seine_et_oise_births_before_1968_keep_78_codes_whatever_department_is_given(
    ask: Ask, name: str, code: str, department_of_today: str
) -> None:
    for department in ("78", department_of_today):
        for date in ("1952", "1960", "1967-12-31"):
            assert sure(ask(name, date, department)) == code


@pytest.mark.parametrize(
    ("name", "department", "code"),
    [
        ("Gennevilliers", "92", "92036"),
        ("Aulnay-sous-Bois", "93", "93005"),
        ("Créteil", "94", "94028"),
        ("Corbeil-Essonnes", "91", "91174"),
        ("Argenteuil", "95", "95018"),
    ],
)
def test_from_1968_they_have_the_codes_of_their_new_departments(
    ask: Ask, name: str, department: str, code: str
) -> None:
    former = "75" if name in ("Gennevilliers", "Créteil") else "78"
    for date in ("1968-01-01", "1968", "1990"):
        assert sure(ask(name, date, department)) == code
        assert sure(ask(name, date, former)) == code


def test_versailles_stays_in_yvelines(ask: Ask) -> None:
    assert sure(ask("Versailles", "1967", "78")) == sure(ask("Versailles", "1968", "78")) == "78646"


def test_the_department_of_today_is_noted_when_the_birth_was_in_another(ask: Ask) -> None:
    assert "DEPARTEMENT_ACTUEL" in notes(ask("Gennevilliers", "1960", "92"))
    assert "DEPARTEMENT_ACTUEL" not in notes(ask("Gennevilliers", "1960", "75"))
    assert "DEPARTEMENT_ACTUEL" not in notes(ask("Gennevilliers", "1970", "92"))


def test_a_name_taken_after_the_birth_leads_to_the_code_of_the_seine(ask: Ask) -> None:
    """Saint-Ouen-sur-Seine is a name of 2018, Tremblay-en-France one of 1989."""
    assert sure(ask("Saint-Ouen-sur-Seine", "1950", "93")) == "75070"
    assert sure(ask("Tremblay-en-France", "1960", "93")) == "78622"


def test_a_wrong_department_of_the_former_seine_is_not_mended_silently(ask: Ask) -> None:
    answer = ask("Gennevilliers", "1960", "93")
    assert (answer.status, answer.code) == ("ambigu", None)
    assert codes(answer) == ["75036"]
    assert "DEPARTEMENT_CONTREDIT" in notes(answer)
