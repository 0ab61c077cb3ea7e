"""What is broken on purpose: each kind of change is found in the code, and what is listed exists. None is made here."""

import ast
from collections.abc import Container

import pytest

from tests.conftest import ROOT
from tests.mutation.finding import mutations
from tests.mutation.places import PLACES, Place

CHAIN = ["FROM < day < UNTIL", "FROM <= day <= UNTIL"]


def changes(source: str, functions: Container[str] | None = None) -> list[str]:
    found = list(mutations(source, functions))
    for mutation in found:
        ast.parse(mutation.mutated)
    return [str(mutation) for mutation in found]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("MOST = 20", ["20 becomes 19 in MOST = 20", "20 becomes 21 in MOST = 20"]),
        ("SHARE = 0.47", ["0.47 becomes 0.46 in SHARE = 0.47", "0.47 becomes 0.48 in SHARE = 0.47"]),
        ("FEW = 300.0", ["300.0 becomes 200.0 in FEW = 300.0", "300.0 becomes 400.0 in FEW = 300.0"]),
        ("ALL, NOTHING, YES = 1.0, 0.0, True", []),
        (
            "FROM = date(2008, 1, 1)",
            ["date(2008, 1, 1) becomes date(2007, 12, 31)", "date(2008, 1, 1) becomes date(2008, 1, 2)"],
        ),
        ("DAY = date(CENSUS_YEAR, 1, 1)", []),
        ("beginning = code[:3]", []),
        ("CORSICA = {'2A', '2B'}", ["'2A' is left out", "'2B' is left out"]),
        ("MESSAGES = {A: 'a', B: 'b'}", ["A is left out", "B is left out"]),
        ("early = FROM <= day < UNTIL", [f"FROM <= day < UNTIL becomes {other}" for other in CHAIN]),
        ("both = here and there", ["here and there becomes there", "here and there becomes here"]),
    ],
)
def test_each_kind_of_change_is_found(source: str, words: list[str]) -> None:
    assert changes(source) == [f"line 1: {change}" for change in words]


def test_a_change_is_made_in_its_place_and_nowhere_else() -> None:
    source = 'NAME = "Hauteville-Lompnès"; MOST = 20\n\ndef few(names): return len(names) < MOST\n'
    assert [mutation.mutated for mutation in mutations(source, None)] == [
        source.replace("20", "(19)"),
        source.replace("20", "(21)"),
        source.replace("len(names) < MOST", "(len(names) <= MOST)"),
    ]


def test_only_the_functions_named_are_broken() -> None:
    source = "def most(): return 20\n\ndef least(): return 2\n"
    assert changes(source, {"least"}) == [f"line 3: 2 becomes {other} in def least(): return 2" for other in (1, 3)]
    assert changes(source, ()) == []


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.module.name)
def test_every_module_listed_has_something_to_break_and_tests_that_exist(place: Place) -> None:
    assert list(mutations(place.module.read_text(encoding="utf-8"), place.functions))
    assert all((ROOT / test).exists() for test in place.tests)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.module.name)
def test_what_is_said_to_be_harmless_is_still_there(place: Place) -> None:
    found = {mutation.words for mutation in mutations(place.module.read_text(encoding="utf-8"), place.functions)}
    assert place.harmless.keys() <= found
