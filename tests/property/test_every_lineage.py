"""The lineage of every birth place leads from its end to communes of today, day after day."""

from tests.property.known import compiled_answers, periods_by_code
from transcogage.resolution.index import Index
from transcogage.resolution.model import Birthplace


def places(index: Index) -> set[Birthplace]:
    return {candidate.place for _, _, span in compiled_answers(index) for candidate in span.candidates}


def test_a_place_that_ended_has_a_lineage_that_starts_on_its_last_day(index: Index) -> None:
    for place in places(index):
        if place.kind == "COM" and place.period.end is not None:
            assert place.lineage, place
            assert place.lineage[0].date == place.period.end, place


def test_a_place_that_still_is_what_it_was_has_none(index: Index) -> None:
    assert not [place for place in places(index) if place.period.end is None and place.lineage]


def test_a_lineage_goes_forward_and_ends_at_a_commune_of_today(index: Index) -> None:
    today = {(code, row.name) for code, rows in periods_by_code().items() for row in rows if row.period.end is None}
    for place in places(index):
        dates = [event.date for event in place.lineage]
        assert dates == sorted(dates), place
        if place.lineage:
            last = place.lineage[-1]
            assert (last.code, last.name) in today, place


def test_every_event_of_a_lineage_is_of_a_known_kind(index: Index) -> None:
    kinds = {event.kind for place in places(index) for event in place.lineage}
    assert kinds == {"10", "20", "21", "30", "31", "32", "33", "41", "50"}


def test_a_place_is_known_by_its_own_code_and_by_those_of_its_lineage_to_today(index: Index) -> None:
    for place in places(index):
        if place.kind == "PAYS":
            continue
        assert place.code in place.later_codes, place
        if place.lineage:
            last = {event.code for event in place.lineage if event.date == place.lineage[-1].date}
            assert last & place.later_codes, place
