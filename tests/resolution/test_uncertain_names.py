"""What a name that nobody bore as written weighs (policy.py): one test a figure, each on real communes.

A score is the trust put in the reading, shared among the places it may mean.
"""

from itertools import pairwise
from math import sqrt

import pytest

from tests.resolution.asking import Ask, codes
from transcogage.resolution.answer import Answer
from transcogage.resolution.policy import UNOFFICIAL_TRUST

CLOSE = 0.002
"""How near a ratio of two scores, written with four decimals, must be."""


def score_of(answer: Answer, code: str) -> float:
    return next(candidate.score for candidate in answer.candidates if candidate.place.code == code)


def trust(answer: Answer) -> float:
    """How likely the truth is among the candidates."""
    return round(sum(candidate.score for candidate in answer.candidates), 3)


def ratio(answer: Answer, code: str, other: str) -> float:
    return score_of(answer, code) / score_of(answer, other)


def test_a_simplified_name_is_right_97_times_in_100(ask: Ask) -> None:
    assert ask("du Havre", "1980", "76").score == 0.97


def test_a_name_with_its_abbreviations_opened_is_right_99_times_in_100(ask: Ask) -> None:
    assert ask("NEUILLY/SEINE", "1980", "92").score == 0.99


def test_each_further_simplification_weighs_half_of_the_one_before(ask: Ask) -> None:
    """Outside of the brackets, then inside."""
    outside_first = ask("POISSY (HOUILLES)", "1980", "78")
    assert codes(outside_first) == ["78498", "78311"]
    assert ratio(outside_first, "78311", "78498") == pytest.approx(0.5, abs=CLOSE)


def test_a_name_cut_at_30_characters_is_right_98_times_in_100(ask: Ask) -> None:
    assert ask("JAVERLHAC-ET-LA-CHAPELLE-SAINT", "1980", "24").score == 0.98


def test_a_name_is_cut_from_29_characters_on_for_a_space_at_the_end_is_lost(ask: Ask) -> None:
    name = "JAVERLHAC-ET-LA-CHAPELLE-SAINT-ROBERT"
    assert [ask(name[:length], "1950", "24").score for length in (28, 29, 30)] == [0.0, 0.98, 0.98]


@pytest.mark.parametrize(
    ("misspelt", "department", "code", "letters", "expected"),
    [
        ("Genevilliers", "92", "92036", 1, 0.97),
        ("Gennevilier", "92", "92036", 2, 0.85),
        ("Saint-Germain-en-Layyyy", "78", "78551", 3, 0.6),
    ],
)
def test_a_misspelt_name_is_trusted_by_its_letters_97_85_then_60_times_in_100(
    ask: Ask, misspelt: str, department: str, code: str, letters: int, expected: float
) -> None:
    answer = ask(misspelt, "1980", department)
    assert codes(answer)[0] == code
    assert trust(answer) == expected, f"{letters} letters are wrong"


def test_words_too_few_count_as_one_letter(ask: Ask) -> None:
    assert trust(ask("Miquelon", "1960", "975")) == 0.97


@pytest.mark.parametrize(
    ("name", "department", "code"),
    [
        ("Clichy-la-Garenne", "92", "92024"),
        ("Grenade sur Garonne", "31", "31232"),
        ("Montreuil-sous-Bois", "93", "93048"),
    ],
)
def test_words_added_to_the_name_of_one_commune_are_right_95_times_in_100(
    ask: Ask, name: str, department: str, code: str
) -> None:
    answer = ask(name, "1980", department)
    assert (answer.status, answer.code, trust(answer)) == ("probable", code, 0.95)


def test_each_further_letter_divides_the_weight_by_fifty(ask: Ask) -> None:
    """Chaleins is one letter away from "Chalein", Chaneins two. Neither is much larger than the other."""
    answer = ask("Chalein", "1980", "01")
    assert trust(answer) == 0.97, "that of the nearest"
    sizes = {candidate.place.code: candidate.place.population for candidate in answer.candidates}
    by_size = sqrt(sizes["01083"] / sizes["01075"])
    assert ratio(answer, "01083", "01075") / by_size == pytest.approx(0.02, rel=0.01)


def test_names_as_near_weigh_by_the_square_root_of_their_inhabitants(ask: Ask) -> None:
    """Tagnon, Fagnon and Wagnon are all one letter away from "Pagnon"."""
    answer = ask("Pagnon", "1980", "08")
    assert codes(answer) == ["08435", "08162", "08496"]
    for larger, smaller in pairwise(answer.candidates):
        expected = sqrt(smaller.place.population / larger.place.population)
        assert smaller.score / larger.score == pytest.approx(expected, abs=CLOSE)


def test_a_hamlet_weighs_as_fifty_inhabitants(ask: Ask) -> None:
    """Tarrano has 75 inhabitants, and Corrano 16; both are one letter away from "Torrano"."""
    answer = ask("Torrano", "1980", "20")
    places = {candidate.place.code: candidate.place for candidate in answer.candidates}
    larger, hamlet = places["2A094"], places["2B321"]
    assert larger.population > 50 > hamlet.population
    assert ratio(answer, "2B321", "2A094") == pytest.approx(sqrt(50 / larger.population), abs=CLOSE)


def test_a_misspelt_name_of_another_time_weighs_fifty_times_less(ask: Ask) -> None:
    """Villieu has been merged in 1973, Pollieu is still there; both are one letter away from "Vollieu"."""
    answer = ask("Vollieu", "1980", "01")
    places = {candidate.place.code: candidate.place for candidate in answer.candidates}
    by_size = sqrt(places["01450"].population / places["01302"].population)
    short = UNOFFICIAL_TRUST  # "Villieu" is also a short form of what it was merged into
    assert ratio(answer, "01450", "01302") / by_size == pytest.approx(0.02 * short, rel=0.01)


def test_three_letters_are_completed_and_two_are_not(ask: Ask) -> None:
    """Gif-sur-Yvette goes on from "Gif"; Is-sur-Tille does from "Is", which is too short to tell."""
    assert codes(ask("Issy", "1980", "92")) == ["92040"]
    assert codes(ask("Gif", "1980", "91")) == ["91272"]
    assert codes(ask("Is", "1980", "21")) == []


def test_twelve_similar_names_are_looked_at_at_most(ask: Ask) -> None:
    """In Seine-Maritime, 14 names are a letter or two away from "Xerville", from Berville to Virville."""
    assert len(ask("Xerville", "1980", "76").candidates) == 12


@pytest.mark.parametrize(
    ("name", "code"), [("La Grande-Mottee", "34344"), ("Le Creuzot", "71153"), ("L'Haye-les-Roses", "94038")]
)
def test_an_official_name_misspelt_weighs_more_than_a_label_misspelt(ask: Ask, name: str, code: str) -> None:
    """ "La Grande Montée" is La Poste's, in Sainte-Marie (97418), five times as inhabited as La Grande-Motte."""
    answer = ask(name, "1980")
    assert (answer.status, answer.candidates[0].place.code) == ("ambigu", code)
