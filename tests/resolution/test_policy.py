"""When an answer may be given (http.md, domain.md section 4.5)."""

from datetime import date

import pytest

from transcogage.resolution.model import Birthplace, Candidate, Period, Relation, Status
from transcogage.resolution.policy import HOSPITAL_BIRTHS_FROM, PROBABLE_FROM, births_weight, decide

EVER = Period(None, None)


def candidate(code: str, score: float, relation: Relation = Relation.CURRENT_NAME, period: Period = EVER) -> Candidate:
    return Candidate(Birthplace(code, "COM", "", code[:2], period), score, relation)


def test_no_candidate_is_not_found() -> None:
    assert decide([], exact=True) is Status.NOT_FOUND


def test_one_place_under_the_very_name_is_certain() -> None:
    assert decide([candidate("50602", 1.0)], exact=True) is Status.CERTAIN


@pytest.mark.parametrize(("score", "status"), [(0.97, Status.PROBABLE), (0.85, Status.AMBIGUOUS)])
def test_one_place_under_another_name_is_never_certain(score: float, status: Status) -> None:
    assert decide([candidate("50602", score)], exact=False) is status


@pytest.mark.parametrize(
    ("score", "status"),
    [(0.9999, Status.PROBABLE), (PROBABLE_FROM, Status.PROBABLE), (0.8999, Status.AMBIGUOUS), (0.5, Status.AMBIGUOUS)],
)
def test_among_several_places_the_threshold_decides(score: float, status: Status) -> None:
    found = [candidate("50129", score), candidate("50602", 1 - score)]
    assert decide(found, exact=True) is status


def test_two_communes_that_bore_the_name_at_once_are_ambiguous_however_unequal() -> None:
    found = [candidate("16052", 0.99, Relation.NAME_AT_BIRTH), candidate("16053", 0.01, Relation.NAME_AT_BIRTH)]
    assert decide(found, exact=True) is Status.AMBIGUOUS


def test_two_codes_of_one_commune_one_after_the_other_are_not_homonyms() -> None:
    change = date(2024, 12, 1)
    found = [
        candidate("14011", 0.92, Relation.NAME_AT_BIRTH, Period(None, change)),
        candidate("14581", 0.08, Relation.NAME_AT_BIRTH, Period(change, None)),
    ]
    assert decide(found, exact=True) is Status.PROBABLE


def test_more_are_born_where_more_live_and_where_there_is_a_hospital() -> None:
    for day in (date(1930, 1, 1), date(1990, 1, 1)):
        assert births_weight(2_000, False, day) > births_weight(1_000, False, day)
        assert births_weight(1_000, True, day) > births_weight(1_000, False, day)


def test_births_gather_in_towns_once_they_are_in_hospitals() -> None:
    def share_of_town(day: date) -> float:
        town, village = births_weight(10_000, False, day), births_weight(500, False, day)
        return town / (town + village)

    assert share_of_town(HOSPITAL_BIRTHS_FROM) > share_of_town(date(1950, 1, 1)) > 0.9


def test_an_empty_place_still_weighs_something() -> None:
    assert births_weight(0, False, date(1990, 1, 1)) > 0
