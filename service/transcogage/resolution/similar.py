"""Misspelt or incomplete name -> known names, inside one department.

Letters lost, doubled, swapped or replaced are counted by the optimal string alignment distance (rapidfuzz). A number is
never a misspelling of another: Paris 14 is not Paris 4.
"""

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from transcogage.resolution.policy import WORDS_ADDED_EDITS, WORDS_MISSING_EDITS

_NUMBER = re.compile(r"\d+")
MOST_SIMILAR = 12
"""How many names are looked at, at most."""

SHORTEST_TO_COMPLETE = 3
"""Fewer letters than this are not completed with the words of another name."""

LONGEST_LOOKED_THROUGH = 1_000
"""How many names are compared one by one; of more, only those that share a piece."""

_PIECES = (3, 2)

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
    """The keys known in a department, in order and by length, to find those near another at once."""

    __slots__ = ("_by_length", "_first_of_length", "_in_order", "_longest", "_pieces")

    def __init__(self, keys: Iterable[str]) -> None:
        self._in_order = sorted(keys)
        self._by_length = sorted(self._in_order, key=len)
        lengths = [len(key) for key in self._by_length]
        self._longest = max(lengths, default=0)
        self._first_of_length = [bisect_left(lengths, length) for length in range(self._longest + 2)]
        self._pieces: Pieces | None = None

    def __contains__(self, key: str) -> bool:
        position = bisect_left(self._in_order, key)
        return position < len(self._in_order) and self._in_order[position] == key

    def beginning_with(self, beginning: str) -> list[str]:
        """The keys that start so, itself included."""
        first = bisect_left(self._in_order, beginning)
        return self._in_order[first : bisect_left(self._in_order, beginning + _AFTER_EVERY_LETTER, first)]

    def similar_to(self, key: str) -> list[SimilarName]:
        """The keys within the edits allowed, nearest first."""
        edits = most_edits(key)
        if not edits:
            return []
        near = self._of_length(len(key) - edits, len(key) + edits)
        if len(near) > LONGEST_LOOKED_THROUGH:
            self._pieces = self._pieces or Pieces(self._by_length)
            first = self._first_of_length[max(len(key) - edits, 0)]
            near = self._pieces.sharing(key, edits, range(first, first + len(near))) or near
        found = extract(key, near, scorer=OSA.distance, score_cutoff=edits, limit=None)
        numbers = _NUMBER.findall(key)
        nearest = sorted({(distance, name) for name, distance, _ in found if distance})[:MOST_SIMILAR]
        return [SimilarName(name, distance) for distance, name in nearest if _NUMBER.findall(name) == numbers]

    def with_other_words(self, key: str) -> list[SimilarName]:
        """The keys that go on after `key` ("miquelon" -> "miquelon langlade"), and the longest it goes on from."""
        if len(key) < SHORTEST_TO_COMPLETE:
            return []
        longer = [SimilarName(name, WORDS_MISSING_EDITS, words=True) for name in self.beginning_with(f"{key} ")]
        words = key.split()
        for length in range(len(words) - 1, 0, -1):
            shorter = " ".join(words[:length])
            if len(shorter) >= SHORTEST_TO_COMPLETE and shorter in self:
                return [*longer, SimilarName(shorter, WORDS_ADDED_EDITS, words=True)]
        return longer

    def _of_length(self, shortest: int, longest: int) -> list[str]:
        if shortest > self._longest:
            return []
        first = self._first_of_length
        return self._by_length[first[shortest] : first[min(longest, self._longest) + 1]]


class Pieces:
    """Where pieces of two and three letters are in names, to find those that may be near another without comparing all.

    A mistake (a letter lost, added, replaced, or two swapped) touches two letters that follow each other at most. So of
    n + 1 pieces that do not touch, n mistakes leave one whole.
    """

    def __init__(self, names: Sequence[str]) -> None:
        """`names`: no more than 65,536."""
        self._names = names
        self._with: dict[str, array[int]] = defaultdict(lambda: array("H"))
        for number, name in enumerate(names):
            for piece in {name[at : at + length] for length in _PIECES for at in range(len(name) - length + 1)}:
                self._with[piece].append(number)

    def sharing(self, key: str, edits: int, numbers: range) -> list[str] | None:
        """The names among `numbers` that have one of the rarest pieces of `key`, as those within `edits` do, once for
        each they have; None for a key too short to be cut in pieces.
        """
        rarest = self._rarest(key, edits + 1, numbers)
        if rarest is None:
            return None
        return [self._names[number] for piece in rarest for number in self._among(piece, numbers)]

    def _among(self, piece: str, numbers: range) -> Sequence[int]:
        having = self._with.get(piece)
        if having is None:
            return ()
        return having[bisect_left(having, numbers.start) : bisect_left(having, numbers.stop)]

    def _rarest(self, key: str, count: int, numbers: range) -> list[str] | None:
        """So many pieces of a key, a letter at least between them, that the fewest names have."""
        end = len(key)
        nothing = (0, ())
        best: list[list[tuple[int, tuple[str, ...]] | None]] = [[nothing] + [None] * count for _ in range(end + 4)]
        for at in range(end - 1, -1, -1):
            here = best[at]
            here[1:] = best[at + 1][1:]
            for length in _PIECES:
                if at + length > end:
                    continue
                piece = key[at : at + length]
                cost = len(self._among(piece, numbers))
                after = best[at + length + 1]
                for chosen in range(count):
                    rest = after[chosen]
                    if rest is not None and ((known := here[chosen + 1]) is None or rest[0] + cost < known[0]):
                        here[chosen + 1] = rest[0] + cost, (piece, *rest[1])
        found = best[0][count]
        return None if found is None else list(found[1])
