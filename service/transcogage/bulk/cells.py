"""From the texts of a file's cells to what the resolution asks; each distinct text is read once, as `/v1/cog` does.

What cannot be read is told in French, in the words of the single route, after the name of the column.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

import polars as pl

from transcogage.bulk.answer_table import DEPARTMENT_NUMBERS, CompiledResults
from transcogage.bulk.columns import shown
from transcogage.bulk.distinct import DistinctReader
from transcogage.parameters.dates import split_date
from transcogage.parameters.errors import Fault
from transcogage.parameters.fields import (
    CURRENT_CODE,
    DAY,
    DEPARTMENT,
    MONTH,
    NAME,
    POSTAL_CODE,
    YEAR,
    read_period,
)
from transcogage.parameters.reading import CONTROL, Parameter, Reading, UnreadableError
from transcogage.resolution.model import NAME_LENGTH
from transcogage.resolution.names import key

BLANK = "La case est vide."
UNDECODABLE = "Un caractère est illisible (\ufffd) : corrigez-le, ou enregistrez le fichier en UTF-8."
PERIOD_MEMBERS = ("date", "year", "month", "day")

_WHOLE_NUMBER = re.compile(r"^([0-9]+)[.,]0+$")
"""A whole number, as programs that know no missing whole number write it: 1980.0."""

_ODD = re.compile(f"[{CONTROL}\ufffd]")


class Texts:
    """How the cells of a file are read, `columns` being its names for the members of `AskedColumns` it has.

    `compiled`: what is known of names, and the numbers that stand for texts.
    """

    def __init__(self, columns: dict[str, str], compiled: CompiledResults) -> None:
        cells = _Cells(columns, compiled.key_numbers)
        names = DistinctReader(
            ["name"], {"key": pl.String, "key_number": pl.UInt32, "name_error": pl.String}, cells.name
        )
        names.remember(compiled.names)
        self._readers = [
            names,
            DistinctReader(
                ["department"],
                {"department_code": pl.String, "department_number": pl.UInt32, "department_error": pl.String},
                cells.department,
            ),
            DistinctReader(
                cells.period_members, {"first": pl.Date, "last": pl.Date, "period_error": pl.String}, cells.period
            ),
        ]
        for member, parameter in (("postal_code", POSTAL_CODE), ("current_code", CURRENT_CODE)):
            if member in columns:
                schema = {f"{member}_read": pl.String, f"{member}_error": pl.String}
                self._readers.append(DistinctReader([member], schema, cells.optional(member, parameter)))

    def read(self, batch: pl.DataFrame) -> pl.DataFrame:
        """The rows of `batch` (a text column a member, and maybe `problem`, why a row could not be cut) with what they
        read as: key, key_number, department_code, department_number, first, last (half-open days), postal_code_read,
        current_code_read, and `error`, null when all could be read.
        """
        for reader in self._readers:
            batch = batch.hstack(reader.values(batch))
        errors = [column for column in batch.columns if column.endswith("_error")]
        told = pl.when(pl.any_horizontal(pl.col(errors).is_not_null())).then(
            pl.concat_str(errors, separator=" ", ignore_nulls=True)
        )
        return batch.with_columns(error=pl.coalesce("problem", told) if "problem" in batch.columns else told)


class _Cells:
    """Reads one cell, or those of one date. Apart from `Texts`: readers that hold what holds them would keep all they
    remember of a file until Python looks for garbage.
    """

    def __init__(self, columns: dict[str, str], key_numbers: dict[str, int]) -> None:
        self._columns = {member: shown(column) for member, column in columns.items()}
        self._key_numbers = key_numbers
        self.period_members = [member for member in PERIOD_MEMBERS if member in columns]

    def name(self, text: str | None) -> tuple[str | None, int | None, str | None]:
        """Its key, the number of its key, what is wrong."""
        if text and len(text) <= NAME_LENGTH and not _ODD.search(text) and (found := key(text)):
            return found, self._key_numbers.get(found), None
        value, error = self._one("name", NAME, text)
        found = "" if value is None else key(value)
        return found, self._key_numbers.get(found), error

    def department(self, text: str | None) -> tuple[str | None, int | None, str | None]:
        """Its code, its number, what is wrong."""
        code, error = self._one("department", DEPARTMENT, text)
        return code, None if code is None else DEPARTMENT_NUMBERS[code], error

    def optional(self, member: str, parameter: Parameter[str]) -> Callable[..., tuple[str | None, str | None]]:
        """Reads a cell that may be blank: its value, what is wrong."""

        def read(text: str | None) -> tuple[str | None, str | None]:
            return (None, None) if _is_blank(text) else self._one(member, parameter, text)

        return read

    def _one(self, member: str, parameter: Parameter[str], text: str | None) -> tuple[str | None, str | None]:
        if _is_blank(text):
            return None, f"{self._columns[member]} : {BLANK}"
        if "\ufffd" in str(text):
            return None, f"{self._columns[member]} : {UNDECODABLE}"
        reading = Reading([(parameter.name, text)])
        value = reading.value(parameter)
        return value, self._told(reading.faults, {parameter.name: self._columns[member]})

    def period(self, *texts: str | None) -> tuple[Any, Any, str | None]:
        """The first day, the day after the last, what is wrong."""
        given = {
            member: text.strip()
            for member, text in zip(self.period_members, texts, strict=True)
            if text is not None and not _is_blank(text)
        }
        if "date" in given:
            return self._period_of_date(given["date"])
        if "year" not in given:
            return None, None, f"{self._columns.get('year', self._columns.get('date'))} : {BLANK}"
        names = {"year": YEAR, "month": MONTH, "day": DAY}
        return self._period_of(
            [(names[member].name, _WHOLE_NUMBER.sub(r"\1", text)) for member, text in given.items()],
            {parameter.name: self._columns.get(member, "") for member, parameter in names.items()},
        )

    def _period_of_date(self, text: str) -> tuple[Any, Any, str | None]:
        column = self._columns["date"]
        try:
            year, month, day = split_date(text)
        except UnreadableError as error:
            return None, None, f"{column} : {error.message}"
        pairs = [(YEAR.name, year), (MONTH.name, month), (DAY.name, day)]
        return self._period_of(
            [(name, part) for name, part in pairs if part is not None],
            {YEAR.name: column, MONTH.name: column, DAY.name: column},
        )

    def _period_of(self, pairs: list[tuple[str, str]], columns: dict[str, str]) -> tuple[Any, Any, str | None]:
        reading = Reading(pairs)
        period = read_period(reading)
        if period is None:
            return None, None, self._told(reading.faults, columns)
        return period.start, period.end, None

    @staticmethod
    def _told(faults: Iterable[Fault], columns: dict[str, str]) -> str | None:
        return " ".join(f"{columns[fault.parameter or '']} : {fault.message}" for fault in faults) or None


def _is_blank(text: str | None) -> bool:
    return text is None or not text.strip()
