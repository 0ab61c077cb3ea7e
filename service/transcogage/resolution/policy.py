"""THE matching policy: what every way to be named weighs, and when an answer may be given.

Read as a table. A name asked can be the name at birth, as on an identity card, or today's, as from API Adresse: the
service never knows which, so both count (domain.md section 1.2). The figures come from real births; how, and with what
result, is in docs/design/calibration.md.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from itertools import combinations

from transcogage.resolution.model import Candidate, Relation, Status

ROUNDING = 0.005
"""Scores are written with four decimals: those of many places, together, may be this far from what they share."""

SMALLEST_SCORE, NO_DOUBT = 0.0001, 1.0
"""The score of what is possible, however unlikely; and of the only place that is."""

PROBABLE_FROM = 0.9
"""Score from which the best candidate is given as the answer."""


PROBABLE_NATIONWIDE_FROM = 0.92
"""The same when no department is given: of the births of the sample, asked by today's name, 0.20 % then get a wrong
code, against 0.35 % from 0.9; 81.7 % get one, against 82.6 %.
"""


class Use(StrEnum):
    """How a caller may come to use a name."""

    AT_BIRTH = "the commune's name at birth, as on an identity card"
    TODAY = "today's name of the commune or of a part of it, as from API Adresse; or of the part at birth"
    ARRONDISSEMENT = "an arrondissement, by its number"
    OTHER_TIME = "a name of another time: kept in a file, or remembered"
    POSTAL = "a label only La Poste knows, or an everyday name"
    FORMER_GROUND = "today's name of a commune that held the place for a time and gave it back"


WEIGHT = {
    Use.AT_BIRTH: 0.47,
    Use.TODAY: 0.53,
    Use.ARRONDISSEMENT: 1.0,
    Use.OTHER_TIME: 0.02,  # counts only when no other use is possible
    Use.POSTAL: 0.05,
    Use.FORMER_GROUND: 0.01,
}
"""How likely each use is. Those possible for a name share the probability; within one, places share it by their
births.
"""

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

WRONG_DEPARTMENT = 0.0027 / 96
"""How likely another department is given than that of the birth, and this one among them all: 4 of 1,504 published
records of deputies have a wrong one, for people give where they live.
"""

UNLIKELY = 0.0002
"""A place elsewhere that is less likely than this does not forbid to give a code: so many codes given may be wrong."""

SHORT_NAME_FACTOR = 0.03
"""What a name asked without the article, the brackets or the other half of the official one weighs, beside an exact
name.
"""

HOSPITAL_BIRTHS_FROM = date(1955, 1, 1)
"""Births at home until then, in maternity hospitals since (the middle of a change that took from 1945 to 1965)."""

OPENED_TRUST = 0.99
SIMPLIFIED_TRUST = 0.97
SIMPLIFIED_RANK_FACTOR = 0.5
TRUNCATED_TRUST = 0.98
MISSPELT_TRUST = {1: 0.97, 2: 0.85, 3: 0.6}
WORDS_ADDED_TRUST = 0.95
UNOFFICIAL_TRUST = 0.98
"""How likely the truth is among the candidates of a name that nobody bore as written: with its
abbreviations opened, simplified (and how much less
each further simplification weighs), cut at 30 characters, misspelt by 1, 2, 3 letters, with words added to the name of
one commune; or that is La Poste's or a short form."""

WORDS_MISSING_EDITS, WORDS_ADDED_EDITS = 1, 2
"""A name with words too few ("Miquelon") or too many ("Grenade sur Garonne") weighs as misspelt by that many
letters.
"""

SIMPLIFIED_PRIOR, WORDS_MISSING_PRIOR, WORDS_ADDED_PRIOR = 0.03, 3e-5, 1e-5
SHORTENED_PRIOR = 0.003
"""How likely a place is called by the beginning of its name, beside a place that has that name in full, when no
department is given: "Boulogne", a village, is rather Boulogne-Billancourt or Boulogne-sur-Mer.
"""

MISSPELT_PRIOR = {1: 3e-5, 2: 6e-7, 3: 1.2e-8}
"""How likely a place is called so, beside `WRONG_DEPARTMENT`: by a simplified or cut name, with words missing, with
these words added, misspelt by 1, 2, 3 letters. Of the letters: some 1 % of the records of the samples have a name that
is not their label's (175 beside 17,668), in one of some 300 ways; each further letter divides by 50, as `EDIT_FACTOR`.
So an official name elsewhere mostly comes before a name misspelt here; both are listed.
"""

WRONG_DEPARTMENT_TRUST = 0.95
"""How likely the truth is among the places of this name elsewhere, when the department given has none."""

KNOWN_ELSEWHERE = 7_000
"""Inhabitants of a place from which a name that is a letter away from its own, given with another department, may stand
for it: two mistakes are rare, and foreign towns look like villages.
"""

CONTRADICTED_SHARE = 0.05
"""What the places share that only a postal code or a current code points to, against the name and the department:
these are often those of the address, not of the birth.
"""

CODE_OF_ANOTHER_TIME = 0.05
"""What an INSEE code written alone weighs that was not in force then, beside the postal code of the same figures:
75020 was Châtillon until 1967, and is delivered in Paris.
"""

EQUAL_SHARE = 0.5
"""What each of two places has when as many pieces of the question point to it as to the other: nothing settles it."""

EDIT_FACTOR = 0.02
"""What each further letter of difference divides the weight of a similar name by."""

SIMILAR_SIZE_EXPONENT = 0.5
"""A misspelt name is more often that of a town: similar names weigh by their inhabitants to this power."""

POSTAL_CODE_TRUST = 0.95
"""How likely the birth is in a place whose own postal code is given, among places of the same commune today
(domain.md section 4.6).
"""

SEAT_POSTAL_CODE_FACTOR = 3.0
"""What the postal code of the seat adds to the places it serves: little, for it is also given for the whole commune."""

MOST_SUGGESTIONS = 20
"""How many places of other departments are suggested, at most."""


def births_weight(population: float, has_maternity: bool, day: date) -> float:
    """Relative number of births in a place of `population` inhabitants around `day`.

    At home, births follow the inhabitants; in hospitals, they gather in towns, above all those that have a maternity.
    """
    exponent = 0.85 if day < HOSPITAL_BIRTHS_FROM else 2.2
    return float(max(population, 5.0) ** exponent) * (3.2 if has_maternity else 1.0)


BIRTHS_BEHIND_AT_HOME, BIRTHS_BEHIND_IN_HOSPITAL = 2.0, 0.25
"""What is reckoned is worth so many births that were counted: fewer in hospitals, for which town has them is hardly
told by its inhabitants.
"""


def corrected_by_counts(expected: float, counted: float, day: date) -> float:
    """By what to multiply births reckoned where `counted` were seen, `expected` being as many as was to be expected."""
    behind = BIRTHS_BEHIND_AT_HOME if day < HOSPITAL_BIRTHS_FROM else BIRTHS_BEHIND_IN_HOSPITAL
    return (behind + counted) / (behind + expected)


CHIEF_SHARE, ABSORBED_SHARE = 0.8, 0.25
"""Of the population of a commune that had absorbed others before 2013: what its own ground holds, and what each
absorbed one holds, nothing else being known (only their ratio counts)."""


def shown_score(score: float, alone: bool) -> float:
    """A score in four decimals: a place that is possible never shows 0, and 1 means that no other is."""
    highest = NO_DOUBT if alone else NO_DOUBT - SMALLEST_SCORE
    return round(min(max(score, SMALLEST_SCORE), highest), 4)


def in_doubt(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The same candidates when something in the question forbids assurance: none scores 1."""
    return tuple([each._replace(score=shown_score(each.score, alone=False)) for each in candidates])


def similar_weight(edits: int, best: Candidate) -> float:
    """How much a similar name weighs beside others: by its edits, the size of its place, and how the name leads to
    it.
    """
    size = float(max(best.place.population, 50) ** SIMILAR_SIZE_EXPONENT)
    return EDIT_FACTOR**edits * size * use_weight(best)


def use_weight(best: Candidate) -> float:
    """What a way to be named weighs beside an official name, of then or of today."""
    if best.relation in (Relation.LATER_NAME, Relation.EARLIER_NAME, Relation.SHORT_NAME):
        return WEIGHT[Use.OTHER_TIME]
    return WEIGHT[Use.POSTAL] if best.relation in (Relation.POSTAL_LABEL, Relation.EVERYDAY_NAME) else 1.0


def is_official(candidates: Sequence[Candidate]) -> bool:
    """Whether what the candidates share is an official name to the letter: another leaves a doubt on all of them."""
    whole = sum(candidate.score for candidate in candidates)
    return candidates[0].relation in OFFICIAL and whole > UNOFFICIAL_TRUST + ROUNDING


def decide(
    candidates: Sequence[Candidate],
    exact: bool,
    *,
    contradicted: bool = False,
    nationwide: bool = False,
) -> Status:
    """The status of candidates given best first; `exact`: the name asked is one of theirs to the letter;
    `contradicted`: one piece of the question is of another place; `nationwide`: no department is given.

    `certain` only when no other place is possible, given every way to read the question (domain.md section 7.5): the
    score is then 1, and only then.

    Two communes that bore the name at the same time, where it is asked, are told apart by nothing in the question:
    ambiguous, however unequal (domain.md section 4.5). So are a place of the department given and one of another, and
    what a misspelt name may be in the whole of France.
    """
    if not candidates:
        return Status.NOT_FOUND
    if contradicted or (len(candidates) > 1 and _far_apart(candidates)):
        return Status.AMBIGUOUS
    if len(candidates) == 1 and exact and candidates[0].score == NO_DOUBT:
        return Status.CERTAIN
    if nationwide and candidates[0].relation is Relation.SIMILAR:
        return Status.AMBIGUOUS
    enough = PROBABLE_NATIONWIDE_FROM if nationwide else PROBABLE_FROM
    if candidates[0].score >= enough and not has_homonyms(candidates):
        return Status.PROBABLE
    return Status.AMBIGUOUS


def _far_apart(candidates: Sequence[Candidate]) -> bool:
    """One is in another department than that given, or some are in France and others countries."""
    relations = {candidate.relation for candidate in candidates}
    if Relation.COUNTRY in relations:
        return len(relations) > 1
    return Relation.OTHER_DEPARTMENT in relations and elsewhere_too(candidates)


def elsewhere_too(candidates: Sequence[Candidate]) -> bool:
    """A place of another department is not negligible."""
    return any(
        candidate.relation is Relation.OTHER_DEPARTMENT and candidate.score >= UNLIKELY for candidate in candidates
    )


def has_homonyms(candidates: Sequence[Candidate]) -> bool:
    """Whether two candidates bore the name, as the best one does, at the same time."""
    relation = candidates[0].relation
    if relation not in (Relation.NAME_AT_BIRTH, Relation.SHORT_NAME):
        return False
    bearers = [candidate.place.period for candidate in candidates if candidate.relation is relation]
    return any(first.overlaps(second) for first, second in combinations(bearers, 2))
