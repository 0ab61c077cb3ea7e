"""What each way to be named weighs, and how births are shared (policy.py): one test a figure, on real communes, on a
database built by the test.
"""

import pytest

from tests.resolution.asking import Ask
from transcogage_data.reference import Reference

CLOSE = 0.0002
"""How near a score, written with four decimals, must be to what it is made of."""


def scores(ask: Ask, name: str, date: str, department: str) -> list[tuple[str, float]]:
    return [(candidate.place.code, candidate.score) for candidate in ask(name, date, department).candidates]


def shares(*weights: float, trust: float = 1.0) -> list[object]:
    """Weights as parts of `trust`, to four decimals."""
    return [pytest.approx(trust * weight / sum(weights), abs=CLOSE) for weight in weights]


def test_a_name_is_the_one_at_birth_47_times_in_100_and_todays_53_times(ask: Ask) -> None:
    """Cholet, in Maine-et-Loire, was associated in 1973 with Le Puy-Saint-Bonnet, in Deux-Sèvres: asked there, it is
    the commune so called then, or the one that is part of it now.
    """
    assert scores(ask, "Cholet", "1960", "79") == [("79224", 0.53), ("49099", 0.47)]


def test_a_name_without_its_article_weighs_3_for_100_of_the_whole_name(ask: Ask) -> None:
    """Vergné, and La Vergne, both in Charente-Maritime."""
    found = scores(ask, "Vergne", "1980", "17")
    assert [code for code, _ in found] == ["17464", "17465"]
    assert [score for _, score in found] == shares(1, 0.03)


def test_a_label_of_la_poste_weighs_5_for_100_of_the_other_uses(ask: Ask) -> None:
    """Les Granges is a commune of Aube, and a hamlet of Maizières-la-Grande-Paroisse."""
    found = scores(ask, "Les Granges", "1980", "10")
    assert [code for code, _ in found] == ["10168", "10220"]
    assert [score for _, score in found] == shares(1, 0.05)


def test_ground_given_back_weighs_1_for_100_of_the_other_uses(ask: Ask) -> None:
    """Saint-Martin-les-Eaux was part of Manosque from 1975 to 1980."""
    found = scores(ask, "Manosque", "1970", "04")
    assert [code for code, _ in found] == ["04112", "04190"]
    assert [score for _, score in found] == shares(1, 0.01)


@pytest.mark.parametrize(("date", "exponent"), [("1954-12-31", 0.85), ("1955-01-01", 2.2)])
def test_births_follow_the_inhabitants_until_1954_then_gather_in_towns(ask: Ask, date: str, exponent: float) -> None:
    """Pra-Loup is on the ground of Uvernet, and of Fours, which it absorbed in 1973: of today's inhabitants, 80 are
    reckoned on its own ground for 25 on the other.
    """
    found = scores(ask, "Pra-Loup", date, "04")
    assert [code for code, _ in found] == ["04226", "04089"]
    assert [score for _, score in found] == shares(0.8**exponent, 0.25**exponent, trust=0.98)


def test_the_parts_of_a_commune_are_reckoned_on_its_inhabitants_of_2013(ask: Ask, facts: Reference) -> None:
    """Rouvroy-Ripont had 8: 6.4 in Rouvroy, 2 in Ripont; and a place of fewer than 5 weighs as 5."""
    assert facts.populations["51470"][2013] == 8
    found = scores(ask, "Rouvroy-Ripont", "1940", "51")
    assert [code for code, _ in found] == ["51470", "51462"]
    assert [score for _, score in found] == shares(6.4**0.85, 5**0.85)


def test_a_commune_of_which_nothing_is_known_weighs_as_300_inhabitants(ask: Ask, facts: Reference) -> None:
    """Corbon, in Calvados, beside Notre-Dame-d'Estrées."""
    assert "14178" not in facts.populations
    found = scores(ask, "Notre-Dame-d'Estrées-Corbon", "1940", "14")
    assert [code for code, _ in found] == ["14178", "14474"]
    assert [score for _, score in found] == shares(300**0.85, facts.populations["14474"][2013] ** 0.85)


def test_a_divided_city_is_as_well_known_as_its_arrondissements_are_inhabited(ask: Ask, facts: Reference) -> None:
    """Marseille itself is in no census; it and each of its arrondissements come first by the inhabitants of all."""
    latest = [max(counts.items())[1] for code, counts in facts.populations.items() if code.startswith("132")]
    assert len(latest) == 16
    for name, date in (("Marseille", "1980"), ("Marseille 5e", "2010")):
        assert ask(name, date, "13").candidates[0].place.population == sum(latest)


@pytest.mark.parametrize(("date", "exponent"), [("1954", 0.85), ("1955", 2.2)])
def test_a_maternity_hospital_multiplies_the_births_of_its_place_by_3_2(
    ask: Ask, facts: Reference, date: str, exponent: float
) -> None:
    weights = {
        code: facts.populations[code][2013] ** exponent * (3.2 if code in facts.maternities else 1)
        for code in (f"751{number:02d}" for number in range(1, 21))
    }
    assert 0 < sum(code in facts.maternities for code in weights) < 20
    expected = {code: weight / sum(weights.values()) for code, weight in weights.items()}
    assert dict(scores(ask, "Paris", date, "75")) == pytest.approx(expected, abs=CLOSE)
