"""Dated autocomplete: what a person types, and what must come first."""

from collections import defaultdict
from collections.abc import Iterator

import pytest

from transcogage.resolution.autocomplete import Proposals
from transcogage.resolution.index import Index
from transcogage.resolution.model import Birthplace, Period
from transcogage.resolution.names import key
from transcogage.resolution.ranking import Match


def proposals(
    index: Index, text: str, year: int | None = None, department: str | None = None, limit: int = 10
) -> Proposals:
    return index.communes.search(text, Period.of_year(year) if year else None, department, limit)


def search(index: Index, text: str, year: int | None = None, department: str | None = None) -> list[Birthplace]:
    return [row.place for row in proposals(index, text, year, department).rows]


def codes(places: list[Birthplace]) -> list[str]:
    return [place.code for place in places]


def names(places: list[Birthplace]) -> list[str]:
    return [place.name for place in places]


@pytest.mark.parametrize(
    "typed", ["saint etienne", "Saint-Étienne", "ST ETIENNE", "etienne saint", "SAINT-ETI", "etie sai"]
)
def test_accents_hyphens_and_order_are_forgiven(index: Index, typed: str) -> None:
    assert "Saint-Étienne" in names(search(index, typed, department="42"))[:3]


def test_best_known_come_first(index: Index) -> None:
    assert names(search(index, "marse"))[0] == "Marseille"
    assert names(search(index, "lyo"))[0] == "Lyon"


def test_a_name_that_begins_so_comes_before_one_that_holds_the_word(index: Index) -> None:
    found = names(search(index, "denis", department="93"))
    assert found[0] == "Saint-Denis"
    assert names(search(index, "mans"))[0] == "Le Mans"


def test_former_communes_are_found_with_their_period(index: Index) -> None:
    place = search(index, "tourla", department="50")[0]
    assert (place.code, place.name) == ("50602", "Tourlaville")
    assert place.period.end is not None


def test_a_year_leaves_out_what_was_no_more(index: Index) -> None:
    assert names(search(index, "cherbourg", 2020, "50")) == ["Cherbourg-en-Cotentin", "Cherbourg-Octeville"]


def test_names_of_today_that_were_not_yet_are_marked(index: Index) -> None:
    found = proposals(index, "cherbourg", 1980).rows
    assert [(row.place.name, row.later) for row in found] == [
        ("Cherbourg", False),
        ("Cherbourg-en-Cotentin", True),
        ("Cherbourg-Octeville", True),
    ]


def test_a_name_that_only_changed_its_code_is_that_of_then(index: Index) -> None:
    """Gennevilliers was 75036 until 1968; Bastia was 20033 until 1976."""
    for name, year, code in [
        ("Gennevilliers", 1960, "75036"),
        ("Gennevilliers", 1980, "92036"),
        ("Bastia", 1970, "20033"),
    ]:
        assert [(row.place.code, row.later) for row in proposals(index, name, year).rows] == [(code, False)]


@pytest.mark.parametrize(
    ("typed", "year", "code", "kind"),
    [
        ("Lomme", 2010, "59355", "COMA"),
        ("Lomme", 1990, "59355", "COM"),
        ("saint-pol-sur-mer", 2012, "59540", "COMA"),
        ("andrez", 2018, "49006", "COMD"),
        ("tourlav", 2020, "50602", "COMD"),
        ("querqueville", 1980, "50416", "COM"),
    ],
)
def test_parts_are_found_as_what_they_were_then(index: Index, typed: str, year: int, code: str, kind: str) -> None:
    assert (code, kind) in [(place.code, place.kind) for place in search(index, typed, year)]


def test_a_code_and_a_name_are_one_row_whatever_it_was(index: Index) -> None:
    assert codes(search(index, "tourlaville")) == ["50602"]


def test_the_department_is_that_of_the_time_or_of_today(index: Index) -> None:
    for department in ("75", "92"):
        assert codes(search(index, "gennev", 1960, department)) == ["75036", "14299"]
    assert codes(search(index, "ajacc", 1980, "20")) == ["2A004"]


def test_the_department_given_comes_first_and_hides_nothing(index: Index) -> None:
    found = codes(search(index, "Saint-Denis", 1990, "974"))
    assert found[0] == "97411"
    assert "93066" in found
    assert codes(search(index, "tourlavi", 1980, "13")) == ["50602"]


def test_exact_names_of_elsewhere_have_their_room_beside_what_begins_so_here(index: Index) -> None:
    found = proposals(index, "Saint-Pierre", 1980, "14").rows
    assert [row.place.department for row in found[:5]] == ["14"] * 5
    assert [(row.match, row.place.department == "14") for row in found[5:]] == [(Match.NAME, False)] * 5


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Saint-Denis 93", "93066"),
        ("saint denis (93)", "93066"),
        ("93 saint denis", "93066"),
        ("93200 Saint-Denis", "93066"),
        ("saint-denis, Seine-Saint-Denis", "93066"),
        ("Valence (Drôme)", "26362"),
        ("Valence Tarn-et-Garonne", "82186"),
        ("Saint-Denis 97400", "97411"),
        ("Bastia 2b", "2B033"),
        ("Marseille (13)", "13055"),
        ("Marseille 13", "13213"),
        ("93", "93066"),
        ("Haute-Vienne", "87085"),
    ],
)
def test_where_it_is_may_stand_beside_the_name_or_alone(index: Index, typed: str, code: str) -> None:
    assert codes(search(index, typed, 2010))[0] == code


def test_the_department_given_is_not_overwritten_by_the_one_that_is_typed(index: Index) -> None:
    assert codes(search(index, "Saint-Denis 93", 2010, "974"))[:2] == ["97411", "93066"]


@pytest.mark.parametrize(
    ("typed", "year", "code"),
    [("50110", 1990, "50602"), ("49600", 1990, "49006"), ("59160", 2010, "59355"), ("75014", 1980, "75114")],
)
def test_postal_codes_are_those_of_former_communes_and_of_parts_too(
    index: Index, typed: str, year: int, code: str
) -> None:
    assert (code, Match.POSTAL_CODE) in [(row.place.code, row.match) for row in proposals(index, typed, year).rows]


@pytest.mark.parametrize(
    ("typed", "year", "name"),
    [("50602", 1980, "Tourlaville"), ("2a004", 1980, "Ajaccio"), ("75036", 1960, "Gennevilliers")],
)
def test_a_code_of_insee_is_understood(index: Index, typed: str, year: int, name: str) -> None:
    assert (name, Match.CODE) in [(row.place.name, row.match) for row in proposals(index, typed, year).rows]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("villeurbane", "69266"),
        ("Bordeaut", "33063"),
        ("rochele", "17300"),
        ("montpelier 34", "34172"),
        ("marseile 13", "13213"),
        ("Cherbuorg", "50129"),
    ],
)
def test_a_mistake_is_forgiven_when_nothing_begins_so(index: Index, typed: str, code: str) -> None:
    assert code in codes(search(index, typed, 1990))


def test_a_mistake_is_marked_and_not_looked_for_when_something_begins_so(index: Index) -> None:
    assert {row.match for row in proposals(index, "villeurbane").rows} == {Match.SIMILAR}
    assert Match.SIMILAR not in {row.match for row in proposals(index, "villeurb").rows}
    assert index.communes.search("villeurbane", None, None, 10, forgiving=False).total == 0


def test_every_homonym_of_1980_is_proposed_when_its_name_is_typed_in_full(index: Index) -> None:
    year = Period.of_year(1980)
    bearers: dict[str, list[Birthplace]] = defaultdict(list)
    for place in all_places(index):
        if place.kind != "PAYS" and place.period.overlaps(year):
            bearers[key(place.name)].append(place)
    shared = {name: places for name, places in bearers.items() if len({place.code for place in places}) > 1}
    assert sum(map(len, shared.values())) > 4_000
    missed = []
    for name, places in shared.items():
        found = proposals(index, name, 1980, limit=100)
        first = found.rows[: len({place.code for place in places})]
        missed += [place for place in places if place.code not in [row.place.code for row in first]]
        for place in places:
            there = proposals(index, name, 1980, place.department, limit=20).rows
            missed += [place] if place.code not in [row.place.code for row in there] else []
    assert missed == []


@pytest.mark.parametrize("typed", ["s", "saint", "saint m", "Beaumont", "50110", "villeurbane", "Saint-Denis 93"])
@pytest.mark.parametrize("department", [None, "50"])
def test_the_total_counts_all_and_each_place_is_listed_once(index: Index, typed: str, department: str | None) -> None:
    some, every = (proposals(index, typed, 1980, department, limit) for limit in (10, 100_000))
    assert some.total == every.total == len(every.rows)
    assert len({(row.place.code, row.place.name) for row in every.rows}) == every.total
    assert len(some.rows) == min(10, some.total)


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
