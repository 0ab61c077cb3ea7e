"""A query -> an answer, on an index. Nothing else: no web, no database, no clock.

The name is looked up as it is; failing that, simplified, completed, corrected; failing that, in other departments. What
API Adresse said (postal code, current code) then settles what it can, and the policy decides.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from transcogage.resolution import policy
from transcogage.resolution.answer import Answer
from transcogage.resolution.index import NameIndex, Names, Span
from transcogage.resolution.model import Candidate, NoteCode, Period, Query, Relation, Status
from transcogage.resolution.names import TRUNCATED_LENGTH, key, simplified_keys


class Match(NamedTuple):
    """What was found for a name: candidates, best first, whether to the letter, and what there is to say of it."""

    candidates: tuple[Candidate, ...]
    exact: bool
    met: frozenset[NoteCode] = frozenset()


NOTHING = Match((), exact=False)


def resolve(index: NameIndex, query: Query, asked: str | None = None) -> Answer:
    """The birth place code for `query`: how sure, why, and who else it could be. Never raises for a well-formed query.

    `asked`: the key of the name, for who has it already.
    """
    if asked is None:
        asked = key(query.name)
    names = index.names.get(query.department)
    match = _during(names.spans(asked), query.period) if names is not None else NOTHING
    if not match.candidates and names is not None:
        match = _not_to_the_letter(names, asked, query)
    if len(match.candidates) > 1 and (query.current_code or query.postal_code):
        match = _settle(index, match, query)
    if not match.candidates:
        return Answer(query, Status.NOT_FOUND, _elsewhere(index, asked, query), match.met)
    return Answer(query, policy.decide(match.candidates, match.exact), match.candidates, match.met)


def _during(spans: Sequence[Span], period: Period) -> Match:
    """The candidates of a name over the span asked; when it crosses a change, each counts for its days."""
    if not spans:
        return NOTHING
    assert period.start is not None
    assert period.end is not None
    first, last = period.start.toordinal(), period.end.toordinal()
    overlapping = []
    for span in spans:
        if span.start <= first and last <= span.end:
            return Match(span.candidates, exact=True)
        if span.start < last and first < span.end:
            overlapping.append((span, min(span.end, last) - max(span.start, first)))
    if not overlapping:
        return NOTHING
    days = sum(weight for _, weight in overlapping)
    merged = _merge((span.candidates, weight / days) for span, weight in overlapping)
    crossed = len({span.candidates[0].place.code for span, _ in overlapping}) > 1
    met = frozenset({NoteCode.CHANGE_DURING_PERIOD}) if crossed else frozenset()
    return Match(merged, exact=True, met=met)


def _merge(
    groups: Iterable[tuple[Sequence[Candidate], float]], relation: Relation | None = None
) -> tuple[Candidate, ...]:
    """One candidate a code, scores weighed and added; the heaviest form of each is kept, best first. `relation`: how
    the name leads to all of them, when it is not as each says.
    """
    found: dict[str, tuple[float, float, Candidate]] = {}
    for candidates, weight in groups:
        for candidate in candidates:
            code, score = candidate.place.code, candidate.score * weight
            total, heaviest, kept = found.get(code, (0.0, 0.0, candidate))
            if score > heaviest:
                heaviest, kept = score, candidate
            found[code] = (total + score, heaviest, kept)
    alone = len(found) == 1
    return tuple(
        [
            Candidate(kept.place, policy.shown_score(total, alone), relation or kept.relation, kept.part_code)
            for _, (total, _, kept) in sorted(found.items(), key=lambda item: (-item[1][0], item[0]))
        ]
    )


def _not_to_the_letter(names: Names, asked: str, query: Query) -> Match:
    """A name that nobody bore as written: cut at 30 characters, simplified, or misspelt."""
    if not asked:
        return NOTHING
    return (
        _truncated(names, asked, query) or _simplified(names, asked, query) or _misspelt(names, asked, query) or NOTHING
    )


def _simplified(names: Names, asked: str, query: Query) -> Match | None:
    groups = []
    for rank, simpler in enumerate(simplified_keys(query.name, asked)):
        candidates = _during(names.spans(simpler), query.period).candidates
        if candidates:
            groups.append((candidates, policy.SIMPLIFIED_RANK_FACTOR**rank))
    return _uncertain(groups, policy.SIMPLIFIED_TRUST, NoteCode.SIMPLIFIED_NAME)


def _truncated(names: Names, asked: str, query: Query) -> Match | None:
    """Registry files cut names at 30 characters: every known name that goes on from there is possible."""
    if len(query.name.strip()) < TRUNCATED_LENGTH - 1:
        return None
    groups = [(_during(names.spans(name), query.period).candidates, 1.0) for name in names.keys.beginning_with(asked)]
    return _uncertain(groups, policy.TRUNCATED_TRUST, NoteCode.SIMPLIFIED_NAME)


def _misspelt(names: Names, asked: str, query: Query) -> Match | None:
    """Known names that differ by a few letters, by words too few or by words too many."""
    groups = []
    fewest_edits = 0
    for name in [*names.keys.similar_to(asked), *names.keys.with_other_words(asked)]:
        candidates = _during(names.spans(name.key), query.period).candidates
        if candidates:
            fewest_edits = min(fewest_edits or name.edits, name.edits)
            groups.append((candidates, policy.similar_weight(name.edits, candidates[0])))
    trust = policy.MISSPELT_TRUST.get(fewest_edits, 1.0)
    return _uncertain(groups, trust, NoteCode.SIMILAR_NAME, Relation.SIMILAR)


def _uncertain(
    groups: Sequence[tuple[Sequence[Candidate], float]],
    trust: float,
    note: NoteCode,
    relation: Relation | None = None,
) -> Match | None:
    """Candidates of several possible readings, `trust` being the probability that the truth is among them."""
    total = sum(weight for candidates, weight in groups if candidates)
    if not total:
        return None
    merged = _merge(((candidates, trust * weight / total) for candidates, weight in groups), relation)
    return Match(merged, exact=False, met=frozenset({note}))


def _settle(index: NameIndex, match: Match, query: Query) -> Match:
    """What API Adresse said: the current code excludes other communes; the postal code too, but inside one commune only
    weighs, for it is the address's and not the birth's. Doubts on the name stay.
    """
    candidates, met = match.candidates, set(match.met)
    if query.current_code is not None:
        code = index.extension_codes.get(query.current_code, query.current_code)
        kept = tuple(candidate for candidate in candidates if code in candidate.place.later_codes)
        if not kept:
            met.add(NoteCode.CURRENT_CODE_IGNORED)
        candidates = kept or candidates
    if query.postal_code is not None:
        weighed = _weighed_by_postal_code(candidates, query.postal_code)
        if not weighed:
            met.add(NoteCode.POSTAL_CODE_IGNORED)
        candidates = weighed or candidates
    whole = sum(candidate.score for candidate in match.candidates)
    return Match(_rescaled(candidates, 1.0 if match.exact else whole), match.exact, frozenset(met))


def _weighed_by_postal_code(candidates: tuple[Candidate, ...], postal_code: str) -> tuple[Candidate, ...]:
    """The candidates that the postal code leaves possible, weighed by it; none when it is no candidate's."""
    there = [candidate for candidate in candidates if postal_code in candidate.place.postal_codes]
    communes = frozenset().union(*(candidate.place.later_codes for candidate in there if candidate.place.kind != "ARM"))
    others = [
        candidate for candidate in candidates if candidate not in there and candidate.place.later_codes & communes
    ]
    if not others:
        return tuple(there)
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
    factor = whole / sum(candidate.score for candidate in candidates)
    alone = len(candidates) == 1
    rescaled = [
        candidate._replace(score=policy.shown_score(candidate.score * factor, alone)) for candidate in candidates
    ]
    return tuple(sorted(rescaled, key=lambda candidate: (-candidate.score, candidate.place.code)))


def _elsewhere(index: NameIndex, asked: str, query: Query) -> tuple[Candidate, ...]:
    """The same name in other departments, as suggestions: their score is not a probability, so it is 0."""
    found: dict[str, Candidate] = {}
    for department in index.departments_of(asked):
        for candidate in _during(index.names[department].spans(asked), query.period).candidates:
            found.setdefault(candidate.place.code, candidate._replace(score=0.0, relation=Relation.OTHER_DEPARTMENT))
    return tuple(sorted(found.values(), key=lambda candidate: candidate.place.code)[: policy.MOST_SUGGESTIONS])
