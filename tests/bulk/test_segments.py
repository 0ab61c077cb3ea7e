"""Names near another are the same, found by segments or by going through all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.property.strategies import known_names, thorough
from transcogage.bulk.segments import SegmentedNames
from transcogage.resolution.index import Index
from transcogage.resolution.model import NATIONWIDE
from transcogage.resolution.names import key


@pytest.fixture(scope="module")
def segmented(index: Index) -> SegmentedNames:
    return SegmentedNames(index.names[NATIONWIDE])


@st.composite
def misspelt(draw: DrawFn) -> str:
    """A known key with up to four letters swapped, lost, added or replaced."""
    letters = list(key(draw(known_names)[0]))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(letters) - 1))
        kind = draw(st.sampled_from(["swapped", "lost", "added", "replaced"]))
        if kind == "swapped":
            letters[at : at + 2] = reversed(letters[at : at + 2])
        elif kind == "lost" and len(letters) > 1:
            del letters[at]
        else:
            letters[at : at + (kind == "replaced")] = draw(st.sampled_from("aeinrst 1"))
    return "".join(letters)


@given(misspelt())
@thorough
def test_the_names_near_another_are_those_that_comparing_with_all_finds(
    index: Index, segmented: SegmentedNames, asked: str
) -> None:
    assert segmented.similar_to(asked) == index.names[NATIONWIDE].keys.similar_to(asked)


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("toluosue", "toulouse"),
        ("grenbole", "grenoble"),  # where segments meet
        ("amrseille", "marseille"),
        ("clermontferrand", "clermont ferrand"),
        ("chtaeau gonteir", "chateau gontier"),
    ],
)
def test_letters_swapped_where_segments_meet_are_recognised(segmented: SegmentedNames, asked: str, near: str) -> None:
    assert near in [name.key for name in segmented.similar_to(asked)]
