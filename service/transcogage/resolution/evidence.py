"""What a question says beside the name, weighed: the department, the postal code, the current code.

Each piece can be wrong. Those that agree strengthen each other; one that is of another place than the rest forbids
assurance: the places it points to are candidates too, and a warning names it (domain.md sections 7.1, 7.2 and 7.3).
"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from transcogage.resolution import policy
from transcogage.resolution.departments import ABROAD, OVERSEAS_GROUPS, department_of, find_department
from transcogage.resolution.index import NameIndex
from transcogage.resolution.matching import Match, during, merge, one_letter_away
from transcogage.resolution.model import NATIONWIDE, Birthplace, Candidate, NoteCode, Period, Query, Relation
from transcogage.resolution.names import key, plain_words
from transcogage.resolution.place_pieces import FRANCE_IS_CALLED
from transcogage.resolution.registry import (
    CORSICA,
    CORSICAN_DEPARTMENTS,
    LYON,
    MARSEILLE,
    MARSEILLE_BY_ARRONDISSEMENT_FROM,
    PARIS,
)

_NEVER_WRITTEN = frozenset({PARIS.code, LYON.code})
"""Births there are written by arrondissement (domain.md sections 3.3 and 3.4); in Marseille, since 2001 (3.5)."""


def or_elsewhere(index: NameIndex, match: Match, names: Iterable[str], asked: str, period: Period) -> Match:
    """When nobody bears the name to the letter in the department given: an official name elsewhere, for the department
    may be the piece that is wrong. Both weigh by their births. `names`: what is written, as it can be read; the first
    that somebody bears elsewhere is meant; `asked`: the key of the first.
    """
    everywhere = index.names[NATIONWIDE]
    here = {candidate.place.code for candidate in match.candidates}
    for rank, name in enumerate(names):
        bearers = during(everywhere.spans(key(name) if rank else asked), period).candidates
        if bearers:
            break
    else:
        return match
    elsewhere = [
        candidate._replace(relation=Relation.OTHER_DEPARTMENT)
        for candidate in bearers
        if candidate.place.code not in here and (not here or candidate.relation in policy.OFFICIAL)
    ]
    if not elsewhere:
        return match
    if not here:
        met = frozenset({NoteCode.WRONG_DEPARTMENT})
        return Match(rescaled(elsewhere, policy.WRONG_DEPARTMENT_TRUST), exact=True, met=met, name=name)
    births_here = match.prior * _births(match.candidates, period)
    births_elsewhere = policy.WRONG_DEPARTMENT * _births(elsewhere, period)
    share = births_here / (births_here + births_elsewhere)
    return match._replace(candidates=merge([(match.candidates, share), (elsewhere, 1 - share)]))


def or_nearer_elsewhere(index: NameIndex, match: Match, names: Iterable[str], period: Period) -> Match:
    """When nobody in France bears the name to the letter: an official name elsewhere that is a letter away, when what
    was found in the department given is farther. "Toulouze" in Gers is rather Toulouse, with a wrong department, than
    Toujouse. Of a village, hardly: the name is rather that of a town abroad ("Casablanca", and Casabianda).
    """
    prior = policy.MISSPELT_PRIOR[1]
    if match.candidates and match.prior >= prior:
        return match
    here = {candidate.place.code for candidate in match.candidates}
    found = one_letter_away(index.names[NATIONWIDE], names, period)
    elsewhere = [each._replace(relation=Relation.OTHER_DEPARTMENT) for each in found if each.place.code not in here]
    if not any(each.place.population >= policy.KNOWN_ELSEWHERE for each in elsewhere):
        return match
    met = match.met | {NoteCode.SIMILAR_NAME}
    if not here:
        trust = policy.WRONG_DEPARTMENT_TRUST * policy.MISSPELT_TRUST[1]
        return Match(rescaled(elsewhere, trust), exact=False, met=met | {NoteCode.WRONG_DEPARTMENT})
    births_here = match.prior * _births(match.candidates, period)
    births_elsewhere = policy.WRONG_DEPARTMENT * prior * _births(elsewhere, period)
    share = births_here / (births_here + births_elsewhere)
    return match._replace(candidates=merge([(match.candidates, share), (elsewhere, 1 - share)]), met=met)


def or_commune_needed(index: NameIndex, match: Match, names: Sequence[str], query: Query) -> Match:
    """Nothing is like the name of the whole country, that no commune bears; nor that of a department, unless it is like
    one in the department given. The commune is to be given, or the country when the birth is said to be abroad
    (domain.md section 7.6).
    """
    if any(during(index.names[NATIONWIDE].spans(key(name)), query.period).candidates for name in names):
        return match
    is_here = query.department is not None and any(
        each.relation is not Relation.OTHER_DEPARTMENT for each in match.candidates
    )
    for name in names:
        department = None if is_here else find_department(name)
        if department == ABROAD:
            return Match((), exact=False, met=frozenset({NoteCode.ABROAD}))
        if department is not None or plain_words(name) in FRANCE_IS_CALLED:
            return Match((), exact=False, met=frozenset({NoteCode.COMMUNE_NEEDED}))
    return match


def in_overseas_group(match: Match, group: str) -> Match:
    """Only the candidates overseas when the department is written 97 or 98, if there is one."""
    departments = set(OVERSEAS_GROUPS[group])
    kept = [
        candidate
        for candidate in match.candidates
        if departments & set(map(department_of, (candidate.place.code, *candidate.place.later_codes)))
    ]
    if kept or not match.candidates:
        return match._replace(candidates=rescaled(kept, 1.0))
    return match._replace(met=match.met | {NoteCode.WRONG_DEPARTMENT})


def both_departments(first: Match, second: Match, period: Period) -> Match:
    """The name in the department given, and in the one that is written with it: they agree on the places that both
    know as theirs.
    """
    if _codes_there(first) & _codes_there(second):
        return first._replace(met=first.met | (second.met & {NoteCode.WRONG_DEPARTMENT}))
    met = first.met | second.met | {NoteCode.WRONG_DEPARTMENT}
    weights = [(match.candidates, _births(match.candidates, period)) for match in (first, second)]
    whole = sum(weight for _, weight in weights) or 1.0
    candidates = merge([(found, weight / whole) for found, weight in weights])
    return first._replace(candidates=candidates, exact=True, met=met)


def _codes_there(match: Match) -> set[str]:
    return {each.place.code for each in match.candidates if each.relation is not Relation.OTHER_DEPARTMENT}


class Hint(NamedTuple):
    """A code given or written beside a name. `of_the_address`: by API Adresse; written with the name, it is that of the
    name.
    """

    code: str
    is_postal: bool
    of_the_address: bool


class Elsewhere(NamedTuple):
    """The places, all or none, that a code points to against the rest, and what they share."""

    candidates: tuple[Candidate, ...]
    share: float


def with_hints(index: NameIndex, match: Match, hints: Iterable[Hint], asked: str, period: Period) -> Match:
    """The current code excludes other communes; the postal code too, but inside one commune it only weighs, for it is
    the address's and not the birth's. A code of another place than the name's is weighed against it, whatever the other
    codes say. Doubts on the name stay; so does the department's, when the name is rather that of a place elsewhere.
    """
    named, elsewhere = match.candidates, list[Elsewhere]()
    if named and _is_elsewhere(named[0]):
        match = match._replace(met=match.met | {NoteCode.WRONG_DEPARTMENT})
    for hint in hints:
        kept = _agreeing(index, named, hint)
        if kept:
            left = {candidate.place.code for candidate in match.candidates}
            both = tuple([candidate for candidate in kept if candidate.place.code in left])
            match = _kept(match._replace(confirmed=match.confirmed or not hint.is_postal), both or kept)
            continue
        pointed = _pointed(index, hint, asked, period)
        elsewhere.append(pointed)
        known = bool(pointed.candidates) or _is_known(index, named, hint)
        match = match._replace(met=match.met | {(_CONTRADICTORY if known else _IGNORED)[hint.is_postal]})
    return _or_where_codes_say(match, elsewhere)


_CONTRADICTORY = (NoteCode.WRONG_CURRENT_CODE, NoteCode.WRONG_POSTAL_CODE)
_IGNORED = (NoteCode.CURRENT_CODE_IGNORED, NoteCode.POSTAL_CODE_IGNORED)


def _agreeing(index: NameIndex, candidates: Sequence[Candidate], hint: Hint) -> tuple[Candidate, ...]:
    """The candidates that a code leaves possible, weighed by it; none when it is no candidate's. The code of the part
    named is as good as that of its commune.
    """
    if hint.is_postal:
        return _weighed_by_postal_code(candidates, hint.code, hint.of_the_address)
    code = index.extension_codes.get(hint.code, hint.code)
    return tuple([each for each in candidates if code in each.place.later_codes or code == each.part_code])


def _pointed(index: NameIndex, hint: Hint, asked: str, period: Period) -> Elsewhere:
    """The places that a code points to: those of the same name in other departments, else all."""
    bearers = during(index.names[NATIONWIDE].spans(asked), period).candidates
    code = index.extension_codes.get(hint.code, hint.code)
    same_name = [
        each for each in bearers if code in (each.place.postal_codes if hint.is_postal else each.place.later_codes)
    ]
    if same_name:
        return Elsewhere(rescaled(same_name, 1.0), policy.EQUAL_SHARE)
    places = _places_of_postal_code(index, code, period) if hint.is_postal else _places_of_code(index, code, period)
    return Elsewhere(places, policy.CONTRADICTED_SHARE)


def _or_where_codes_say(match: Match, elsewhere: Sequence[Elsewhere]) -> Match:
    """The candidates, and the places that codes point to instead. Two codes that agree weigh as much as the name and
    the department.
    """
    groups = [one for one in elsewhere if one.candidates]
    if not groups:
        return match
    codes = [{candidate.place.code for candidate in one.candidates} for one in groups]
    agree = any(first & second for first, second in combinations(codes, 2))
    share = policy.EQUAL_SHARE if agree else min(sum(one.share for one in groups), policy.EQUAL_SHARE)
    shares = sum(one.share for one in groups)
    weighed = [(one.candidates, share * one.share / shares) for one in groups]
    return match._replace(candidates=merge([(match.candidates, 1 - share), *weighed]))


def places_of_code(
    index: NameIndex, code: str, period: Period, *, may_be_postal: bool, department: str | None
) -> Match:
    """What a code that is written alone stands for: five figures may be INSEE's of one place and the postal code of
    another, the likelier when INSEE's was not in force. Those of the department given are meant; without any, it is
    contradicted.
    """
    of_insee = _places_of_code(index, code, period)
    of_post = _places_of_postal_code(index, code, period) if may_be_postal else ()
    then = any(each.place.code == code for each in of_insee)
    share = policy.EQUAL_SHARE if then else policy.CODE_OF_ANOTHER_TIME
    groups = [(found, weight) for found, weight in ((of_insee, share), (of_post, 1 - share)) if found]
    found = merge(groups)
    there = [each for each in found if department in _departments_of(each)]
    if department is None or department in OVERSEAS_GROUPS or not found:
        return Match(rescaled(found, 1.0), exact=False)
    met = frozenset() if there else frozenset({NoteCode.WRONG_DEPARTMENT})
    return Match(rescaled(there or found, 1.0), exact=False, met=met)


def _departments_of(candidate: Candidate) -> set[str]:
    """Of its place, then and since; Corsica's number too."""
    found = set(map(department_of, (candidate.place.code, *candidate.place.later_codes)))
    return found | {CORSICA} if found & CORSICAN_DEPARTMENTS else found


def _places_of_code(index: NameIndex, code: str, period: Period) -> tuple[Candidate, ...]:
    spans = index.spans_of(code)
    if spans is not None:
        return tuple(each._replace(relation=Relation.CURRENT_CODE) for each in during(spans, period).candidates)
    places = [place for place in index.places_of(code) if place.period.overlaps(period)]
    return tuple(Candidate(place, 1.0, Relation.CURRENT_CODE) for place in places[:1])


def _places_of_postal_code(index: NameIndex, postal_code: str, period: Period) -> tuple[Candidate, ...]:
    then = [
        Candidate(place, _births_of(place, period), Relation.POSTAL_CODE)
        for place in index.places_of_postal_code(postal_code)
        if place.period.overlaps(period) and not _is_written_by_parts(place, period)
    ]
    return rescaled(then[: policy.MOST_SUGGESTIONS], 1.0)


def _is_written_by_parts(place: Birthplace, period: Period) -> bool:
    assert period.start is not None
    since = place.code == MARSEILLE.code and period.start >= MARSEILLE_BY_ARRONDISSEMENT_FROM
    return since or place.code in _NEVER_WRITTEN


def _is_known(index: NameIndex, candidates: Sequence[Candidate], hint: Hint) -> bool:
    """Whether a code that points to no place of then says another place all the same: it is that of another time, or of
    another department.
    """
    if not hint.is_postal:
        return bool(index.places_of(hint.code))
    return any(index.places_of_postal_code(hint.code)) or not _is_in(candidates, hint.code)


def _is_in(candidates: Sequence[Candidate], postal_code: str) -> bool:
    """Whether a postal code that nobody knows is of the department of a candidate."""
    department = find_department(postal_code)
    return department is not None and any(
        department in map(department_of, (candidate.place.code, *candidate.place.later_codes))
        for candidate in candidates
    )


def total(candidates: Iterable[Candidate]) -> float:
    """The probability that one of them is meant."""
    return sum(candidate.score for candidate in candidates)


def _kept(match: Match, candidates: Sequence[Candidate]) -> Match:
    """Only these candidates; when a department is contradicted, the others too, though unlikely. A name that is not
    official stays doubtful, unless a code confirms it.
    """
    known = total(match.candidates)
    is_sure = match.exact and (match.confirmed or known > policy.UNOFFICIAL_TRUST + policy.ROUNDING)
    whole = 1.0 if is_sure else known
    kept = rescaled(candidates, whole)
    if NoteCode.WRONG_DEPARTMENT in match.met or any(map(_is_elsewhere, kept)):
        codes = {candidate.place.code for candidate in kept}
        others = [candidate for candidate in match.candidates if candidate.place.code not in codes]
        if others:
            share = min(policy.CONTRADICTED_SHARE, total(others))
            kept = merge([(kept, 1 - share), (rescaled(others, whole), share)])
    return match._replace(candidates=kept)


def _is_elsewhere(candidate: Candidate) -> bool:
    return candidate.relation is Relation.OTHER_DEPARTMENT


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


def rescaled(candidates: Sequence[Candidate], whole: float) -> tuple[Candidate, ...]:
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
