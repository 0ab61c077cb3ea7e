"""How long the command takes to answer one question, as a person waits for it: the whole process."""

import subprocess
import sys
from collections.abc import Iterator
from time import perf_counter

from tests.bench import servers
from tests.bench.figures import Budget, Figure

QUESTION = ("resolve", "Tourlaville", "1980", "50")


def measure(budget: Budget) -> Iterator[Figure]:
    """The command, and an interpreter that does nothing, in turn."""
    ours, nothing = [str(servers.COMMAND), *QUESTION], [sys.executable, "-c", "pass"]
    _seconds(ours)  # compiles the modules and reads the files a first time
    yield Figure(
        "transcogage resolve",
        "s",
        [(_seconds(ours), _seconds(nothing)) for _ in range(budget.starts)],
        "≤ 0,7 s",
        "Tout le processus, du lancement à la fin ; référence : Python qui ne fait rien.",
    )


def _seconds(command: list[str]) -> float:
    start = perf_counter()
    subprocess.run(command, env=servers.environment(), check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - start
