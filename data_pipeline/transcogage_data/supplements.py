"""What INSEE's movements leave out, added in the same form: declared rows, and Mayotte's codes before 2011.

Each row of `supplements.csv` names its source. Mayotte: INSEE's movements create 97601-97617 out of nothing on
2011-03-31; births before are coded 98501-98517, in the same order (domain.md section 3.6; names from ASP's
referential).
"""

import csv
from datetime import date
from importlib.resources import files

import polars as pl

from transcogage.resolution.events import CHANGE_OF_DEPARTMENT
from transcogage.resolution.names import key
from transcogage.resolution.registry import MAYOTTE_BEFORE_2011, MAYOTTE_NEW_CODES_FROM, mayotte_code_since_2011
from transcogage_data.history import Entity, Movement
from transcogage_data.read import SourceError


def declared_movements() -> list[Movement]:
    """The movements of `supplements.csv` (domain.md sections 2.4 and 3.7)."""
    text = files("transcogage_data").joinpath("supplements.csv").read_text(encoding="utf-8")
    return [
        Movement(
            date.fromisoformat(row["date"]),
            row["event"],
            Entity(row["kind_before"], row["code_before"]),
            Entity(row["kind_after"], row["code_after"]),
            row["name_before"],
            row["name_after"],
        )
        for row in csv.DictReader(text.splitlines())
    ]


def mayotte_movements(asp_communes: pl.DataFrame, current: dict[Entity, str]) -> list[Movement]:
    """98501 Acoua -> 97601 Acoua, and so on, the day Mayotte became a department.

    Raises `SourceError` when a name of the old codes is not that of the commune it should have become.
    """
    movements = []
    for code, name in sorted(asp_communes.select("code_com_insee", "lib_com").unique().iter_rows()):
        if not code.startswith(MAYOTTE_BEFORE_2011):
            continue
        after = Entity("COM", mayotte_code_since_2011(code))
        current_name = current.get(after, "")
        if key(name).replace(" ", "") != key(current_name).replace(" ", ""):
            raise SourceError(f"Mayotte : {code} {name} ne correspond pas à {after.code} {current_name}.")
        before = Entity("COM", code)
        movements.append(
            Movement(MAYOTTE_NEW_CODES_FROM, CHANGE_OF_DEPARTMENT, before, after, current_name, current_name)
        )
    return movements
