"""Names that people give to a place and that nobody registers: islands, archipelagos, chief towns.

Each row of `everyday_names.csv` is one of today's communes that the name may stand for, with the source that says
so (domain.md section 4.7).
"""

import csv
from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple


class EverydayName(NamedTuple):
    """A name, and the code and the official name of a commune that it may stand for."""

    name: str
    code: str
    commune: str


def everyday_names() -> Iterator[EverydayName]:
    """Every name with every commune: "Raiatea" is on three lines."""
    text = files("transcogage_data").joinpath("everyday_names.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        yield EverydayName(row["name"], row["code"], row["commune"])
