"""`make mutation`: breaks the rules on purpose, one figure or condition at a time, and prints which no test holds."""

import argparse
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.conftest import ROOT
from tests.mutation.finding import Mutation, mutations
from tests.mutation.places import PLACES, Place
from tests.mutation.running import NOT_HELD, Copy, Outcome

Broken = tuple[Place, Mutation]


def all_mutations(asked: list[str]) -> list[Broken]:
    """Those of every place, or of the modules whose paths hold one of the texts asked."""
    return [
        (place, mutation)
        for place in PLACES
        if not asked or any(text in str(place.module) for text in asked)
        for mutation in mutations(place.module.read_text(encoding="utf-8"), place.functions)
    ]


def outcomes(broken: list[Broken], processes: int) -> Iterator[tuple[Broken, Outcome]]:
    """What becomes of each, in order, in as many copies of the project as `processes`."""
    copies: SimpleQueue[Copy] = SimpleQueue()

    def tried(one: Broken) -> tuple[Broken, Outcome]:
        place, mutation = one
        if mutation.words in place.harmless:
            return one, Outcome(f"no test, for {place.harmless[mutation.words]}")
        copy = copies.get()
        try:
            return one, copy.outcome(place.module, mutation.mutated, place.tests)
        finally:
            copies.put(copy)

    with ExitStack() as stack:
        for _ in range(processes):
            copies.put(copy := Copy(Path(stack.enter_context(TemporaryDirectory()))))
        for tests in {place.tests for place, _ in broken}:
            assert copy.run(tests) == NOT_HELD, f"{tests} must pass when nothing is broken"
        yield from stack.enter_context(ThreadPoolExecutor(processes)).map(tried, broken)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("module", nargs="*", help="part of the path of the modules to break; all if none is given")
    parser.add_argument("--processes", type=int, default=2, help="how many at a time (2)")
    parser.add_argument("--list", action="store_true", help="only print what would be broken")
    options = parser.parse_args()
    broken, start, missed = all_mutations(options.module), perf_counter(), 0
    if options.list:
        print(*(f"{place.module.relative_to(ROOT)}, {mutation}" for place, mutation in broken), sep="\n")
        return 0
    for (place, mutation), outcome in outcomes(broken, options.processes):
        verdict = f"held by {outcome.held_by}" if outcome.held_by else outcome.broken or "NOT HELD"
        missed += not outcome.held_by
        print(f"{place.module.relative_to(ROOT)}, {mutation}: {verdict}", flush=True)
    print(f"{len(broken)} changes, {missed} that no test holds, {perf_counter() - start:.0f} s.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
