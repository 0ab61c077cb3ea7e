"""`make bench`: measures the speed and prints each figure beside a baseline of the same run, and beside its aim.

Medians of alternated rounds. No figure passes or fails: on a shared machine, only ratios can be compared between runs.
"""

import argparse
import os
import platform
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench import build_time, command, files, in_process, proxy, throughput, worker
from tests.bench.figures import COLUMNS, FULL, QUICK, Budget, Figure, lines
from tests.bench.questions import Questions
from tests.bench.servers import DATABASE, PROJECT
from transcogage.database.store import open_index
from transcogage.resolution.index import Index

REFERENCE = PROJECT / "data" / "reference"


@dataclass(frozen=True, slots=True)
class Subject:
    """What the measures need: how long to measure, the data, questions on them, the text they are built from."""

    budget: Budget
    index: Index
    questions: Questions
    reference: Path


MEASURES: dict[str, Callable[[Subject], Iterator[Figure]]] = {
    "coeur": lambda subject: in_process.measure(subject.budget, subject.index, subject.questions),
    "debit": lambda subject: throughput.measure(subject.budget, subject.questions),
    "processus": lambda subject: worker.measure(subject.budget, subject.index, subject.questions),
    "commande": lambda subject: command.measure(subject.budget),
    "proxy": lambda subject: proxy.measure(subject.budget),
    "fichiers": lambda subject: files.measure(subject.budget, subject.index, subject.questions),
    "construction": lambda subject: build_time.measure(subject.budget, subject.reference),
}


def show(budget: Budget, index: Index, reference: Path, measures: Iterable[str] = MEASURES) -> None:
    """Print the table, row by row, as soon as each is known."""
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cœurs, charge de la machine au départ : "
        f"{os.getloadavg()[0]:.1f}. Médianes ; entre parenthèses, les rapports extrêmes.\n\n{COLUMNS}",
        flush=True,
    )
    subject = Subject(budget, index, Questions(index), reference)
    for measure in measures:
        for figure in MEASURES[measure](subject):
            print("\n".join(lines(figure)), flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("measures", nargs="*", metavar="MESURE", help=f"parmi : {', '.join(MEASURES)} ; toutes sinon")
    parser.add_argument("--quick", action="store_true", help="une demi-minute au lieu de trois ; moins précis")
    options = parser.parse_args()
    if unknown := set(options.measures) - set(MEASURES):
        parser.error(f"mesure inconnue : {', '.join(sorted(unknown))}")
    show(QUICK if options.quick else FULL, open_index(DATABASE), REFERENCE, options.measures or MEASURES)
    return 0


if __name__ == "__main__":
    sys.exit(main())
