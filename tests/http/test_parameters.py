"""Bad input is a 422 that names the parameter and the mend; all faults of a request are told at once."""

from datetime import date
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.http.assertions import assert_problem
from transcogage.parameters.errors import InvalidParametersError
from transcogage.parameters.fields import PARAMETERS
from transcogage.parameters.query import read_query
from transcogage.parameters.reading import split_query_string
from transcogage.resolution.model import Period, Query

NAME, YEAR, DEPARTMENT = "nomCommuneNaissance", "anneeDateNaissance", "codeCogInseeDepartementNaissance"
MONTH, DAY, POSTAL_CODE, CURRENT_CODE = "moisDateNaissance", "jourDateNaissance", "codePostal", "codeCommune"
DATE, COUNTRY, COUNTRY_CODE = "dateNaissance", "nomPaysNaissance", "codeCogInseePaysNaissance"
GOOD = {NAME: "Cherbourg", YEAR: "1980", DEPARTMENT: "50"}
NEXT_YEAR = str(date.today().year + 1)


def faults(parameters: dict[str, str] | list[tuple[str, str]] | str) -> list[tuple[str | None, str]]:
    """What is wrong with a query string, given as is or as names and values."""
    query_string = parameters if isinstance(parameters, str) else urlencode(parameters)
    with pytest.raises(InvalidParametersError) as error:
        read_query(split_query_string(query_string.encode()))
    return [(fault.parameter, fault.code.value) for fault in error.value.details]


def test_a_full_question_is_read() -> None:
    given_all = GOOD | {MONTH: "6", DAY: "15", POSTAL_CODE: "50100", CURRENT_CODE: "50129"}
    assert read_query(given_all.items()) == Query(
        "Cherbourg", Period(date(1980, 6, 15), date(1980, 6, 16)), "50", "50100", "50129"
    )


def test_the_longest_name_and_the_first_year_are_read() -> None:
    read = read_query((GOOD | {NAME: "a" * 100, YEAR: "1890"}).items())
    assert (read.name, read.period) == ("a" * 100, Period(date(1890, 1, 1), date(1891, 1, 1)))


def test_a_birth_is_as_precise_as_what_is_given() -> None:
    assert read_query(GOOD.items()).period == Period(date(1980, 1, 1), date(1981, 1, 1))
    december = GOOD | {MONTH: "12"}
    assert read_query(december.items()).period == Period(date(1980, 12, 1), date(1981, 1, 1))
    last_day = december | {DAY: "31"}
    assert read_query(last_day.items()).period == Period(date(1980, 12, 31), date(1981, 1, 1))


@pytest.mark.parametrize(
    ("parameter", "written", "read"),
    [
        (DEPARTMENT, "1", "01"),
        (DEPARTMENT, "2a", "2A"),
        (DEPARTMENT, "20", "20"),
        (DEPARTMENT, "988", "988"),
        (DEPARTMENT, " 50 ", "50"),
    ],
)
def test_departments_are_read_as_people_write_them(parameter: str, written: str, read: str) -> None:
    assert read_query((GOOD | {parameter: written}).items()).department == read


def test_spaces_around_a_value_do_not_count_and_a_commune_code_is_read_in_capitals() -> None:
    query = read_query((GOOD | {NAME: "\u00a0Ajaccio ", CURRENT_CODE: "2a004", MONTH: "06"}).items())
    assert (query.name, query.current_code, query.period.start) == ("Ajaccio", "2A004", date(1980, 6, 1))


@pytest.mark.parametrize(
    ("parameter", "value", "code"),
    [
        (NAME, "", "VALEUR_VIDE"),
        (NAME, "   ", "VALEUR_VIDE"),
        (NAME, "a" * 101, "VALEUR_TROP_LONGUE"),
        (NAME, "a" * 10_000, "VALEUR_TROP_LONGUE"),
        (NAME, "Cher\x00bourg", "CARACTERE_INTERDIT"),
        (NAME, "Cherbourg\n", "CARACTERE_INTERDIT"),
        (NAME, "Cher\tbourg", "CARACTERE_INTERDIT"),
        (NAME, "Cher\x9bbourg", "CARACTERE_INTERDIT"),
        (NAME, "Cher\u2028bourg", "CARACTERE_INTERDIT"),
        (NAME, "B\ufffdziers", "ENCODAGE_INVALIDE"),
        (YEAR, "", "VALEUR_VIDE"),
        (YEAR, "80", "FORMAT_INVALIDE"),
        (YEAR, "1980.0", "FORMAT_INVALIDE"),
        (YEAR, "-1980", "FORMAT_INVALIDE"),
        (YEAR, "1_980", "FORMAT_INVALIDE"),
        (YEAR, "١٩٨٠", "FORMAT_INVALIDE"),
        (YEAR, "19800", "FORMAT_INVALIDE"),
        (YEAR, "1889", "HORS_LIMITES"),
        (YEAR, "0000", "HORS_LIMITES"),
        (YEAR, NEXT_YEAR, "HORS_LIMITES"),
        (DEPARTMENT, "0", "DEPARTEMENT_INCONNU"),
        (DEPARTMENT, "96", "DEPARTEMENT_INCONNU"),
        (DEPARTMENT, "2C", "DEPARTEMENT_INCONNU"),
        (DEPARTMENT, "970", "DEPARTEMENT_INCONNU"),
        (DEPARTMENT, "979", "DEPARTEMENT_INCONNU"),
        (DEPARTMENT, "Bretagne", "DEPARTEMENT_INCONNU"),
        (MONTH, "0", "HORS_LIMITES"),
        (MONTH, "00", "HORS_LIMITES"),
        (MONTH, "13", "HORS_LIMITES"),
        (MONTH, "juin", "FORMAT_INVALIDE"),
        (MONTH, "", "VALEUR_VIDE"),
        (DAY, "0", "HORS_LIMITES"),
        (DAY, "32", "HORS_LIMITES"),
        (DAY, "1er", "FORMAT_INVALIDE"),
        ("moisNaissance", "6", "PARAMETRE_INCONNU"),
        ("", "6", "PARAMETRE_INCONNU"),
    ],
)
def test_a_bad_value_is_named_and_only_it(parameter: str, value: str, code: str) -> None:
    month_for_the_day = {MONTH: "6"} if parameter == DAY else {}
    assert faults(GOOD | month_for_the_day | {parameter: value}) == [(parameter, code)]


@pytest.mark.parametrize("parameter", [NAME, YEAR])
def test_a_missing_parameter_is_named(parameter: str) -> None:
    assert faults({name: value for name, value in GOOD.items() if name != parameter}) == [
        (parameter, "PARAMETRE_MANQUANT")
    ]


@pytest.mark.parametrize("parameter", [parameter.name for parameter in PARAMETERS])
def test_a_repeated_parameter_is_named_even_with_one_value_twice(parameter: str) -> None:
    others = {MONTH: "6"} if parameter == DAY else {}
    once = list((GOOD | others).items())
    value = dict(once).get(parameter, "06")
    pairs = [pair for pair in once if pair[0] != parameter] + [(parameter, value)] * 2
    assert faults(pairs) == [(parameter, "PARAMETRE_REPETE")]


@pytest.mark.parametrize(
    ("parameter", "written", "read"),
    [
        (POSTAL_CODE, "1310", "01310"),
        (POSTAL_CODE, "1310.0", "01310"),
        (POSTAL_CODE, "75014,0", "75014"),
        (CURRENT_CODE, "1065", "01065"),
        (CURRENT_CODE, "1065.0", "01065"),
    ],
)
def test_a_zero_lost_by_a_spreadsheet_is_put_back(parameter: str, written: str, read: str) -> None:
    query = read_query((GOOD | {parameter: written}).items())
    assert read in (query.postal_code, query.current_code)
    assert query.remarks == frozenset()


@pytest.mark.parametrize(
    ("parameter", "written", "remark"),
    [
        (POSTAL_CODE, "501", "CODE_POSTAL_ILLISIBLE"),
        (POSTAL_CODE, "501000", "CODE_POSTAL_ILLISIBLE"),
        (POSTAL_CODE, "2A004", "CODE_POSTAL_ILLISIBLE"),
        (POSTAL_CODE, "Dole", "CODE_POSTAL_ILLISIBLE"),
        (POSTAL_CODE, "501\x00", "CODE_POSTAL_ILLISIBLE"),
        (CURRENT_CODE, "2C004", "CODE_COMMUNE_ILLISIBLE"),
        (CURRENT_CODE, "5A129", "CODE_COMMUNE_ILLISIBLE"),
        (CURRENT_CODE, "NULL", "CODE_COMMUNE_ILLISIBLE"),
    ],
)
def test_a_hint_that_cannot_be_read_spoils_no_question_and_is_told(
    client: TestClient, parameter: str, written: str, remark: str
) -> None:
    query = read_query((GOOD | {parameter: written}).items())
    assert (query.postal_code, query.current_code, set(map(str, query.remarks))) == (None, None, {remark})
    answer = client.get("/v1/cog", params=GOOD | {parameter: written}).json()
    without = client.get("/v1/cog", params=GOOD).json()
    assert [warning["code"] for warning in answer["avertissements"]] == [
        remark,
        *(warning["code"] for warning in without["avertissements"]),
    ]
    assert {**answer, "avertissements": without["avertissements"]} == without
    assert written not in str(answer["avertissements"])


def test_an_empty_hint_is_absent() -> None:
    query = read_query((GOOD | {POSTAL_CODE: " ", CURRENT_CODE: ""}).items())
    assert query == read_query(GOOD.items())


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("15/06/1980", Period(date(1980, 6, 15), date(1980, 6, 16))),
        ("15 juin 1980", Period(date(1980, 6, 15), date(1980, 6, 16))),
        ("06/1980", Period(date(1980, 6, 1), date(1980, 7, 1))),
        ("1980", Period(date(1980, 1, 1), date(1981, 1, 1))),
    ],
)
def test_a_date_may_come_instead_of_the_year(written: str, period: Period) -> None:
    query = read_query([(NAME, "Cherbourg"), (DATE, written)])
    assert (query.period, query.remarks) == (period, frozenset())


def test_a_date_that_is_excels_number_is_read_and_told() -> None:
    query = read_query([(NAME, "Cherbourg"), (DATE, " 29387 ")])
    assert query.period == Period(date(1980, 6, 15), date(1980, 6, 16))
    assert query.remarks == {"DATE_EXCEL"}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("juin", "FORMAT_INVALIDE"),
        ("15/06/80", "FORMAT_INVALIDE"),
        ("31/04/1980", "DATE_IMPOSSIBLE"),
        ("13/1980", "HORS_LIMITES"),
        ("1789", "HORS_LIMITES"),
        ("60000", "HORS_LIMITES"),
        ("", "VALEUR_VIDE"),
    ],
)
def test_a_bad_date_is_named_and_only_it(written: str, code: str) -> None:
    assert faults({NAME: "Cherbourg", DATE: written}) == [(DATE, code)]


@pytest.mark.parametrize("other", [YEAR, MONTH, DAY])
def test_a_date_comes_instead_of_the_year_and_not_with_it(other: str) -> None:
    assert faults({NAME: "Cherbourg", DATE: "1980", other: "6"}) == [(DATE, "PARAMETRE_REPETE")]


@pytest.mark.parametrize("town", [{}, {NAME: " "}])
@pytest.mark.parametrize("country", [{COUNTRY: "Portugal"}, {COUNTRY_CODE: "99139"}])
def test_abroad_the_country_is_enough_and_in_france_the_commune_is_asked(
    town: dict[str, str], country: dict[str, str]
) -> None:
    query = read_query({**town, **country, YEAR: "1960"}.items())
    assert (query.country or query.country_code) == next(iter(country.values()))
    assert faults({**town, COUNTRY: "France", YEAR: "1960"})[0][0] == NAME


def test_france_as_a_country_says_nothing_more() -> None:
    for country in ({COUNTRY: "FRANCE"}, {COUNTRY_CODE: "99100"}):
        assert read_query((GOOD | country).items()) == read_query(GOOD.items())


@pytest.mark.parametrize(
    ("year", "month", "day"), [("1980", "2", "30"), ("1981", "2", "29"), ("1900", "2", "29"), ("1980", "4", "31")]
)
def test_an_impossible_date_is_refused(year: str, month: str, day: str) -> None:
    assert faults(GOOD | {YEAR: year, MONTH: month, DAY: day}) == [(DAY, "DATE_IMPOSSIBLE")]


def test_a_day_without_its_month_is_refused() -> None:
    assert faults(GOOD | {DAY: "15"}) == [(DAY, "JOUR_SANS_MOIS")]


def test_a_date_to_come_is_refused_and_today_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    class MidJune(date):
        @classmethod
        def today(cls) -> "MidJune":
            return cls(2026, 6, 15)

    monkeypatch.setattr("transcogage.parameters.values.date", MidJune)
    monkeypatch.setattr("transcogage.parameters.query.date", MidJune)
    this_year = GOOD | {YEAR: "2026"}
    assert read_query((this_year | {MONTH: "6", DAY: "15"}).items()).period.start == date(2026, 6, 15)
    assert faults(this_year | {MONTH: "6", DAY: "16"}) == [(DAY, "DATE_FUTURE")]
    assert faults(this_year | {MONTH: "7"}) == [(MONTH, "DATE_FUTURE")]
    assert faults(GOOD | {YEAR: "2027"}) == [(YEAR, "HORS_LIMITES")]


def test_everything_wrong_is_told_at_once() -> None:
    assert faults(
        [(YEAR, "80"), (MONTH, "13"), (DAY, "5"), (POSTAL_CODE, "1"), (POSTAL_CODE, "2"), ("annee", "80")]
    ) == [
        (NAME, "PARAMETRE_MANQUANT"),
        (YEAR, "FORMAT_INVALIDE"),
        (MONTH, "HORS_LIMITES"),
        (POSTAL_CODE, "PARAMETRE_REPETE"),
        ("annee", "PARAMETRE_INCONNU"),
    ]


def test_latin_1_is_refused_and_never_read_as_other_letters() -> None:
    rest = f"{YEAR}=1980&{DEPARTMENT}=34"
    assert faults(f"{NAME}=B%E9ziers&{rest}") == [(NAME, "ENCODAGE_INVALIDE")]
    assert read_query(split_query_string(f"{NAME}=B%C3%A9ziers&{rest}".encode())).name == "Béziers"


def test_a_misspelt_parameter_is_shown_the_right_one(client: TestClient) -> None:
    response = client.get("/v1/cog", params=GOOD | {"moisNaissance": "6"})
    assert assert_problem(response, 422) == [("moisNaissance", "PARAMETRE_INCONNU")]
    assert MONTH in response.json()["erreurs"][0]["message"]


def test_a_flood_of_parameters_is_refused_in_one_line() -> None:
    assert faults("&".join(f"p{number}=1" for number in range(5_000))) == [(None, "TROP_DE_PARAMETRES")]


texts = st.text(st.characters(codec="utf-8"), max_size=30)
names = st.one_of(st.sampled_from([parameter.name for parameter in PARAMETERS]), texts)


@given(st.lists(st.tuples(names, texts), max_size=8))
def test_any_parameters_are_read_or_refused_by_name(client: TestClient, pairs: list[tuple[str, str]]) -> None:
    response = client.get(f"/v1/cog?{urlencode(pairs)}")
    if response.status_code != 200:
        asked = {name[:100] for name, _ in pairs} | {NAME, YEAR, DEPARTMENT}
        for parameter, _ in assert_problem(response, 422):
            assert parameter in asked
