"""The bars every change must hold, and the committed baseline it must not fall below.

The bars are the project's promises on the development sample; the baseline is what the last accepted version measured.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.evaluation import arrondissement_forms, forms, questions_asked
from tests.evaluation.scores import Outcome, Score
from transcogage.resolution.model import Status

BASELINE = Path(__file__).with_name("baseline.json")
TOLERANCE = 0.02
"""Points by which a figure may fall below the baseline without being called worse."""

MINIMUM_PEOPLE_OF_A_BIN = 200

Measured = dict[str, dict[str, float]]
"""Figures by name, by view."""


def figures(score: Score) -> dict[str, float]:
    """The figures of a view, in percent of its people."""
    given = score.status(Status.CERTAIN, Status.PROBABLE)
    probable = score.status(Status.PROBABLE)
    return {
        "right": round(score.share(score.outcome(Outcome.RIGHT)), 3),
        "best_right": round(score.share(score.best_right), 3),
        "truth_listed": round(score.share(score.listed), 3),
        "certain_wrong": round(score.share(score.outcome(Outcome.WRONG, Status.CERTAIN)), 3),
        "wrong": round(score.share(score.outcome(Outcome.WRONG)), 3),
        "not_found": round(score.share(score.outcome(Outcome.NOT_FOUND)), 3),
        "given": round(score.share(given), 3),
        "certain": round(score.share(score.status(Status.CERTAIN)), 3),
        "certain_unwarned": round(score.share(sum(score.unwarned.values())), 3),
        "probable_right": round(100 * score.outcome(Outcome.RIGHT, Status.PROBABLE) / probable, 3) if probable else 100,
    }


POINTS_BELOW_THE_PLAIN_NAME = 0.5
AS_THE_PLAIN_NAME = (
    {view.letter: "I" for view in forms.SELF_SUFFICIENT}
    | {view.letter: "I seul" if view.letter.endswith("seul") else "I" for view in forms.SILENT}
    | {f"I nom d'alors{alone}": "I d'alors" for alone in ("", " seul")}
    | {f"I postal{alone}": "I avec postal" for alone in ("", " seul")}
)
"""Forms that must be worth a plain name: the view of the form, that of the name of the same births."""

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
    ("W", "truth_listed"): 99.5,
    ("W", "best_right"): 97.0,
    **{(view, "given"): 80.0 for view in ("Nb", "Na")},
    **{(view, "truth_listed"): 99.9 for view in ("Nb", "Na")},
    **{(view.letter, "right"): 95.0 for view in forms.ESTABLISHMENTS},
    **{(view.letter, "right"): 97.0 for view in forms.SHORTENED},
    **{(view.letter, "right"): 99.0 for view in arrondissement_forms.ARRONDISSEMENTS},
    ("X", "best_right"): 99.0,
    ("L", "truth_listed"): 100.0,
}
AT_MOST = {
    ("A", "certain_wrong"): 0.0,
    ("A", "not_found"): 0.02,
    ("B", "certain_wrong"): 0.0,
    ("C", "certain_wrong"): 0.01,
    ("D", "wrong"): 0.2,
    ("D'", "certain_wrong"): 1.0,
    ("W", "wrong"): 0.02,
    **{(view, "certain_wrong"): 0.0 for view in ("Nb", "Na")},
    **{(view, "wrong"): 0.3 for view in ("Nb", "Na")},
    **{(view.letter, "wrong"): 0.1 for view in forms.ESTABLISHMENTS},
    **{(view.letter, "certain"): 0.0 for view in forms.ESTABLISHMENTS},
    **{(view.letter, "wrong"): 0.0 for view in arrondissement_forms.CITIES_ALONE},
    **{(view.letter, "certain_unwarned"): 0.0 for view in questions_asked.HINTS},
}
LOWER_IS_BETTER = frozenset({"certain_wrong", "wrong", "not_found"})
IN_THE_BASELINE = (
    "right",
    "best_right",
    "truth_listed",
    "certain_wrong",
    "wrong",
    "not_found",
    "given",
    "probable_right",
)


class Fault(NamedTuple):
    """What a view misses, in words."""

    view: str
    what: str

    def __str__(self) -> str:
        return f"{self.view} {self.what}"


def faults(scores: dict[str, Score]) -> list[Fault]:
    """The bars that are missed and the figures worse than the baseline."""
    measured = {view: figures(score) for view, score in scores.items()}
    return [
        *_missed_bars(measured),
        *_worse_than_the_plain_name(measured),
        *_badly_calibrated(scores["B"]),
        *_below_the_baseline(measured),
    ]


def _missed_bars(measured: Measured) -> Iterator[Fault]:
    for (view, name), bar in AT_LEAST.items():
        if measured[view][name] < bar:
            yield Fault(view, f"{name} : {measured[view][name]} < {bar}")
    for (view, name), bar in AT_MOST.items():
        if measured[view][name] > bar:
            yield Fault(view, f"{name} : {measured[view][name]} > {bar}")


def _worse_than_the_plain_name(measured: Measured) -> Iterator[Fault]:
    for view, plain in AS_THE_PLAIN_NAME.items():
        right, of_the_name = measured[view]["right"], measured[plain]["right"]
        if right < of_the_name - POINTS_BELOW_THE_PLAIN_NAME:
            yield Fault(view, f"right : {right}, {of_the_name} pour le nom seul")
        wrong, of_the_name = measured[view]["wrong"], measured[plain]["wrong"]
        if wrong > of_the_name:
            yield Fault(view, f"wrong : {wrong}, {of_the_name} pour le nom seul")


def _badly_calibrated(score: Score) -> Iterator[Fault]:
    for people, right, announced in score.bins.values():
        if people >= MINIMUM_PEOPLE_OF_A_BIN and abs(right - announced) / people > 0.05:
            yield Fault("B", f"calibration : annoncé {announced / people:.3f}, juste {right / people:.3f}")


def _below_the_baseline(measured: Measured) -> Iterator[Fault]:
    for view, baseline in json.loads(BASELINE.read_text(encoding="utf-8")).items():
        for name, before in baseline.items():
            now = measured[view][name]
            fall = now - before if name in LOWER_IS_BETTER else before - now
            if fall > TOLERANCE:
                yield Fault(view, f"{name} : {now}, {before} dans la référence")


def write_baseline(scores: dict[str, Score]) -> None:
    """Accept the figures measured as the new baseline."""
    measured = {
        view: {name: value for name, value in figures(score).items() if name in IN_THE_BASELINE}
        for view, score in scores.items()
    }
    BASELINE.write_text(json.dumps(measured, indent=2) + "\n", encoding="utf-8")
