"""How the answers to a view compare with the truth, weighted by people."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from tests.evaluation.views import Question
from transcogage.resolution.answer import Answer
from transcogage.resolution.model import Query, Status

Resolver = Callable[[Query], Answer]

CONTRADICTIONS = frozenset({"CODE_COMMUNE_CONTRADICTOIRE", "CODE_POSTAL_CONTRADICTOIRE"})
"""The warnings of a hint that contradicts the name."""


class Missed(NamedTuple):
    """A question that does not get its code."""

    name: str
    year: str
    department: str
    truth: str
    status: str
    best: str


class Outcome(StrEnum):
    """What an answer is worth to the person who asked."""

    RIGHT = "juste"
    WRONG = "faux"
    LISTED = "ambigu, la vérité listée"
    NOT_LISTED = "ambigu, la vérité absente"
    NOT_FOUND = "introuvable"


@dataclass(slots=True)
class Score:
    """Counts of people for one view.

    `bins`: tenth of the score -> (people, of whom the best candidate is right). `errors`: the best candidate is not
    right; `undecided`: it is, but no code is given; `unwarned`: certain, a hint being given, and no word that it
    contradicts the name.
    """

    people: int = 0
    outcomes: Counter[tuple[Status, Outcome]] = field(default_factory=Counter)
    best_right: int = 0
    listed: int = 0
    bins: dict[int, list[float]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0.0]))
    errors: Counter[Missed] = field(default_factory=Counter)
    undecided: Counter[Missed] = field(default_factory=Counter)
    unwarned: Counter[Missed] = field(default_factory=Counter)

    def share(self, count: int) -> float:
        """A count of people as a percentage of the view."""
        return 100 * count / self.people if self.people else 0.0

    def status(self, *statuses: Status) -> int:
        """People answered with one of these statuses."""
        return sum(count for (status, _), count in self.outcomes.items() if status in statuses)

    def outcome(self, outcome: Outcome, *statuses: Status) -> int:
        """People with this outcome, among these statuses (all when none is given)."""
        return sum(
            count
            for (status, found), count in self.outcomes.items()
            if found is outcome and (not statuses or status in statuses)
        )


def score_view(questions: Iterable[Question], resolver: Resolver) -> Score:
    """Ask every question and count."""
    score = Score()
    for question in questions:
        _count(score, question, resolver(question.query))
    return score


def _count(score: Score, question: Question, answer: Answer) -> None:
    codes = [candidate.place.code for candidate in answer.candidates]
    found = answer.status is not Status.NOT_FOUND
    right = found and bool(codes) and codes[0] == question.truth
    listed = found and question.truth in codes
    if answer.code is not None:
        outcome = Outcome.RIGHT if answer.code == question.truth else Outcome.WRONG
    elif found:
        outcome = Outcome.LISTED if listed else Outcome.NOT_LISTED
    else:
        outcome = Outcome.NOT_FOUND
    people = question.people
    score.people += people
    score.outcomes[answer.status, outcome] += people
    score.best_right += people * right
    score.listed += people * listed
    if found:
        counts = score.bins[min(int(answer.score * 10), 9) if answer.status is not Status.CERTAIN else 10]
        counts[0] += people
        counts[1] += people * right
        counts[2] += people * answer.score
    if answer.status is Status.CERTAIN and _has_a_hint(question.query) and not _contradicted(answer):
        score.unwarned[_missed(question, answer)] += people
    if outcome is not Outcome.RIGHT:
        missed = score.undecided if right else score.errors
        missed[_missed(question, answer)] += people


def _has_a_hint(query: Query) -> bool:
    return query.postal_code is not None or query.current_code is not None


def _contradicted(answer: Answer) -> bool:
    return any(note.code.value in CONTRADICTIONS for note in answer.notes)


def _missed(question: Question, answer: Answer) -> Missed:
    query = question.query
    year = str(query.period.start.year) if query.period.start else ""
    best = f"{answer.candidates[0].place.code} {answer.score:.2f}" if answer.candidates else "-"
    return Missed(query.name, year, query.department or "", question.truth, answer.status.value, best)
