"""Overseas: Mayotte, Saint-Barthélemy, Saint-Martin, the collectivities, the DOM (domain.md, sections 3.6 to 3.9)."""

import pytest

from tests.resolution.asking import Ask, codes, notes, sure


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [("Mamoudzou", "98511", "97611"), ("Acoua", "98501", "97601"), ("Tsingoni", "98517", "97617")],
)
def test_mayotte_births_are_985_up_to_2007_and_976_from_2011_03_31(
    ask: Ask, name: str, before: str, after: str
) -> None:
    for department in ("976", "985"):
        for date in ("1925", "1980", "2007-12-31"):
            assert sure(ask(name, date, department)) == before
        for date in ("2011-03-31", "2012"):
            assert sure(ask(name, date, department)) == after


def test_chirongui_is_98506_for_a_birth_of_1925(ask: Ask) -> None:
    assert sure(ask("Chirongui", "1925", "976")) == "98506"


@pytest.mark.parametrize("date", ["2008-01-01", "2009", "2010-06", "2011-03-30"])
def test_sources_disagree_on_mayotte_between_2008_and_2011_so_the_other_code_is_listed(ask: Ask, date: str) -> None:
    answer = ask("Mamoudzou", date, "976")
    assert answer.status != "certain"
    assert codes(answer) == ["98511", "97611"]
    assert "MAYOTTE_2008_2011" in notes(answer)


def test_the_year_2011_in_mayotte_is_a_year_of_change(ask: Ask) -> None:
    answer = ask("Mamoudzou", "2011", "976")
    assert codes(answer) == ["97611", "98511"]
    assert {"MAYOTTE_2008_2011", "CHANGEMENT_EN_COURS_DE_PERIODE"} <= notes(answer)


@pytest.mark.parametrize(
    ("name", "collectivity", "before"), [("Saint-Barthélemy", "977", "97123"), ("Saint-Martin", "978", "97127")]
)
def test_saint_barthelemy_and_saint_martin_are_communes_of_guadeloupe_until_2007_02_22(
    ask: Ask, name: str, collectivity: str, before: str
) -> None:
    for department in ("971", collectivity):
        for date in ("1930", "1972", "2007-01", "2007-02-22"):
            assert sure(ask(name, date, department)) == before


@pytest.mark.parametrize(
    ("name", "collectivity", "after"), [("Saint-Barthélemy", "977", "97701"), ("Saint-Martin", "978", "97801")]
)
def test_saint_barthelemy_and_saint_martin_have_their_own_codes_from_2008(
    ask: Ask, name: str, collectivity: str, after: str
) -> None:
    for department in ("971", collectivity):
        for date in ("2008-01-01", "2012"):
            assert sure(ask(name, date, department)) == after


@pytest.mark.parametrize(
    ("name", "collectivity", "listed"),
    [("Saint-Barthélemy", "977", ["97701", "97123"]), ("Saint-Martin", "978", ["97801", "97127"])],
)
@pytest.mark.parametrize("date", ["2007-02-23", "2007-07-14", "2007-07-15", "2007-12-31", "2007"])
def test_sources_disagree_on_the_antilles_in_2007_so_the_other_code_is_listed(
    ask: Ask, name: str, collectivity: str, listed: list[str], date: str
) -> None:
    answer = ask(name, date, collectivity)
    assert answer.status != "certain"
    assert codes(answer) == listed
    assert "ANTILLES_2007_2008" in notes(answer)


@pytest.mark.parametrize(
    ("name", "department", "code"),
    [
        ("Saint-Pierre", "975", "97502"),
        ("Miquelon-Langlade", "975", "97501"),
        ("Uvea", "986", "98613"),
        ("Papeete", "987", "98735"),
        ("Nouméa", "988", "98818"),
    ],
)
def test_other_collectivities_have_their_five_character_codes_at_any_date(
    ask: Ask, name: str, department: str, code: str
) -> None:
    for date in ("1930", "1960", "1990", "2020"):
        assert sure(ask(name, date, department)) == code


@pytest.mark.parametrize(
    ("name", "department", "code"),
    [
        ("Pointe-à-Pitre", "971", "97120"),
        ("Fort-de-France", "972", "97209"),
        ("Cayenne", "973", "97302"),
        ("Saint-Denis", "974", "97411"),
    ],
)
def test_dom_births_have_their_own_codes_also_before_the_departments_of_1946(
    ask: Ask, name: str, department: str, code: str
) -> None:
    for date in ("1900", "1944", "1946-03-20", "1946-03-21", "1946", "2000"):
        assert sure(ask(name, date, department)) == code


def test_the_same_name_in_two_overseas_departments_is_told_apart_by_the_department(ask: Ask) -> None:
    departments = {"972": "97225", "974": "97416", "975": "97502"}
    assert {department: sure(ask("Saint-Pierre", "1980", department)) for department in departments} == departments
