"""The lineage of every birth place leads from its end to communes of today, day after day."""

from tests.property.known import answers, periods_by_code
from transcogage.resolution.index import Index
from transcogage.resolution.model import Birthplace, Candidate


def places(index: Index) -> dict[Birthplace, Candidate]:
    return {candidate.place: candidate for _, _, span in answers(index) for candidate in span.candidates}


def test_a_place_that_ended_has_a_lineage_that_starts_on_its_last_day(index: Index) -> None:
    for place, candidate in places(index).items():
        if place.kind == "COM" and place.period.end is not None:
            assert candidate.lineage, place
            assert candidate.lineage[0].date == place.period.end, place


def test_a_place_that_still_is_what_it_was_has_none(index: Index) -> None:
    assert not [place for place, candidate in places(index).items() if place.period.end is None and candidate.lineage]


def test_a_lineage_goes_forward_and_ends_at_a_commune_of_today(index: Index) -> None:
    today = {(code, row.name) for code, rows in periods_by_code().items() for row in rows if row.period.end is None}
    for place, candidate in places(index).items():
        dates = [event.date for event in candidate.lineage]
        assert dates == sorted(dates), place
        if candidate.lineage:
            last = candidate.lineage[-1]
            assert (last.code, last.name) in today, place


def test_every_event_of_a_lineage_is_of_a_known_kind(index: Index) -> None:
    kinds = {event.kind for candidate in places(index).values() for event in candidate.lineage}
    assert kinds == {"10", "20", "21", "30", "31", "32", "33", "41", "50"}


def test_a_place_is_known_by_its_own_code_and_by_those_of_its_lineage_to_today(index: Index) -> None:
    for place, candidate in places(index).items():
        if place.kind == "PAYS":
            continue
        assert place.code in place.later_codes, place
        if candidate.lineage:
            last = {event.code for event in candidate.lineage if event.date == candidate.lineage[-1].date}
            assert last & place.later_codes, place
