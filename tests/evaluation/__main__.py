"""`make evaluate`: measures the answers on real births and on the labelled cases, and prints the tables.

`--check` fails when a bar is missed or a figure falls below the committed baseline; `--accept` writes a new baseline.
"""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.evaluation import gate, periods, report
from tests.evaluation.baseline import PresentMethod
from tests.evaluation.cases import faults as case_faults
from tests.evaluation.cases import read_cases
from tests.evaluation.measures import measure_all
from tests.evaluation.scores import Score, score_view
from tests.evaluation.views import SAMPLES, VIEWS, available
from transcogage.database.store import open_index
from transcogage.resolution.index import Index

PROJECT = Path(__file__).resolve().parents[2]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation")
    parser.add_argument("--check", action="store_true", help="échoue si une barre est manquée")
    parser.add_argument("--accept", action="store_true", help="écrit la nouvelle référence")
    options = parser.parse_args()
    index = open_index(PROJECT / "data" / "cog.duckdb")
    results = [(case, case_faults(index, case)) for case in read_cases()]
    _print(report.case_lines(results))
    missed = [f"cas {case.id} : {' ; '.join(found)}" for case, found in results if found and case.tier == "must"]
    if available():
        scores = _evaluate_samples(index)
        if options.accept:
            gate.write_baseline(scores)
        found = gate.faults(scores)
        _print(report.asked_lines(scores, {fault.view for fault in found}))
        missed += map(str, found)
    else:
        print(f"\nÉchantillons absents ({SAMPLES}) : seuls les cas annotés ont été évalués.")
    _print(f"MANQUÉ {fault}" for fault in missed)
    return 1 if options.check and missed else 0


def _evaluate_samples(index: Index) -> dict[str, Score]:
    scores = measure_all(index)
    present_method = PresentMethod(PROJECT / "data" / "reference")
    for view in VIEWS:
        present = score_view(view.questions(), present_method)
        _print(report.view_lines(f"{view.letter}. {view.title}", scores[view.letter], present))
    _print(report.period_lines(*periods.compare(index)))
    return scores


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


if __name__ == "__main__":
    sys.exit(main())
