"""Misspelt names: how many letters may differ, and never a number for another."""

import pytest

from service.resolution.similar import SimilarName, most_edits, names_with_other_words, similar_names


@pytest.mark.parametrize(
    "misspelt", ["genevilliers", "gennevvilliers", "gennveilliers", "gennevilliexs", "ggennevilliers", "gennevillier"]
)
def test_a_letter_lost_doubled_swapped_or_replaced_is_one_edit(misspelt: str) -> None:
    assert similar_names(misspelt, ["gentilly", "gennevilliers", "villiers"]) == [SimilarName("gennevilliers", 1)]


def test_the_nearest_names_come_first() -> None:
    found = similar_names("bordeau", ["bordas", "bordeaux", "bordes"])
    assert found[0] == SimilarName("bordeaux", 1)
    assert [name.edits for name in found] == sorted(name.edits for name in found)


def test_a_number_is_never_a_misspelling_of_another() -> None:
    assert similar_names("parris 14", ["paris 4", "paris 1", "paris 14", "paris 15"]) == [SimilarName("paris 14", 1)]


def test_short_names_allow_fewer_mistakes() -> None:
    assert [most_edits("y" * length) for length in (1, 3, 4, 6, 7, 13, 14, 30)] == [0, 0, 1, 1, 2, 2, 3, 3]
    assert similar_names("ys", ["y", "us"]) == []


def test_a_name_is_not_similar_to_itself() -> None:
    assert similar_names("annecy", ["annecy"]) == []


def test_a_name_is_completed_by_the_words_it_lacks_or_cut_of_those_it_has_too_many() -> None:
    known = ["miquelon langlade", "grenade", "miquel"]
    assert [name.key for name in names_with_other_words("miquelon", known)] == ["miquelon langlade"]
    assert [name.key for name in names_with_other_words("grenade sur garonne", known)] == ["grenade"]
    assert names_with_other_words("miq", known) == []
