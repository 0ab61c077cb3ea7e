"""Misspelt or incomplete name -> known names, inside one department.

Letters lost, doubled, swapped or replaced are counted by the optimal string alignment distance (rapidfuzz). A number is
never a misspelling of another: Paris 14 is not Paris 4.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from service.resolution.policy import WORDS_ADDED_EDITS, WORDS_MISSING_EDITS

_NUMBER = re.compile(r"\d+")
MOST_SIMILAR = 12
"""How many names are looked at, at most."""

SHORTEST_TO_COMPLETE = 4
"""Fewer letters than this are not completed with the words of another name."""


@dataclass(frozen=True, slots=True)
class SimilarName:
    """A known key, and by how many edits it differs from the one asked."""

    key: str
    edits: int


def most_edits(key: str) -> int:
    """How many mistakes a name of this length may hold and still be recognised."""
    if len(key) < 4:
        return 0
    return 1 if len(key) < 7 else 2 if len(key) < 14 else 3


def similar_names(key: str, known: Sequence[str]) -> list[SimilarName]:
    """The keys of `known` within the edits allowed, nearest first."""
    found = extract(key, known, scorer=OSA.distance, score_cutoff=most_edits(key), limit=MOST_SIMILAR)
    numbers = _NUMBER.findall(key)
    return [SimilarName(name, edits) for name, edits, _ in found if edits and _NUMBER.findall(name) == numbers]


def names_with_other_words(key: str, known: Collection[str]) -> list[SimilarName]:
    """The keys of `known` that go on after `key` ("miquelon" -> "miquelon langlade"), and the longest it goes on
    from.
    """
    if len(key) < SHORTEST_TO_COMPLETE:
        return []
    beginning = f"{key} "
    longer = [SimilarName(name, WORDS_MISSING_EDITS) for name in known if name.startswith(beginning)]
    words = key.split()
    for length in range(len(words) - 1, 0, -1):
        shorter = " ".join(words[:length])
        if shorter in known and len(shorter) >= SHORTEST_TO_COMPLETE:
            return [*longer, SimilarName(shorter, WORDS_ADDED_EDITS)]
    return longer
