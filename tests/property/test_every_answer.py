"""What holds for every compiled answer, whatever the name, the department and the day."""

from datetime import date
from itertools import pairwise

import pytest

from tests.property.known import compiled_answers, day_in, periods_by_code, used_out_of_its_period
from transcogage.resolution.index import Index
from transcogage.resolution.model import FRANCE, NATIONWIDE, Candidate, Period, Query, Relation, Status
from transcogage.resolution.policy import UNOFFICIAL_TRUST
from transcogage.resolution.resolver import resolve

ROUNDING = 0.0001
"""Scores are given to four decimals."""


def _question(key: str, day: date, department: str) -> Query:
    return Query(key, Period.of_day(day), None if department == NATIONWIDE else department)


def codes(candidates: tuple[Candidate, ...]) -> list[str]:
    return [candidate.place.code for candidate in candidates]


def test_answers_of_a_name_follow_each_other_without_overlap(index: Index) -> None:
    for department, names in index.names.items():
        for key in names:
            spans = names.spans(key)
            assert all(span.start < span.end for span in spans), (department, key)
            assert all(one.end <= other.start for one, other in pairwise(spans)), (department, key)


def test_candidates_come_best_first_once_each(index: Index) -> None:
    for department, key, span in compiled_answers(index):
        scores = [candidate.score for candidate in span.candidates]
        assert scores == sorted(scores, reverse=True), (department, key)
        assert len(set(codes(span.candidates))) == len(span.candidates), (department, key)


def test_scores_are_a_share_of_one_or_of_the_trust_in_a_name_that_is_not_official(index: Index) -> None:
    for department, key, span in compiled_answers(index):
        total = sum(candidate.score for candidate in span.candidates)
        rounding = ROUNDING * len(span.candidates)
        assert min(abs(total - 1), abs(total - UNOFFICIAL_TRUST)) <= rounding + 1e-9, (department, key)


def test_a_candidate_that_is_possible_has_a_score_above_zero(index: Index) -> None:
    impossible = [
        (department, key, candidate.place.code)
        for department, key, span in compiled_answers(index)
        for candidate in span.candidates
        if candidate.score <= 0
    ]
    assert impossible == []


def test_certain_is_one_place_under_an_official_name_and_only_certain_scores_one(index: Index) -> None:
    wrong = []
    for department, key, span in compiled_answers(index):
        answer = resolve(index, _question(key, day_in(span), department))
        if any(candidate.relation is Relation.COUNTRY for candidate in answer.candidates):
            continue  # Saint-Eustache is also an island abroad
        alone = len(span.candidates) == 1 and span.candidates[0].score == 1.0
        if (answer.status is Status.CERTAIN, answer.score == 1.0) != (alone, alone):
            wrong.append((department, key, answer.status.value, answer.score, codes(answer.candidates)))
    assert wrong == []


def test_a_code_is_given_only_when_certain_or_probable_and_is_the_best_candidate(index: Index) -> None:
    for department, key, span in compiled_answers(index):
        answer = resolve(index, _question(key, day_in(span), department))
        given = answer.status in (Status.CERTAIN, Status.PROBABLE) and answer.country == FRANCE
        assert answer.code == (codes(answer.candidates)[0] if given else None), (department, key)


def test_every_candidate_was_valid_that_day_registry_exceptions_apart(index: Index) -> None:
    periods = periods_by_code()
    invalid = set()
    for department, key, span in compiled_answers(index):
        day = day_in(span)
        for candidate in span.candidates:
            place = candidate.place
            if place.kind == "PAYS" or used_out_of_its_period(place.code, day):
                continue
            named = [row for row in periods[place.code] if day in row.period]
            if [row.name for row in named] != [place.name] or day not in place.period:
                invalid.add((department, key, str(day), place.code, place.name))
    assert invalid == set()


@pytest.mark.parametrize(
    ("prefixes", "first", "last"),
    [
        (("91", "92", "93", "94", "95"), date(1968, 1, 1), date.max),
        (("2A", "2B"), date(1976, 1, 1), date.max),
        (("20",), date.min, date(1975, 12, 31)),
        (("750", "752"), date.min, date(1967, 12, 31)),
        (("976",), date(2008, 1, 1), date.max),
        (("985",), date.min, date(2011, 3, 30)),
        (("97701", "97801"), date(2007, 2, 23), date.max),
        (("97123", "97127"), date.min, date(2007, 12, 31)),
        (("13055",), date.min, date(2000, 12, 31)),
        (("69123",), date.min, date(1930, 12, 31)),
        (("91352", "92352", "93352", "94352", "99352"), date.min, date(1962, 7, 4)),
    ],
)
def test_no_code_is_answered_outside_of_its_time(
    index: Index, prefixes: tuple[str, ...], first: date, last: date
) -> None:
    """Algeria apart, whose 91352 to 94352 look like today's departments 91 to 94."""
    found = [
        (department, key, span, candidate.place.code)
        for department, key, span in compiled_answers(index)
        for candidate in span.candidates
        if candidate.place.code.startswith(prefixes) and (candidate.place.kind == "PAYS") == ("99352" in prefixes)
    ]
    assert found
    for department, key, span, code in found:
        assert span.start >= first.toordinal(), (department, key, code)
        assert span.end <= last.toordinal() + 1, (department, key, code)


def test_marseille_is_coded_by_arrondissement_before_1998_only_when_one_is_named(index: Index) -> None:
    for department, key, span in compiled_answers(index):
        if span.start < date(1998, 1, 1).toordinal() and not key.startswith("marseille "):
            assert not [code for code in codes(span.candidates) if code.startswith("132")], (department, key)


def test_births_are_coded_by_communes_and_arrondissements(index: Index) -> None:
    kinds = {candidate.place.kind for _, _, span in compiled_answers(index) for candidate in span.candidates}
    assert kinds == {"COM", "ARM", "PAYS"}


def test_only_algeria_has_another_country_than_france(index: Index) -> None:
    for department, key, span in compiled_answers(index):
        for candidate in span.candidates:
            expected = "99352" if candidate.place.kind == "PAYS" else "99100"
            assert candidate.place.country == expected, (department, key)


def test_with_a_code_of_the_place_only_certain_scores_one(index: Index) -> None:
    """Names that are not official, which a code may make sure."""
    wrong = []
    for department, key, span in compiled_answers(index):
        place = span.candidates[0].place
        if len(span.candidates) > 1 or span.candidates[0].score == 1.0 or place.kind == "PAYS":
            continue
        question = _question(key, day_in(span), department)
        for hinted in (
            question._replace(current_code=min(place.later_codes)),
            question._replace(postal_code=min(place.postal_codes, default=None)),
        ):
            answer = resolve(index, hinted)
            if (answer.status is Status.CERTAIN) != (answer.score == 1.0):
                wrong.append((department, key, answer.status.value, answer.score))
    assert wrong == []


def test_a_name_that_is_not_official_is_never_sure(index: Index) -> None:
    """Without a department too: "Tampon" is Le Tampon, cut short."""
    unofficial = {Relation.SHORT_NAME, Relation.POSTAL_LABEL, Relation.EVERYDAY_NAME}
    sure = [
        (department, key)
        for department, key, span in compiled_answers(index)
        if span.candidates[0].score == 1.0 and span.candidates[0].relation in unofficial
    ]
    assert sure == []
