"""Compiles the answers: for every name and department, for every span of days, which birth places, how likely, why.

Nothing here depends on a request. For one name in one department, the days on which anything changes cut time in spans;
in each, every naming contributes the places its ground belonged to, weighed by the policy.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from data_pipeline import former_territories
from data_pipeline.chronicle import Chronicle
from data_pipeline.history import Entity, NamedPeriod
from data_pipeline.names_index import POSTAL_LABEL, Naming, namings_by_department
from data_pipeline.registry_rules import (
    RULE_DATES,
    birth_places,
    place_period_day,
    places_of_arrondissement,
    places_of_name_at_birth,
)
from data_pipeline.territories import BEGINNING
from service.resolution.places import Period, Relation
from service.resolution.policy import HOSPITAL_BIRTHS_FROM, SHORT_NAME_FACTOR, WEIGHT, Use

Births = dict[Entity, float]
"""Birth places, with their relative numbers of births."""

PART_RELATION = {"COMD": Relation.DELEGATED, "COMA": Relation.ASSOCIATED}


@dataclass(frozen=True, slots=True)
class CompiledCandidate:
    """A birth place with its share of the probability. `part_code`: the delegated or associated commune named, if
    any.
    """

    place: NamedPeriod
    score: float
    relation: Relation
    part_code: str | None


@dataclass(frozen=True, slots=True)
class CompiledAnswer:
    """For a name (`key`) given with `department`, during `period`: the candidates, best first."""

    department: str
    key: str
    period: Period
    candidates: tuple[CompiledCandidate, ...]


def compile_answers(chronicle: Chronicle) -> Iterator[CompiledAnswer]:
    """All answers, by department, key and time."""
    for (department, key), namings in sorted(namings_by_department(chronicle).items()):
        yield from _merge_equal(_answers(chronicle, department, key, namings))
    for department, key, period, places in former_territories.births():
        score = round(1 / len(places), 4)
        candidates = tuple(CompiledCandidate(place, score, Relation.REGISTRY_RULE, None) for place in places)
        yield CompiledAnswer(department, key, period, candidates)


def _answers(chronicle: Chronicle, department: str, key: str, namings: list[Naming]) -> Iterator[CompiledAnswer]:
    days = [BEGINNING, *sorted(_days_of_change(chronicle, namings))]
    for start, end in zip(days, [*days[1:], None], strict=True):
        candidates = _candidates(chronicle, namings, start)
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
    if any(code[:2] in ("13", "69", "75", "97", "98") for code in codes | {naming.code for naming in namings}):
        days.update(RULE_DATES)
        days.add(HOSPITAL_BIRTHS_FROM)
        days |= chronicle.days_of_change(chronicle.all_arrondissements)
    return days


def _candidates(chronicle: Chronicle, namings: list[Naming], day: date) -> tuple[CompiledCandidate, ...]:
    weights: dict[tuple[Use, bool], dict[Entity, float]] = defaultdict(lambda: defaultdict(float))
    relations: dict[Entity, dict[Relation, float]] = defaultdict(lambda: defaultdict(float))
    parts: dict[Entity, str] = {}
    for naming in namings:
        for use, relation, births in _uses(chronicle, naming, day):
            for entity, count in births.items():
                weights[use, naming.short][entity] += count
                relations[entity][Relation.SHORT_NAME if naming.short else relation] += count * WEIGHT[use]
                if relation in PART_RELATION.values() and naming.code != entity.code:
                    parts[entity] = naming.code
    if any(births and use is not Use.OTHER_TIME for (use, _), births in weights.items()):
        weights = {key: births for key, births in weights.items() if key[0] is not Use.OTHER_TIME}
    scores: dict[Entity, float] = defaultdict(float)
    for (use, short), births in weights.items():
        total = sum(births.values())
        for entity, count in births.items():
            scores[entity] += WEIGHT[use] * (SHORT_NAME_FACTOR if short else 1.0) * count / total
    total = sum(scores.values())
    candidates = [
        CompiledCandidate(
            place=_place(chronicle, entity, day),
            score=round(score / total, 4),
            relation=_main_relation(entity, relations[entity]),
            part_code=parts.get(entity),
        )
        for entity, score in scores.items()
    ]
    return tuple(sorted(candidates, key=lambda candidate: (-candidate.score, candidate.place.entity.code)))


def _main_relation(entity: Entity, relations: dict[Relation, float]) -> Relation:
    """The name at birth explains best; else what weighs most."""
    if entity.kind == "ARM":
        return Relation.ARRONDISSEMENT
    if Relation.NAME_AT_BIRTH in relations:
        return Relation.NAME_AT_BIRTH
    return max(relations, key=lambda relation: relations[relation])


def _place(chronicle: Chronicle, entity: Entity, day: date) -> NamedPeriod:
    place = chronicle.at(entity, place_period_day(chronicle, entity, day))
    assert place is not None
    return place


def _uses(chronicle: Chronicle, naming: Naming, day: date) -> Iterator[tuple[Use, Relation, Births]]:
    """The ways a caller may mean birth places of `day` by this naming, each with the births of the places."""
    if naming.kind == "ARM":
        yield Use.ARRONDISSEMENT, Relation.ARRONDISSEMENT, places_of_arrondissement(chronicle, naming.code, day)
        return
    at_birth, today = day in naming.period, naming.period.end is None
    if naming.kind == "COM" and at_birth:
        ground = chronicle.territories.ground(naming.code, day)
        births = sum(chronicle.births(territory, day) for territory in ground)
        places = places_of_name_at_birth(chronicle, naming.code, day)
        yield Use.AT_BIRTH, Relation.NAME_AT_BIRTH, {entity: births * share for entity, share in places.items()}
    if naming.kind == POSTAL_LABEL:
        use = Use.POSTAL
    elif today or (at_birth and naming.kind in PART_RELATION):
        use = Use.TODAY
    else:
        use = Use.OTHER_TIME
    yield use, _relation_of_ground(naming, day), _births(chronicle, naming.ground, day)
    elsewhere = frozenset(
        territory
        for territory in naming.former_ground
        if naming.code not in chronicle.territories.holders(territory, day)
    )
    yield Use.FORMER_GROUND, Relation.EARLIER_NAME, _births(chronicle, elsewhere, day)


def _relation_of_ground(naming: Naming, day: date) -> Relation:
    if naming.kind == POSTAL_LABEL:
        return Relation.POSTAL_LABEL
    if naming.kind in PART_RELATION:
        return PART_RELATION[naming.kind]
    if naming.period.end is None:
        return Relation.CURRENT_NAME
    return Relation.LATER_NAME if day < (naming.period.start or BEGINNING) else Relation.EARLIER_NAME


def _births(chronicle: Chronicle, ground: frozenset[str], day: date) -> Births:
    """The birth places that held `ground` on `day`, with the births of what each held."""
    births: Births = defaultdict(float)
    for territory in sorted(ground):
        holders = chronicle.territories.holders(territory, day)
        for holder in holders:
            for entity, share in birth_places(chronicle, holder, day).items():
                births[entity] += chronicle.births(territory, day) * share / len(holders)
    return births
