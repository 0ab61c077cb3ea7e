"""The department given may be the piece that is wrong (domain.md, sections 7.2 and 7.3)."""

import pytest

from tests.resolution.asking import Ask, codes, notes


@pytest.mark.parametrize(
    ("name", "department", "code", "looks_like"),
    [("Toulouse", "32", "31555", "32449"), ("Meaux", "50", "77284", "50108")],
)
def test_an_official_name_elsewhere_outweighs_a_misspelling_here_and_both_are_listed(
    ask: Ask, name: str, department: str, code: str, looks_like: str
) -> None:
    """Toujouse is in Gers, and Céaux was in Manche."""
    answer = ask(name, "1980", department)
    assert (answer.status, answer.code) == ("ambigu", None)
    assert codes(answer)[:2] == [code, looks_like]
    assert answer.candidates[0].relation == "autre_departement"
    assert "DEPARTEMENT_CONTREDIT" in notes(answer)


def test_an_official_name_elsewhere_outweighs_a_postal_label_here(ask: Ask) -> None:
    """Bordeaux is a label of Villevaudé, in Seine-et-Marne."""
    answer = ask("Bordeaux", "1980", "77")
    assert (answer.status, codes(answer)[0]) == ("ambigu", "33063")
    assert "77517" in codes(answer)
    assert "DEPARTEMENT_CONTREDIT" in notes(answer)


@pytest.mark.parametrize(
    ("name", "department", "code"),
    [("Vendôme", "45", "41269"), ("né à Vendôme", "45", "41269"), ("VITRY S SEINE", "33", "94081")],
)
def test_a_name_that_is_only_elsewhere_is_right_95_times_in_100_and_never_given(
    ask: Ask, name: str, department: str, code: str
) -> None:
    answer = ask(name, "1980", department)
    assert (answer.status, answer.code, answer.score) == ("ambigu", None, 0.95)
    assert codes(answer) == [code]
    assert notes(answer) == {"DEPARTEMENT_CONTREDIT"}


def test_every_place_of_a_merger_elsewhere_is_listed(ask: Ask) -> None:
    """Today's Saint-Pierre-en-Auge was 22 communes in 1950."""
    assert len(ask("Saint-Pierre-en-Auge", "1950", "75").candidates) == 22


@pytest.mark.parametrize(("name", "department", "code"), [("Valence", "82", "82186"), ("Saint-Denis", "93", "93066")])
def test_a_homonym_elsewhere_changes_nothing_where_the_name_is_official(
    ask: Ask, name: str, department: str, code: str
) -> None:
    answer = ask(name, "1990", department)
    assert (answer.code, notes(answer)) == (code, set())


def test_what_is_negligible_elsewhere_is_no_warning(ask: Ask) -> None:
    """Évry, in Yonne, beside the Évry of Essonne, which was Évry-Petit-Bourg then."""
    answer = ask("Évry", "1960", "91")
    assert codes(answer)[0] == "78228"
    assert notes(answer) == {"DEPARTEMENT_ACTUEL"}


@pytest.mark.parametrize("department", ["97", "98"])
def test_two_figures_of_overseas_that_know_no_such_place_are_contradicted(ask: Ask, department: str) -> None:
    answer = ask("Vendôme", "1980", department)
    assert (answer.status, codes(answer)) == ("ambigu", ["41269"])
    assert "DEPARTEMENT_CONTREDIT" in notes(answer)


def test_two_figures_of_overseas_are_any_of_its_departments(ask: Ask) -> None:
    answer = ask("Fort-de-France", "1980", "97")
    assert (answer.status, answer.code) == ("certain", "97209")


@pytest.mark.parametrize(
    ("name", "department", "code", "looks_like"),
    [("Toulouze", "32", "31555", "32449"), ("Toulouze", "50", "31555", "50531")],
)
def test_an_official_name_elsewhere_a_letter_away_outweighs_what_is_farther_here(
    ask: Ask, name: str, department: str, code: str, looks_like: str
) -> None:
    """Toujouse is two letters away; La Boulouze, in Manche, is a name cut short of its article."""
    answer = ask(name, "1980", department)
    assert (answer.status, codes(answer)) == ("ambigu", [code, looks_like])
    assert notes(answer) == {"DEPARTEMENT_CONTREDIT", "ORTHOGRAPHE_PROCHE"}
    assert "dans un autre département" in answer.explanation


@pytest.mark.parametrize(
    ("name", "department", "code"),
    [("Marsaille", "32", "13055"), ("La Grande-Mottee", "33", "34344"), ("Strasbourgg", "50", "67482")],
)
def test_a_misspelt_name_that_nothing_here_is_like_is_one_of_elsewhere_and_never_given(
    ask: Ask, name: str, department: str, code: str
) -> None:
    answer = ask(name, "1980", department)
    assert (answer.status, answer.code, answer.score) == ("ambigu", None, 0.9215)
    assert codes(answer) == [code]
    assert notes(answer) == {"DEPARTEMENT_CONTREDIT", "ORTHOGRAPHE_PROCHE"}


def test_a_misspelt_name_is_the_one_of_the_department_when_none_is_nearer(ask: Ask) -> None:
    """Montbron is in Charente, Montbronn in Moselle."""
    answer = ask("Montbronnn", "1980", "57")
    assert (answer.status, answer.code) == ("probable", "57477")


@pytest.mark.parametrize("name", ["Casablanca", "Bruxelles", "Londres", "Berlin", "Meknès"])
def test_a_village_a_letter_away_elsewhere_is_not_meant(ask: Ask, name: str) -> None:
    """A town abroad is likelier; and many names are a letter away from a short one."""
    assert ask(name, "1975", "75").candidates == ()
