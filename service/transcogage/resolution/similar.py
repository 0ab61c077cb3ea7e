"""Misspelt or incomplete name -> known names, inside one department.

Letters lost, doubled, swapped or replaced are counted by the optimal string alignment distance (rapidfuzz). A number is
never a misspelling of another: Paris 14 is not Paris 4.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from transcogage.resolution.policy import WORDS_ADDED_EDITS, WORDS_MISSING_EDITS

_NUMBER = re.compile(r"\d+")
MOST_SIMILAR = 12
"""How many names are looked at, at most."""

SHORTEST_TO_COMPLETE = 3
"""Fewer letters than this are not completed with the words of another name."""

MOST_COMPLETED = 100
"""Words that more names than this begin with ("saint", in the whole of France) say too little to be completed."""

_AFTER_EVERY_LETTER = "\x7f"


class SimilarName(NamedTuple):
    """A known key, and by how many edits it differs from the one asked; `words`: by words, not by letters."""

    key: str
    edits: int
    words: bool = False


def most_edits(key: str) -> int:
    """How many mistakes a name of this length may hold and still be recognised."""
    if len(key) < 4:
        return 0
    return 1 if len(key) < 7 else 2 if len(key) < 14 else 3


class NameList:
    """The keys known in a department, or in the whole of France, in order and by length: those near another are found
    at once.
    """

    __slots__ = ("_by_length", "_first_of_length", "_in_order", "_longest")

    def __init__(self, keys: Iterable[str]) -> None:
        self._in_order = sorted(keys)
        self._by_length = sorted(self._in_order, key=len)
        lengths = [len(key) for key in self._by_length]
        self._longest = max(lengths, default=0)
        self._first_of_length = [bisect_left(lengths, length) for length in range(self._longest + 2)]

    def __contains__(self, key: str) -> bool:
        position = bisect_left(self._in_order, key)
        return position < len(self._in_order) and self._in_order[position] == key

    def beginning_with(self, beginning: str) -> list[str]:
        """The keys that start so, itself included."""
        first = bisect_left(self._in_order, beginning)
        return self._in_order[first : bisect_left(self._in_order, beginning + _AFTER_EVERY_LETTER, first)]

    def going_on_from(self, beginning: str) -> list[str]:
        """The same, unless they are so many that nothing is meant."""
        longer = self.beginning_with(beginning)
        return longer if len(longer) <= MOST_COMPLETED else []

    def similar_to(self, key: str) -> list[SimilarName]:
        """The keys within the edits allowed, nearest first."""
        edits = most_edits(key)
        if not edits:
            return []
        near = self._may_be_near(key, edits)
        found = extract(key, near, scorer=OSA.distance, score_cutoff=edits, limit=None)
        numbers = _NUMBER.findall(key)
        nearest = sorted(
            {(distance, name) for name, distance, _ in found if distance and _NUMBER.findall(name) == numbers}
        )
        return [SimilarName(name, distance) for distance, name in nearest[:MOST_SIMILAR]]

    def with_other_words(self, key: str) -> list[SimilarName]:
        """The keys that go on after `key` ("miquelon" -> "miquelon langlade"), and the longest it goes on from."""
        if len(key) < SHORTEST_TO_COMPLETE:
            return []
        longer = [SimilarName(name, WORDS_MISSING_EDITS, words=True) for name in self.going_on_from(f"{key} ")]
        words = key.split()
        for length in range(len(words) - 1, 0, -1):
            shorter = " ".join(words[:length])
            if len(shorter) >= SHORTEST_TO_COMPLETE and shorter in self:
                return [*longer, SimilarName(shorter, WORDS_ADDED_EDITS, words=True)]
        return longer

    def _may_be_near(self, key: str, edits: int) -> list[str]:
        """Among which keys those within the edits are, some maybe twice; each is then measured."""
        return self._of_length(len(key) - edits, len(key) + edits)

    def _of_length(self, shortest: int, longest: int) -> list[str]:
        if shortest > self._longest:
            return []
        first = self._first_of_length
        return self._by_length[first[shortest] : first[min(longest, self._longest) + 1]]
