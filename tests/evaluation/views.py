"""The questions put to the resolver: each view asks real births in one way a caller would.

The samples are people-weighted counts from INSEE's public death files (see `../shared/README.md`, and how to read them
in domain.md section 8); no person is in them.
"""

import csv
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from transcogage.resolution.departments import read_department
from transcogage.resolution.model import Period, Query
from transcogage.resolution.names import key

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "evaluation"
"""Where the evaluation samples lie, beside the project; they are not part of it."""


@dataclass(frozen=True, slots=True)
class Question:
    """A query, the code the registry holds (`truth`), and how many people it stands for."""

    query: Query
    truth: str
    people: int


@dataclass(frozen=True, slots=True)
class View:
    """One way to ask, with its letter in the issue and what is asked."""

    letter: str
    title: str
    questions: Callable[[], Iterator[Question]]


def births() -> Iterator[dict[str, str]]:
    """The rows of the development sample: a place, a month, and how many people were born there then."""
    with (SAMPLES / "births_dev.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _noise(kind: str) -> Iterator[Question]:
    with (SAMPLES / "noise_dev.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["genre"] == kind:
                yield _question(row, row["texte"], row["dep"], Period.of_year(int(row["annee"])))


def _question(
    row: dict[str, str], name: str, department: str, period: Period, current_code: str | None = None
) -> Question:
    query = Query(name, period, read_department(department), current_code=current_code)
    return Question(query, row["code"], int(row["n"]))


def month(row: dict[str, str]) -> Period:
    """The month of a birth."""
    return Period.of_month(int(row["annee"]), int(row["mois"]))


def _name_at_birth() -> Iterator[Question]:
    for row in births():
        yield _question(row, row["nom_naissance"], row["dep"], month(row))


def _current_name(with_code: bool) -> Iterator[Question]:
    for row in births():
        if row["nom_actuel"]:
            code = row["code_actuel"] if with_code else None
            period = Period.of_year(int(row["annee"]))
            yield _question(row, row["nom_actuel"], row["dep_actuel"], period, code)


def _registry_text() -> Iterator[Question]:
    for row in births():
        if row["regime"] == "A":
            yield _question(row, row["texte"], row["dep"], Period.of_year(int(row["annee"])))


def _misspelt() -> Iterator[Question]:
    """One letter lost, doubled, swapped with the next, or replaced, at random; always the same draw."""
    draw = random.Random(1943)
    for row in births():
        name = row["nom_naissance"]
        if sum(letter.isalpha() for letter in name) < 5:
            continue
        yield _question(row, misspell(name, draw), row["dep"], month(row))


def misspell(name: str, draw: random.Random) -> str:
    """`name` with one letter lost, doubled, swapped or replaced; the result has another key."""
    letters = [position for position, letter in enumerate(name) if letter.isalpha()]
    while True:
        at = draw.choice(letters)
        mistake = draw.choice(("lost", "doubled", "swapped", "replaced"))
        if mistake == "lost":
            changed = name[:at] + name[at + 1 :]
        elif mistake == "doubled":
            changed = name[:at] + name[at] + name[at:]
        elif mistake == "swapped" and at + 1 < len(name):
            changed = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        else:
            changed = name[:at] + draw.choice("abcdefghijklmnopqrstuvwxyz") + name[at + 1 :]
        if key(changed) != key(name):
            return changed


VIEWS = (
    View("A", "nom à la naissance, département, année et mois", _name_at_birth),
    View("B", "nom et département d'aujourd'hui, année", lambda: _current_name(with_code=False)),
    View("B'", "comme B, avec le code commune d'aujourd'hui", lambda: _current_name(with_code=True)),
    View("C", "libellé du registre, département, année (régime A)", _registry_text),
    View("D", "arrondissements mal écrits", lambda: _noise("arrondissement")),
    View("D'", "autres lieux mal écrits", lambda: _noise("autre")),
    View("G", "nom à la naissance, une lettre fausse", _misspelt),
)


def available() -> bool:
    """Whether the samples lie beside the project."""
    return (SAMPLES / "births_dev.csv").is_file()


def day_in(period: Period) -> date:
    """The first day of a question's period."""
    assert period.start is not None
    return period.start
