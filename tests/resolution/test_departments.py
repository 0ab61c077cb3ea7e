"""Departments as callers write them, at birth or today (http.md)."""

import csv

import pytest

from tests.conftest import ROOT
from transcogage.resolution.department_names import NAMES_OF_TODAY
from transcogage.resolution.departments import (
    ABROAD,
    DEPARTMENTS,
    OVERSEAS_GROUPS,
    DepartmentError,
    find_department,
    read_department,
)
from transcogage.resolution.index import Index
from transcogage.resolution.model import Period, Query, Status
from transcogage.resolution.registry import MAYOTTE_BEFORE_2011
from transcogage.resolution.resolver import resolve

with (ROOT / "data" / "reference" / "departements.csv").open(encoding="utf-8") as lines:
    REFERENCE = {row["code"]: row["nom"] for row in csv.DictReader(lines)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1", "01"),
        ("01", "01"),
        (" 75 ", "75"),
        ("2a", "2A"),
        ("2B", "2B"),
        ("20", "20"),
        ("95", "95"),
        ("971", "971"),
        ("976", "976"),
        ("978", "978"),
        ("984", "984"),
        ("985", "985"),
        ("988", "988"),
        ("989", "989"),
    ],
)
def test_a_department_is_read_in_any_form_of_the_contract(text: str, code: str) -> None:
    assert read_department(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("075", "75"),
        ("067", "67"),
        ("001", "01"),
        ("020", "20"),
        ("02A", "2A"),
        ("0971", "971"),
        ("42.0", "42"),
        ("6.0", "06"),
        ("6,0", "06"),
        ("974.00", "974"),
    ],
)
def test_a_spreadsheet_adds_or_loses_zeros(text: str, code: str) -> None:
    assert read_department(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("D93", "93"),
        ("d 01", "01"),
        ("69D", "69"),
        ("69M", "69"),
        ("75C", "75"),
        ("972R", "972"),
        ("(33)", "33"),
        ("dept 33", "33"),
        ("Dpt. 33", "33"),
        ("département n° 33", "33"),
        ("n°33", "33"),
        ("N° 33", "33"),
        ("F33", "33"),
        ("F-33", "33"),
    ],
)
def test_a_code_may_carry_a_letter_or_a_word(text: str, code: str) -> None:
    """Those of INSEE's collectivities: 69D the Rhône, 69M the Métropole de Lyon, 75C Paris, 972R Martinique."""
    assert read_department(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("93000", "93"),
        ("01310", "01"),
        ("1310", "01"),
        ("6000", "06"),
        ("20000", "20"),
        ("2A004", "2A"),
        ("97100", "971"),
        ("97133", "977"),
        ("97150", "978"),
        ("97500", "975"),
        ("98800", "988"),
        ("99352", "99"),
    ],
)
def test_a_postal_code_says_its_department(text: str, code: str) -> None:
    """That of Saint-Barthélemy (97133) and of Saint-Martin (97150) begins as those of Guadeloupe."""
    assert read_department(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Seine-Saint-Denis", "93"),
        ("SEINE ST DENIS", "93"),
        ("Seine & Marne", "77"),
        ("Nlle-Calédonie", "988"),
        ("Côte d'Or", "21"),
        ("Hts-de-Seine", "92"),
        ("Hte-Garonne", "31"),
        ("Garonne (Haute)", "31"),
        ("Territoire de Belfort", "90"),
        ("Belfort (Territoire de)", "90"),
        ("Le Nord", "59"),
        ("département du Nord", "59"),
        ("département de la Gironde", "33"),
        ("Département de l'Ain", "01"),
        ("departement d'Ille-et-Vilaine", "35"),
        ("Réunion", "974"),
        ("île de la Réunion", "974"),
        ("Wallis-et-Futuna", "986"),
        ("Mayotte", "976"),
        ("Métropole de Lyon", "69"),
    ],
)
def test_a_department_is_read_by_its_name(text: str, code: str) -> None:
    assert read_department(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("2 A", "2A"), ("2-a", "2A"), ("2 B", "2B"), ("20A", "2A"), ("20 b", "2B"), ("201", "2A"), ("202", "2B")],
)
def test_the_halves_of_corsica_are_read_in_any_form(text: str, code: str) -> None:
    assert read_department(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("B.-du-Rh.", "13"),
        ("M.-et-L.", "49"),
        ("L.-A.", "44"),
        ("H.-G.", "31"),
        ("Hte Gar.", "31"),
        ("T. de B.", "90"),
        ("C. du N.", "22"),
        ("Ch.-Mar.", "17"),
        ("V. d'O.", "95"),
        ("P.-O.", "66"),
        ("Morb.", "56"),
        ("S. & O.", "78"),
        ("BdR", "13"),
    ],
)
def test_a_name_cut_with_points_is_that_of_the_one_department_that_begins_so(text: str, code: str) -> None:
    assert find_department(text) == code


@pytest.mark.parametrize("text", ["H.-S.", "Mar.", "Ma.", "S. M.", "X."])
def test_a_name_cut_so_short_that_several_begin_so_is_not_read(text: str) -> None:
    """Haute-Saône and Haute-Savoie; Marne and Martinique."""
    assert find_department(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [("Eure et Loire", "28"), ("Haut de Seine", "92"), ("Mayene", "53"), ("Charentes", "16"), ("Girronde", "33")],
)
def test_a_department_given_is_read_with_a_mistake_but_not_what_is_written_with_a_name(text: str, code: str) -> None:
    """A commune may be a letter away from a department."""
    assert read_department(text) == code
    assert find_department(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Seine", "75"),
        ("Seine-et-Oise", "78"),
        ("S.-et-O.", "78"),
        ("Corse", "20"),
        ("Basses-Alpes", "04"),
        ("Bses-Alpes", "04"),
        ("Charente-Inférieure", "17"),
        ("Côtes-du-Nord", "22"),
        ("Loire-Inférieure", "44"),
        ("Loire-Inf.", "44"),
        ("Basses-Pyrénées", "64"),
        ("Seine-Inférieure", "76"),
    ],
)
def test_a_department_is_read_by_its_name_of_then(text: str, code: str) -> None:
    assert read_department(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("75 - Paris", "75"),
        ("93 (Seine-Saint-Denis)", "93"),
        ("Gironde (33)", "33"),
        ("974 - La Réunion", "974"),
        ("93 (Seine)", "93"),
        ("95 Seine-et-Oise", "95"),
        ("2A - Corse", "2A"),
        ("20 Haute-Corse", "20"),
        ("985 Mayotte", "985"),
    ],
)
def test_a_code_is_read_beside_its_name_of_today_or_of_then(text: str, code: str) -> None:
    assert read_department(text) == code


@pytest.mark.parametrize("text", ["33 Paris", "93 (Seine-et-Marne)", "77 Seine", "Gironde (34)", "33 rue de Paris"])
def test_a_code_beside_the_name_of_another_department_is_not_read(text: str) -> None:
    assert find_department(text) is None


def test_two_figures_stand_for_one_of_those_overseas() -> None:
    assert [read_department(text) for text in ("97", "DOM", "98", "TOM")] == ["97", "97", "98", "98"]
    assert OVERSEAS_GROUPS["97"] == ("971", "972", "973", "974", "975", "976", "977", "978")
    assert OVERSEAS_GROUPS["98"] == ("984", "985", "986", "987", "988", "989")


def test_99_is_abroad() -> None:
    assert [read_department(text) for text in ("99", "99.0", "Étranger", "à l'étranger")] == [ABROAD] * 4


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "0",
        "00",
        "000",
        "96",
        "096",
        "2C",
        "970",
        "979",
        "990",
        "7 5",
        "٧٥",
        "00000",
        "96000",
        "98000",
        "123456",
        "D",
        "Alsace",
        "France",
        "Bordeaux",
        "x" * 1_000,
        "1" * 1_000,
        "2A.0",
        "75 92",
    ],
)
def test_anything_else_is_refused_and_told_what_is_expected(text: str) -> None:
    with pytest.raises(
        DepartmentError, match=r"01 à 95, 2A, 2B, 20, 971 à 978, 984 à 989 .* un nom de .* un code postal"
    ):
        read_department(text)


def test_every_department_of_the_contract_can_be_asked() -> None:
    assert len(DEPARTMENTS) == 95 + 2 + 8 + 6
    assert all(read_department(code) == code for code in DEPARTMENTS)


def test_the_names_are_those_of_the_reference() -> None:
    named = dict(line.split(" ", 1) for line in NAMES_OF_TODAY.strip().splitlines())
    assert named == {code: name for code, name in REFERENCE.items() if code != MAYOTTE_BEFORE_2011}


@pytest.mark.parametrize("code", [code for code in REFERENCE if code != MAYOTTE_BEFORE_2011])
def test_every_name_is_read_alone_and_beside_its_code(code: str) -> None:
    name = REFERENCE[code]
    for text in (name, name.upper(), name.replace("-", " "), f"{code} - {name}", f"{name} ({code})"):
        assert read_department(text) == code


def test_a_department_that_knows_no_name_answers_that_nothing_is_found(index: Index) -> None:
    assert resolve(index, Query("Qwertyuiop", Period.of_year(1980), "96")).status is Status.NOT_FOUND


@pytest.mark.parametrize("text", ["x" * 10_000, "9" * 10_000, "a." * 5_000, "(" * 10_000])
def test_a_text_that_is_much_too_long_is_refused_unread(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its length squared was the time it took: seven tenths of a second."""
    monkeypatch.setattr("transcogage.resolution.departments.find_department", lambda text: pytest.fail(text[:10]))
    with pytest.raises(DepartmentError):
        read_department(text)
