"""What is concluded from candidates, whatever was asked: the code to use, if any, how sure it is, and why."""

from typing import NamedTuple

from transcogage.resolution.explanations import explain
from transcogage.resolution.model import FRANCE, Candidate, Status


class Conclusion(NamedTuple):
    """The part of an answer that its candidates settle; its members are those of `Answer`."""

    candidates: tuple[Candidate, ...]
    status: Status
    code: str | None
    country: str | None
    score: float
    explanation: str


def conclude(candidates: tuple[Candidate, ...], status: Status) -> Conclusion:
    """What candidates given best first, and the status the policy decided, come to."""
    explanation = explain(status, candidates)
    if status is Status.NOT_FOUND:
        return Conclusion(candidates, status, None, None, 0.0, explanation)
    best = candidates[0]
    country = best.place.country
    if len(candidates) > 1 and any(candidate.place.country != country for candidate in candidates):
        country = FRANCE
    given = status is not Status.AMBIGUOUS and best.place.country == FRANCE
    return Conclusion(candidates, status, best.place.code if given else None, country, best.score, explanation)
