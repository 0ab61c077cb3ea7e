"""Algeria before 1962-07-05, Morocco and Tunisia before 1956 (domain.md, sections 3.10 and 3.11)."""

import pytest

from tests.resolution.asking import Ask, alternatives, codes, notes, sure

ALGERIA = [("Alger", "91"), ("Oran", "92"), ("Constantine", "93"), ("Territoires du Sud", "94")]


@pytest.mark.parametrize(("name", "department"), ALGERIA)
@pytest.mark.parametrize("date", ["1930", "1955", "1962-07-04"])
def test_births_in_french_algeria_have_the_country_and_no_commune_whichever_door(
    ask: Ask, name: str, department: str, date: str
) -> None:
    """The code that the number of social security may hold is beside it."""
    for given in (department, None):
        answer = ask(name, date, given)
        assert (sure(answer), answer.status, answer.country) == (None, "certain", "99352")
        assert codes(answer) == ["99352"]
        assert alternatives(answer) == {f"{department}352": "numero_securite_sociale"}
        assert "ALGERIE_AVANT_1962" in notes(answer)
        assert "99352" in answer.explanation


@pytest.mark.parametrize(("name", "department"), ALGERIA)
def test_from_independence_departments_91_to_94_are_no_longer_in_algeria(ask: Ask, name: str, department: str) -> None:
    answer = ask(name, "1962-07-05", department)
    assert (answer.status, answer.code) == ("introuvable", None)
    assert "ALGERIE_AVANT_1962" not in notes(answer)


@pytest.mark.parametrize(
    ("name", "department"),
    [
        ("Blida", "91"),
        ("Maison-Carrée", "91"),
        ("Sidi-Bel-Abbès", "92"),
        ("Tlemcen", "92"),
        ("Mostaganem", "92"),
        ("Bône", "93"),
        ("Sétif", "93"),
        ("Philippeville", "93"),
        ("Laghouat", "94"),
    ],
)
def test_a_town_of_algeria_gets_no_french_commune_and_is_told_of_algeria(ask: Ask, name: str, department: str) -> None:
    answer = ask(name, "1950", department)
    assert (answer.status, answer.code) == ("introuvable", None)
    assert "ALGERIE_AVANT_1962" in notes(answer)


def test_a_town_of_algeria_that_looks_like_a_french_name_is_told_of_algeria_too(ask: Ask) -> None:
    """Ménerville, near Alger, is spelt almost as Méréville and Monnerville, in today's Essonne."""
    answer = ask("Ménerville", "1950", "91")
    assert answer.code is None
    assert "ALGERIE_AVANT_1962" in notes(answer)


@pytest.mark.parametrize(
    ("name", "department", "code"),
    [
        ("Corbeil-Essonnes", "91", "78174"),
        ("Nanterre", "92", "75050"),
        ("Bobigny", "93", "75008"),
        ("Villejuif", "94", "75076"),
    ],
)
def test_someone_born_in_corbeil_gives_91_too_and_is_78(ask: Ask, name: str, department: str, code: str) -> None:
    answer = ask(name, "1960", department)
    assert (sure(answer), answer.country) == (code, "99100")


@pytest.mark.parametrize("name", ["Rabat", "Casablanca", "Fès"])
def test_morocco_before_independence_gets_no_commune_and_is_told_of_99350(ask: Ask, name: str) -> None:
    before, after = ask(name, "1950", "95"), ask(name, "1957", "95")
    assert (before.status, before.code) == ("introuvable", None)
    assert any("99350" in note.message for note in before.notes)
    assert not any("99350" in note.message for note in after.notes)


@pytest.mark.parametrize("name", ["Alger (Corbeil-Essonnes)", "Corbeil-Essonnes (Alger)"])
def test_candidates_of_several_countries_give_none(ask: Ask, name: str) -> None:
    """Whichever comes first: 99352 is given when all of them are of Algeria."""
    answer = ask(name, "1950", "91")
    assert {candidate.place.country for candidate in answer.candidates} == {"99100", "99352"}
    assert (answer.code, answer.country) == (None, None)


@pytest.mark.parametrize("code", ["91352", "99352"])
def test_a_code_of_algeria_is_a_country_to_use_and_never_a_commune(ask: Ask, code: str) -> None:
    answer = ask("Alger", "1950", "91", current_code=code)
    assert codes(answer) == ["99352"]
    assert (answer.status, answer.code, answer.country) == ("certain", None, "99352")
