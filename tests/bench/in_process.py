"""How long the core takes, without the web: a known name beside a bare look-up, a misspelt name beside a known one."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from statistics import median
from time import perf_counter_ns
from typing import TypeVar

from tests.bench.figures import Budget, Figure
from tests.bench.questions import Questions
from transcogage.resolution.index import Index
from transcogage.resolution.names import key
from transcogage.resolution.resolver import resolve

T = TypeVar("T")


def measure(budget: Budget, index: Index, questions: Questions) -> Iterator[Figure]:
    """Three kinds of calls, alternated: a look-up with the key ready made, the same names resolved, misspelt names."""
    known = questions.known(budget.names)
    known_queries = [question.query() for question in known]
    misspelt_queries = [question.query() for question in questions.misspelt(budget.names)]
    keys = [(question.department, key(question.name), question.birth.toordinal()) for question in known]
    answer, look_up = partial(resolve, index), _bare_look_up(index)
    rounds = [
        (
            _median_microseconds(look_up, keys),
            _median_microseconds(answer, known_queries),
            _median_microseconds(answer, misspelt_queries),
        )
        for _ in range(budget.rounds)
    ]
    yield Figure(
        "Nom connu, dans le processus",
        "µs",
        [(resolved, looked_up) for looked_up, resolved, _ in rounds],
        "≤ 10 µs",
        f"resolve(), médiane de {len(known_queries)} noms réels ; référence : dictionnaire et dichotomie, clé toute "
        "prête, mêmes noms.",
    )
    yield Figure(
        "Nom mal écrit, dans le processus",
        "µs",
        [(misspelt, resolved) for _, resolved, misspelt in rounds],
        "≤ 200 µs",
        f"resolve(), médiane de {len(misspelt_queries)} noms, une lettre fausse ; référence : nom connu.",
    )


def _bare_look_up(index: Index) -> Callable[[tuple[str, str, int]], object]:
    """The least an answer could cost: (department, key, day) -> span."""
    table = {
        (department, name): ([span.start for span in names.spans(name)], names.spans(name))
        for department, names in index.names.items()
        for name in names
    }

    def look_up(asked: tuple[str, str, int]) -> object:
        department, name, day = asked
        starts, spans = table[department, name]
        return spans[bisect_right(starts, day) - 1]

    return look_up


def _median_microseconds(function: Callable[[T], object], arguments: Sequence[T]) -> float:
    """The median time of one call, each argument once; the clock's own time is taken off."""
    return (_median_nanoseconds(function, arguments) - _clock_nanoseconds(len(arguments))) / 1000


def _median_nanoseconds(function: Callable[[T], object], arguments: Sequence[T]) -> float:
    durations = []
    for argument in arguments:
        start = perf_counter_ns()
        function(argument)
        durations.append(perf_counter_ns() - start)
    return median(durations)


def _clock_nanoseconds(count: int) -> float:
    durations = []
    for _ in range(count):
        start = perf_counter_ns()
        durations.append(perf_counter_ns() - start)
    return median(durations)
