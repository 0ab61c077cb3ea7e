"""A postal code or a current code that agrees with a candidate never makes it disappear, alone or together."""

from collections.abc import Iterator

import pytest

from tests.property.known import compiled_answers, day_in
from transcogage.resolution.index import Index
from transcogage.resolution.model import Candidate, NoteCode, Period, Query
from transcogage.resolution.resolver import resolve

IGNORED = {NoteCode.POSTAL_CODE_IGNORED, NoteCode.CURRENT_CODE_IGNORED}


def doubtful(index: Index) -> Iterator[tuple[str, str, Period, Candidate]]:
    """Every candidate of every answer that has several."""
    for department, key, span in compiled_answers(index):
        if len(span.candidates) > 1:
            for candidate in span.candidates:
                yield department, key, Period.of_day(day_in(span)), candidate


def faults(index: Index, query: Query, expected: Candidate) -> list[str]:
    """What is wrong with the answer to a question whose hints agree with a candidate."""
    answer = resolve(index, query)
    found = []
    if expected.place.code not in {candidate.place.code for candidate in answer.candidates}:
        found.append(f"{query} loses {expected.place.code}")
    if {note.code for note in answer.notes} & IGNORED:
        found.append(f"{query} is said to have no effect")
    if sum(candidate.score for candidate in answer.candidates) > 1 + 0.0001 * len(answer.candidates):
        found.append(f"{query} scores more than one")
    return found


def test_a_current_code_keeps_every_candidate_it_agrees_with(index: Index) -> None:
    wrong: list[str] = []
    for department, key, period, candidate in doubtful(index):
        for code in candidate.place.later_codes:
            wrong += faults(index, Query(key, period, department, None, code), candidate)
    assert wrong == []


@pytest.mark.parametrize("with_current_code", [False, True])
def test_a_postal_code_keeps_every_candidate_it_agrees_with(index: Index, with_current_code: bool) -> None:
    wrong: list[str] = []
    for department, key, period, candidate in doubtful(index):
        current_code = max(candidate.place.later_codes, default=None) if with_current_code else None
        for postal_code in candidate.place.postal_codes:
            wrong += faults(index, Query(key, period, department, postal_code, current_code), candidate)
    assert wrong == []
