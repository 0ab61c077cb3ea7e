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
