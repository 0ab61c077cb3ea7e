"""Communes and countries in one list, as one types."""

import pytest

from transcogage.resolution.index import Index
from transcogage.resolution.model import Period
from transcogage.resolution.places import Places, search_places
from transcogage.resolution.ranking import Match


def search(index: Index, text: str, year: int | None = None, limit: int = 10) -> Places:
    return search_places(index, text, Period.of_year(year) if year else None, None, limit)


def codes(found: Places) -> list[str]:
    return [row.place.code for row in found.rows]


def test_a_country_that_is_so_called_comes_before_communes_that_only_begin_so(index: Index) -> None:
    assert codes(search(index, "Chili", 1980))[0].startswith("99")
    assert codes(search(index, "Pologne", 1980))[0].startswith("99")


def test_communes_that_are_so_called_come_before_the_country(index: Index) -> None:
    """Grenade is a commune of Haute-Garonne, of Landes, and a State."""
    found = search(index, "Grenade", 1990).rows
    kinds = [row.place.code.startswith("99") for row in found if row.match is Match.NAME]
    assert kinds == sorted(kinds)
    assert True in kinds
    assert False in kinds


def test_a_country_has_the_code_of_then(index: Index) -> None:
    assert codes(search(index, "Ukraine", 1980)) == ["99123"]


@pytest.mark.parametrize(("typed", "year", "code"), [("algerei", 1970, "99352"), ("villeurbane", 2000, "69266")])
def test_a_mistake_is_forgiven_in_both(index: Index, typed: str, year: int, code: str) -> None:
    (found,) = [row for row in search(index, typed, year).rows if row.place.code == code]
    assert found.match is Match.SIMILAR


def test_a_mistake_is_not_looked_for_when_a_commune_or_a_country_begins_so(index: Index) -> None:
    assert Match.SIMILAR not in {row.match for row in search(index, "Marseill", 1980).rows}
    assert Match.SIMILAR not in {row.match for row in search(index, "Portuga", 1980).rows}


def test_the_total_counts_both(index: Index) -> None:
    found = search(index, "gu", 1980, limit=5)
    assert len(found.rows) == 5
    assert found.total == len(search(index, "gu", 1980, limit=100_000).rows)


@pytest.mark.parametrize("typed", [" -'", "xqzwxqzw"])
def test_nothing_is_found_of_nothing(index: Index, typed: str) -> None:
    assert search(index, typed) == Places(0, [])


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("clermont fd", "63113"),
        ("la chap st luc", "10081"),
        ("6000", "06088"),
        ("nice 6000", "06088"),
        ("1000", "01053"),
        ("tahiti", "98735"),
        ("marie galante", "97112"),
        ("oléron", "17385"),
        ("né à valence", "26362"),
        ("née au creusot", "71153"),
        ("maternité de lille", "59350"),
        ("mairie de dole", "39198"),
    ],
)
def test_what_a_person_means_is_proposed(index: Index, typed: str, code: str) -> None:
    assert code in codes(search(index, typed, 1990, limit=20))


def test_countries_come_first_in_department_99(index: Index) -> None:
    found = search_places(index, "Grenade", Period.of_year(1990), "99", 10)
    assert codes(found)[0] == "99435"
    assert {"31232", "40117"} <= set(codes(found))
    assert codes(search_places(index, "por", Period.of_year(1990), "99", 10))[0] == "99139"


def test_two_figures_of_overseas_come_first_as_the_departments_they_are(index: Index) -> None:
    found = search_places(index, "Saint-Pierre", Period.of_year(1990), "97", 10)
    assert {code[:2] for code in codes(found)[:3]} == {"97"}
