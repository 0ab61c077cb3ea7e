"""Births abroad have no commune (domain.md, section 3.12)."""

from datetime import date

import pytest

from tests.resolution.asking import Ask, notes, sure
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
        ("Congo", ["99324", "99312"]),  # INSEE's label, then what a person calls the other so
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


def found(index: Index, name: str, year: int) -> list[tuple[str, str, str]]:
    countries = index.countries.search(name, Period.of_year(year), limit=5)
    return [(country.code, country.name, str(country.found)) for country in countries]


@pytest.mark.parametrize(
    ("name", "year", "code", "called"),
    [
        ("ETATS-UNIS D'AMERIQUE", 1980, "99404", "États-Unis"),
        ("République tchèque", 2000, "99116", "Tchéquie"),
        ("CONGO (REPUBLIQUE DEMOCRATIQUE)", 2000, "99312", "République démocratique du Congo"),
        ("Rép. dém. du Congo", 2000, "99312", "République démocratique du Congo"),
        ("Corée, République de", 1980, "99239", "Corée du Sud"),
        ("Île Maurice", 1990, "99390", "Maurice"),
        ("les Comores", 1990, "99397", "Comores"),
        ("U.S.A.", 1980, "99404", "États-Unis"),
        ("Angleterre", 1980, "99132", "Royaume-Uni"),
        ("Guernesey", 1980, "99161", "Dépendances de la Couronne britannique"),
        ("Belarus", 2005, "99148", "Biélorussie"),
        ("cote d ivoire", 1985, "99326", "Côte d'Ivoire"),
        ("RFA", 1980, "99142", "Allemagne de l'Ouest"),
        ("L'Algérie", 1980, "99352", "Algérie"),
        ("MALDIVES (REPUBLIQUE)", 1980, "99229", "Maldives"),
        ("Antigua Barbuda", 1990, "99441", "Antigua-et-Barbuda"),
        ("Rép. pop. démocratique de Corée", 1980, "99238", "Corée du Nord"),
        ("République féd. d'Allemagne", 1995, "99109", "Allemagne"),
        ("Terr. britanniques en Méditerranée", 1980, "99133", "Territoires britanniques en Méditerranée"),
        ("Îles Kiribati", 1990, "99513", "Kiribati"),
    ],
)
def test_a_long_name_a_name_of_every_day_and_one_written_as_on_forms_are_exact(
    index: Index, name: str, year: int, code: str, called: str
) -> None:
    assert found(index, name, year)[0] == (code, called, "exacte")


@pytest.mark.parametrize(("iso", "code"), [("DE", "99109"), ("deu", "99109"), ("la", "99241"), ("GG", "99161")])
def test_an_iso_code_is_exact_when_it_is_whole_and_comes_after_a_name(index: Index, iso: str, code: str) -> None:
    assert found(index, iso, 2000)[0][::2] == (code, "exacte")


def test_an_iso_code_is_not_a_name(index: Index) -> None:
    assert index.countries.named("DE", None) == index.countries.named("99109", None) == []


def test_a_code_is_found_as_it_was_then(index: Index) -> None:
    assert found(index, "99155", 1980) == [("99123", "U.R.S.S.", "exacte")]
    assert [country.code for country in index.countries.of_code("99155", Period.of_year(1980))] == ["99123"]
    assert [country.code for country in index.countries.of_code("99352", Period.of_year(1950))] == ["99352"]
    assert [country.code for country in index.countries.of_code("99155", None)] == ["99123", "99155"]
    assert index.countries.of_code("99999", None) == index.countries.of_code("99100", None) == []


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("Fidji", 1965, ("99503", "Fidji")),  # then one of the British territories of Oceania: not "Pitcairn"
        ("Ghana", 1950, ("99304", "Côte-de-l'Or")),  # not "Gambie"
        ("Rwanda", 1955, ("99312", "Ruanda")),
        ("Barbade", 1950, ("99425", "Barbade")),
        ("Bénin", 1970, ("99327", "Dahomey")),
        ("Zaïre", 1965, ("99312", "Congo-Léopoldville")),
        ("Bangladesh", 1960, ("99213", "Pakistan")),
        ("Croatie", 1985, ("99121", "Yougoslavie")),
        ("Kosovo", 2004, ("99121", "Serbie-et-Monténégro")),
        ("Chypre", 1980, ("99143", "Chypre")),
        ("Chypre", 1994, ("99254", "Chypre")),
        ("Soudan du Sud", 1950, ("99307", "Soudan anglo-égyptien")),  # two States before
        ("Soudan du Sud", 1980, ("99343", "Soudan")),
        ("Haute-Volta", 2000, ("99331", "Burkina")),
    ],
)
def test_a_part_of_a_state_has_its_name_then_and_a_possession_its_own(
    index: Index, name: str, year: int, expected: tuple[str, str]
) -> None:
    assert found(index, name, year)[0] == (*expected, "exacte")


@pytest.mark.parametrize(
    ("name", "year", "codes"),
    [
        ("Congo", 1980, ["99324", "99312"]),
        ("Corée", 1980, ["99239", "99238"]),
        ("Corée", 1950, ["99237"]),
        ("Vietnam", 1970, ["99244", "99245"]),
        ("Indochine", 1950, ["99234", "99241", "99243"]),
        ("Tchécoslovaquie", 2000, ["99116", "99117"]),
        ("Kenya", 1950, ["99307"]),
        ("Yougoslavie", 2010, []),
        ("ALGERIE", 1950, ["99352"]),
        ("le Maroc", 1990, ["99350"]),
        ("Mar", 1990, []),
        ("Ukrane", 1990, []),
        ("France", 1990, []),
    ],
)
def test_what_bears_exactly_a_name_is_all_listed_and_nothing_else(
    index: Index, name: str, year: int, codes: list[str]
) -> None:
    assert [country.code for country in index.countries.named(name, Period.of_year(year))] == codes


def test_a_misspelt_name_is_marked_and_one_that_fits_is_never_said_near(index: Index) -> None:
    assert found(index, "Palaso", 2000) == [("99517", "Palaos", "approchante")]
    assert found(index, "Guinée e", 2000) == [("99314", "Guinée équatoriale", "debut")]
    assert [one[2] for one in found(index, "Niger", 2000)] == ["exacte", "debut"]
    assert [one[2] for one in found(index, "Sao", 2000)] == ["debut", "mot"]
    assert found(index, "Lisbonne", 2000) == []
    assert [one[1] for one in found(index, "l", 2000)][:3] == ["Lettonie", "Lituanie", "Liechtenstein"]


@pytest.mark.parametrize("year", [1930, 1950, 1965, 1975, 1985, 1995, 2005, 2025])
def test_no_country_has_two_codes_at_a_time_but_where_two_states_shared_it(index: Index, year: int) -> None:
    shared = {"99109", "99115", "99237", "99243", "99251"}
    day = Period.of_day(date(year, 1, 2))
    for ground in (f"99{number}" for number in range(100, 700)):
        codes = {country.code for country in index.countries.of_code(ground, day)}
        assert len(codes) <= 1 or ground in shared, ground


def test_without_a_year_a_country_is_known_by_every_code_it_had(index: Index) -> None:
    assert [country.code for country in index.countries.search("Ukraine", None, limit=5)] == ["99123", "99155"]
    assert [country.name for country in index.countries.search("Yougoslavie", None, limit=5)] == ["Yougoslavie"]


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


@pytest.mark.parametrize("text", ["%%%", "...", "\u200b", "😀"])
def test_a_text_without_letters_is_no_country(index: Index, text: str) -> None:
    assert index.countries.search(text, None, limit=5) == []


@pytest.mark.parametrize(
    ("name", "department", "given", "code"),
    [
        ("ALGERIE", None, {}, "99352"),
        ("ALGERIE", "99", {}, "99352"),
        ("LISBONNE (PORTUGAL)", None, {}, "99139"),
        ("Rabat (Maroc)", "99", {}, "99350"),
        ("Valence (Espagne)", None, {}, "99134"),
        ("Londres", None, {"country": "Angleterre"}, "99132"),
        ("Kiev", None, {"country_code": "99155"}, "99123"),
    ],
)
def test_a_country_given_or_written_is_the_answer_as_of_the_birth(
    ask: Ask, name: str, department: str | None, given: dict[str, str], code: str
) -> None:
    answer = ask(name, "1980", department, **given)
    assert (answer.status, answer.code, answer.country) == ("certain", None, code)
    assert [(each.place.code, str(each.relation)) for each in answer.candidates] == [(code, "pays")]


@pytest.mark.parametrize("name", ["Londres", "Shanghai"])
def test_a_foreign_town_alone_is_told_what_to_give(ask: Ask, name: str) -> None:
    answer = ask(name, "1980", "99")
    assert (answer.status, answer.candidates) == ("introuvable", ())
    assert "NAISSANCE_A_L_ETRANGER" in notes(answer)


def test_two_countries_of_one_name_are_both_listed(ask: Ask) -> None:
    answer = ask("Congo", "1980")
    assert (answer.status, answer.code) == ("ambigu", None)
    assert {each.place.code for each in answer.candidates} == {"99324", "99312"}
    assert "DEPARTEMENT_ABSENT" not in notes(answer)
    assert "ALGERIE_AVANT_1962" not in notes(answer)


@pytest.mark.parametrize(
    ("name", "department", "given", "listed"),
    [
        ("Valence (Espagne)", "26", {}, {"26362", "99134"}),
        ("Valence", "26", {"country": "Espagne"}, {"26362", "99134"}),
        ("Bordeaux", "33", {"country_code": "99350"}, {"33063", "99350"}),
        ("Portugal", "66", {}, {"99139"}),
    ],
)
def test_a_country_and_a_department_that_disagree_forbid_assurance(
    ask: Ask, name: str, department: str, given: dict[str, str], listed: set[str]
) -> None:
    answer = ask(name, "1980", department, **given)
    assert (answer.status, answer.code) == ("ambigu", None)
    assert {each.place.code for each in answer.candidates} == listed
    assert "NAISSANCE_A_L_ETRANGER" in notes(answer)


@pytest.mark.parametrize("given", [{"country": "France"}, {"country": "FR"}, {"country_code": "99100"}])
def test_france_given_as_a_country_changes_nothing(ask: Ask, given: dict[str, str]) -> None:
    assert sure(ask("Bordeaux", "1980", "33", **given)) == "33063"


@pytest.mark.parametrize(("text", "code"), [("Algérie (Alger)", "99352"), ("Maroc (Casablanca)", "99350")])
def test_a_town_may_stand_in_brackets_after_its_country(ask: Ask, text: str, code: str) -> None:
    assert ask(text, "1980").country == code


@pytest.mark.parametrize(("iso", "code"), [("MA", "99350"), ("ESP", "99134"), ("ci", "99326"), ("DE", "99109")])
def test_an_iso_code_is_one_country_whatever_others_begin_so(ask: Ask, iso: str, code: str) -> None:
    """ "MA" also begins Malte, Maurice and Macao."""
    answer = ask("Fès", "2000", country=iso)
    assert (answer.status, answer.country) == ("certain", code)


def test_two_countries_said_are_both_listed_but_those_that_agree_settle(ask: Ask) -> None:
    assert {each.place.code for each in ask("Lisbonne (Portugal)", "1985", country="Espagne").candidates} == {
        "99139",
        "99134",
    }
    assert ask("Lisbonne (Portugal)", "1985", country="Espagne").status == "ambigu"
    assert ask("Lisbonne (Portugal)", "1985", country="PT").status == "certain"
    assert ask("Pointe-Noire", "1990", country="Congo", country_code="99324").country == "99324"


def test_a_code_in_france_contradicts_a_birth_abroad(ask: Ask) -> None:
    answer = ask("Lisbonne", "1985", country="Portugal", current_code="33063")
    assert (answer.status, [each.place.code for each in answer.candidates]) == ("ambigu", ["99139", "33063"])
    assert "CODE_COMMUNE_CONTRADICTOIRE" in notes(answer)
    assert "CODE_POSTAL_CONTRADICTOIRE" in notes(ask("Lisbonne", "1985", "99", country="Portugal", postal_code="33000"))


def test_a_country_that_nobody_calls_so_is_a_near_one_marked_and_never_sure(ask: Ask) -> None:
    near, distant = ask("Porto", "1960", None, country="Portugual"), ask("Klow", "1960", None, country="Syldavie")
    assert (near.status, near.country, near.score) == ("probable", "99139", 0.97)
    assert (distant.status, distant.country) == ("ambigu", None)
    assert notes(near) == notes(distant) == {"ORTHOGRAPHE_PROCHE"}
    assert distant.explanation.startswith("Un seul pays a un nom proche, U.R.S.S. (99123).")


def test_a_country_written_with_the_place_is_said_to_be_abroad_when_a_department_is_given(ask: Ask) -> None:
    for name, country in (("Lisbonne (Portugal)", "Portugal (99139)"), ("Rabat, Maroc", "Maroc (99350)")):
        answer = ask(name, "1980", "50")
        assert (answer.status, len(answer.candidates)) == ("ambigu", 1)
        assert answer.explanation.startswith(f"Le lieu donné est à l'étranger : {country}.")
        assert notes(answer) == {"NAISSANCE_A_L_ETRANGER", "DEPARTEMENT_CONTREDIT"}
