"""How long the reference text takes to become a database, beside merely reading it."""

import csv
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.bench import servers
from tests.bench.figures import Budget, Figure


def measure(budget: Budget, reference: Path) -> Iterator[Figure]:
    """The command that builds, in a process of its own, and the `csv` module over the same files, in turn."""
    rounds = [(_build(reference), _read(reference)) for _ in range(budget.builds)]
    yield Figure(
        "Texte de référence → base",
        "s",
        rounds,
        "≤ 15 s",
        "transcogage data build, tout le processus ; référence : lire les mêmes fichiers avec le module csv.",
    )


def _build(reference: Path) -> float:
    with TemporaryDirectory() as folder:
        start = perf_counter()
        subprocess.run(
            [servers.COMMAND, "data", "build", "--reference", str(reference)],
            env=servers.environment(Path(folder) / "cog.duckdb"),
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return perf_counter() - start


def _read(reference: Path) -> float:
    start = perf_counter()
    for path in sorted(reference.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for _ in csv.reader(file):
                pass
    return perf_counter() - start
