"""What is written short in a name is opened, each possible way."""

import csv

import pytest

from tests.conftest import ROOT
from transcogage.resolution.abbreviations import MOST_WAYS, SHORT_WORDS, opened
from transcogage.resolution.names import key, plain_words

with (ROOT / "data" / "reference" / "periodes.csv").open(encoding="utf-8") as lines:
    OFFICIAL_NAMES = {row["nom"] for row in csv.DictReader(lines)}


@pytest.mark.parametrize(
    ("text", "official"),
    [
        ("NEUILLY/SEINE", "Neuilly-sur-Seine"),
        ("Chalon/Saône", "Chalon-sur-Saône"),
        ("Fontenay/Bois", "Fontenay-sous-Bois"),
        ("Sainte-Foy/Lyon", "Sainte-Foy-lès-Lyon"),
        ("Villeneuve/Avignon", "Villeneuve-lez-Avignon"),
        ("VITRY S SEINE", "Vitry-sur-Seine"),
        ("Vitry s. Seine", "Vitry-sur-Seine"),
        ("VITRY SR SEINE", "Vitry-sur-Seine"),
        ("Ivry s/ Seine", "Ivry-sur-Seine"),
        ("FONTENAY S/BOIS", "Fontenay-sous-Bois"),
        ("Fontenay S/S Bois", "Fontenay-sous-Bois"),
        ("Fontenay ss Bois", "Fontenay-sous-Bois"),
        ("Aulnay s/s Bois", "Aulnay-sous-Bois"),
        ("Fontaine l/ Dijon", "Fontaine-lès-Dijon"),
        ("N.D. de Bondeville", "Notre-Dame-de-Bondeville"),
        ("ND DE GRAVENCHON", "Notre-Dame-de-Gravenchon"),
        ("N-D de Monts", "Notre-Dame-de-Monts"),
        ("S. Denis", "Saint-Denis"),
        ("Le Gd Quevilly", "Le Grand-Quevilly"),
        ("Gde Synthe", "Grande-Synthe"),
        ("Le Pt Quevilly", "Le Petit-Quevilly"),
        ("Pt l'Évêque", "Pont-l'Évêque"),
        ("Pt Vendres", "Port-Vendres"),
        ("Pte Forêt", "Petite-Forêt"),
        ("Clermont-Fd", "Clermont-Ferrand"),
        ("CLERMONT FD", "Clermont-Ferrand"),
        ("Fort-de-Fce", "Fort-de-France"),
        ("Aix-en-Pce", "Aix-en-Provence"),
        ("Mt de Marsan", "Mont-de-Marsan"),
        ("Bg en Bresse", "Bourg-en-Bresse"),
        ("Vx Boucau les Bains", "Vieux-Boucau-les-Bains"),
        ("Hte Goulaine", "Haute-Goulaine"),
        ("La Chap. sur Erdre", "La Chapelle-sur-Erdre"),
        ("Cht Thierry", "Château-Thierry"),
        ("Bdx", "Bordeaux"),
        ("Bourg en Bse", "Bourg-en-Bresse"),
        ("Boulogne Bt", "Boulogne-Billancourt"),
        ("Chât. Gontier", "Château-Gontier"),
        ("Clt-Fd", "Clermont-Ferrand"),
        ("Issy les Mx", "Issy-les-Moulineaux"),
        ("Villefranche de Rgue", "Villefranche-de-Rouergue"),
        ("Vill. s/ Saône", "Villefranche-sur-Saône"),
        ("Vill. s/ Lot", "Villeneuve-sur-Lot"),
        ("Chaumont en Vx", "Chaumont-en-Vexin"),
        ("Fontaine l Dijon", "Fontaine-lès-Dijon"),
        ("Montreuil s/ Bois", "Montreuil-sous-Bois"),
    ],
)
def test_an_abbreviation_is_opened(text: str, official: str) -> None:
    ways, beginnings = opened(text)
    assert key(official) in map(key, ways)
    assert not beginnings


@pytest.mark.parametrize(
    ("text", "beginning", "official"),
    [
        ("Villefranche s/s", "Villefranche sur s", "Villefranche-sur-Saône"),
        ("CHALON S/S", "CHALON sur s", "Chalon-sur-Saône"),
        ("Vitry ss", "Vitry sur s", "Vitry-sur-Seine"),
        ("Fontenay s/B", "Fontenay sous B", "Fontenay-sous-Bois"),
        ("NEUILLY/M", "NEUILLY sur M", "Neuilly-sur-Marne"),
        ("Bourg en B", "Bourg en B", "Bourg-en-Bresse"),
        ("Boulogne B.", "Boulogne B", "Boulogne-Billancourt"),
        ("Boulogne-Bill.", "Boulogne Bill", "Boulogne-Billancourt"),
        ("Clermont-Ferr.", "Clermont Ferr", "Clermont-Ferrand"),
        ("Chalon s/ Sa.", "Chalon sur Sa", "Chalon-sur-Saône"),
        ("Neuilly s", "Neuilly s", "Neuilly-sur-Seine"),
    ],
)
def test_a_name_cut_at_an_initial_is_the_beginning_of_another(text: str, beginning: str, official: str) -> None:
    ways, beginnings = opened(text)
    assert not ways
    assert beginning in beginnings
    assert key(official).startswith(key(beginning))


@pytest.mark.parametrize(
    "name",
    ["Bordeaux", "L'Haÿ-les-Roses", "L Isle Adam", "Villeneuve l Archeveque", "M'Tsangamouji", "Y", "Paris 5", "/", ""],
)
def test_a_name_that_is_not_short_has_nothing_to_open(name: str) -> None:
    assert opened(name) == ((), ())


def test_no_official_name_has_one_of_the_short_words() -> None:
    assert SHORT_WORDS.isdisjoint(word for name in OFFICIAL_NAMES for word in plain_words(name).split())


def test_ways_are_few() -> None:
    assert len(opened("pt pt/pt/pt s/pt")[0]) == MOST_WAYS
