"""What INSEE's current files no longer say of countries, declared: everyday names, and what each was before.

Each row of `country_names.csv` and `country_history.csv` names its source (domain.md section 3.12). INSEE published
until 2023 the code before (CAPAY, CRPAY) and the former name (ANCNOM); what it publishes since has neither.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from transcogage.resolution.countries import NameKind
from transcogage.resolution.model import Period


@dataclass(frozen=True, slots=True)
class DeclaredName:
    """A name, or an ISO 3166 code, that is given to what `code` designates."""

    code: str
    name: str
    kind: NameKind


@dataclass(frozen=True, slots=True)
class Before:
    """During `period`, what `code` designates was written under `code_then`, and called `name_then`.

    `name_then` is empty when it was a part of the State that `code_then` designates: it had that State's names.
    """

    code: str
    name_then: str
    code_then: str
    period: Period


def declared_names() -> list[DeclaredName]:
    """The rows of `country_names.csv`."""
    return [DeclaredName(row["code"], row["name"], NameKind(row["kind"])) for row in _rows("country_names.csv")]


def declared_history() -> list[Before]:
    """The rows of `country_history.csv`; of two States at one time, the likelier birth place comes first."""
    return [
        Before(row["code"], row["name_then"], row["code_then"], Period(_day(row["start"]), _day(row["end"])))
        for row in _rows("country_history.csv")
    ]


def _rows(name: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(files("transcogage_data").joinpath(name).read_text(encoding="utf-8").splitlines())


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
