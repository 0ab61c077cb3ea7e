"""The code at birth, not the successor's; the delegated one is an alternative (domain.md, section 3.13)."""

import pytest

from tests.resolution.asking import Ask, alternatives, codes, notes, sure


@pytest.mark.parametrize(
    ("name", "department", "code", "successor"),
    [
        ("Tourlaville", "50", "50602", "50129"),
        ("Annecy-le-Vieux", "74", "74011", "74010"),
        ("Malo-les-Bains", "59", "59373", "59183"),
        ("Saint-Servan-sur-Mer", "35", "35313", "35288"),
    ],
)
def test_a_commune_merged_since_answers_its_code_at_birth_not_the_successors(
    ask: Ask, name: str, department: str, code: str, successor: str
) -> None:
    answer = ask(name, "1960", department)
    assert sure(answer) == code
    assert answer.candidates[0].place.lineage[-1].code == successor


@pytest.mark.parametrize(
    ("name", "department", "chief", "others"),
    [
        ("Cherbourg-en-Cotentin", "50", "50129", {"50173", "50203", "50383", "50416", "50602"}),
        ("Annecy", "74", "74010", {"74011", "74093", "74182", "74217", "74268"}),
        ("Les Sables-d'Olonne", "85", "85194", {"85060", "85166"}),
        ("Saint-Denis", "93", "75066", {"75059"}),
    ],
)
def test_todays_name_of_a_merged_commune_lists_every_commune_it_was_made_of(
    ask: Ask, name: str, department: str, chief: str, others: set[str]
) -> None:
    answer = ask(name, "1962", department)
    assert answer.status in ("probable", "ambigu")
    assert codes(answer)[0] == chief
    assert others <= set(codes(answer))


@pytest.mark.parametrize(
    ("name", "date", "department", "commune", "delegated"),
    [
        ("Tourlaville", "2018", "50", "50129", "50602"),
        ("Annecy-le-Vieux", "2019", "74", "74010", "74011"),
        ("Freigné", "2020", "44", "44180", "44225"),
    ],
)
def test_delegated_commune_after_the_merger_answers_the_new_commune_and_offers_the_delegated_code(
    ask: Ask, name: str, date: str, department: str, commune: str, delegated: str
) -> None:
    answer = ask(name, date, department)
    assert answer.code == commune
    assert answer.candidates[0].relation == "commune_deleguee"
    assert alternatives(answer) == {delegated: "commune_deleguee"}
    assert "COMMUNE_DELEGUEE" in notes(answer)


def test_a_delegated_commune_that_gave_half_of_the_new_name_is_answered_as_delegated(ask: Ask) -> None:
    """Courcouronnes is a delegated commune of Évry-Courcouronnes, and half of its name: it is not short for it."""
    answer = ask("Courcouronnes", "2019-06", "91")
    assert answer.code == "91228"
    assert alternatives(answer) == {"91182": "commune_deleguee"}
    assert answer.candidates[0].relation == "commune_deleguee"


@pytest.mark.parametrize(
    ("name", "date", "department", "code"),
    [
        ("Hellemmes-Lille", "1990", "59", "59298"),
        ("Saint-Pol-sur-Mer", "2012", "59", "59540"),
        ("Saint-Hippolyte", "2006", "63", "63361"),
    ],
)
def test_associated_commune_answers_the_commune_it_is_part_of_and_offers_its_own_code(
    ask: Ask, name: str, date: str, department: str, code: str
) -> None:
    answer = ask(name, date, department)
    assert answer.code in {"59350", "59183", "63103"}
    assert answer.candidates[0].relation == "commune_associee"
    assert alternatives(answer) == {code: "commune_deleguee"}


@pytest.mark.parametrize(
    ("name", "date", "department", "code"),
    [
        ("Tourlaville", "1980", "50", "50602"),
        ("Méréville", "1990", "91", "91390"),
        ("Méréville", "1950", "91", "78390"),
        ("L'Oudon", "2000", "14", "14697"),
        ("Le Fresne-sur-Loire", "1980", "49", "44060"),
    ],
)
def test_a_birth_before_the_merger_is_of_no_delegated_commune(
    ask: Ask, name: str, date: str, department: str, code: str
) -> None:
    """They became delegated communes in 2016, 2019, 2017 and 2015: until then the code at birth has no alternative."""
    answer = ask(name, date, department)
    assert answer.code == code
    assert alternatives(answer) == {}
    assert "COMMUNE_DELEGUEE" not in notes(answer)


def test_a_part_that_ended_is_still_known_by_its_name(ask: Ask) -> None:
    """Rosendaël is merged with Dunkerque in 1972, Cherbourg with Octeville in 2000."""
    assert codes(ask("Rosendaël", "1980", "59")) == ["59183"]
    assert codes(ask("Cherbourg", "2005", "50")) == ["50129"]


def test_a_commune_that_came_back_is_coded_as_the_whole_only_in_between(ask: Ask) -> None:
    """Anthy-sur-Léman is associated to Thonon-les-Bains from 1974 to 1982."""
    years = {"1960": "74013", "1978": "74281", "1985": "74013"}
    assert {year: ask("Anthy-sur-Léman", year, "74").code for year in years} == years


def test_the_whole_never_means_a_commune_that_left_it(ask: Ask) -> None:
    """Rosoy, associated to Sens from 1973 to 2008, was never called Sens at a birth of 1960."""
    assert ask("Sens", "1960", "89").code == "89387"


def test_a_merger_across_departments_is_known_under_both(ask: Ask) -> None:
    """Le Puy-Saint-Bonnet (Deux-Sèvres) is associated to Cholet (Maine-et-Loire) in 1973."""
    for department in ("49", "79"):
        assert sure(ask("Le Puy-Saint-Bonnet", "1960", department)) == "79224"
    assert set(codes(ask("Cholet", "1960", "49"))) == {"49099", "79224"}
