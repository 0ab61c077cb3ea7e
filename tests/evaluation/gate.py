"""The bars every change must hold, and the committed baseline it must not fall below.

The bars are the project's promises on the development sample; the baseline is what the last accepted version measured.
"""

import json
from pathlib import Path

from tests.evaluation.scores import Outcome, Score
from transcogage.resolution.model import Status

BASELINE = Path(__file__).with_name("baseline.json")
TOLERANCE = 0.02
"""Points by which a figure may fall below the baseline without being called worse."""

MINIMUM_PEOPLE_OF_A_BIN = 200


def figures(score: Score) -> dict[str, float]:
    """The figures of a view, in percent of its people."""
    given = score.status(Status.CERTAIN, Status.PROBABLE)
    probable = score.status(Status.PROBABLE)
    return {
        "best_right": round(score.share(score.best_right), 3),
        "truth_listed": round(score.share(score.listed), 3),
        "certain_wrong": round(score.share(score.outcome(Outcome.WRONG, Status.CERTAIN)), 3),
        "wrong": round(score.share(score.outcome(Outcome.WRONG)), 3),
        "not_found": round(score.share(score.outcome(Outcome.NOT_FOUND)), 3),
        "given": round(score.share(given), 3),
        "probable_right": round(100 * score.outcome(Outcome.RIGHT, Status.PROBABLE) / probable, 3) if probable else 100,
    }


AT_LEAST = {
    ("A", "best_right"): 99.9,
    ("B", "best_right"): 97.0,
    ("B", "truth_listed"): 99.99,
    ("B", "probable_right"): 90.0,
    ("B", "given"): 92.0,
    ("C", "best_right"): 99.5,
    ("D", "best_right"): 99.5,
    ("D'", "truth_listed"): 85.0,
    ("G", "best_right"): 98.5,
}
AT_MOST = {
    ("A", "certain_wrong"): 0.0,
    ("A", "not_found"): 0.02,
    ("B", "certain_wrong"): 0.0,
    ("C", "certain_wrong"): 0.01,
    ("D", "wrong"): 0.2,
    ("D'", "certain_wrong"): 1.0,
}
LOWER_IS_BETTER = frozenset({"certain_wrong", "wrong", "not_found"})


def faults(scores: dict[str, Score]) -> list[str]:
    """The bars that are missed and the figures worse than the baseline, in words."""
    measured = {view: figures(score) for view, score in scores.items()}
    found = [
        f"{view} {name} : {measured[view][name]} < {bar}"
        for (view, name), bar in AT_LEAST.items()
        if measured[view][name] < bar
    ]
    found += [
        f"{view} {name} : {measured[view][name]} > {bar}"
        for (view, name), bar in AT_MOST.items()
        if measured[view][name] > bar
    ]
    for people, right, announced in scores["B"].bins.values():
        if people >= MINIMUM_PEOPLE_OF_A_BIN and abs(right - announced) / people > 0.05:
            found.append(f"B calibration : annoncé {announced / people:.3f}, juste {right / people:.3f}")
    for view, baseline in json.loads(BASELINE.read_text(encoding="utf-8")).items():
        for name, before in baseline.items():
            now = measured[view][name]
            fall = now - before if name in LOWER_IS_BETTER else before - now
            if fall > TOLERANCE:
                found.append(f"{view} {name} : {now}, {before} dans la référence")
    return found


def write_baseline(scores: dict[str, Score]) -> None:
    """Accept the figures measured as the new baseline."""
    measured = {view: figures(score) for view, score in scores.items()}
    BASELINE.write_text(json.dumps(measured, indent=2) + "\n", encoding="utf-8")
