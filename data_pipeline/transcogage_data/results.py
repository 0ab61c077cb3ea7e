"""The compiled answers as flat rows, ready to be joined or published: what the resolver says of each, word for word."""

from collections.abc import Iterable, Iterator

from transcogage.resolution.answer import Answer
from transcogage.resolution.departments import department_of
from transcogage.resolution.model import FRANCE, NATIONWIDE, Birthplace, Candidate, Query
from transcogage.resolution.policy import decide
from transcogage.resolution.registry import ALGERIA
from transcogage.resolution.results import flat_result
from transcogage_data.compile import CompiledAnswer
from transcogage_data.history import NamedPeriod

Row = tuple[object, ...]


def result_rows(answers: Iterable[CompiledAnswer]) -> Iterator[Row]:
    """For each answer: department, key, start, end, then the members of `Result`."""
    for answer in answers:
        candidates = tuple(
            Candidate(birthplace(found.place), found.score, found.relation, found.part_code)
            for found in answer.candidates
        )
        asked = Query(answer.key, answer.period, None if answer.department == NATIONWIDE else answer.department)
        yield (
            answer.department,
            answer.key,
            answer.period.start,
            answer.period.end,
            *flat_result(
                Answer(asked, decide(candidates, exact=True, nationwide=asked.department is None), candidates)
            ),
        )


def birthplace(place: NamedPeriod) -> Birthplace:
    """A place of the reference, as the resolver knows it, without what only weighs or suggests."""
    code, kind = place.entity.code, place.entity.kind
    return Birthplace(code, kind, place.name, department_of(code), place.period, ALGERIA if kind == "PAYS" else FRANCE)
