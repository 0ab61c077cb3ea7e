"""Dated autocomplete: what a person types, and what must come first."""

from collections.abc import Iterator

import pytest

from transcogage.resolution.index import Index
from transcogage.resolution.model import Birthplace, Period
from transcogage.resolution.names import key


def search(index: Index, text: str, year: int | None = None, department: str | None = None) -> list[Birthplace]:
    return index.communes.search(text, Period.of_year(year) if year else None, department, 10)


def names(places: list[Birthplace]) -> list[str]:
    return [place.name for place in places]


@pytest.mark.parametrize(
    "typed", ["saint etienne", "Saint-Étienne", "ST ETIENNE", "etienne saint", "SAINT-ETI", "etie sai"]
)
def test_accents_hyphens_and_order_are_forgiven(index: Index, typed: str) -> None:
    assert "Saint-Étienne" in names(search(index, typed, department="42"))[:3]


def test_best_known_come_first(index: Index) -> None:
    assert names(search(index, "mars"))[0] == "Marseille"
    assert names(search(index, "lyo"))[0] == "Lyon"


def test_a_name_that_begins_so_comes_before_one_that_holds_the_word(index: Index) -> None:
    found = names(search(index, "denis", department="93"))
    assert found[0] == "Saint-Denis"
    assert names(search(index, "mans"))[0] == "Le Mans"


def test_former_communes_are_found_with_their_period(index: Index) -> None:
    place = search(index, "tourla", department="50")[0]
    assert (place.code, place.name) == ("50602", "Tourlaville")
    assert place.period.end is not None


def test_a_year_leaves_out_what_did_not_exist(index: Index) -> None:
    assert names(search(index, "cherbourg", 1980, "50")) == ["Cherbourg"]
    assert names(search(index, "cherbourg", 2020, "50")) == ["Cherbourg-en-Cotentin"]


def test_the_department_is_that_of_the_time_or_of_today(index: Index) -> None:
    for department in ("75", "92"):
        assert [place.code for place in search(index, "gennev", 1960, department)] == ["75036"]
    assert [place.code for place in search(index, "ajacc", 1980, "20")] == ["2A004"]


def test_a_whole_postal_code_is_understood(index: Index) -> None:
    assert "Paris 14e Arrondissement" in names(search(index, "75014"))


def test_arrondissements_come_in_their_order(index: Index) -> None:
    codes = [place.code for place in search(index, "paris", department="75")]
    assert codes[:4] == ["75056", "75101", "75102", "75103"]


def test_no_letter_finds_nothing(index: Index) -> None:
    assert search(index, " -'") == []
    assert search(index, "xqzw") == []


def first_letters(name: str) -> str:
    """The first four letters a person types, spaces aside."""
    return key(name)[:4]


def most_populous(index: Index, count: int) -> list[Birthplace]:
    communes = [place for place in all_places(index) if place.kind == "COM" and place.period.end is None]
    return sorted(communes, key=lambda place: -place.population)[:count]


def all_places(index: Index) -> Iterator[Birthplace]:
    for code in index.codes():
        yield from index.places_of(code)


def test_four_letters_and_the_department_show_each_of_the_200_most_populous(index: Index) -> None:
    missed = [
        place.name
        for place in most_populous(index, 200)
        if place.code
        not in [found.code for found in search(index, first_letters(place.name), department=place.department)[:5]]
    ]
    assert missed == []


def test_four_letters_and_the_department_show_200_former_communes(index: Index) -> None:
    former = [place for place in all_places(index) if place.kind == "COM" and place.period.end is not None]
    best_known = sorted(former, key=lambda place: (-place.population, place.code))[:200]
    missed = [
        place.name
        for place in best_known
        if place not in search(index, first_letters(place.name), department=place.department)[:5]
    ]
    print(f"\n{len(missed)} of 200 former communes are not in the first five: {missed}")
    assert len(missed) <= 10
