"""A name -> the places it may mean, in a department or in the whole of France.

As it is; failing that, as it may be opened, simplified, completed or corrected. What else the question says is for
`evidence` to weigh.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from transcogage.resolution import policy
from transcogage.resolution.index import Names, Span
from transcogage.resolution.model import Candidate, NoteCode, Period, Relation
from transcogage.resolution.names import TRUNCATED_LENGTH, key, simplified_keys
from transcogage.resolution.place_text import WrittenPlace
from transcogage.resolution.similar import SimilarName, most_edits


class Match(NamedTuple):
    """What was found for a name: candidates, best first; whether to the letter; what there is to say of it.

    `prior`: how likely a place is called so, beside `policy.WRONG_DEPARTMENT`. `homonyms`: the name it stands for is
    that of several places. `name`: which of the names that what is written can be read as was found, when it is not the
    first. `confirmed`: by the code of the commune.
    """

    candidates: tuple[Candidate, ...]
    exact: bool
    met: frozenset[NoteCode] = frozenset()
    prior: float = 1.0
    homonyms: bool = False
    name: str | None = None
    confirmed: bool = False


NOTHING = Match((), exact=False)


SHORTEST_TRUNCATED = 20
"""Letters of a name that is cut at 30 characters, at least: signs and spaces are not all of it."""


def unchanged(spans: Sequence[Span], period: Period) -> tuple[Candidate, ...]:
    """The candidates of a name that stay the same over the span asked; none when they change, or nobody bears it."""
    first, last = _days(period)
    for span in spans:
        if span.start <= first and last <= span.end:
            return span.candidates
    return ()


def _days(period: Period) -> tuple[int, int]:
    """The first day asked and the day after the last, as spans count them."""
    assert period.start is not None
    assert period.end is not None
    return period.start.toordinal(), period.end.toordinal()


def during(spans: Sequence[Span], period: Period) -> Match:
    """The candidates of a name over the span asked; when it crosses a change, each counts for its days."""
    if not spans:
        return NOTHING
    if candidates := unchanged(spans, period):
        return Match(candidates, exact=True)
    first, last = _days(period)
    overlapping = [
        (span, min(span.end, last) - max(span.start, first)) for span in spans if span.start < last and first < span.end
    ]
    if not overlapping:
        return NOTHING
    days = sum(weight for _, weight in overlapping)
    merged = merge((span.candidates, weight / days) for span, weight in overlapping)
    crossed = len({span.candidates[0].place.code for span, _ in overlapping}) > 1
    met = frozenset({NoteCode.CHANGE_DURING_PERIOD}) if crossed else frozenset()
    return Match(merged, exact=True, met=met)


def merge(
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


def matching(names: Names, written: WrittenPlace, asked: str, period: Period) -> Match:
    """The places meant by what is written; `asked`: the key of its first name."""
    match = during(names.spans(asked), period)
    if match.candidates:
        return match
    for name in written.names[1:]:
        match = during(names.spans(key(name)), period)
        if match.candidates:
            return match._replace(name=name)
    return _not_to_the_letter(names, written, asked, period)


def _not_to_the_letter(names: Names, written: WrittenPlace, asked: str, period: Period) -> Match:
    """A name that nobody bore as written."""
    first = written.names[0]
    return (
        _first_known(names, written.opened, period)
        or _truncated(names, first, asked, period)
        or _begun(names, list(map(key, written.beginnings)), period)
        or _simplified(names, first, asked, period)
        or _misspelt(names, _keys_of(written, asked), period)
        or NOTHING
    )


def _keys_of(written: WrittenPlace, asked: str) -> list[str]:
    """The keys of all that is written as it can be read; `asked`: that of its first name."""
    return list(dict.fromkeys(filter(None, (asked, *map(key, (*written.names[1:], *written.opened))))))


def _first_known(names: Names, readings: Sequence[str], period: Period) -> Match | None:
    """The first of other readings that somebody bore; those after it are less faithful."""
    for reading in readings:
        candidates = during(names.spans(key(reading)), period).candidates
        found = _uncertain([(candidates, 1.0)], policy.OPENED_TRUST, policy.SIMPLIFIED_PRIOR, NoteCode.SIMPLIFIED_NAME)
        if found:
            return found._replace(name=reading)
    return None


def _begun(names: Names, beginnings: Sequence[str], period: Period) -> Match | None:
    """Names that go on from where one is cut at an initial."""
    groups = [
        (during(names.spans(name), period).candidates, 1.0)
        for beginning in beginnings
        for name in names.keys.going_on_from(beginning)
    ]
    return _uncertain(groups, policy.TRUNCATED_TRUST, policy.SIMPLIFIED_PRIOR, NoteCode.SIMPLIFIED_NAME)


def _simplified(names: Names, name: str, asked: str, period: Period) -> Match | None:
    groups = []
    for rank, simpler in enumerate(simplified_keys(name, asked)):
        candidates = during(names.spans(simpler), period).candidates
        if candidates:
            groups.append((candidates, policy.SIMPLIFIED_RANK_FACTOR**rank))
    return _uncertain(groups, policy.SIMPLIFIED_TRUST, policy.SIMPLIFIED_PRIOR, NoteCode.SIMPLIFIED_NAME)


def _truncated(names: Names, name: str, asked: str, period: Period) -> Match | None:
    """Registry files cut names at 30 characters: every known name that goes on from there is possible."""
    if len(name.strip()) < TRUNCATED_LENGTH - 1 or len(asked) < SHORTEST_TRUNCATED:
        return None
    groups = [(during(names.spans(longer), period).candidates, 1.0) for longer in names.keys.beginning_with(asked)]
    return _uncertain(groups, policy.TRUNCATED_TRUST, policy.SIMPLIFIED_PRIOR, NoteCode.SIMPLIFIED_NAME)


def _misspelt(names: Names, keys: Sequence[str], period: Period) -> Match | None:
    """Known names that differ by a few letters, by words too few or by words too many."""
    groups = []
    nearest, official = None, len(policy.MISSPELT_PRIOR) + 1
    for name in [similar for asked in keys for similar in _near(names, asked)]:
        candidates = during(names.spans(name.key), period).candidates
        if candidates:
            if nearest is None or name.edits < nearest.edits:
                nearest = name
            groups.append((candidates, policy.similar_weight(name.edits, candidates[0])))
            if policy.is_official(candidates):
                official = min(official, name.edits)
    if nearest is None:
        return None
    trust, prior = policy.MISSPELT_TRUST[nearest.edits], policy.MISSPELT_PRIOR[nearest.edits]
    if nearest.words and nearest.edits == policy.WORDS_MISSING_EDITS:
        prior = policy.WORDS_MISSING_PRIOR
    elif nearest.words:
        prior = policy.WORDS_ADDED_PRIOR
        trust = policy.WORDS_ADDED_TRUST if len(groups) == 1 else trust
    if nearest.edits < official:
        prior *= policy.WEIGHT[policy.Use.OTHER_TIME]
    return _uncertain(groups, trust, prior, NoteCode.SIMILAR_NAME, Relation.SIMILAR)


def one_letter_away(names: Names, readings: Iterable[str], period: Period) -> tuple[Candidate, ...]:
    """The places that have an official name a letter away, the best known first; nothing for a name so short that no
    second mistake would be forgiven: too many are a letter away.
    """
    groups = []
    for asked in dict.fromkeys(map(key, readings)):
        if most_edits(asked) == 1:
            continue
        for name in names.keys.similar_to(asked):
            candidates = during(names.spans(name.key), period).candidates if name.edits == 1 else ()
            if candidates and policy.is_official(candidates):
                groups.append((candidates, policy.similar_weight(name.edits, candidates[0])))
    whole = sum(weight for _, weight in groups)
    return merge((found, weight / whole) for found, weight in groups)


def _near(names: Names, asked: str) -> list[SimilarName]:
    return [*names.keys.similar_to(asked), *names.keys.with_other_words(asked)]


def _uncertain(
    groups: Sequence[tuple[Sequence[Candidate], float]],
    trust: float,
    prior: float,
    note: NoteCode,
    relation: Relation | None = None,
) -> Match | None:
    """Candidates of several possible readings, `trust` being the probability that the truth is among them."""
    total = sum(weight for candidates, weight in groups if candidates)
    if not total:
        return None
    merged = merge(((candidates, trust * weight / total) for candidates, weight in groups), relation)
    heaviest, _ = max(groups, key=lambda group: group[1])
    return Match(merged, False, frozenset({note}), prior, policy.has_homonyms(heaviest))
