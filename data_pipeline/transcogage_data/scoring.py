"""The candidates of a name on a day: every naming gives its places a weight, by the policy; weights make scores."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from transcogage.resolution.model import Relation
from transcogage.resolution.policy import (
    SHORT_NAME_FACTOR,
    SHORTENED_PRIOR,
    UNLIKELY,
    UNOFFICIAL_TRUST,
    WEIGHT,
    WRONG_DEPARTMENT,
    Use,
    shown_score,
)
from transcogage_data.chronicle import Chronicle
from transcogage_data.history import Entity, NamedPeriod
from transcogage_data.namings import EVERYDAY_NAME, POSTAL_LABEL, Naming
from transcogage_data.registry_rules import (
    birth_places,
    place_period_day,
    places_of_arrondissement,
    places_of_name_at_birth,
)
from transcogage_data.territories import BEGINNING

Births = dict[Entity, float]
"""Birth places, with their relative numbers of births."""

PART_RELATION = {"COMD": Relation.DELEGATED, "COMA": Relation.ASSOCIATED}
UNOFFICIAL_RELATION = {POSTAL_LABEL: Relation.POSTAL_LABEL, EVERYDAY_NAME: Relation.EVERYDAY_NAME}


class CompiledCandidate(NamedTuple):
    """A birth place with its share of the probability. `part_code`: the delegated or associated commune named."""

    place: NamedPeriod
    score: float
    relation: Relation
    part_code: str | None


def candidates_on(
    chronicle: Chronicle, namings: list[Naming], day: date, rivals: list[Naming], nationwide: bool
) -> tuple[CompiledCandidate, ...]:
    """The birth places that the namings may mean on `day`, best first; scores sum to 1.

    `nationwide`: they are those of the whole of France, and `rivals` the names that go on from this one. Otherwise
    `rivals` are those of the same name in other departments than the one given, which may be wrong when no naming here
    is an official name of then or of today. A name that is no official one is never sure (domain.md section 7.5).
    """
    meanings = list(_meanings(chronicle, namings, day))
    candidates = found = _candidates(chronicle, meanings, day, by_births=nationwide)
    if nationwide:
        found = _beside(chronicle, meanings, found, day, _Rivals(rivals, SHORTENED_PRIOR, Relation.SHORT_NAME))
    elif not any(meaning.official_now for meaning in meanings):
        elsewhere = _Rivals(rivals, WRONG_DEPARTMENT, Relation.OTHER_DEPARTMENT)
        found = _beside(chronicle, meanings, found, day, elsewhere)
    if len(found) > len(candidates) or any(meaning.official for meaning in _that_count(meanings)):
        return found
    return tuple(
        candidate._replace(score=shown_score(candidate.score * UNOFFICIAL_TRUST, alone=False))
        for candidate in candidates
    )


class _Rivals(NamedTuple):
    """Names that may be meant instead, with the probability `prior`, and how they lead to a place then."""

    namings: list[Naming]
    prior: float
    relation: Relation


def _beside(
    chronicle: Chronicle,
    meanings: list["_Meaning"],
    candidates: tuple[CompiledCandidate, ...],
    day: date,
    rivals: _Rivals,
) -> tuple[CompiledCandidate, ...]:
    """The candidates, and beside them those of the rivals' official names, by their births."""
    others = [meaning for meaning in _meanings(chronicle, rivals.namings, day) if meaning.official_now]
    if not candidates or not others:
        return candidates
    here = sum(WEIGHT[meaning.use] * sum(meaning.births.values()) for meaning in meanings)
    there = rivals.prior * sum(sum(meaning.births.values()) for meaning in others)
    codes = {candidate.place.entity.code for candidate in candidates}
    weighed = [(candidate, here) for candidate in candidates]
    weighed += [
        (candidate._replace(relation=rivals.relation), there)
        for candidate in _candidates(chronicle, others, day, by_births=True, above=UNLIKELY * here / there)
        if candidate.place.entity.code not in codes
    ]
    if len(weighed) == len(candidates):
        return candidates
    whole = sum(candidate.score * weight for candidate, weight in weighed)
    return _best_first(
        candidate._replace(score=shown_score(candidate.score * weight / whole, alone=False))
        for candidate, weight in weighed
    )


def _candidates(
    chronicle: Chronicle, meanings: list["_Meaning"], day: date, by_births: bool, above: float = 0.0
) -> tuple[CompiledCandidate, ...]:
    """The birth places of the meanings, those whose score is `above` this, best first."""
    scores = _scores(meanings, by_births)
    meant = defaultdict(list)
    for meaning in meanings:
        for entity in meaning.births:
            meant[entity].append(meaning)
    shown = ((entity, shown_score(score, alone=len(scores) == 1)) for entity, score in scores.items())
    return _best_first(
        CompiledCandidate(
            place=_place(chronicle, entity, day),
            score=score,
            relation=_main_relation(entity, meant[entity]),
            part_code=_part_code(entity, meant[entity], day),
        )
        for entity, score in shown
        if score > above
    )


def _best_first(candidates: Iterable[CompiledCandidate]) -> tuple[CompiledCandidate, ...]:
    return tuple(sorted(candidates, key=lambda candidate: (-candidate.score, candidate.place.entity.code)))


class _Meaning(NamedTuple):
    """One way in which a naming is used for birth places of a day."""

    naming: Naming
    use: Use
    relation: Relation
    births: Births

    @property
    def official(self) -> bool:
        """The name is the official one, to the letter."""
        return not self.naming.short and self.naming.kind not in UNOFFICIAL_RELATION

    @property
    def official_now(self) -> bool:
        """The name is the official one, to the letter, at the birth or today."""
        return self.official and self.use in (Use.AT_BIRTH, Use.TODAY, Use.ARRONDISSEMENT)


def _that_count(meanings: list[_Meaning]) -> list[_Meaning]:
    """A name of another time counts only when no other use is possible."""
    return [meaning for meaning in meanings if meaning.use is not Use.OTHER_TIME] or meanings


def _scores(meanings: list[_Meaning], by_births: bool) -> dict[Entity, float]:
    """Uses share the probability by their weights; places share each use by their births. `by_births`: uses weigh by
    their births too, as they must where places are far from each other (in one department, many names of today are
    those of communes that hold the others).
    """
    by_use: dict[tuple[Use, bool], Births] = defaultdict(lambda: defaultdict(float))
    for meaning in _that_count(meanings):
        for entity, count in meaning.births.items():
            by_use[meaning.use, meaning.naming.short][entity] += count
    scores: dict[Entity, float] = defaultdict(float)
    for (use, short), births in by_use.items():
        weight = WEIGHT[use] * (SHORT_NAME_FACTOR if short else 1.0)
        weight /= 1.0 if by_births else sum(births.values())
        for entity, count in births.items():
            scores[entity] += weight * count
    total = sum(scores.values())
    return {entity: score / total for entity, score in scores.items()}


def _main_relation(entity: Entity, meanings: list[_Meaning]) -> Relation:
    """What explains a place best: an official name before others; the name at birth, then what weighs most."""
    if entity.kind == "ARM":
        return Relation.ARRONDISSEMENT
    official = any(meaning.official for meaning in meanings)
    weights: dict[Relation, float] = defaultdict(float)
    for meaning in meanings:
        if meaning.official == official:
            weights[meaning.relation] += meaning.births[entity] * WEIGHT[meaning.use]
    if Relation.NAME_AT_BIRTH in weights:
        return Relation.NAME_AT_BIRTH if official else Relation.SHORT_NAME
    return max(weights, key=lambda relation: weights[relation])


def _part_code(entity: Entity, meanings: list[_Meaning], day: date) -> str | None:
    """The delegated or associated commune that bore the name on the day, when the birth is not under its code."""
    for meaning in meanings:
        naming = meaning.naming
        if naming.kind in PART_RELATION and naming.code != entity.code and day in naming.period:
            return naming.code
    return None


def _place(chronicle: Chronicle, entity: Entity, day: date) -> NamedPeriod:
    place = chronicle.at(entity, place_period_day(chronicle, entity, day))
    assert place is not None
    return place


def _meanings(chronicle: Chronicle, namings: list[Naming], day: date) -> Iterator[_Meaning]:
    for naming in namings:
        for use, relation, births in _uses(chronicle, naming, day):
            if births:
                yield _Meaning(naming, use, relation, births)


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
    if naming.kind in UNOFFICIAL_RELATION:
        use = Use.POSTAL
    elif today or (at_birth and naming.kind in PART_RELATION):
        use = Use.TODAY
    else:
        use = Use.OTHER_TIME
    yield use, _relation_of_ground(naming, day), _births(chronicle, naming.ground, day)
    if not naming.former_ground:
        return
    elsewhere = frozenset(
        territory
        for territory in naming.former_ground
        if naming.code not in chronicle.territories.holders(territory, day)
    )
    yield Use.FORMER_GROUND, Relation.EARLIER_NAME, _births(chronicle, elsewhere, day)


def _relation_of_ground(naming: Naming, day: date) -> Relation:
    if naming.kind in UNOFFICIAL_RELATION:
        return UNOFFICIAL_RELATION[naming.kind]
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
