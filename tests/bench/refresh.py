"""Three vintages, one after the other, from INSEE's real files: `python -m tests.bench.refresh`.

From the files of 2024 alone, then of 2025, then of 2026, each refresh runs as the maintainer runs it, by the commands:
fetch, derive, build, diff, verify, publish. Printed, and a failure unless: each takes a minute at most; the diff's
events are, code by code, the rows that are new in INSEE's file; the evaluation does not get worse; no past answer
changes without an event that explains it; the reference of 2026 is the committed one, byte for byte.
"""

import filecmp
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.bench import servers
from tests.evaluation.gate import LOWER_IS_BETTER, TOLERANCE, figures
from tests.evaluation.scores import score_view
from tests.evaluation.views import SAMPLES, VIEWS
from transcogage.database.manifest import DATABASE
from transcogage.database.releases import Releases
from transcogage.database.store import open_index
from transcogage.resolution.resolver import resolve
from transcogage_data.contracts import MOVEMENTS
from transcogage_data.diff.compare import Changes, compare
from transcogage_data.read import read_table
from transcogage_data.reference import HEADERS, MANIFEST
from transcogage_data.sources import sources_of

SOURCES = SAMPLES.parent
COMMITTED = servers.PROJECT / "data" / "reference"
VINTAGES = (2024, 2025, 2026)
MOST_SECONDS = 60
WATCHED = {"A": ("best_right", "certain_wrong"), "B": ("best_right", "truth_listed", "certain_wrong")}
"""The figures of the evaluation that are compared, by view."""


class Maintainer:
    """One who runs the commands in a folder, and sees how long each takes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.times: dict[str, float] = {}

    def run(self, name: str, *arguments: str) -> None:
        """`transcogage data NAME ARGUMENTS`. Raises `CalledProcessError` when it fails."""
        start = perf_counter()
        environment = servers.environment(self.folder / "data" / "releases")
        done = subprocess.run(
            [servers.COMMAND, "data", name, *arguments],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        self.times[name] = perf_counter() - start
        if done.returncode:
            raise SystemExit(f"ÉCHEC de {name} : {done.stdout}{done.stderr}")


def refresh(maintainer: Maintainer, vintage: int) -> None:
    """One vintage, from INSEE's files to the release served."""
    maintainer.times = {}
    year = str(vintage)
    maintainer.run("fetch", "--from", str(SOURCES), "--millesime", year)
    maintainer.run("derive", "--millesime", year)
    maintainer.run("build")
    releases = Releases(maintainer.folder / "data" / "releases")
    if vintage != VINTAGES[0]:
        for form, name in (("markdown", "diff.md"), ("html", "diff.html")):
            maintainer.run("diff", "current", releases.versions()[-1], "--format", form, "--sortie", f"{year}-{name}")
    maintainer.run("verify", "--version", releases.versions()[-1])
    maintainer.run("publish")


def published_rows(vintage: int) -> set[tuple[str, ...]]:
    """The rows of INSEE's file of movements, without the names."""
    source = sources_of(vintage)["movements"]
    return set(read_table(source.under(SOURCES), source.contract).select(MOVEMENTS.unique).iter_rows())


def event_faults(changes: Changes, vintage: int) -> Iterator[str]:
    """What the diff tells otherwise than INSEE's two files."""
    new, old = published_rows(vintage), published_rows(vintage - 1)
    expected = dict(sorted(Counter(row[0] for row in new - old).items()))
    if changes.counts_by_code() != expected:
        yield f"{vintage} : événements {changes.counts_by_code()}, au lieu de {expected}"
    if len(changes.withdrawn) != len(old - new):
        yield f"{vintage} : {len(changes.withdrawn)} événements retirés, au lieu de {len(old - new)}"
    for answer in changes.answers:
        if not answer.explained:
            yield f"{vintage} : réponse changée sans raison : {answer}"


def evaluation(database: Path) -> dict[str, float]:
    """The figures that are watched."""
    index = open_index(database)
    measured: dict[str, float] = {}
    for view in VIEWS:
        if view.letter in WATCHED:
            score = figures(score_view(view.questions(), partial(resolve, index)))
            measured |= {f"{view.letter} {name}": score[name] for name in WATCHED[view.letter]}
    return measured


def worse(before: dict[str, float], now: dict[str, float]) -> Iterator[str]:
    """The figures that have become worse."""
    for name, value in now.items():
        fall = value - before[name] if name.split()[1] in LOWER_IS_BETTER else before[name] - value
        if fall > TOLERANCE:
            yield f"{name} : {value}, {before[name]} avec le millésime précédent"


def main() -> int:
    faults: list[str] = []
    with TemporaryDirectory() as folder:
        maintainer = Maintainer(Path(folder))
        releases = Releases(maintainer.folder / "data" / "releases")
        before: dict[str, float] = {}
        for vintage in VINTAGES:
            refresh(maintainer, vintage)
            total = sum(maintainer.times.values())
            steps = ", ".join(f"{name} {seconds:.1f}" for name, seconds in maintainer.times.items())
            print(f"{vintage} : {total:.1f} s ({steps})", flush=True)
            if total > MOST_SECONDS:
                faults.append(f"{vintage} : {total:.0f} s, plus de {MOST_SECONDS}")
            now = evaluation(releases.current() / DATABASE)
            print("  " + ", ".join(f"{name} {value}" for name, value in now.items()))
            if before:
                changes = compare(releases.previous() / DATABASE, releases.current() / DATABASE)
                unexplained = sum(not answer.explained for answer in changes.answers)
                print(
                    f"  événements nouveaux {changes.counts_by_code()}, retirés {len(changes.withdrawn)} ; "
                    f"réponses passées changées : {len(changes.answers)}, sans raison : {unexplained}"
                )
                faults += [*event_faults(changes, vintage), *worse(before, now)]
            before = now
        derived = maintainer.folder / "data" / "reference"
        _, differing, missing = filecmp.cmpfiles(derived, COMMITTED, [*HEADERS, MANIFEST], shallow=False)
        faults += [f"data/reference/{name} n'est pas celui du dépôt" for name in differing + missing]
    print("\n".join(f"ÉCHEC {fault}" for fault in faults) or "Tout est tenu.")
    return 1 if faults else 0


if __name__ == "__main__":
    os.environ.pop("TRANSCOGAGE_DATABASE", None)
    sys.exit(main())
