"""What the join leaves: names that nobody bore as written, years in which a code changed, hints to weigh.

Each distinct question is resolved as `GET /v1/cog` resolves it. It is the slow part of a large file, so it can be given
to processes beside this one; this module imports no table engine, for they should start at once.
"""

import gc
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache, partial
from multiprocessing import TimeoutError, active_children, get_context
from multiprocessing.pool import AsyncResult
from pathlib import Path
from typing import Protocol

from service.bulk.answering import Answers, Question
from service.errors import ToldError
from service.reference.store import open_names
from service.resolution.index import NameIndex
from service.resolution.results import Result

MOST_PROCESSES = 8
LARGE = 2 * 1024 * 1024
"""From this size on, in bytes, a file is worth the second that other processes take to be ready."""


class ProcessLostError(ToldError):
    """A process that answered has been killed."""

    def __init__(self) -> None:
        super().__init__("Un processus de calcul a été arrêté, peut-être faute de mémoire : relancez la commande.")


class Leftovers(Protocol):
    """Who answers the questions that the join leaves."""

    ahead: int
    """How many batches it is worth submitting before waiting for the results of the first."""

    def submit(self, questions: list[Question]) -> Callable[[], list[Result]]:
        """Begin to answer; what is returned waits for the results, which come in the order of the questions."""


class InThisProcess:
    """Answers at once, from an index that is opened when it is first needed."""

    ahead = 0

    def __init__(self, open_index: Callable[[], NameIndex]) -> None:
        self._answers = cache(lambda: Answers(open_index()))

    def submit(self, questions: list[Question]) -> Callable[[], list[Result]]:
        """Answer, then give the results."""
        results = [self._answers().result(question) for question in questions]
        return lambda: results


class InOtherProcesses:
    """Answers in as many processes as there are processors, which open the database by themselves."""

    ahead = 3

    def __init__(self, database: Path) -> None:
        count = max(1, min(len(os.sched_getaffinity(0)) - 1, MOST_PROCESSES))
        self._database = str(database)
        before = set(active_children())
        with _deaf_to_interrupts():
            self._pool = get_context(_way_to_start()).Pool(count, signal.signal, (signal.SIGINT, signal.SIG_IGN))
        self._processes = set(active_children()) - before
        for _ in range(count):
            self.submit([])  # the database is opened now: ready when the first questions come

    def submit(self, questions: list[Question]) -> Callable[[], list[Result]]:
        """Queue the questions."""
        return partial(self._result, self._pool.apply_async(_answer_from, (self._database, questions)))

    def _result(self, answering: "AsyncResult[list[Result]]") -> list[Result]:
        """The results, when they come; they never do from a process that was killed, and no other takes its place."""
        while True:
            try:
                return answering.get(timeout=1)
            except TimeoutError:
                if not self._processes <= set(active_children()):
                    raise ProcessLostError from None

    def close(self) -> None:
        """End the processes at once, whatever they are doing."""
        self._pool.terminate()


@contextmanager
def suited_to(source: Path, database: Path) -> Iterator[Leftovers]:
    """Who answers for a file: other processes when it is large or comes by a pipe, else this one."""
    if source.is_file() and source.stat().st_size < LARGE:
        yield InThisProcess(lambda: open_names(database))
        return
    processes = InOtherProcesses(database)
    try:
        yield processes
    finally:
        processes.close()


def _way_to_start() -> str:
    """Processes start at once as copies of this one, which is safe while it has a single thread; else, anew."""
    threads = Path("/proc/self/task")
    return "fork" if threads.is_dir() and len(list(threads.iterdir())) == 1 else "spawn"


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Have the processes started here never interrupted by the terminal, not even while they start: this one is, for
    them all.
    """
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # what is ignored stays so in the processes started
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _answer_from(database: str, questions: list[Question]) -> list[Result]:
    answers = _answers_of_this_process(database)
    return [answers.result(question) for question in questions]


@lru_cache(maxsize=1)
def _answers_of_this_process(database: str) -> Answers:
    answers = Answers(open_names(Path(database)))
    gc.disable()  # nothing here makes cycles, and looking for them among all the names takes a third of the time
    return answers
