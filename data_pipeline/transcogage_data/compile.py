"""Compiles the answers: for every name and department, for every span of days, which birth places, how likely, why.

Nothing here depends on a request. For one name in one department, the days on which anything changes cut time in spans;
in each, the candidates stay the same. A name that several departments know, or that others go on from, also has
answers for the whole of France, under no department: what it means when none is given.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from transcogage.resolution.departments import department_of
from transcogage.resolution.model import NATIONWIDE, Period, Relation
from transcogage.resolution.policy import HOSPITAL_BIRTHS_FROM
from transcogage.resolution.registry import divided_city
from transcogage.resolution.similar import NameList
from transcogage_data.chronicle import Chronicle
from transcogage_data.history import Entity
from transcogage_data.namings import Naming, namings_by_code, namings_by_department
from transcogage_data.registry_rules import RULE_DATES, births_in_french_algeria, has_own_rule
from transcogage_data.scoring import CompiledCandidate, candidates_on
from transcogage_data.territories import BEGINNING

CODES = "codes"
"""What stands for the department where codes are asked instead of names."""


@dataclass(frozen=True, slots=True)
class CompiledAnswer:
    """For a name (`key`) given with `department`, during `period`: the candidates, best first."""

    department: str
    key: str
    period: Period
    candidates: tuple[CompiledCandidate, ...]


def compile_answers(chronicle: Chronicle) -> Iterator[CompiledAnswer]:
    """All answers, by department, key and time."""
    namings_there = namings_by_department(chronicle)
    everywhere: dict[str, list[Naming]] = defaultdict(list)
    departments: dict[str, int] = defaultdict(int)
    for (department, key), namings in namings_there.items():
        departments[key] += 1
        everywhere[key] += [naming for naming in namings if department_of(naming.code) == department]
    keys = NameList(everywhere)
    for key, namings in sorted(everywhere.items()):
        longer = [
            naming for name in keys.going_on_from(f"{key} ") for naming in everywhere[name] if naming.kind != "ARM"
        ]
        if departments[key] > 1 or longer:
            yield from _merge_equal(_answers(chronicle, NATIONWIDE, key, namings, longer))
    for (department, key), namings in sorted(namings_there.items()):
        codes = {naming.code for naming in namings}
        elsewhere = [naming for naming in everywhere[key] if naming.code not in codes]
        yield from _merge_equal(_answers(chronicle, department, key, namings, elsewhere))
    for department, key, period, country, place in births_in_french_algeria():
        candidate = CompiledCandidate(country, 1.0, Relation.REGISTRY_RULE, place.entity.code)
        yield CompiledAnswer(department, key, period, (candidate,))


def compile_code_answers(chronicle: Chronicle) -> Iterator[CompiledAnswer]:
    """What every code stands for, by code and time; a commune whose code always was its own is left out."""
    for code, namings in sorted(namings_by_code(chronicle).items()):
        if not _always_itself(chronicle, code, namings):
            yield from _merge_equal(_answers(chronicle, CODES, code, namings, []))


def _always_itself(chronicle: Chronicle, code: str, namings: list[Naming]) -> bool:
    """A commune that exists since before 1943, never held other ground than its own, and that no other ever held."""
    return (
        all(naming.kind == "COM" for naming in namings)
        and chronicle.territories.held_ever(code) == {code}
        and chronicle.territories.holders_ever(code) == {code}
        and divided_city(code) is None
    )


def _answers(
    chronicle: Chronicle, department: str, key: str, namings: list[Naming], rivals: list[Naming]
) -> Iterator[CompiledAnswer]:
    days = [BEGINNING, *sorted(_days_of_change(chronicle, [*namings, *rivals]))]
    for start, end in zip(days, [*days[1:], None], strict=True):
        candidates = candidates_on(chronicle, namings, start, rivals, nationwide=department == NATIONWIDE)
        if candidates:
            yield CompiledAnswer(department, key, Period(None if start == BEGINNING else start, end), candidates)


def _merge_equal(answers: Iterator[CompiledAnswer]) -> Iterator[CompiledAnswer]:
    """Joins spans that follow each other with the same candidates."""
    previous: CompiledAnswer | None = None
    for answer in answers:
        if previous and previous.candidates == answer.candidates and previous.period.end == answer.period.start:
            period = Period(previous.period.start, answer.period.end)
            previous = CompiledAnswer(answer.department, answer.key, period, answer.candidates)
            continue
        if previous:
            yield previous
        previous = answer
    if previous:
        yield previous


def _days_of_change(chronicle: Chronicle, namings: list[Naming]) -> set[date]:
    days = {day for naming in namings for day in (naming.period.start, naming.period.end) if day is not None}
    territories = {territory for naming in namings for territory in naming.ground | naming.former_ground}
    codes = {code for territory in territories for code in chronicle.territories.holders_ever(territory)}
    for territory in territories:
        days.update(chronicle.territories.days_of_change(territory))
    days |= chronicle.days_of_change(Entity("COM", code) for code in codes)
    if len(territories) > 1 or any(naming.kind == "ARM" for naming in namings):
        days.add(HOSPITAL_BIRTHS_FROM)
    if any(map(has_own_rule, codes | {naming.code for naming in namings})):
        days.update(RULE_DATES)
        days.add(HOSPITAL_BIRTHS_FROM)
        days |= chronicle.days_of_change(chronicle.all_arrondissements)
    return days
