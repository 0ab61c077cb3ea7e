"""Misspelt names: how many letters may differ, and never a number for another."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from transcogage.resolution.index import Index
from transcogage.resolution.model import NATIONWIDE
from transcogage.resolution.similar import MOST_SIMILAR, NameList, SimilarName, most_edits


@pytest.mark.parametrize(
    "misspelt", ["genevilliers", "gennevvilliers", "gennveilliers", "gennevilliexs", "ggennevilliers", "gennevillier"]
)
def test_a_letter_lost_doubled_swapped_or_replaced_is_one_edit(misspelt: str) -> None:
    assert NameList(["gentilly", "gennevilliers", "villiers"]).similar_to(misspelt) == [SimilarName("gennevilliers", 1)]


def test_the_nearest_names_come_first() -> None:
    found = NameList(["bordas", "bordeaux", "bordes"]).similar_to("bordeau")
    assert found[0] == SimilarName("bordeaux", 1)
    assert [name.edits for name in found] == sorted(name.edits for name in found)


def test_a_number_is_never_a_misspelling_of_another() -> None:
    known = NameList(["paris 4", "paris 1", "paris 14", "paris 15"])
    assert known.similar_to("parris 14") == [SimilarName("paris 14", 1)]


def test_short_names_allow_fewer_mistakes() -> None:
    assert [most_edits("y" * length) for length in (1, 3, 4, 6, 7, 13, 14, 30)] == [0, 0, 1, 1, 2, 2, 3, 3]
    assert NameList(["y", "us"]).similar_to("ys") == []


def test_a_name_is_not_similar_to_itself() -> None:
    assert NameList(["annecy"]).similar_to("annecy") == []


def test_a_name_is_completed_by_the_words_it_lacks_or_cut_of_those_it_has_too_many() -> None:
    known = NameList(["miquelon langlade", "grenade", "miquel"])
    assert [name.key for name in known.with_other_words("miquelon")] == ["miquelon langlade"]
    assert [name.key for name in known.with_other_words("grenade sur garonne")] == ["grenade"]
    assert known.with_other_words("miq") == []


ALL_LENGTHS = (
    *("bors", "dole", "paris", "meaux", "annecy", "tourlay", "besancon", "saint denis", "gennevilliers"),
    *("tourlaville", "villers le sec", "equeurdreville", "saint germain en laye", "cherbourg en cotentin", "paris 14"),
)
"""Names in which one, two and three mistakes are allowed, cut in pieces of two and three letters or too short to be."""


@given(st.data())
@settings(max_examples=150)
def test_of_many_names_those_that_share_a_piece_are_all_those_within_the_edits(
    index: Index, data: st.DataObject
) -> None:
    """Looked through one by one, the names of the whole of France give the same."""
    names = index.names[NATIONWIDE].keys
    asked = data.draw(st.sampled_from(ALL_LENGTHS))
    for _ in range(data.draw(st.integers(0, 3))):
        at, letter = data.draw(st.integers(0, len(asked) - 1)), data.draw(st.sampled_from("aeinrst "))
        forms = [asked[:at] + letter + asked[at:], asked[:at] + asked[at + 1 :], asked[:at] + letter + asked[at + 1 :]]
        asked = data.draw(st.sampled_from([*forms, asked[:at] + asked[at : at + 2][::-1] + asked[at + 2 :]])) or "a"
    edits = most_edits(asked)
    near = [(OSA.distance(asked, name), name) for name in index.names[NATIONWIDE]]
    numbers = re.findall(r"\d+", asked)
    expected = sorted(pair for pair in near if 0 < pair[0] <= edits and re.findall(r"\d+", pair[1]) == numbers)
    assert [(name.edits, name.key) for name in names.similar_to(asked)] == expected[:MOST_SIMILAR]
