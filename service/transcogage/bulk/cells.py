"""From the texts of a file's cells to what the resolution asks; each distinct text is read once, as `/v1/cog` does.

What cannot be read is reported in French, in the words of the single route, after the name of the column.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

import polars as pl

from transcogage.bulk.answer_table import CompiledResults
from transcogage.bulk.columns import shown
from transcogage.bulk.distinct import DistinctReader
from transcogage.database.joined import DEPARTMENT_NUMBERS
from transcogage.parameters.errors import ErrorDetail
from transcogage.parameters.fields import DATE, DAY, DEPARTMENT, HINTS, MONTH, NAME, PERIOD, YEAR, Field
from transcogage.parameters.query import read_period
from transcogage.parameters.reading import CONTROL, InvalidValueError, Reading
from transcogage.resolution.model import NAME_LENGTH
from transcogage.resolution.names import key

BLANK = "La case est vide."
UNDECODABLE = "Un caractère est illisible (\ufffd) : corrigez-le, ou enregistrez le fichier en UTF-8."

_WHOLE_NUMBER = re.compile(r"^([0-9]+)[.,]0+$")
"""A whole number, as programs that know no missing whole number write it: 1980.0."""

_ODD = re.compile(f"[{CONTROL}\ufffd]")


class Texts:
    """How the cells of a file are read, `columns` being its names for the fields it has, by member.

    `compiled`: what is known of names, and the numbers that stand for texts.
    """

    def __init__(self, columns: dict[str, str], compiled: CompiledResults) -> None:
        cells = _Cells(columns)
        names = DistinctReader([NAME.member], {"key": pl.String, "name_error": pl.String}, cells.name, compiled.keys)
        names.remember(compiled.names)
        self._readers = [
            names,
            DistinctReader(
                [DEPARTMENT.member],
                {"department_code": pl.String, "department_number": pl.UInt32, "department_error": pl.String},
                cells.department,
            ),
            DistinctReader(
                cells.period_members, {"first": pl.Date, "last": pl.Date, "period_error": pl.String}, cells.period
            ),
        ]
        for field in HINTS:
            if field.member in columns:
                schema = {f"{field.member}_read": pl.String, f"{field.member}_error": pl.String}
                self._readers.append(DistinctReader([field.member], schema, cells.optional(field)))

    def read(self, batch: pl.DataFrame) -> pl.DataFrame:
        """The rows of `batch` (a text column a member, and maybe `problem`, why a row could not be cut) with what they
        read as: key, number (the key's), department_code, department_number, first, last (half-open days),
        postal_code_read, current_code_read, and `error`, null when all could be read.
        """
        for reader in self._readers:
            batch = batch.hstack(reader.values(batch))
        errors = [column for column in batch.columns if column.endswith("_error")]
        messages = pl.when(pl.any_horizontal(pl.col(errors).is_not_null())).then(
            pl.concat_str(errors, separator=" ", ignore_nulls=True)
        )
        return batch.with_columns(error=pl.coalesce("problem", messages) if "problem" in batch.columns else messages)


class _Cells:
    """Reads one cell, or those of one date. Apart from `Texts`: readers that hold what holds them would keep all they
    remember of a file until Python looks for garbage.
    """

    def __init__(self, columns: dict[str, str]) -> None:
        self._columns = {member: shown(column) for member, column in columns.items()}
        self.period_members = [field.member for field in PERIOD if field.member in columns]

    def name(self, text: str | None) -> tuple[str, str | None]:
        """Its key, what is wrong."""
        if text and len(text) <= NAME_LENGTH and not _ODD.search(text) and (found := key(text)):
            return found, None
        value, error = self._one(NAME, text)
        return "" if value is None else key(value), error

    def department(self, text: str | None) -> tuple[str | None, int | None, str | None]:
        """Its code, its number, what is wrong."""
        code, error = self._one(DEPARTMENT, text)
        return code, None if code is None else DEPARTMENT_NUMBERS[code], error

    def optional(self, field: Field[str]) -> Callable[..., tuple[str | None, str | None]]:
        """Reads a cell that may be blank: its value, what is wrong."""

        def read(text: str | None) -> tuple[str | None, str | None]:
            return (None, None) if _is_blank(text) else self._one(field, text)

        return read

    def _one(self, field: Field[str], text: str | None) -> tuple[str | None, str | None]:
        column = self._columns[field.member]
        if _is_blank(text):
            return None, f"{column} : {BLANK}"
        if "\ufffd" in str(text):
            return None, f"{column} : {UNDECODABLE}"
        reading = Reading([(field.name, text)])
        value = reading.value(field)
        return value, self._message(reading.details, {field.name: column})

    def period(self, *texts: str | None) -> tuple[Any, Any, str | None]:
        """The first day, the day after the last, what is wrong."""
        given = {
            member: text.strip()
            for member, text in zip(self.period_members, texts, strict=True)
            if text is not None and not _is_blank(text)
        }
        if DATE.member in given:
            return self._period_of_date(given[DATE.member])
        if YEAR.member not in given:
            return None, None, f"{self._columns.get(YEAR.member, self._columns.get(DATE.member))} : {BLANK}"
        parts = [field for field in (YEAR, MONTH, DAY) if field.member in given]
        return self._period_of(
            [(field.name, _WHOLE_NUMBER.sub(r"\1", given[field.member])) for field in parts],
            {field.name: self._columns.get(field.member, "") for field in (YEAR, MONTH, DAY)},
        )

    def _period_of_date(self, text: str) -> tuple[Any, Any, str | None]:
        column = self._columns[DATE.member]
        try:
            parts = DATE.read(text)
        except InvalidValueError as error:
            return None, None, f"{column} : {error.message}"
        names = [field.name for field in (YEAR, MONTH, DAY)]
        return self._period_of(
            [(name, part) for name, part in zip(names, parts, strict=True) if part is not None],
            dict.fromkeys(names, column),
        )

    def _period_of(self, pairs: list[tuple[str, str]], columns: dict[str, str]) -> tuple[Any, Any, str | None]:
        reading = Reading(pairs)
        period = read_period(reading)
        if period is None:
            return None, None, self._message(reading.details, columns)
        return period.start, period.end, None

    @staticmethod
    def _message(details: Iterable[ErrorDetail], columns: dict[str, str]) -> str | None:
        return " ".join(f"{columns[detail.parameter or '']} : {detail.message}" for detail in details) or None


def _is_blank(text: str | None) -> bool:
    return text is None or not text.strip()
