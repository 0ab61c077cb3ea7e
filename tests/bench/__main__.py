"""`make bench`: measures the speed and prints each figure beside a baseline of the same run, and beside its aim.

Medians of alternated rounds. No figure passes or fails: on a shared machine, only ratios can be compared between runs.
"""

import argparse
import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench import build_time, files, in_process, proxy, throughput, worker
from tests.bench.figures import COLUMNS, FULL, QUICK, Budget, Figure, lines
from tests.bench.questions import Questions
from tests.bench.servers import DATABASE, PROJECT
from transcogage.database.store import open_index
from transcogage.resolution.index import Index

REFERENCE = PROJECT / "data" / "reference"


def measure(budget: Budget, index: Index, reference: Path) -> Iterator[Figure]:
    """Every figure, as soon as it is known."""
    questions = Questions(index)
    yield from in_process.measure(budget, index, questions)
    yield from throughput.measure(budget, questions)
    yield from worker.measure(budget, questions)
    yield from proxy.measure(budget)
    yield from files.measure(budget, index, questions)
    yield from build_time.measure(budget, reference)


def show(budget: Budget, index: Index, reference: Path) -> None:
    """Print the table, row by row."""
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cœurs, charge de la machine au départ : "
        f"{os.getloadavg()[0]:.1f}. Médianes ; entre parenthèses, les rapports extrêmes.\n\n{COLUMNS}",
        flush=True,
    )
    for figure in measure(budget, index, reference):
        print("\n".join(lines(figure)), flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--quick", action="store_true", help="une demi-minute au lieu de trois ; moins précis")
    show(QUICK if parser.parse_args().quick else FULL, open_index(DATABASE), REFERENCE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
