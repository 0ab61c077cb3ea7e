"""How births that were counted correct those that are reckoned (births.py), on the communes of the small reference."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from transcogage.resolution.policy import BIRTHS_BEHIND_AT_HOME, BIRTHS_BEHIND_IN_HOSPITAL, corrected_by_counts
from transcogage_data.chronicle import Chronicle
from transcogage_data.reference import BirthCount, Reference, read_reference

AT_HOME, IN_HOSPITAL = date(1930, 1, 1), date(1970, 1, 1)


@pytest.fixture(scope="module")
def small(small_reference: Path) -> Reference:
    return read_reference(small_reference)


def births(small: Reference, *counts: BirthCount) -> Chronicle:
    return Chronicle(replace(small, births=list(counts)))


def ratio(chronicle: Chronicle, place: str, other: str, day: date = AT_HOME) -> float:
    return chronicle.births(place, day) / chronicle.births(other, day)


def test_with_nothing_counted_births_are_those_reckoned(small: Reference) -> None:
    """Cherbourg held Octeville too in 2013, and had a maternity hospital; Tourlaville was alone."""
    reckoned = births(small)
    assert ratio(reckoned, "50129", "50602") == pytest.approx((0.8 * 37055 / 15902) ** 0.85 * 3.2)


@pytest.mark.parametrize(("day", "behind"), [(AT_HOME, 2.0), (IN_HOSPITAL, 0.25)])
def test_what_is_reckoned_is_worth_two_births_at_home_and_a_quarter_of_one_in_hospitals(
    day: date, behind: float
) -> None:
    assert behind == (BIRTHS_BEHIND_AT_HOME if day == AT_HOME else BIRTHS_BEHIND_IN_HOSPITAL)
    assert corrected_by_counts(10.0, 40, day) == pytest.approx((behind + 40) / (behind + 10))


def test_a_town_with_many_births_seen_moves_and_one_of_which_none_was_expected_stays() -> None:
    assert corrected_by_counts(10.0, 40, AT_HOME) == pytest.approx(3.5)
    assert corrected_by_counts(0.02, 0, AT_HOME) == pytest.approx(0.99, abs=0.001)


def test_a_place_where_more_were_counted_than_expected_weighs_more_and_the_other_less(small: Reference) -> None:
    before = ratio(births(small), "50602", "50129")
    after = ratio(births(small, BirthCount("50602", 1920, False, 40)), "50602", "50129")
    assert after > 10 * before


def test_a_department_where_more_were_counted_weighs_more_all_of_it(small: Reference) -> None:
    """Octeville, of which nothing was counted, follows Cherbourg and Tourlaville."""
    seen = [BirthCount("50129", 1920, False, 400), BirthCount("50602", 1920, False, 100)]
    assert ratio(births(small, *seen), "50383", "20004") > 2 * ratio(births(small), "50383", "20004")


def test_births_of_the_fifties_are_half_at_home_half_in_hospitals(small: Reference) -> None:
    for decade, moved in ((1940, (AT_HOME,)), (1950, (AT_HOME, IN_HOSPITAL)), (1960, (IN_HOSPITAL,))):
        counted = births(small, BirthCount("50602", decade, False, 40))
        for day in (AT_HOME, IN_HOSPITAL):
            grown = ratio(counted, "50602", "50129", day) / ratio(births(small), "50602", "50129", day)
            assert (grown > 2) is (day in moved), (decade, day)


@pytest.mark.parametrize(
    ("code", "decade", "place"),
    [("75036", 1960, "75036"), ("92036", 1970, "75036"), ("20004", 1920, "20004"), ("2A004", 1980, "20004")],
)
def test_a_code_of_before_or_after_a_change_of_department_is_of_the_same_place(
    small: Reference, code: str, decade: int, place: str
) -> None:
    day = date(decade, 1, 1)
    counted = births(small, BirthCount(code, decade, False, 40))
    assert ratio(counted, place, "50129", day) > ratio(births(small), place, "50129", day)


def test_births_of_a_commune_are_shared_among_the_grounds_it_held_then(small: Reference) -> None:
    """Cherbourg-Octeville in 2005: what is known of the whole does not change the shares of the parts."""
    counted = births(small, BirthCount("50129", 2000, False, 40))
    assert ratio(counted, "50383", "50602", IN_HOSPITAL) > ratio(births(small), "50383", "50602", IN_HOSPITAL)
    assert ratio(counted, "50383", "50129", IN_HOSPITAL) == pytest.approx(
        ratio(births(small), "50383", "50129", IN_HOSPITAL), rel=0.2
    )


def test_births_of_an_arrondissement_are_its_own_and_its_city_is_the_sum_of_them(small: Reference) -> None:
    counted = births(small, BirthCount("75114", 1920, False, 40))
    assert ratio(counted, "75114", "75101") > 2 * ratio(births(small), "75114", "75101")
    assert counted.births("75056", AT_HOME) == counted.births("75101", AT_HOME) + counted.births("75114", AT_HOME)


def test_a_citys_own_code_leaves_the_shares_of_its_arrondissements(small: Reference) -> None:
    counted = births(small, BirthCount("75056", 1920, False, 40))
    assert ratio(counted, "75056", "50129") > ratio(births(small), "75056", "50129")
    assert ratio(counted, "75114", "75101") == pytest.approx(ratio(births(small), "75114", "75101"), rel=0.2)


def test_an_extension_code_counts_for_its_commune(small: Reference) -> None:
    assert small.extension_codes["75214"] == "75114"
    counted = births(small, BirthCount("75214", 1920, False, 40))
    assert counted.births("75114", AT_HOME) == births(small, BirthCount("75114", 1920, False, 40)).births(
        "75114", AT_HOME
    )


def test_a_code_that_stands_for_nothing_changes_nothing(small: Reference) -> None:
    assert births(small, BirthCount("35999", 1920, False, 40)).births("50129", AT_HOME) == births(small).births(
        "50129", AT_HOME
    )


@pytest.mark.parametrize(("recoded", "falls"), [(False, True), (True, False)])
def test_nothing_is_expected_around_paris_in_the_files_where_those_births_are_missing(
    small: Reference, recoded: bool, falls: bool
) -> None:
    """Gennevilliers, 75036 then: that none was counted says something in the other files only."""
    counted = births(small, BirthCount("50129", 1920, recoded, 400))
    assert (counted.births("75036", AT_HOME) < 0.99 * births(small).births("75036", AT_HOME)) is falls


def test_a_count_there_in_these_files_changes_nothing_either(small: Reference) -> None:
    counted = births(small, BirthCount("75036", 1920, True, 40), BirthCount("50129", 1920, True, 40))
    without = births(small, BirthCount("50129", 1920, True, 40))
    assert ratio(counted, "75036", "50129") == pytest.approx(ratio(without, "75036", "50129"))
