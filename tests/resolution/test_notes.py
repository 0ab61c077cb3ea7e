"""When an answer deserves a second look, and when it does not (sentences.py; domain.md sections 2, 3 and 5)."""

from datetime import date

import pytest

from tests.resolution.asking import Ask, codes, notes
from transcogage.resolution.model import Period


@pytest.mark.parametrize(
    ("name", "department", "code", "noted"),
    [
        ("Lompnes", "01", "01220", False),
        ("Palalda", "66", "66131", False),
        ("Remenauville", "54", "54454", True),
        ("Brest", "29", "29019", True),
    ],
)
def test_a_commune_that_ended_before_1943_is_described_by_its_own_dates(
    ask: Ask, name: str, department: str, code: str, noted: bool
) -> None:
    """Lompnes and Palalda ended in 1942, and Remenauville in 1962: only of the last, the state of 1943 is answered."""
    answer = ask(name, "1930", department)
    assert codes(answer)[0] == code
    assert ("AVANT_1943" in notes(answer)) == noted


def test_algeria_is_noted_up_to_the_eve_of_independence_and_in_its_departments_only(ask: Ask) -> None:
    asked = [("1962-07-04", "91"), ("1962-07-05", "91"), ("1962-07-04", "75")]
    assert ["ALGERIE_AVANT_1962" in notes(ask("Blida", *one)) for one in asked] == [True, False, False]


def test_morocco_is_noted_up_to_the_eve_of_independence_and_in_its_department_only(ask: Ask) -> None:
    asked = [("1956-03-01", "95"), ("1956-03-02", "95"), ("1956-03-01", "75")]
    assert ["ANCIEN_TERRITOIRE" in notes(ask("Rabat", *one)) for one in asked] == [True, False, False]


@pytest.mark.parametrize(
    ("date", "note"),
    [
        ("1997-12-31", {"MARSEILLE_AVANT_1998"}),
        ("1998-01-01", {"MARSEILLE_1998_2000"}),
        ("2000-12-31", {"MARSEILLE_1998_2000"}),
        ("2001-01-01", set()),
    ],
)
def test_a_named_arrondissement_of_marseille_is_noted_by_the_years(ask: Ask, date: str, note: set[str]) -> None:
    assert notes(ask("Marseille 5e", date, "13")) == note


def test_marseille_beside_another_commune_is_not_noted_for_its_arrondissements(ask: Ask) -> None:
    answer = ask("Marseille, Aix-en-Provence", "1950", "13")
    assert codes(answer) == ["13055", "13001"]
    assert notes(answer) == {"NOM_SIMPLIFIE"}


@pytest.mark.parametrize(("date", "first", "second"), [("1980", "98511", "98501"), ("2012", "97611", "97601")])
def test_two_communes_of_mayotte_of_one_time_are_no_doubt_on_their_codes(
    ask: Ask, date: str, first: str, second: str
) -> None:
    answer = ask("Mamoudzou, Acoua", date, "976")
    assert codes(answer) == [first, second]
    assert "MAYOTTE_2008_2011" not in notes(answer)


@pytest.mark.parametrize(("date", "first", "second"), [("1980", "97123", "97127"), ("2012", "97701", "97801")])
def test_saint_barthelemy_and_saint_martin_of_one_time_are_no_doubt_on_their_codes(
    ask: Ask, date: str, first: str, second: str
) -> None:
    one, other = ask("Saint-Barthélemy", date, "971"), ask("Saint-Martin", date, "971")
    answer = one._replace(candidates=(*one.candidates, *other.candidates))
    assert codes(answer) == [first, second]
    assert "ANTILLES_2007_2008" not in notes(answer)


def test_a_commune_that_ended_the_day_insee_opens_is_described_by_its_own_dates(ask: Ask) -> None:
    """None did: INSEE opens with the day. Remenauville, had it ended then instead of in 1962."""
    answer = ask("Remenauville", "1930", "54")
    best = answer.candidates[0]
    noted = []
    for end in (date(1943, 1, 1), date(1943, 1, 2)):
        ended = best._replace(place=best.place._replace(period=Period(None, end)))
        noted.append("AVANT_1943" in notes(answer._replace(candidates=(ended, *answer.candidates[1:]))))
    assert noted == [False, True]
