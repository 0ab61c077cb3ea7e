"""Births abroad have no commune (domain.md, section 3.12)."""

import pytest

from tests.resolution.asking import Ask, sure
from transcogage.resolution.index import Index
from transcogage.resolution.model import Period


@pytest.mark.parametrize(
    ("name", "department"),
    [
        ("Bruxelles", "59"),
        ("Casablanca", "75"),
        ("Dakar", "33"),
        ("Lisbonne", "94"),
        ("Madrid", "64"),
        ("Abidjan", "93"),
    ],
)
def test_a_town_abroad_gets_no_commune(ask: Ask, name: str, department: str) -> None:
    answer = ask(name, "1975", department)
    assert (answer.status, answer.code, answer.country) == ("introuvable", None, None)
    assert (answer.score, answer.candidates) == (0.0, ())


@pytest.mark.parametrize(
    ("name", "department", "code"),
    [("Valence", "26", "26362"), ("Vienne", "38", "38544"), ("Le Caire", "04", "04037"), ("Montréal", "01", "01265")],
)
def test_a_french_commune_with_the_name_of_a_town_abroad_is_the_commune(
    ask: Ask, name: str, department: str, code: str
) -> None:
    assert sure(ask(name, "1970", department)) == code


def country_codes(index: Index, name: str, year: int) -> list[str]:
    return [country.code for country in index.countries.search(name, Period.of_year(year), limit=5)]


@pytest.mark.parametrize(
    ("name", "year", "code"),
    [
        ("Ukraine", 1985, "99123"),
        ("Ukraine", 1995, "99155"),
        ("Tchécoslovaquie", 1980, "99115"),
        ("U.R.S.S.", 1980, "99123"),
        ("République démocratique allemande", 1980, "99141"),
        ("République fédérale d'Allemagne", 1980, "99142"),
        ("Allemagne", 1995, "99109"),
        ("Yougoslavie", 1980, "99121"),
        ("Croatie", 1980, "99121"),
        ("Croatie", 1995, "99119"),
    ],
)
def test_the_country_code_is_the_one_of_the_birth_date_former_states_included(
    index: Index, name: str, year: int, code: str
) -> None:
    assert country_codes(index, name, year) == [code]


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Congo", ["99324", "99312"]),  # itself, then Congo (République démocratique)
        ("Niger", ["99337", "99338"]),  # itself, then Nigeria
        ("Sao", ["99394", "99201"]),  # Sao Tomé-et-Principe begins so, one word of Arabie saoudite does
        ("Ukrane", ["99155"]),
        ("Nigr", ["99337"]),  # a letter is missing; two are, of Nigeria
    ],
)
def test_a_country_so_called_comes_first_then_those_that_begin_so_then_those_that_hold_the_word(
    index: Index, name: str, codes: list[str]
) -> None:
    """Misspelt, it is recognised when there is none of these."""
    assert country_codes(index, name, 2000) == codes


def test_without_a_year_a_country_is_known_by_every_code_it_had(index: Index) -> None:
    assert [country.code for country in index.countries.search("Ukraine", None, limit=5)] == ["99123", "99155"]


def test_germany_between_1949_and_1990_is_either_of_two_states(index: Index) -> None:
    assert set(country_codes(index, "Allemagne", 1980)) == {"99141", "99142"}


@pytest.mark.parametrize(
    ("name", "code"), [("Maroc", "99350"), ("Tunisie", "99351"), ("Algérie", "99352"), ("Sénégal", "99341")]
)
def test_former_territories_have_the_code_of_their_country_at_any_date_and_never_982_to_984(
    index: Index, name: str, code: str
) -> None:
    for year in (1930, 1950, 1990):
        assert country_codes(index, name, year) == [code]
