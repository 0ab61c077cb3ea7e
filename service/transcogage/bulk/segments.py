"""Names near another, found among the keys of the whole of France without comparing it with each of them.

A file asks some thousands of misspelt names: each takes a tenth of the time of going through the keys of about its
length, once these are cut in segments. Those found are the same.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from rapidfuzz.distance import OSA

from transcogage.resolution.similar import NameList

_Segment = tuple[int, int, dict[str, list[str]]]
"""Where a segment starts in keys of one length, how long it is, and the keys by their text there."""

_Look = tuple[int, int, bool, dict[str, list[str]]]
"""From where to where to look in what is asked, whether its first letter there can be swapped with the one before, and
the keys by the text to be met.
"""


_HEAD = "saint "
"""A tenth of the names begin so: their first segment is longer by it, for it tells them apart from nothing."""


class SegmentedNames(NameList):
    """The keys, cut in one segment more than the edits allowed, each length when it is first asked (all take less than
    a tenth of a second).

    Of a key within these edits, one segment is met as it is, with as many edits before it as there are segments, and
    none at its end; its first letter can be swapped with the last of the segment before. Source: Li, Deng, Wang and
    Feng, "Pass-Join: a partition-based method for similarity joins", PVLDB 5(3), 2011.
    """

    def _may_be_near(self, key: str, edits: int) -> list[str]:
        """Some keys are met twice, few enough for that to cost less than to see to it."""
        looks = self._looks(len(key), edits, "")
        if any(OSA.distance(_HEAD, key[:end]) <= edits for end in range(len(_HEAD) - edits, len(_HEAD) + edits + 1)):
            looks = looks + self._looks(len(key), edits, _HEAD)
        found: list[str] = []
        for first, end, can_be_swapped, keys in looks:
            text = key[first:end]
            if text in keys:
                found += keys[text]
            if can_be_swapped and (swapped := key[first - 1] + text[1:]) in keys and swapped != text:
                found += keys[swapped]
        return found

    @cached_property
    def _looked(self) -> dict[tuple[int, int, str], list[_Look]]:
        """Where to look, by the length of what is asked, the edits and the head of the keys."""
        return {}

    @cached_property
    def _cut(self) -> dict[tuple[int, int, str], list[_Segment]]:
        """The segments made so far, by length, edits and head."""
        return {}

    def _looks(self, length: int, edits: int, head: str) -> list[_Look]:
        """Where to look in what is asked, of this length, for the segments of the keys within these edits that begin
        with `head`, or that do not begin with `_HEAD`.
        """
        asked = length, edits, head
        if asked not in self._looked:
            self._looked[asked] = [
                (start + shift, start + shift + size, before > 0 and start + shift > 0, keys)
                for more in range(-edits, edits + 1)
                for before, (start, size, keys) in enumerate(self._segments(length - more, edits, head))
                for after in [edits - before]
                for shift in range(max(-before, more - after, -start), min(before, more + after) + 1)
                if keys and start + shift + size <= length
            ]
        return self._looked[asked]

    def _segments(self, length: int, edits: int, head: str) -> list[_Segment]:
        """The segments of the keys of one length and head, to find those within these edits."""
        if (length, edits, head) not in self._cut:
            self._cut[length, edits, head] = list(self._made(length, edits + 1, head))
        return self._cut[length, edits, head]

    def _made(self, length: int, count: int, head: str) -> Iterator[_Segment]:
        cut = max(length - len(head), 0)
        ends = [length - cut + cut * segment // count for segment in range(1, count + 1)]
        names = [key for key in self._of_length(length, length) if key.startswith(_HEAD) == bool(head)]
        for start, end in pairwise([0, *ends]):
            keys: dict[str, list[str]] = defaultdict(list)
            for key in names:
                keys[key[start:end]].append(key)
            yield start, end - start, keys
