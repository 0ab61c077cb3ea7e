"""One key for every spelling of a name (domain.md, sections 4.1 and 4.2)."""

import unicodedata
from typing import Literal

import pytest

from transcogage.resolution.names import key, plain_words, simplified_keys, without_article, without_brackets

SAME = {
    "Évreux": ["EVREUX", "evreux", "Evreux", "ÉVREUX", "  évreux "],
    "L'Haÿ-les-Roses": [
        "L'HAY-LES-ROSES",
        "L’Haÿ-les-Roses",
        "L`Haÿ les Roses",
        "L HAY LES ROSES",
        "l' hay les roses",
        "HAY-LES-ROSES (L')",
        "HAY LES ROSES L'",
        "Haÿ-les-Roses(L’)",
    ],
    "Œuilly": ["OEUILLY", "œuilly", "ŒUILLY", "Oeuilly"],
    "Bœrsch": ["BOERSCH", "Boersch", "BŒRSCH"],
    "Ærœ": ["AEROE", "ærœ"],
    "Noeux-les-Mines": ["Nœux-les-Mines", "NOEUX LES MINES", "Nœux–les—Mines", "Nœux\u2010les\u2011Mines"],
    "Villeneuve-d'Ascq": ["Villeneuve d'Ascq", "VILLENEUVE D ASCQ", "Villeneuve-d’Ascq", "villeneuve  d'  ascq"],
    "Saint-Jean-de-Luz": ["ST JEAN DE LUZ", "St-Jean-de-Luz", "St. Jean de Luz", "  saint  jean\tde\u00a0luz "],
    "Sainte-Foy-lès-Lyon": ["STE FOY LES LYON", "Ste-Foy-lès-Lyon", "Ste. Foy lès Lyon"],
    "Saints-Geosmes": ["STS GEOSMES", "Sts-Geosmes"],
    "Saintes-Maries-de-la-Mer": ["STES MARIES DE LA MER"],
    "Boulogne-sur-Mer": ["BOULOGNE S/MER", "Boulogne s/ Mer", "Boulogne S/ MER", "BOULOGNE-S/-MER"],
    "Fontenay-sous-Bois": ["FONTENAY S/S BOIS", "Fontenay s/s-Bois", "Fontenay S/S. Bois", "fontenay s/s/ bois"],
    "Saint-Léger-sous-la-Bussière": ["ST LEGER S/S LA BUSSIERE"],
    "Le Mans": ["LE MANS", "MANS (LE)", "MANS LE", "Mans(Le)", "le  mans"],
    "La Rochelle": ["ROCHELLE (LA)", "Rochelle La", "LA-ROCHELLE"],
    "Les Mureaux": ["MUREAUX (LES)", "Mureaux, Les"],
    "Le Quesnoy-en-Artois": ["QUESNOY-EN-ARTOIS(LE)", "QUESNOY EN ARTOIS (LE)"],
    "Bors (Canton de Baignes-Sainte-Radegonde)": ["BORS CANTON DE BAIGNES STE RADEGONDE"],
    "M'Tsangamouji": ["M TSANGAMOUJI", "M’TSANGAMOUJI"],
    "Y": ["y", " Y "],
}


@pytest.mark.parametrize(("name", "spelling"), [(name, spelling) for name, found in SAME.items() for spelling in found])
def test_every_spelling_of_a_name_has_the_same_key(name: str, spelling: str) -> None:
    assert key(spelling) == key(name) != ""


def test_names_of_different_places_have_different_keys() -> None:
    assert len({key(name) for name in SAME}) == len(SAME)


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_every_unicode_form_of_a_name_has_the_same_key(form: Literal["NFC", "NFD", "NFKC", "NFKD"]) -> None:
    for name in ("Évreux", "L'Haÿ-les-Roses", "Bœrsch", "Île-d'Aix", "Ornans"):
        assert key(unicodedata.normalize(form, name)) == key(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Le Lamentin", "Lamentin"),
        ("La Baume", "Les Baumes"),
        ("Sainte-Marie", "Saint-Marie"),
        ("Paris 14", "Paris 4"),
        ("Paris 1", "Paris 11"),
        ("Bors (Canton de Lembeye)", "Bors"),
        ("Estrées", "Saint-Estrées"),
        ("Ste-Marie", "St-Marie"),
        ("Villers-sur-Mer", "Villers-sous-Mer"),
    ],
)
def test_what_tells_two_places_apart_is_kept(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize("name", ["", " ", "-", "'’", "...", "()", "\x00\x01\x1f", "\u200b\u2060", "°"])
def test_a_name_without_letter_or_digit_has_an_empty_key(name: str) -> None:
    assert key(name) == ""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Évreux\x00", "evreux"),
        ("Saint\x1fDenis", "saint denis"),
        ("Saint\r\nDenis\t", "saint denis"),
        ("東京", "dong jing"),
    ],
)
def test_control_characters_and_other_scripts_are_read(name: str, expected: str) -> None:
    assert key(name) == expected


def test_a_word_that_only_starts_as_an_abbreviation_is_kept() -> None:
    assert plain_words("Stains") == "stains"
    assert plain_words("Sterpenich") == "sterpenich"
    assert plain_words("Ustou") == "ustou"


def test_a_lone_article_is_a_name() -> None:
    assert key("Le") == "le"
    assert without_article("le") == "le"
    assert without_article("le mans") == "mans"


def test_brackets_and_quotes_can_be_left_out() -> None:
    assert without_brackets("Bors (Canton de Lembeye)") == "Bors"
    assert without_brackets("Château-Chinon (Ville)") == "Château-Chinon"
    assert without_brackets("BORS (CANTON DE BAIGNES-SAINTE") == "BORS"


@pytest.mark.parametrize(
    ("spelling", "meant"),
    [
        ("AU CREUSOT", "le creusot"),
        ("au Havre", "le havre"),
        ("aux Mureaux", "les mureaux"),
        ("à Lille", "lille"),
        ("TOURS (SAINT SYMPHORIEN)", "tours"),
        ("TOURS (SAINT SYMPHORIEN)", "saint symphorien"),
        ("RENNES CEDEX 7", "rennes"),
        ("ROUEN CEDEX", "rouen"),
        ("VILLE DE NANTES", "nantes"),
    ],
)
def test_postal_and_sentence_forms_are_simplified_to_the_name(spelling: str, meant: str) -> None:
    assert meant in list(simplified_keys(spelling, key(spelling)))


def test_simplified_keys_are_new_and_never_a_bare_article() -> None:
    for name in ("AU CREUSOT", "LE CEDEX", "TOURS (LE)", "LA", "DES LILAS, LES"):
        found = list(simplified_keys(name, key(name)))
        assert len(found) == len(set(found))
        assert not {key(name), "", "le", "la", "les", "l"} & set(found)
