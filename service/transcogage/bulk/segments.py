"""Names near another, found among the keys of the whole of France without comparing it with each of them.

A file asks some thousands of misspelt names: each takes a tenth of the time of going through the keys of about its
length, once these are cut in segments. Those found are the same.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from transcogage.resolution.similar import NameList

_Segment = tuple[int, int, dict[str, list[str]]]
"""Where a segment starts in keys of one length, how long it is, and the keys by their text there."""


class SegmentedNames(NameList):
    """The keys, cut in one segment more than the edits allowed, each length when it is first asked (all take less than
    a tenth of a second).

    Of a key within these edits, one segment is met as it is, with as many edits before it as there are segments, and
    none at its end; its first letter can be swapped with the last of the segment before. Source: Li, Deng, Wang and
    Feng, "Pass-Join: a partition-based method for similarity joins", PVLDB 5(3), 2011.
    """

    def _may_be_near(self, key: str, edits: int) -> list[str]:
        found: set[str] = set()
        for length in range(len(key) - edits, len(key) + edits + 1):
            more = len(key) - length
            for before, (start, size, keys) in enumerate(self._segments(length, edits)):
                after = edits - before
                for shift in range(max(-before, more - after, -start), min(before, more + after) + 1):
                    text = key[start + shift : start + shift + size]
                    if text in keys:
                        found.update(keys[text])
                    swapped = key[start + shift - 1 : start + shift] + text[1:]
                    if before and swapped in keys:
                        found.update(keys[swapped])
        return list(found)

    @cached_property
    def _cut(self) -> dict[tuple[int, int], list[_Segment]]:
        """The segments made so far, by length and edits."""
        return {}

    def _segments(self, length: int, edits: int) -> list[_Segment]:
        """The segments of the keys of one length, to find those within these edits."""
        if (length, edits) not in self._cut:
            self._cut[length, edits] = list(self._made(length, edits + 1))
        return self._cut[length, edits]

    def _made(self, length: int, count: int) -> Iterator[_Segment]:
        for start, end in pairwise([length * segment // count for segment in range(count + 1)]):
            keys: dict[str, list[str]] = defaultdict(list)
            for key in self._of_length(length, length):
                keys[key[start:end]].append(key)
            yield start, end - start, keys
