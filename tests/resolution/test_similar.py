"""Misspelt names: how many letters may differ, and never a number for another."""

import pytest

from transcogage.resolution.similar import NameList, SimilarName, most_edits


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
