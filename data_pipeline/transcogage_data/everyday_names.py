"""Names that people give to a place and that nobody registers: islands, archipelagos, chief towns.

Each row of `everyday_names.csv` is one of today's communes that the name may stand for, with the source that says
so (domain.md section 4.7).
"""

import csv
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple

_ISLAND = re.compile("^Îles? (?:de |d')?")


class EverydayName(NamedTuple):
    """A name, and the code and the official name of a commune that it may stand for."""

    name: str
    code: str
    commune: str


def everyday_names() -> Iterator[EverydayName]:
    """Every name with every commune: "Raiatea" is on three lines. An island may be called so or not: "Oléron"."""
    text = files("transcogage_data").joinpath("everyday_names.csv").read_text(encoding="utf-8")
    rows = [(row["name"], row["code"], row["commune"]) for row in csv.DictReader(text.splitlines())]
    bare = [(_ISLAND.sub("", name), code, commune) for name, code, commune in rows]
    for name, code, commune in dict.fromkeys([*rows, *bare]):
        if name != commune:
            yield EverydayName(name, code, commune)
