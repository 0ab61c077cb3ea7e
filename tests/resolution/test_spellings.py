"""Names as the registry, La Poste and people write them, up to the answer (domain.md, section 4)."""

import pytest

from tests.resolution.asking import Ask, codes, notes, sure
from transcogage.resolution.index import Index
from transcogage.resolution.model import Period, Query
from transcogage.resolution.resolver import resolve


@pytest.mark.parametrize(
    ("spelling", "department", "code"),
    [
        ("LE MANS", "72", "72181"),
        ("MANS (LE)", "72", "72181"),
        ("HAVRE LE", "76", "76351"),
        ("QUESNOY-EN-ARTOIS(LE)", "62", "62677"),
        ("ISLE-ADAM (L')", "95", "95313"),
        ("ST ETIENNE", "42", "42218"),
        ("STE FOY LES LYON", "69", "69202"),
        ("CHALON S/SAONE", "71", "71076"),
        ("FONTENAY S/S BOIS", "94", "94033"),
        ("OEUILLY", "51", "51410"),
        ("L’Haÿ-les-Roses", "94", "94038"),
        ("  saint  jean   de luz ", "64", "64483"),
        ("LYON CEDEX 03", "69", "69383"),
        ("PARIS 14", "75", "75114"),
        ("PARIS20", "75", "75120"),
        ("PARIS (14EME ARRONDISSEMENT)", "75", "75114"),
        ("Y", "80", "80829"),
    ],
)
def test_a_name_in_any_spelling_is_certain(ask: Ask, spelling: str, department: str, code: str) -> None:
    assert sure(ask(spelling, "1980", department)) == code


@pytest.mark.parametrize(
    ("spelling", "department", "code"),
    [
        ("du Creusot", "71", "71153"),
        ("des Mureaux", "78", "78440"),
        ("de Nantes", "44", "44109"),
        ("d'Angers", "49", "49007"),
    ],
)
def test_a_name_recognised_once_simplified_is_probable_and_said_so(
    ask: Ask, spelling: str, department: str, code: str
) -> None:
    answer = ask(spelling, "1980", department)
    assert (answer.status, answer.code) == ("probable", code)
    assert "NOM_SIMPLIFIE" in notes(answer)
    assert answer.score < 1


@pytest.mark.parametrize(
    ("said", "department", "code"),
    [
        ("AU CREUSOT", "71", "71153"),
        ("au Havre", "76", "76351"),
        ("aux Mureaux", "78", "78440"),
        ("à Nantes", "44", "44109"),
        ("né à Nantes", "44", "44109"),
        ("Mairie de Dole", "39", "39198"),
        ("RENNES CEDEX 7", "35", "35238"),
        ("NANTES CEDEX 1", "44", "44109"),
    ],
)
def test_a_name_without_what_is_said_around_it_is_certain(ask: Ask, said: str, department: str, code: str) -> None:
    assert sure(ask(said, "1980", department)) == code


@pytest.mark.parametrize(
    ("cut", "department", "code"),
    [
        ("JAVERLHAC-ET-LA-CHAPELLE-SAINT", "24", "24214"),
        ("SAINT-GERMAIN-DE-TALLEVENDE-LA", "14", "14584"),
        ("SAINT-REMY-EN-BOUZEMONT-SAINT-", "51", "51513"),
        ("BORS (CANTON DE BAIGNES-SAINTE", "16", "16053"),
        ("LA VACQUERIE-ET-SAINT-MARTIN-D", "34", "34317"),
    ],
)
def test_a_name_cut_at_30_characters_is_completed_and_never_certain(
    ask: Ask, cut: str, department: str, code: str
) -> None:
    assert len(cut) == 30
    answer = ask(cut, "1980", department)
    assert (answer.status, answer.code) == ("probable", code)
    assert "NOM_SIMPLIFIE" in notes(answer)


def test_a_name_cut_earlier_than_30_characters_is_not_completed_as_cut(ask: Ask) -> None:
    answer = ask("SAINT-GERMAIN-DE-TALLEV", "1990", "14")
    assert answer.status != "certain"
    assert "NOM_SIMPLIFIE" not in notes(answer)


@pytest.mark.parametrize(
    ("name", "department", "code", "relation"),
    [
        ("Mans", "72", "72181", "nom_abrege"),
        ("MANS", "72", "72181", "nom_abrege"),
        ("Bors de Baignes", "16", "16053", "libelle_postal"),
        ("Moorea", "987", "98729", "nom_usuel"),
    ],
)
def test_a_name_that_is_not_official_is_probable_98_times_in_100(
    ask: Ask, name: str, department: str, code: str, relation: str
) -> None:
    """Without its article, La Poste's, everyday: it is not the name to the letter."""
    answer = ask(name, "1990", department)
    assert (answer.status, answer.code, answer.score) == ("probable", code, 0.98)
    assert answer.candidates[0].relation == relation


def test_a_name_that_is_not_official_is_certain_with_the_code_of_the_commune(ask: Ask) -> None:
    assert sure(ask("Mans", "1990", "72", current_code="72181")) == "72181"
    assert sure(ask("Bors de Baignes", "1990", "16", current_code="16053")) == "16053"
    with_postal_code = ask("Mans", "1990", "72", postal_code="72000")
    assert (with_postal_code.status, with_postal_code.score) == ("probable", 0.98)


@pytest.mark.parametrize(
    ("name", "department", "code"), [("L'Hôpital", "57", "57336"), ("L'Hôpital-du-Grosbois", "25", "25305")]
)
def test_a_commune_called_as_a_hospital_is_certain_and_a_hospital_is_probable(
    ask: Ask, name: str, department: str, code: str
) -> None:
    assert sure(ask(name, "1980", department)) == sure(ask(name.replace("'", " "), "1980", department)) == code
    for hospital in ("Maternité de Bordeaux", "Bordeaux (CHU)", "Hôpital de Bordeaux"):
        answer = ask(hospital, "1980", "33")
        assert (answer.status, answer.code, answer.score) == ("probable", "33063", 0.9999)


@pytest.mark.parametrize(
    ("misspelt", "department", "code"),
    [
        ("Genevilliers", "92", "92036"),
        ("Chateaurroux", "36", "36044"),
        ("Grenobel", "38", "38185"),
        ("Toulouze", "31", "31555"),
        ("Ajacio", "2A", "2A004"),
    ],
)
def test_one_letter_lost_doubled_swapped_or_replaced_is_never_certain_and_said_so(
    ask: Ask, misspelt: str, department: str, code: str
) -> None:
    answer = ask(misspelt, "1980", department)
    assert answer.status in ("probable", "ambigu")
    assert codes(answer)[0] == code
    assert answer.candidates[0].relation == "orthographe_proche"
    assert "ORTHOGRAPHE_PROCHE" in notes(answer)
    assert answer.score < 1


@pytest.mark.parametrize(
    ("department", "communes"),
    [
        ("01", {"Chaleins": "01075", "Chaneins": "01083"}),
        ("08", {"Fagnon": "08162", "Tagnon": "08435", "Wagnon": "08496"}),
        ("02", {"Belleau": "02062", "Belleu": "02064"}),
    ],
)
def test_a_name_one_letter_away_from_another_is_its_own(ask: Ask, department: str, communes: dict[str, str]) -> None:
    assert {name: sure(ask(name, "1980", department)) for name in communes} == communes


def test_a_missing_second_half_is_completed_and_never_certain(ask: Ask) -> None:
    answer = ask("Miquelon", "1960", "975")
    assert codes(answer)[0] == "97501"
    assert answer.status != "certain"


@pytest.mark.parametrize(
    "name", ["Qwertyuiop", "XXXX", "zzzzzz", "12345", "a" * 10_000, "Saint " * 2_000, "\x00\x01", "", " - "]
)
def test_what_is_no_name_is_not_found(index: Index, name: str) -> None:
    """Also what the parameters of the interfaces refuse: the core answers any text."""
    answer = resolve(index, Query(name, Period.of_year(1980), "31"))
    assert (answer.status, answer.code, answer.candidates) == ("introuvable", None, ())
