"""Countries by date: INSEE's table, whole as INSEE publishes it, and what is declared."""

from datetime import date

from transcogage.resolution.countries import NameKind
from transcogage.resolution.model import Period
from transcogage_data.countries import country_names, ground_spans
from transcogage_data.country_tables import Before, DeclaredName
from transcogage_data.reference import CountryRow


def row(code: str, name: str, start: str = "", end: str = "", long_name: str = "") -> CountryRow:
    return CountryRow(code, name, long_name or name, period(start, end), ("", ""))


def period(start: str, end: str) -> Period:
    return Period(*(date.fromisoformat(day) if day else None for day in (start, end)))


def spans(rows: list[CountryRow], history: list[Before], ground: str) -> list[tuple[str, str, str, str]]:
    return [
        (span.code, span.name, str(span.period.start or ""), str(span.period.end or ""))
        for span in ground_spans(rows, history)
        if span.ground == ground
    ]


ICELAND = [
    row("99102", "Islande", "", "1944-06-17", "Royaume d'Islande"),
    row("99102", "Islande", "1944-06-17", "2022-10-12", "République d'Islande"),
    row("99102", "Islande", "2022-10-12"),
]
RUSSIA = [row("99123", "URSS", "", "1991-12-25"), row("99123", "Russie", "1991-12-25")]
GEORGIA = row("99255", "Géorgie", "1995-10-17")
WAS_SOVIET = Before("99255", "", "99123", period("", "1991-04-09"))


def test_rows_that_follow_each_other_under_one_name_are_one_span() -> None:
    assert spans(ICELAND, [], "99102") == [("99102", "Islande", "", "")]


def test_a_first_row_that_is_a_renaming_goes_back_to_what_is_declared_or_for_ever() -> None:
    assert spans([GEORGIA], [], "99255") == [("99255", "Géorgie", "", "")]
    assert spans([*RUSSIA, GEORGIA], [WAS_SOVIET], "99255") == [
        ("99123", "URSS", "", "1991-04-09"),
        ("99255", "Géorgie", "1991-04-09", ""),
    ]


def test_what_is_declared_wins_over_insees_rows_at_its_dates() -> None:
    own_name = Before("99123", "U.R.S.S.", "99123", period("1922-12-30", "1991-12-25"))
    assert spans(RUSSIA, [own_name], "99123") == [
        ("99123", "URSS", "", "1922-12-30"),
        ("99123", "U.R.S.S.", "1922-12-30", "1991-12-25"),
        ("99123", "Russie", "1991-12-25", ""),
    ]


def test_two_states_that_were_parts_of_each_other_in_turn_are_followed_to_the_end() -> None:
    rows = [row("99109", "Allemagne", "1990-10-03"), row("99141", "Allemagne de l'Est", "1949-05-23", "1990-10-03")]
    history = [
        Before("99109", "", "99141", period("1949-05-23", "1990-10-03")),
        Before("99141", "", "99109", period("", "1949-05-23")),
        Before("99141", "", "99109", period("1990-10-03", "")),
    ]
    assert spans(rows, history, "99141") == spans(rows, history, "99109")


def names(rows: list[CountryRow], *declared: DeclaredName) -> dict[tuple[str, str], tuple[str, str, str]]:
    return {
        (name.name, name.ground): (str(name.kind), str(name.period.start or ""), str(name.period.end or ""))
        for name in country_names(rows, [], declared)
    }


def test_a_name_that_passed_from_a_code_to_another_is_that_of_each_in_its_time() -> None:
    assert names([row("99143", "Chypre", "1960-10-01", "1994-01-01"), row("99254", "Chypre", "1994-01-01")]) == {
        ("Chypre", "99143"): ("libelle", "", "1994-01-01"),
        ("Chypre", "99254"): ("libelle", "1994-01-01", ""),
    }


def test_the_parts_of_a_territory_and_both_names_of_one_are_names() -> None:
    found = names(
        [
            row("99161", "Dépendances de la Couronne", long_name="Île de Man, Jersey, Guernesey"),
            row("99129", "Vatican", long_name="Saint-Siège ou Vatican"),
        ]
    )
    assert {"Île de Man", "Jersey", "Guernesey", "Saint-Siège"} <= {name for name, _ in found}


def test_a_declared_name_and_an_iso_code_are_names_at_all_times() -> None:
    found = names(
        RUSSIA,
        DeclaredName("99123", "Union soviétique", NameKind.EVERYDAY),
        DeclaredName("99123", "RU", NameKind.ISO),
    )
    assert found["Union soviétique", "99123"] == ("usage", "", "")
    assert found["RU", "99123"] == ("iso", "", "")
