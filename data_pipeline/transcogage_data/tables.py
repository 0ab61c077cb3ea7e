"""The rows of the built database, table by table, in the column order of `schema.sql`."""

from collections.abc import Iterator
from datetime import date, timedelta

from transcogage.resolution.names import key
from transcogage_data.chronicle import Chronicle
from transcogage_data.compile import CompiledAnswer, compile_answers, compile_code_answers
from transcogage_data.countries import country_names
from transcogage_data.history import Entity, NamedPeriod
from transcogage_data.lineage import Lineages
from transcogage_data.results import Row, birthplace, result_rows
from transcogage_data.scoring import CompiledCandidate


def rows_by_table(chronicle: Chronicle) -> dict[str, list[Row]]:
    """Every table's rows. Places are numbered in the order of the reference, then as answers name others."""
    ids = {row: number for number, row in enumerate(chronicle.reference.periods)}
    compiled = list(compile_answers(chronicle))
    answers = [
        (answer.department, answer.key, *_span(answer), *_ranked(rank, candidate, ids))
        for answer in compiled
        for rank, candidate in enumerate(answer.candidates)
    ]
    code_answers = [
        (answer.key, *_span(answer), *_ranked(rank, candidate, ids))
        for answer in compile_code_answers(chronicle)
        for rank, candidate in enumerate(answer.candidates)
    ]
    lineages = Lineages(chronicle)
    facts = chronicle.reference
    return {
        "places": [(number, *_place(chronicle, lineages, place)) for place, number in ids.items()],
        "lineage": [
            (number, position, event.date, event.kind, event.code, event.name)
            for place, number in ids.items()
            for position, event in enumerate(lineages.events(place))
        ],
        "answers": answers,
        "results": list(result_rows(compiled)),
        "code_answers": code_answers,
        "events": list(_events(chronicle)),
        "countries": [
            (name.asked, name.code, name.name, name.period.start, name.period.end)
            for name in country_names(facts.countries)
        ],
        "departments": list(facts.departments.items()),
        "extension_codes": list(facts.extension_codes.items()),
    }


def _span(answer: CompiledAnswer) -> Row:
    return answer.period.start, answer.period.end


def _ranked(rank: int, candidate: CompiledCandidate, ids: dict[NamedPeriod, int]) -> Row:
    place = ids.setdefault(candidate.place, len(ids))
    return rank, place, candidate.score, str(candidate.relation), candidate.part_code


def _place(chronicle: Chronicle, lineages: Lineages, place: NamedPeriod) -> Row:
    known = birthplace(place)
    return (
        known.code,
        known.kind,
        known.name,
        key(known.name),
        known.department,
        known.period.start,
        known.period.end,
        known.country,
        sorted(lineages.later_codes(place)),
        sorted(lineages.postal_codes(place)),
        chronicle.population(place),
    )


def _events(chronicle: Chronicle) -> Iterator[Row]:
    for row in chronicle.reference.successions:
        yield (
            row.date,
            row.event,
            *_side(chronicle, row.before, row.date, -1),
            *_side(chronicle, row.after, row.date, 0),
        )


def _side(chronicle: Chronicle, entity: Entity | None, day: date, offset: int) -> Row:
    """Type, code and name of one side of an event: its name the day before, or that day."""
    if entity is None:
        return None, None, None
    row = chronicle.at(entity, day + timedelta(days=offset)) or chronicle.at(entity, day)
    return entity.kind, entity.code, row.name if row is not None else None
