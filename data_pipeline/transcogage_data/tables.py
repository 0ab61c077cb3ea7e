"""The rows of the built database, table by table, in the column order of `schema.sql`."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from transcogage.database.packed import pack_events, pack_place, pack_spans
from transcogage.resolution.model import Birthplace, PlaceEvent, PlaceName
from transcogage.resolution.names import key
from transcogage.resolution.typed_names import (
    LaterName,
    Presence,
    RowLists,
    in_order,
    later_names,
    presences,
    proposals,
    row_lists,
    whole_names,
)
from transcogage_data.chronicle import Chronicle
from transcogage_data.compile import CompiledAnswer, compile_answers, compile_code_answers
from transcogage_data.countries import country_names, ground_spans
from transcogage_data.country_tables import declared_history, declared_names
from transcogage_data.everyday_names import everyday_names
from transcogage_data.history import Entity, NamedPeriod
from transcogage_data.lineage import Lineages
from transcogage_data.registry_rules import births_in_french_algeria
from transcogage_data.results import Row, birthplace, result_rows

Progress = Callable[[float], None]
"""What is called, now and then, with the share of the work that is done, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Tables:
    """`rows`: table -> its rows. `counts`: what the database says it holds, by name."""

    rows: dict[str, list[Row]]
    counts: dict[str, int]


def compiled_tables(chronicle: Chronicle, progress: Progress = lambda _share: None) -> Tables:
    """Every table's rows. `progress` is called with the share of the answers, most of the work, that are compiled."""
    answers = list(_followed(compile_answers(chronicle), len(chronicle.reference.departments), progress))
    code_answers = list(compile_code_answers(chronicle))
    known = _known_places(chronicle, [*answers, *code_answers])
    typed = proposals(known)
    everyday: dict[str, list[str]] = defaultdict(list)
    for name in everyday_names():
        everyday[name.code].append(name.name)
    whole = whole_names(typed, everyday)
    places = list(dict.fromkeys([*in_order(typed), *known]))
    events = list(_events(chronicle))
    numbers = {_named(place): number for number, place in enumerate(places)}
    codes = [place.code for place in places]
    facts = chronicle.reference
    history = declared_history()
    names = groupby(answers, key=lambda answer: (answer.department, answer.key))
    rows: dict[str, list[Row]] = {
        "packed_places": [(number, key(place.name), pack_place(place)) for number, place in enumerate(places)],
        "places_by_code": [(_numbers(sorted(numbers.values(), key=codes.__getitem__)),)],
        "packed_names": [(*name, _packed_spans(spans, numbers)) for name, spans in names],
        "packed_codes": list(_codes(code_answers, events, numbers)),
        "typed": list(_typed(row_lists(typed))),
        "typed_names": [("\n".join(key for key, _ in whole), _numbers(row for _, row in whole))],
        "typed_presences": [_columns(presences(typed), Presence._fields)],
        "typed_later": [_columns(later_names(typed), LaterName._fields)],
        "results": list(result_rows(answers)),
        "country_names": [
            (name.key, name.name, name.kind, name.ground, name.period.start, name.period.end)
            for name in country_names(facts.countries, history, declared_names())
        ],
        "countries": [
            (span.ground, span.code, span.name, span.period.start, span.period.end)
            for span in ground_spans(facts.countries, history)
        ],
        "departments": list(facts.departments.items()),
        "extension_codes": list(facts.extension_codes.items()),
    }
    counts = {name: len(rows[name]) for name in ("results", "countries", "departments", "extension_codes")}
    counts |= {
        "places": len(places),
        "answers": sum(len(answer.candidates) for answer in answers),
        "code_answers": sum(len(answer.candidates) for answer in code_answers),
        "events": len(events),
        "lineage": sum(len(place.lineage) for place in places),
    }
    return Tables(rows, counts)


def _followed(answers: Iterable[CompiledAnswer], departments: int, progress: Progress) -> Iterator[CompiledAnswer]:
    """The same answers, the share of the departments begun being reported: they come one department after the other."""
    seen: set[str] = set()
    for answer in answers:
        if answer.department not in seen:
            seen.add(answer.department)
            progress(min(len(seen) / departments, 1))
        yield answer


def _known_places(chronicle: Chronicle, answers: Iterable[CompiledAnswer]) -> list[Birthplace]:
    """The places of the reference and those that answers name."""
    lineages = Lineages(chronicle)
    named = dict.fromkeys(chronicle.reference.periods)
    named |= dict.fromkeys(candidate.place for answer in answers for candidate in answer.candidates)
    named |= dict.fromkeys(place for _, _, _, _, place in births_in_french_algeria())
    return [
        birthplace(place)._replace(
            later_codes=lineages.later_codes(place),
            postal_codes=lineages.postal_codes(place),
            population=chronicle.population(place),
            lineage=tuple(lineages.events(place)),
        )
        for place in named
    ]


def _named(place: Birthplace) -> NamedPeriod:
    return NamedPeriod(Entity(place.kind, place.code), place.name, place.period)


def _packed_spans(answers: Iterable[CompiledAnswer], numbers: dict[NamedPeriod, int]) -> str:
    return pack_spans(
        (
            answer.period,
            [(numbers[found.place], found.score, str(found.relation), found.part_code) for found in answer.candidates],
        )
        for answer in answers
    )


def _codes(
    answers: Iterable[CompiledAnswer],
    events: Iterable[PlaceEvent],
    numbers: dict[NamedPeriod, int],
) -> Iterator[Row]:
    spans = {code: _packed_spans(found, numbers) for code, found in groupby(answers, key=lambda answer: answer.key)}
    events_of: dict[str, list[PlaceEvent]] = defaultdict(list)
    for event in events:
        for code in {side.code for side in (event.before, event.after) if side is not None}:
            events_of[code].append(event)
    for code in sorted(spans.keys() | events_of.keys()):
        yield code, spans.get(code), pack_events(events_of[code]) if code in events_of else None


def _typed(lists: RowLists) -> Iterator[Row]:
    for kind, rows_of_value in zip(lists._fields, lists, strict=True):
        for value, rows in sorted(rows_of_value.items()):
            yield kind, value, _numbers(rows)


def _columns(rows: Sequence[tuple[int, ...]], fields: Sequence[str]) -> Row:
    """A row of which each member is a column."""
    return tuple([_numbers(row[number] for row in rows) for number in range(len(fields))])


def _numbers(numbers: Iterable[int]) -> bytes:
    return array("I", numbers).tobytes()


def _events(chronicle: Chronicle) -> Iterator[PlaceEvent]:
    """INSEE's events, oldest first, with the names on both sides."""
    for row in sorted(chronicle.reference.successions, key=lambda row: row.date):
        before, after = _side(chronicle, row.before, row.date, -1), _side(chronicle, row.after, row.date, 0)
        yield PlaceEvent(row.date, row.event, before, after)


def _side(chronicle: Chronicle, entity: Entity | None, day: date, offset: int) -> PlaceName | None:
    """Type, code and name of one side of an event: its name the day before, or that day."""
    if entity is None:
        return None
    row = chronicle.at(entity, day + timedelta(days=offset)) or chronicle.at(entity, day)
    return PlaceName(entity.kind, entity.code, row.name if row is not None else "")
