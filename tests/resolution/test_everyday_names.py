"""Islands and places overseas that people name, and that are no commune's name: `everyday_names.csv`."""

import csv

import pytest

from tests.conftest import ROOT
from tests.resolution.asking import Ask, codes
from transcogage_data.everyday_names import everyday_names

TAHITI = {"98712", "98715", "98722", "98725", "98733", "98734", "98735", "98736", "98738", "98747", "98748", "98752"}

OLERON = {"17486", "17093", "17140", "17485", "17323", "17337", "17385", "17411"}


@pytest.mark.parametrize(
    ("name", "date", "department", "expected"),
    [
        ("Tahiti", "1990", "987", TAHITI),
        ("Raiatea", "1990", "987", {"98750", "98754", "98758"}),
        ("Moorea", "1990", "987", {"98729"}),
        ("Wallis", "1990", "986", {"98613"}),
        ("Futuna", "1990", "986", {"98611", "98612"}),
        ("Îles Loyauté", "1990", "988", {"98814", "98815", "98820"}),
        ("Gustavia", "1985", "971", {"97123"}),
        ("Gustavia", "2015", "977", {"97701"}),
        ("Marigot", "1985", "971", {"97127"}),
        ("Marigot", "2015", "978", {"97801"}),
        ("Marie-Galante", "1990", "971", {"97108", "97112", "97126"}),
        ("Petite-Terre", "1990", "976", {"98508", "98515"}),
        ("Oléron", "1990", "17", OLERON),
        ("Belle-Île", "1990", "56", {"56009", "56114", "56152", "56241"}),
    ],
)
def test_a_name_that_people_give_means_the_communes_there(
    ask: Ask, name: str, date: str, department: str, expected: set[str]
) -> None:
    answer = ask(name, date, department)
    assert set(codes(answer)) == expected
    assert answer.candidates[0].relation == "nom_usuel"


def test_the_communes_are_those_of_the_reference() -> None:
    with (ROOT / "data" / "reference" / "periodes.csv").open(encoding="utf-8") as lines:
        today = {
            row["code"]: row["nom"] for row in csv.DictReader(lines) if row["type"] == "COM" and not row["date_fin"]
        }
    assert [name for name in everyday_names() if today.get(name.code) != name.commune] == []
