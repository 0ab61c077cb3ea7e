"""What a question says beside the name, weighed: the department, the postal code, the current code.

Each piece can be wrong. Those that agree strengthen each other; one that is of another place than the rest forbids
assurance: the places it points to are candidates too, and a warning names it (domain.md section 7).
"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from transcogage.resolution import policy
from transcogage.resolution.departments import OVERSEAS_GROUPS, department_of, find_department
from transcogage.resolution.index import NameIndex
from transcogage.resolution.matching import Match, during, merge
from transcogage.resolution.model import NATIONWIDE, Birthplace, Candidate, NoteCode, Period, Relation
from transcogage.resolution.names import key

OFFICIAL = frozenset(
    {
        Relation.NAME_AT_BIRTH,
        Relation.CURRENT_NAME,
        Relation.DELEGATED,
        Relation.ASSOCIATED,
        Relation.ARRONDISSEMENT,
        Relation.REGISTRY_RULE,
    }
)
"""Ways to be named that are an official name, of then or of today, to the letter."""


def or_elsewhere(index: NameIndex, match: Match, names: Iterable[str], period: Period) -> Match:
    """When nobody bears the name to the letter in the department given: an official name elsewhere, for the department
    may be the piece that is wrong. Both weigh by their births. `names`: what is written, as it can be read; the first
    that somebody bears elsewhere is meant.
    """
    here = {candidate.place.code for candidate in match.candidates}
    for name in names:
        bearers = during(index.names[NATIONWIDE].spans(key(name)), period).candidates
        if bearers:
            break
    else:
        return match
    elsewhere = [
        candidate._replace(relation=Relation.OTHER_DEPARTMENT)
        for candidate in bearers
        if candidate.place.code not in here and (not here or candidate.relation in OFFICIAL)
    ]
    if not elsewhere:
        return match
    if not here:
        met = frozenset({NoteCode.WRONG_DEPARTMENT})
        return Match(_rescaled(elsewhere, policy.WRONG_DEPARTMENT_TRUST), exact=True, met=met, name=name)
    births_here = match.prior * _births(match.candidates, period)
    births_elsewhere = policy.WRONG_DEPARTMENT * _births(elsewhere, period)
    share = births_here / (births_here + births_elsewhere)
    return match._replace(candidates=merge([(match.candidates, share), (elsewhere, 1 - share)]))


def in_overseas_group(match: Match, group: str) -> Match:
    """Only the candidates overseas when the department is written 97 or 98, if there is one."""
    departments = set(OVERSEAS_GROUPS[group])
    kept = [
        candidate
        for candidate in match.candidates
        if departments & set(map(department_of, (candidate.place.code, *candidate.place.later_codes)))
    ]
    if kept or not match.candidates:
        return match._replace(candidates=_rescaled(kept, 1.0))
    return match._replace(met=match.met | {NoteCode.WRONG_DEPARTMENT})


def both_departments(first: Match, second: Match) -> Match:
    """The name in the department given, and in the one that is written with it."""
    codes = {candidate.place.code for candidate in first.candidates}
    if codes & {candidate.place.code for candidate in second.candidates}:
        return first._replace(met=first.met | (second.met & {NoteCode.WRONG_DEPARTMENT}))
    met = first.met | second.met | {NoteCode.WRONG_DEPARTMENT}
    return first._replace(candidates=merge([(first.candidates, 0.5), (second.candidates, 0.5)]), exact=True, met=met)


class Elsewhere(NamedTuple):
    """The places, all or none, that a code points to against the rest, and what they share."""

    candidates: tuple[Candidate, ...]
    share: float


def with_current_code(
    index: NameIndex, match: Match, given: str, asked: str, period: Period, elsewhere: list[Elsewhere]
) -> Match:
    """The current code excludes other communes; it may be that of the part named. Doubts on the name stay. A place that
    it points to `elsewhere` is added there.
    """
    code = index.extension_codes.get(given, given)
    kept = [each for each in match.candidates if code in each.place.later_codes or code == each.part_code]
    if kept:
        return _kept(match, kept)._replace(confirmed=True)
    if not index.places_of(code):
        return match._replace(met=match.met | {NoteCode.CURRENT_CODE_IGNORED})
    same_name = [each for each in _nationwide(index, asked, period) if code in each.place.later_codes]
    elsewhere.append(
        Elsewhere(_rescaled(same_name, 1.0), policy.EQUAL_SHARE)
        if same_name
        else Elsewhere(_places_of_code(index, code, period), policy.CONTRADICTED_SHARE)
    )
    return match._replace(met=match.met | {NoteCode.WRONG_CURRENT_CODE})


def or_where_codes_say(match: Match, elsewhere: Sequence[Elsewhere]) -> Match:
    """The candidates, and the places that codes point to instead. Two codes that agree weigh as much as the name and
    the department.
    """
    groups = [one for one in elsewhere if one.candidates]
    codes = [{candidate.place.code for candidate in one.candidates} for one in groups]
    agree = any(first & second for first, second in combinations(codes, 2))
    share = policy.EQUAL_SHARE if agree else min(sum(one.share for one in groups), policy.EQUAL_SHARE)
    total = sum(one.share for one in groups)
    weighed = [(one.candidates, share * one.share / total) for one in groups]
    return match._replace(candidates=merge([(match.candidates, 1 - share), *weighed]))


def _nationwide(index: NameIndex, asked: str, period: Period) -> tuple[Candidate, ...]:
    return during(index.names[NATIONWIDE].spans(asked), period).candidates


def _places_of_code(index: NameIndex, code: str, period: Period) -> tuple[Candidate, ...]:
    spans = index.spans_of(code)
    if spans is not None:
        return tuple(each._replace(relation=Relation.CURRENT_CODE) for each in during(spans, period).candidates)
    places = [place for place in index.places_of(code) if place.period.overlaps(period)]
    return tuple(Candidate(place, 1.0, Relation.CURRENT_CODE) for place in places[:1])


def with_postal_code(  # noqa: PLR0913 - all that is said
    index: NameIndex,
    match: Match,
    postal_code: str,
    asked: str,
    period: Period,
    elsewhere: list[Elsewhere],
    *,
    of_the_address: bool,
) -> Match:
    """The postal code excludes other communes; inside one commune it only weighs, and only when it is `of_the_address`
    that API Adresse gave: written with the name, it is that of the name. Places that it points to `elsewhere` are added
    there.
    """
    weighed = _weighed_by_postal_code(match.candidates, postal_code, of_the_address)
    if weighed:
        return _kept(match, weighed)
    served = list(index.places_of_postal_code(postal_code))
    same_name = [each for each in _nationwide(index, asked, period) if postal_code in each.place.postal_codes]
    if same_name:
        elsewhere.append(Elsewhere(_rescaled(same_name, 1.0), policy.EQUAL_SHARE))
    elif not served and _is_in(match.candidates, postal_code):
        return match._replace(met=match.met | {NoteCode.POSTAL_CODE_IGNORED})
    else:
        then = [place for place in served if place.period.overlaps(period)][: policy.MOST_SUGGESTIONS]
        pointed = [Candidate(place, _births_of(place, period), Relation.POSTAL_CODE) for place in then]
        elsewhere.append(Elsewhere(_rescaled(pointed, 1.0), policy.CONTRADICTED_SHARE))
    return match._replace(met=match.met | {NoteCode.WRONG_POSTAL_CODE})


def _is_in(candidates: Sequence[Candidate], postal_code: str) -> bool:
    """Whether a postal code that nobody knows is of the department of a candidate."""
    department = find_department(postal_code)
    return department is not None and any(
        department in map(department_of, (candidate.place.code, *candidate.place.later_codes))
        for candidate in candidates
    )


def _kept(match: Match, candidates: Sequence[Candidate]) -> Match:
    """Only these candidates; when a department is contradicted, the others too, though unlikely."""
    whole = 1.0 if match.exact else sum(candidate.score for candidate in match.candidates)
    kept = _rescaled(candidates, whole)
    if NoteCode.WRONG_DEPARTMENT in match.met or any(each.relation is Relation.OTHER_DEPARTMENT for each in kept):
        codes = {candidate.place.code for candidate in kept}
        others = [candidate for candidate in match.candidates if candidate.place.code not in codes]
        if others:
            share = min(policy.CONTRADICTED_SHARE, sum(each.score for each in others))
            kept = merge([(kept, 1 - share), (_rescaled(others, whole), share)])
    return match._replace(candidates=kept)


def _weighed_by_postal_code(
    candidates: Sequence[Candidate], postal_code: str, of_the_address: bool
) -> tuple[Candidate, ...]:
    """The candidates that the postal code leaves possible, weighed by it; none when it is no candidate's."""
    there = [candidate for candidate in candidates if postal_code in candidate.place.postal_codes]
    communes = frozenset().union(*(candidate.place.later_codes for candidate in there if candidate.place.kind != "ARM"))
    others = [
        candidate for candidate in candidates if candidate not in there and candidate.place.later_codes & communes
    ]
    if not others or not of_the_address:
        return (*there, *others)
    total_there, total_others = sum(place.score for place in there), sum(place.score for place in others)
    of_the_seat = any(len(candidate.place.later_codes) == 1 for candidate in there)
    gain = policy.SEAT_POSTAL_CODE_FACTOR
    share = total_there * gain / (total_others + total_there * gain) if of_the_seat else policy.POSTAL_CODE_TRUST
    return tuple(
        [place._replace(score=place.score * share / total_there) for place in there]
        + [place._replace(score=place.score * (1 - share) / total_others) for place in others]
    )


def _rescaled(candidates: Sequence[Candidate], whole: float) -> tuple[Candidate, ...]:
    """The same candidates, with scores that sum to `whole`, best first."""
    factor = whole / sum(candidate.score for candidate in candidates) if candidates else 1.0
    alone = len(candidates) == 1
    rescaled = [
        candidate._replace(score=policy.shown_score(candidate.score * factor, alone)) for candidate in candidates
    ]
    return tuple(sorted(rescaled, key=lambda candidate: (-candidate.score, candidate.place.code)))


def _births(candidates: Sequence[Candidate], period: Period) -> float:
    return sum(_births_of(candidate.place, period) for candidate in candidates)


def _births_of(place: Birthplace, period: Period) -> float:
    assert period.start is not None
    return policy.births_weight(place.population, has_maternity=False, day=period.start)
