"""What INSEE's movements leave out is declared with its source, and agrees with domain.md, section 2.4."""

import csv
from datetime import date
from importlib.resources import files

from transcogage.resolution.events import CHANGE_OF_DEPARTMENT
from transcogage.resolution.registry import ANTILLES_CODES, ANTILLES_NEW_CODES_FROM
from transcogage_data.history import Entity
from transcogage_data.supplements import declared_movements


def test_the_declared_movements_are_those_of_the_rule() -> None:
    ended = {movement.before.code: movement.date for movement in declared_movements() if movement.before is not None}
    assert ended == {
        "01220": date(1942, 8, 1),
        "01459": date(1942, 8, 1),
        "66131": date(1942, 10, 1),
        "66235": date(1942, 10, 1),
        "54454": date(1962, 12, 22),
        "54448": date(1962, 12, 22),
        "97123": date(2007, 2, 23),
        "97127": date(2007, 2, 23),
    }


def test_the_declared_movements_of_the_antilles_are_those_of_the_registry() -> None:
    moved = {(row.date, row.after, row.before) for row in declared_movements() if row.event == CHANGE_OF_DEPARTMENT}
    assert moved == {
        (ANTILLES_NEW_CODES_FROM, Entity("COM", code), Entity("COM", before)) for code, before in ANTILLES_CODES.items()
    }


def test_every_declared_movement_names_its_source() -> None:
    text = files("transcogage_data").joinpath("supplements.csv").read_text(encoding="utf-8")
    assert all(len(row["source"]) > 20 for row in csv.DictReader(text.splitlines()))
