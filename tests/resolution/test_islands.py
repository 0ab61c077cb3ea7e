"""An island written with the name says where it is (domain.md, section 7.1)."""

import pytest

from tests.resolution.asking import Ask, codes, notes, sure


@pytest.mark.parametrize("department", [True, False])
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Papeete (Tahiti)", "98735"),
        ("Faaa, Tahiti", "98715"),
        ("Uturoa - Raiatea", "98758"),
        ("Lifou (Îles Loyauté)", "98814"),
        ("Saint-Louis (Marie-Galante)", "97126"),
        ("Le Palais (Belle-Île)", "56152"),
        ("Saint-Denis (La Réunion)", "97411"),
        ("Fort-de-France (Martinique)", "97209"),
        ("Nouméa (Nouvelle-Calédonie)", "98818"),
    ],
)
def test_an_island_or_a_territory_settles_the_commune(ask: Ask, name: str, code: str, department: bool) -> None:
    given = code[:3] if code.startswith(("97", "98")) else code[:2]
    assert sure(ask(name, "1990", given if department else None)) == code


def test_of_homonyms_the_one_on_the_island_is_meant(ask: Ask) -> None:
    """Seven communes of Charente-Maritime are called Saint-Pierre and something."""
    assert codes(ask("Saint-Pierre (Île d'Oléron)", "1990")) == ["17385"]


def test_a_hamlet_of_an_island_is_in_one_of_its_communes(ask: Ask) -> None:
    answer = ask("Pufau (Raiatea)", "1990")
    assert (answer.status, set(codes(answer))) == ("ambigu", {"98750", "98754", "98758"})
    assert "NOM_SIMPLIFIE" in notes(answer)


@pytest.mark.parametrize(("name", "code"), [("Nouméa (Tahiti)", "98818"), ("Uturoa (Tahiti)", "98758")])
def test_an_island_of_elsewhere_forbids_assurance(ask: Ask, name: str, code: str) -> None:
    answer = ask(name, "1990")
    assert (answer.status, codes(answer)) == ("ambigu", [code])
    assert "DEPARTEMENT_CONTREDIT" in notes(answer)


def test_a_department_against_an_island_forbids_assurance(ask: Ask) -> None:
    answer = ask("Papeete (Tahiti)", "1990", "33")
    assert (answer.status, codes(answer)) == ("ambigu", ["98735"])
    assert "DEPARTEMENT_CONTREDIT" in notes(answer)
