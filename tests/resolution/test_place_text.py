"""What is written as a birth place, read into its parts (domain.md section 4.8)."""

import csv
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.resolution.asking import Ask, notes
from transcogage.resolution.departments import department_of
from transcogage.resolution.model import NAME_LENGTH
from transcogage.resolution.names import key
from transcogage.resolution.place_text import MOST_NAMES, WrittenPlace, read_place

with (ROOT / "data" / "reference" / "periodes.csv").open(encoding="utf-8") as lines:
    OFFICIAL_NAMES = {row["nom"]: row["type"] for row in csv.DictReader(lines)}

COUNTRIES = {"algerie", "maroc", "portugal", "congo republique democratique"}


def is_country(text: str) -> bool:
    return key(text) in COUNTRIES


def read(text: str, department: str | None = None) -> dict[str, Any]:
    """The parts that were read; only the first name, without what it may be opened into."""
    place = read_place(text, is_country, department)._replace(opened=(), beginnings=())._asdict()
    return {member: value for member, value in place.items() if value} | {"names": place["names"][0]}


@pytest.mark.parametrize(
    "name", ["Cherbourg-en-Cotentin", "Saint-Denis", "PARIS", "L'Haÿ-les-Roses", "Le Mans", "Y", ""]
)
def test_a_plain_name_is_itself(name: str) -> None:
    assert read_place(name, is_country) == WrittenPlace((name,))


@pytest.mark.parametrize(
    ("text", "name", "department"),
    [
        ("BORDEAUX (33)", "BORDEAUX", "33"),
        ("Bordeaux [33]", "Bordeaux", "33"),
        ("Bordeaux (33", "Bordeaux", "33"),
        ("Bourg-en-Bresse (1)", "Bourg-en-Bresse", "01"),
        ("Besançon (Doubs)", "Besançon", "25"),
        ("Bordeaux, Gironde", "Bordeaux", "33"),
        ("Bordeaux (Gironde - 33)", "Bordeaux", "33"),
        ("Valence (Drôme)", "Valence", "26"),
        ("Ajaccio (2A)", "Ajaccio", "2A"),
        ("Saint-Martin (Bas-Rhin)", "Saint-Martin", "67"),
        ("Saint-Denis (La Réunion)", "Saint-Denis", "974"),
        ("Saint-Denis - Réunion", "Saint-Denis", "974"),
        ("Versailles (Seine-et-Oise)", "Versailles", "78"),
        ("Neuilly (Seine)", "Neuilly", "75"),
        ("Fort-de-France (97)", "Fort-de-France", "97"),
        ("Londres (99)", "Londres", "99"),
        ("33 - Bordeaux", "Bordeaux", "33"),
        ("33 Bordeaux", "Bordeaux", "33"),
        ("(33) Bordeaux", "Bordeaux", "33"),
        ("974 Saint-Denis", "Saint-Denis", "974"),
        ("Bordeaux 33", "Bordeaux", "33"),
        ("Troyes 10", "Troyes", "10"),
        ("BORDEAUX-33", "BORDEAUX", "33"),
        ("Bordeaux/33", "Bordeaux", "33"),
    ],
)
def test_a_department_is_read_around_the_name(text: str, name: str, department: str) -> None:
    assert read(text) == {"names": name, "department": department}


def test_saint_martin_is_a_department_only_overseas() -> None:
    """Many communes bear the name, and parts of communes are given after a dash."""
    assert read("Marigot, Saint-Martin", "978") == {"names": "Marigot", "department": "978"}
    assert read("Sarroux - Saint Martin", "19") == {"names": "Sarroux - Saint Martin"}


def test_paris_is_a_commune_before_a_department() -> None:
    assert read("Belleville, Paris") == {"names": "Belleville, Paris"}
    assert read("Paris 14e, Paris") == {"names": "Paris 14e", "department": "75", "arrondissement": 14}


@pytest.mark.parametrize(
    ("text", "name", "postal_code"),
    [
        ("33000 Bordeaux", "Bordeaux", "33000"),
        ("33000 - Bordeaux", "Bordeaux", "33000"),
        ("33 000 Bordeaux", "Bordeaux", "33000"),
        ("F-33000 Bordeaux", "Bordeaux", "33000"),
        ("Bordeaux 33000", "Bordeaux", "33000"),
        ("Bordeaux (33000)", "Bordeaux", "33000"),
        ("Bordeaux, 33000", "Bordeaux", "33000"),
        ("97400 SAINT-DENIS", "SAINT-DENIS", "97400"),
        ("6000 Nice", "Nice", "06000"),
        ("50129 Cherbourg", "Cherbourg", "50129"),
        ("13005 Aubagne", "Aubagne", "13005"),
        ("33000", "33000", "33000"),
    ],
)
def test_five_figures_are_a_postal_code_unless_they_can_only_be_of_insee(
    text: str, name: str, postal_code: str
) -> None:
    """50129 is Cherbourg's INSEE code, 13005 Aubagne's: the resolver tries both."""
    assert read(text) == {"names": name, "postal_code": postal_code}


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("2A004 Ajaccio", "Ajaccio", "2A004"),
        ("Bastia (2b033)", "Bastia", "2B033"),
        ("75036 Gennevilliers", "Gennevilliers", "75036"),
        ("75056 Paris", "Paris", "75056"),
        ("98506 Chirongui", "Chirongui", "98506"),
        ("97701 Saint-Barthélemy", "Saint-Barthélemy", "97701"),
        ("75114", "75114", "75114"),
    ],
)
def test_a_code_that_can_only_be_of_insee_is_a_commune_code(text: str, name: str, code: str) -> None:
    assert read(text) == {"names": name, "commune_code": code}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("75014 PARIS", {"names": "PARIS 14", "postal_code": "75014", "arrondissement": 14}),
        ("75116 Paris", {"names": "Paris 16", "postal_code": "75116", "arrondissement": 16}),
        ("Lyon (69008)", {"names": "Lyon 8", "postal_code": "69008", "arrondissement": 8}),
        ("13005 Marseille", {"names": "Marseille 5", "postal_code": "13005", "arrondissement": 5}),
        ("Paris, 75120", {"names": "Paris 20", "commune_code": "75120", "arrondissement": 20}),
        ("69388 Lyon 08", {"names": "Lyon 08", "commune_code": "69388", "arrondissement": 8}),
        ("13216 Marseille", {"names": "Marseille 16", "commune_code": "13216", "arrondissement": 16}),
        ("75014 PARIS 13", {"names": "PARIS 13", "postal_code": "75014", "arrondissement": 13}),
        ("75240 PARIS CEDEX 05", {"names": "PARIS 05", "department": "75", "arrondissement": 5}),
    ],
)
def test_a_code_says_the_arrondissement_unless_the_name_does(text: str, expected: dict[str, Any]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "name", "department"),
    [
        ("33077 BORDEAUX CEDEX", "BORDEAUX", "33"),
        ("35042 RENNES CEDEX 7", "RENNES", "35"),
        ("97490 SAINTE CLOTILDE CEDEX 9", "SAINTE CLOTILDE", "974"),
        ("BORDEAUX CEDEX (33)", "BORDEAUX", "33"),
    ],
)
def test_of_a_cedex_only_the_department_holds(text: str, name: str, department: str) -> None:
    assert read(text) == {"names": name, "department": department}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PARIS (14)", {"names": "PARIS (14)", "arrondissement": 14}),
        ("LYON (3)", {"names": "LYON (3)", "arrondissement": 3}),
        ("Lyon, 3", {"names": "Lyon, 3", "arrondissement": 3}),
        ("14 Paris", {"names": "Paris 14", "arrondissement": 14}),
        ("Marseille 13", {"names": "Marseille 13", "arrondissement": 13}),
        ("Paris quatorzième", {"names": "Paris quatorzième", "arrondissement": 14}),
        ("PARIS (14EME ARRONDISSEMENT)", {"names": "PARIS (14EME ARRONDISSEMENT)", "arrondissement": 14}),
        ("PARIS 14EME (75)", {"names": "PARIS 14EME", "department": "75", "arrondissement": 14}),
        ("Paris 14e (75)", {"names": "Paris 14e", "department": "75", "arrondissement": 14}),
        ("LYON 3EME (69)", {"names": "LYON 3EME", "department": "69", "arrondissement": 3}),
        ("MARSEILLE 5EME (13)", {"names": "MARSEILLE 5EME", "department": "13", "arrondissement": 5}),
        ("14e arrondissement de Paris", {"names": "Paris 14", "arrondissement": 14}),
        ("Lyon 12", {"names": "Lyon 12"}),
        ("Pariss 14", {"names": "Pariss 14"}),
    ],
)
def test_an_arrondissement_is_read(text: str, expected: dict[str, Any]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "name", "department"),
    [
        ("MARSEILLE (13)", "MARSEILLE", "13"),
        ("Marseille, 13", "Marseille", "13"),
        ("13 Marseille", "Marseille", "13"),
        ("PARIS (75)", "PARIS", "75"),
        ("PARIS 75", "PARIS", "75"),
        ("LYON (69)", "LYON", "69"),
    ],
)
def test_the_department_of_the_city_is_no_arrondissement(text: str, name: str, department: str) -> None:
    assert read(text) == {"names": name, "department": department}


@pytest.mark.parametrize(
    ("text", "department", "name", "number"),
    [
        ("11e arrondissement", "75", "Paris 11", 11),
        ("XIe arrondissement", "75", "Paris 11", 11),
        ("onzième arrondissement", "75", "Paris 11", 11),
        ("11EME", "75", "Paris 11", 11),
        ("11", "75", "Paris 11", 11),
        ("9e arrondissement", "69", "Lyon 9", 9),
        ("1er arr.", "13", "Marseille 1", 1),
        ("16e arrondissement (13)", None, "Marseille 16", 16),
    ],
)
def test_an_arrondissement_alone_is_of_the_city_of_the_department(
    text: str, department: str | None, name: str, number: int
) -> None:
    found = read(text, department)
    assert (found["names"], found["arrondissement"]) == (name, number)


@pytest.mark.parametrize(
    ("text", "department"), [("11e arrondissement", None), ("11EME", "33"), ("12e arrondissement", "69")]
)
def test_an_arrondissement_alone_elsewhere_is_nothing(text: str, department: str | None) -> None:
    assert read(text, department) == {"names": text}


@pytest.mark.parametrize("text", ["BORDEAUX FRANCE", "Bordeaux, France", "BORDEAUX (FRANCE)", "Bordeaux - France"])
def test_france_is_dropped(text: str) -> None:
    assert key(read(text).pop("names")) == "bordeaux"
    assert set(read(text)) == {"names"}


@pytest.mark.parametrize(
    "text", ["Fort-de-France", "FORT DE FRANCE", "Roissy en France", "Île de France", "LATOUR DE FRANCE"]
)
def test_france_in_a_name_is_kept(text: str) -> None:
    assert read(text) == {"names": text}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("LISBONNE (PORTUGAL)", "LISBONNE", "PORTUGAL"),
        ("Rabat, Maroc", "Rabat", "Maroc"),
        ("Rabat - Maroc", "Rabat", "Maroc"),
        ("Maroc, Rabat", "Rabat", "Maroc"),
        ("Lisbonne/Portugal", "Lisbonne", "Portugal"),
        ("ALGERIE", "ALGERIE", "ALGERIE"),
        ("CONGO (REPUBLIQUE DEMOCRATIQUE)", "CONGO (REPUBLIQUE DEMOCRATIQUE)", "CONGO (REPUBLIQUE DEMOCRATIQUE)"),
        ("né en Algérie", "né en Algérie", "Algérie"),
    ],
)
def test_a_country_is_read(text: str, name: str, country: str) -> None:
    assert read(text) == {"names": name, "country": country}


def test_several_pieces_are_read() -> None:
    assert read("Les Abymes, Guadeloupe, France") == {"names": "Les Abymes", "department": "971"}
    assert read("33000 Bordeaux (Gironde, France)") == {"names": "Bordeaux", "department": "33", "postal_code": "33000"}
    assert read("Ivry s/ Seine (94)") == {"names": "Ivry s/ Seine", "department": "94"}


@pytest.mark.parametrize("text", ["Bordeaux (33) (34)", "Bordeaux 33 (34)", "Bordeaux (Gironde), 34"])
def test_pieces_of_one_kind_that_disagree_are_both_read(text: str) -> None:
    assert read(text) == {"names": "Bordeaux", "department": "34", "disputed": (("department", "33"),)}
    assert read("33000 Bordeaux (34000)") == {
        "names": "Bordeaux",
        "postal_code": "34000",
        "disputed": (("postal_code", "33000"),),
    }


def test_an_island_is_read_with_its_department() -> None:
    place = read_place("Papeete (Tahiti)", is_country, None, {"Tahiti": "987"}.get)
    assert place == WrittenPlace(("Papeete",), department="987", island="Tahiti")


@pytest.mark.parametrize(
    "text", ["MANS (LE)", "Mureaux, Les", "TOURS (SAINT SYMPHORIEN)", "Brest 1980", "00800 ARMEES", "(33)"]
)
def test_what_is_no_piece_stays_in_the_name(text: str) -> None:
    assert read(text) == {"names": text}


@pytest.mark.parametrize("department", [None, "75", "971"])
def test_an_official_name_is_only_itself(department: str | None) -> None:
    """But Aux Marais (60) and Commune nouvelle d'Arrou (28), where the name after is read too."""
    for name, kind in OFFICIAL_NAMES.items():
        for text in (name, name.upper()):
            place = read_place(text, lambda _: False, department)
            assert place.names[0] == text
            assert place._replace(names=(), arrondissement=None) == WrittenPlace(()), text
            assert (place.arrondissement is not None) == (kind == "ARM")
            assert len(place.names) == 1 or name in ("Aux Marais", "Commune nouvelle d'Arrou")


PIECES = [
    "PARIS ",
    "Lyon",
    "(",
    ")",
    "/",
    "s/s",
    "né à ",
    "CHU de ",
    "Hôpital ",
    " cedex ",
    " France",
    " arr",
    " - ",
    ", ",
]
PIECES += ["33000", "75014", "13", "XIV", "pt ", "nd ", "e", "l'", "Maroc", "Gironde", ".", " "]


@given(st.lists(st.sampled_from(PIECES), max_size=20), st.sampled_from([None, "75", "13", "97", "99"]))
def test_no_text_fails_and_names_are_few(pieces: list[str], department: str | None) -> None:
    text = "".join(pieces)[:NAME_LENGTH]
    place = read_place(text, is_country, department)
    assert 1 <= len(place.names) <= MOST_NAMES
    assert len(place.names) == len(set(place.names))
    assert place.department is None or len(place.department) <= 3
    assert place.commune_code is None or department_of(place.commune_code)


@pytest.mark.parametrize(
    ("text", "department", "code"),
    [
        ("Hôpital Pellegrin, 33000 Bordeaux", None, "33063"),
        ("Hôpital Necker, 75015 Paris", None, "75115"),
        ("Hôpital Necker Paris 15", "75", "75115"),
        ("Clinique Pasteur, 31 Toulouse", None, "31555"),
        ("Hôpital-Maternité de Metz", "57", "57463"),
        ("Maternité/Clinique Dijon", "21", "21231"),
    ],
)
def test_pieces_stand_around_the_town_of_an_establishment(
    ask: Ask, text: str, department: str | None, code: str
) -> None:
    answer = ask(text, "1985", department)
    assert (answer.status, answer.code) == ("probable", code)
    assert not {"NOM_SIMPLIFIE", "ORTHOGRAPHE_PROCHE"} & notes(answer)


@pytest.mark.parametrize(
    ("text", "department"),
    [
        ("75-Paris 14", None),
        ("75 PARIS 14", "75"),
        ("Paris n°14", "75"),
        ("PARIS 14EME SEINE", None),
        ("Paris 14e Montparnasse", "75"),
        ("Paris XIVe Plaisance", "75"),
        ("PARIS QUATORZIEME SUD", "75"),
    ],
)
def test_an_arrondissement_is_read_whatever_stands_around_its_number(
    ask: Ask, text: str, department: str | None
) -> None:
    assert ask(text, "1985", department).code == "75114"


def test_two_arrondissements_are_none(ask: Ask) -> None:
    assert ask("Paris 13e et 14e", "1985", "75").code is None


@pytest.mark.parametrize("text", ["né le 12/03/1985 à Dole", "née le 1er août 1985 à Dole", "lieu de naissance : Dole"])
def test_a_date_may_be_said_before_the_place(text: str) -> None:
    assert "Dole" in read_place(text, is_country).names


@pytest.mark.parametrize(
    ("text", "department", "code"),
    [
        ("STBRIEUC", "22", "22278"),
        ("SteFoy-lès-Lyon", "69", "69202"),
        ("Ivry Seine", "94", "94041"),
        ("Rosny Bois", "93", "93064"),
        ("Neuilly\\Seine", "92", "92051"),
        ("Rosny/s/Bois", "93", "93064"),
    ],
)
def test_a_word_that_is_missing_between_two_is_put_back(ask: Ask, text: str, department: str, code: str) -> None:
    answer = ask(text, "1985", department)
    assert (answer.status, answer.code) == ("probable", code)
    assert "NOM_SIMPLIFIE" in notes(answer)
