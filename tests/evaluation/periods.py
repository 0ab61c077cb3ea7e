"""View E: every period of the Lutece table, asked by its name on a day inside it.

The best candidate must be the row's code, or be listed in an ambiguous answer where two communes of the department bore
that name. The table dates overseas communes from 1943 whatever their history: collectivities are left out. So are its
rows that last no day (Freigné, 44225, moved to Loire-Atlantique and merged on 2018-01-01).
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tests.evaluation.views import SAMPLES
from transcogage.resolution.departments import DEPARTMENTS, department_of
from transcogage.resolution.index import Index
from transcogage.resolution.model import Period, Query, Status
from transcogage.resolution.resolver import resolve

TABLE = SAMPLES.parent / "insee" / "communes_depuis_1943_cog2023_lutece.csv"
COLLECTIVITIES = ("975", "977", "978", "984", "985", "986", "987", "988", "989")
VINTAGE = date(2023, 1, 1)


@dataclass(frozen=True, slots=True)
class Difference:
    """A row of the table that our answer does not confirm."""

    code: str
    name: str
    day: date
    answered: str


def compare(index: Index) -> tuple[int, list[Difference]]:
    """The number of rows asked, and those answered otherwise."""
    asked = 0
    differences = []
    for code, name, day in _rows():
        asked += 1
        answer = resolve(index, Query(name, Period.of_day(day), department_of(code)))
        codes = [candidate.place.code for candidate in answer.candidates]
        right = answer.status is not Status.NOT_FOUND and (
            codes[0] == code or (answer.status is Status.AMBIGUOUS and code in codes)
        )
        if not right:
            differences.append(Difference(code, name, day, f"{answer.status.value} {' '.join(codes[:4])}"))
    return asked, differences


def _rows() -> Iterator[tuple[str, str, date]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = row["COM"]
            department = department_of(code)
            if code.startswith(COLLECTIVITIES) or department not in DEPARTMENTS:
                continue
            start = date.fromisoformat(row["DATE_DEBUT"])
            last = date.fromisoformat(row["DATE_FIN"]) - timedelta(days=1) if row["DATE_FIN"] else VINTAGE
            if start <= last:
                yield code, row["LIBELLE"], start + (last - start) / 2
