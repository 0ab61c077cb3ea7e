"""What the join leaves: names that nobody bore as written, years in which a code changed, hints to weigh.

Each distinct question is resolved as `GET /v1/cog` resolves it. It is the slow part of a large file, so it can be given
to processes beside this one; this module imports no table engine, for they should start at once.
"""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache, lru_cache, partial
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import Any, Protocol

from transcogage.bulk.memo import Answers, Question
from transcogage.database.store import open_index
from transcogage.errors import TranscogageError
from transcogage.resolution.index import NameIndex

Rows = Sequence[tuple[Any, ...]]
"""The members of `Result`, in order: as plain tuples, which are sent several times as fast."""

MOST_PROCESSES = 8
MOST_SENT = 600
"""How many questions may wait in the pipe to the processes: they must fit in it (64 kB, some 70 bytes a question).
In the first versions of Python 3.11, what writes to a pipe that nobody reads any more never ends, nor does the command
(https://github.com/python/cpython/issues/94777).
"""

MOST_REMEMBERED = 65_536
"""How many names and places such a process keeps: a large file asks nearly all that are near to a misspelt one."""

LARGE = 2 * 1024 * 1024
"""From this size on, in bytes, a file is worth opening the database in other processes."""


class ProcessLostError(TranscogageError):
    """A process that answered has been killed."""

    def __init__(self) -> None:
        super().__init__("Un processus de calcul a été arrêté, peut-être faute de mémoire : relancez la commande.")


class Leftovers(Protocol):
    """Who answers the questions that the join leaves."""

    ahead: int
    """How many batches it is worth submitting before waiting for the results of the first."""

    def submit(self, questions: list[Question]) -> Callable[[], Rows]:
        """Begin to answer; what is returned waits for the results, which come in the order of the questions."""


class InThisProcess:
    """Answers at once, from an index that is opened when it is first needed; one thread at a time."""

    ahead = 0

    def __init__(self, open_index: Callable[[], NameIndex]) -> None:
        self._answers = cache(lambda: Answers(open_index()))

    def submit(self, questions: list[Question]) -> Callable[[], Rows]:
        """Answer, then give the results."""
        results = [self._answers().result(question) for question in questions]
        return lambda: results


class InOtherProcesses:
    """Answers in as many processes as there are processors, which open the database by themselves. This one mostly
    waits: the resolver takes more time than the join.
    """

    ahead = 3

    def __init__(self, database: Path) -> None:
        count = max(1, min(len(os.sched_getaffinity(0)), MOST_PROCESSES))
        self._database = str(database)
        self._lot = MOST_SENT // (count + 1)  # one for each process, and one that waits for the first to be free
        before = set(active_children())
        self._executor = ProcessPoolExecutor(
            count, get_context("spawn"), signal.signal, (signal.SIGINT, signal.SIG_IGN)
        )
        with _ignoring_interrupts():
            for _ in range(count):  # they start and open the database now: ready when the first questions come
                self._executor.submit(_answer_from, self._database, [])
        self._processes = set(active_children()) - before

    def submit(self, questions: list[Question]) -> Callable[[], Rows]:
        """Queue the questions."""
        lots = [questions[start : start + self._lot] for start in range(0, len(questions), self._lot)]
        with _loss_reported():
            answering = [self._executor.submit(_answer_from, self._database, lot) for lot in lots]
        return partial(self._results, answering)

    def close(self) -> None:
        """End the processes at once, whatever they are doing."""
        for process in self._processes:
            process.terminate()
        self._executor.shutdown(cancel_futures=True)

    @staticmethod
    def _results(answering: "list[Future[Rows]]") -> Rows:
        with _loss_reported():
            return [row for lot in answering for row in lot.result()]


@contextmanager
def suited_to(source: Path, database: Path, open_index: Callable[[], NameIndex]) -> Iterator[Leftovers]:
    """Who answers for a file: other processes when it is large or comes by a pipe, else this one, from the index that
    `open_index` gives.
    """
    if source.is_file() and source.stat().st_size < LARGE:
        yield InThisProcess(open_index)
        return
    processes = InOtherProcesses(database)
    try:
        yield processes
    finally:
        processes.close()


@contextmanager
def _loss_reported() -> Iterator[None]:
    try:
        yield
    except BrokenProcessPool:
        raise ProcessLostError from None


@contextmanager
def _ignoring_interrupts() -> Iterator[None]:
    """Have the processes started here never interrupted by the terminal, not even while they start: this one is, for
    them all.
    """
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # what is ignored stays so in the processes started
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _answer_from(database: str, questions: list[Question]) -> Rows:
    answers = _answers_of_this_process(database)
    return [tuple(answers.result(question)) for question in questions]


@lru_cache(maxsize=1)
def _answers_of_this_process(database: str) -> Answers:
    return Answers(open_index(Path(database), MOST_REMEMBERED))
