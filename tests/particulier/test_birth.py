"""Which birth place a call asks to resolve: the triplet, the date as precise as it can be read, and what is refused."""

from datetime import date

import pytest

from tests.particulier.calls import encoded
from transcogage.particulier.birth import birth_to_resolve
from transcogage.particulier.contract import V2, V3, BirthParameters
from transcogage.particulier.query_string import QueryString
from transcogage.particulier.refusals import RefusalCode, RefusalError
from transcogage.resolution.model import Period, Query

TRIPLET = {
    "nomCommuneNaissance": "Cherbourg",
    "anneeDateNaissance": "1980",
    "codeCogInseeDepartementNaissance": "50",
}
NAME, YEAR, DEPARTMENT = TRIPLET
COUNTRY, MONTH, DAY = "codeCogInseePaysNaissance", "moisDateNaissance", "jourDateNaissance"


def asked(given: dict[str, str], names: BirthParameters = V3.birth) -> Query | None:
    return birth_to_resolve(QueryString(encoded(given.items()).encode()), names)


def refusal(query_string: str, names: BirthParameters = V3.birth) -> RefusalError:
    with pytest.raises(RefusalError) as caught:
        birth_to_resolve(QueryString(query_string.encode()), names)
    return caught.value


def test_the_triplet_is_a_question() -> None:
    assert asked(TRIPLET) == Query("Cherbourg", Period.of_year(1980), "50")


def test_v2_has_its_own_names() -> None:
    given = {
        "nomCommuneNaissance": "Cherbourg",
        "anneeDateDeNaissance": "1980",
        "moisDateDeNaissance": "06",
        "jourDateDeNaissance": "15",
        "codeInseeDepartementNaissance": "50",
        "codePaysLieuDeNaissance": "99100",
    }
    assert asked(given, V2.birth) == Query("Cherbourg", Period.of_day(date(1980, 6, 15)), "50")


@pytest.mark.parametrize(
    ("more", "period"),
    [
        ({MONTH: "6"}, Period.of_month(1980, 6)),
        ({MONTH: "06", DAY: "15"}, Period.of_day(date(1980, 6, 15))),
        ({DAY: "15"}, Period.of_year(1980)),
        ({MONTH: "", DAY: ""}, Period.of_year(1980)),
        ({MONTH: "00", DAY: "00"}, Period.of_year(1980)),
        ({MONTH: "juin", DAY: "15"}, Period.of_year(1980)),
        ({MONTH: "2", DAY: "31"}, Period.of_month(1980, 2)),
        ({MONTH: "²"}, Period.of_year(1980)),
    ],
)
def test_the_date_serves_as_far_as_it_can_be_read(more: dict[str, str], period: Period) -> None:
    """A month of 00 is how the civil registry writes an unknown one; what is wrong with a date, the upstream says."""
    question = asked(TRIPLET | more)
    assert question is not None
    assert question.period == period


@pytest.mark.parametrize(
    "given",
    [
        {},
        {YEAR: "1980"},
        {NAME: "", DEPARTMENT: " "},
        TRIPLET | {"codeCogInseeCommuneNaissance": "50129"},
        {NAME: "Cherbourg", "codeCogInseeCommuneNaissance": "50129"},
        {COUNTRY: "99127"},
        {COUNTRY: "99127", NAME: "Rome"},
        {COUNTRY: "99127", NAME: "", DEPARTMENT: ""},
    ],
)
def test_a_code_or_no_place_or_a_town_abroad_leaves_nothing_to_resolve(given: dict[str, str]) -> None:
    assert asked(given) is None


def test_a_blank_code_is_no_code() -> None:
    assert asked(TRIPLET | {"codeCogInseeCommuneNaissance": " "}) is not None


@pytest.mark.parametrize("absent", TRIPLET)
def test_an_incomplete_triplet_names_what_is_missing(absent: str) -> None:
    error = refusal(encoded((name, value) for name, value in TRIPLET.items() if name != absent))
    assert (error.code, error.parameter, error.status) == (RefusalCode.MISSING, absent, 422)
    assert f"ajoutez {absent}." in error.detail


def test_everything_missing_is_said_at_once() -> None:
    error = refusal("nomCommuneNaissance=Cherbourg", V2.birth)
    assert error.parameter == "anneeDateDeNaissance"
    assert "anneeDateDeNaissance et codeInseeDepartementNaissance." in error.detail


@pytest.mark.parametrize("country", ["99352", "99127", "FRANCE", "100"])
def test_a_french_commune_with_another_country_is_refused(country: str) -> None:
    error = refusal(encoded((TRIPLET | {COUNTRY: country}).items()))
    assert (error.code, error.parameter) == (RefusalCode.FOREIGN_COUNTRY, COUNTRY)
    assert "99100" in error.detail


@pytest.mark.parametrize("country", ["99100", " 99100 ", ""])
def test_france_or_no_country_is_accepted(country: str) -> None:
    assert asked(TRIPLET | {COUNTRY: country}) is not None


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        (YEAR, "80"),
        (YEAR, "1889"),
        (YEAR, str(date.today().year + 1)),
        (YEAR, "mille"),
        (YEAR, "19800"),
        (DEPARTMENT, "Bretagne"),
        (DEPARTMENT, "96"),
        (NAME, "x" * 101),
    ],
)
def test_what_cannot_be_read_is_named(parameter: str, value: str) -> None:
    error = refusal(encoded((TRIPLET | {parameter: value}).items()))
    assert (error.code, error.parameter, error.status) == (RefusalCode.INVALID, parameter, 422)


def test_a_name_that_is_not_utf_8_is_refused_with_the_mend() -> None:
    error = refusal("nomCommuneNaissance=C%E9ret&anneeDateNaissance=1980&codeCogInseeDepartementNaissance=66")
    assert (error.code, error.parameter) == (RefusalCode.INVALID, NAME)
    assert "UTF-8" in error.detail


@pytest.mark.parametrize("repeated", TRIPLET)
def test_a_repeated_part_is_refused(repeated: str) -> None:
    error = refusal(encoded([*TRIPLET.items(), (repeated, TRIPLET[repeated])]))
    assert (error.code, error.parameter) == (RefusalCode.INVALID, repeated)
