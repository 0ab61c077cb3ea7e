"""From the texts of a file's cells to what the resolution asks; each distinct text is read once, as `/v1/cog` does.

What cannot be read is reported in French, in the words of the single route, after the name of the column. What
spoils no answer (a hint that cannot be read) is remarked, as there.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

import polars as pl

from transcogage.bulk.answer_table import CompiledResults
from transcogage.bulk.columns import shown
from transcogage.bulk.distinct import DistinctReader
from transcogage.database.joined import DEPARTMENT_NUMBERS
from transcogage.parameters.dates import four_digits, is_excel_day, split_date
from transcogage.parameters.errors import ErrorDetail
from transcogage.parameters.fields import ABROAD, DATE, DAY, DEPARTMENT, HINTS, MONTH, NAME, PERIOD, YEAR, Field
from transcogage.parameters.query import UNREAD, abroad, read_period
from transcogage.parameters.reading import CONTROL, InvalidValueError, Reading
from transcogage.resolution.model import NAME_LENGTH, NATIONWIDE, NoteCode
from transcogage.resolution.names import key
from transcogage.resolution.place_text import is_looked_up_as_it_is, is_only_a_name
from transcogage.resolution.sentences import MESSAGES

BLANK = "La case est vide."
UNDECODABLE = "Un caractère est illisible (\ufffd) : corrigez-le, ou enregistrez le fichier en UTF-8."

_WHOLE_NUMBER = re.compile(r"^([0-9]+)[.,]0+$")
"""A whole number, as programs that know no missing whole number write it: 1980.0."""

_NATIONWIDE_NUMBER = DEPARTMENT_NUMBERS[NATIONWIDE]

_TWO_DIGITS = re.compile("[0-9]{2}")

_ODD = re.compile(f"[{CONTROL}\ufffd]")


class Texts:
    """How the cells of a file are read, `columns` being its names for the fields it has, by member.

    `compiled`: what is known of names, and the numbers that stand for texts. `pivot`: which century a year in two
    digits is of (`split_date`), None when nobody said.
    """

    def __init__(self, columns: dict[str, str], compiled: CompiledResults, pivot: int | None = None) -> None:
        cells = _Cells(columns, pivot)
        names = DistinctReader(
            [NAME.member],
            {"joined_key": pl.String, "key": pl.String, "name_error": pl.String},
            cells.name,
            compiled.keys.rename("joined_key"),
        )
        known = compiled.names
        names.remember(known.filter("looked_up_as_it_is").select("name", "key", joined_key="key"))
        self._saying_more = DistinctReader(
            [NAME.member], {"says_more": pl.Boolean}, lambda name: (not is_only_a_name(name, compiled.is_country),)
        )
        self._saying_more.remember(known.select("name", "says_more"))
        self._readers = [names]
        if DEPARTMENT.member in columns:
            schema = {"department_code": pl.String, "department_number": pl.UInt32, "department_error": pl.String}
            self._readers.append(DistinctReader([DEPARTMENT.member], schema, cells.department))
        schema = {"first": pl.Date, "last": pl.Date, "period_error": pl.String, "period_remark": pl.String}
        self._readers.append(DistinctReader(cells.period_members, schema, cells.period))
        self._abroad = {
            f"{field.member}_read": DistinctReader(
                [field.member],
                {f"{field.member}_read": pl.String, f"{field.member}_error": pl.String},
                cells.country(field),
            )
            for field in ABROAD
            if field.member in columns
        }
        for field in HINTS:
            if field.member in columns:
                schema = {f"{field.member}_read": pl.String, f"{field.member}_remark": pl.String}
                self._readers.append(DistinctReader([field.member], schema, cells.hint(field)))

    def read(self, batch: pl.DataFrame) -> pl.DataFrame:
        """The rows of `batch` (a text column a member, and maybe `problem`, why a row could not be cut) with what they
        read as: key, department_code, first, last (half-open days), postal_code_read, current_code_read, country_read,
        country_code_read; number (the key's) and department_number, null where the compiled answers do not hold;
        `error`, null when all could be read; and `remark`, where there is something to say of it.
        """
        batch = self._with_countries(batch)
        for reader in self._readers:
            batch = batch.hstack(reader.values(batch))
        batch = self._nationwide(batch)
        errors, remarks = _joined(batch, "_error"), _joined(batch, "_remark")
        return batch.with_columns(
            error=pl.coalesce("problem", errors) if "problem" in batch.columns else errors, remark=remarks
        )

    def _with_countries(self, batch: pl.DataFrame) -> pl.DataFrame:
        """Abroad, the country is enough: it stands for the town that is not written."""
        if not self._abroad:
            return batch
        for reader in self._abroad.values():
            batch = batch.hstack(reader.values(batch))
        name = pl.col(NAME.member)
        blank = name.fill_null("").str.strip_chars() == ""
        return batch.with_columns(
            pl.when(blank).then(pl.coalesce(*self._abroad, name)).otherwise(name).alias(NAME.member)
        )

    def _nationwide(self, batch: pl.DataFrame) -> pl.DataFrame:
        """Rows without a department are asked in the whole of France, where a name can say one, or rather be a
        country's.
        """
        if "department_code" not in batch.columns:
            nowhere = pl.lit(None, dtype=pl.String), pl.lit(_NATIONWIDE_NUMBER, dtype=pl.UInt32)
            batch = batch.with_columns(department_code=nowhere[0], department_number=nowhere[1])
        nationwide = ((batch["department_number"] == _NATIONWIDE_NUMBER) & batch["number"].is_not_null()).arg_true()
        if nationwide.is_empty():
            return batch
        others = nationwide.filter(self._saying_more.values(batch[nationwide])["says_more"])
        return batch.with_columns(department_number=batch["department_number"].scatter(others, None))


class _Cells:
    """Reads one cell, or those of one date. Apart from `Texts`: readers that hold what holds them would keep all they
    remember of a file until Python looks for garbage.
    """

    def __init__(self, columns: dict[str, str], pivot: int | None) -> None:
        self._pivot = pivot
        self._columns = {member: shown(column) for member, column in columns.items()}
        self.period_members = [field.member for field in PERIOD if field.member in columns]

    def name(self, text: str | None) -> tuple[str | None, str, str | None]:
        """Its key where a department that knows it is enough (`resolver`: the short way), its key, what is wrong."""
        if text and len(text) <= NAME_LENGTH and not _ODD.search(text) and (found := key(text)):
            return found if is_looked_up_as_it_is(text) else None, found, None
        value, error = self._one(NAME, text)
        return None, "" if value is None else key(value), error

    def department(self, text: str | None) -> tuple[str | None, int | None, str | None]:
        """Its code, its number, what is wrong. A blank cell has the number of the whole of France; what is not one
        department (99) has none.
        """
        if _is_blank(text):
            return None, _NATIONWIDE_NUMBER, None
        code, error = self._one(DEPARTMENT, text)
        return code, None if code is None else DEPARTMENT_NUMBERS.get(code), error

    def country(self, field: Field[str]) -> Callable[..., tuple[str | None, str | None]]:
        """Reads a cell that may be blank: its value, what is wrong."""

        def read(text: str | None) -> tuple[str | None, str | None]:
            if _is_blank(text):
                return None, None
            value, error = self._one(field, _WHOLE_NUMBER.sub(r"\1", str(text).strip()))
            return abroad(value), error

        return read

    @staticmethod
    def hint(field: Field[str]) -> Callable[..., tuple[str | None, str | None]]:
        """Reads a cell that only helps: its value, what there is to say of it."""

        def read(text: str | None) -> tuple[str | None, str | None]:
            reading = Reading([(field.name, text or "")])
            value = reading.hint(field, UNREAD[field.member])
            return value, " ".join(MESSAGES[code] for code in reading.remarks) or None

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

    def period(self, *texts: str | None) -> tuple[Any, Any, str | None, str | None]:
        """The first day, the day after the last, what is wrong, what there is to say of it."""
        given = {
            member: text.strip()
            for member, text in zip(self.period_members, texts, strict=True)
            if text is not None and not _is_blank(text)
        }
        if DATE.member in given:
            remark = MESSAGES[NoteCode.EXCEL_DATE] if is_excel_day(given[DATE.member]) else None
            return *self._period_of_date(given[DATE.member]), remark
        if YEAR.member not in given:
            return None, None, f"{self._columns.get(YEAR.member, self._columns.get(DATE.member))} : {BLANK}", None
        numbers = {member: _WHOLE_NUMBER.sub(r"\1", text) for member, text in given.items()}
        if self._pivot is not None and _TWO_DIGITS.fullmatch(numbers[YEAR.member]):
            numbers[YEAR.member] = four_digits(numbers[YEAR.member], self._pivot)
        fields = (YEAR, MONTH, DAY)
        pairs = [(field.name, numbers[field.member]) for field in fields if field.member in numbers]
        return *self._period_of(pairs, {field.name: self._columns.get(field.member, "") for field in fields}), None

    def _period_of_date(self, text: str) -> tuple[Any, Any, str | None]:
        column = self._columns[DATE.member]
        try:
            parts = split_date(text, self._pivot)
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


def _joined(batch: pl.DataFrame, ending: str) -> pl.Expr:
    """What the columns of this ending say, in one text; null where they say nothing."""
    said = [column for column in batch.columns if column.endswith(ending) and batch[column].null_count() < batch.height]
    if not said:
        return pl.lit(None, dtype=pl.String)
    anything = pl.any_horizontal(pl.col(said).is_not_null())
    return pl.when(anything).then(pl.concat_str(said, separator=" ", ignore_nulls=True))


def _is_blank(text: str | None) -> bool:
    return text is None or not text.strip()
