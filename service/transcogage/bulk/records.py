"""A CSV file's bytes -> its records, each with the very text it was written with, and the cells that are asked.

A record keeps its text, so that the file comes out as it came in, quotes, spaces and line ends included. Blocks without
a quote, where a line is a record, are cut by the table engine; the others by the standard library's reader, one record
at a time. What cannot be cut is reported, and costs one line.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import polars as pl

from transcogage.bulk.encoding import ESCAPE, Encoding
from transcogage.bulk.start import LONGEST_RECORD_LINES

_NEVER = "\x01"
"""A separator that cuts nothing; a block that holds it is cut one record at a time."""

_WRONG_COUNT = "La ligne a {} valeurs au lieu de {} : vérifiez les séparateurs et les guillemets."
_UNCLOSED_QUOTE = "Un guillemet ouvert sur cette ligne n'est pas fermé."

_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Records:
    """Consecutive records, a row each.

    `lines`: column `line`, their text without its line end; and where need be `padding`, the delimiters that a short
    one lacks, and `end`, their line end, unless `end` gives the same for all. `cells`: a column for each asked member,
    and `problem`, why the record could not be cut, null for the others. `blank`: lines that hold nothing, and are no
    record. `escaped`: the text has bytes that mean nothing (`Encoding`).
    """

    lines: pl.DataFrame
    end: str | None
    cells: pl.DataFrame
    blank: pl.Series
    escaped: bool


class RecordCutter:
    """Cuts the blocks of a file, in order. `width`: how many columns it has; `positions`: member -> its column's."""

    def __init__(self, encoding: Encoding, delimiter: str, width: int, positions: dict[str, int]) -> None:
        self._encoding = encoding
        self._delimiter = delimiter
        self._width = width
        self._positions = positions

    def cut(self, block: bytes, last: bool) -> tuple[Records, bytes]:
        """The records of a block of whole lines, and what is left of it: a record that goes on in the next block, none
        when this is the `last`.
        """
        text, escaped = self._encoding.decoded(block)
        end = None if text.startswith(_BOM) else _only_line_end(block)  # the table engine would take the mark away
        if end is not None:
            utf8 = block if self._encoding.keeps_utf_8 and not escaped else text.encode()
            records, rest = self._plain(utf8, end, escaped), b""
        else:
            taken = list(self._one_by_one(text, last))
            length = sum(len(record.line) + len(record.end) for record in taken)
            records, rest = self._gathered(taken, escaped), self._encoding.undecoded(text[length:], escaped)
        if escaped:
            records = replace(records, cells=records.cells.with_columns(pl.all().str.replace_all(ESCAPE, "\ufffd")))
        return records, rest

    def _plain(self, utf8: bytes, end: str, escaped: bool) -> Records:
        """The records of a block without quotes, where a line is a record."""
        lines = pl.read_csv(
            utf8,
            has_header=False,
            separator=_NEVER,
            quote_char=None,
            schema={"line": pl.String},
        )
        blank = lines["line"].is_null()
        lines = lines.with_columns(pl.col("line").fill_null(""))
        if end == "\r\n":
            lines = lines.with_columns(pl.col("line").str.strip_suffix("\r"))
        parts = lines["line"].str.split(self._delimiter)
        counts = parts.list.len().cast(pl.Int64)
        cells = {name: parts.list.get(at, null_on_oob=True) for name, at in self._positions.items()}
        if (counts != self._width).any():
            table = pl.DataFrame({"count": counts})
            lines = lines.with_columns(self._padding(counts))
            cells["problem"] = table.select(
                pl.when(pl.col("count") != self._width).then(pl.format(_WRONG_COUNT, "count", pl.lit(self._width)))
            ).to_series()
        return Records(lines, end, pl.DataFrame(cells), blank, escaped)

    def _padding(self, counts: pl.Series) -> pl.Series:
        missing = (self._width - counts).clip(0)
        return missing.replace_strict(
            {count: self._delimiter * count for count in missing.unique()}, return_dtype=pl.String
        ).alias("padding")

    def _one_by_one(self, text: str, last: bool) -> Iterator["_Record"]:
        """Each record, up to one that goes on beyond the block."""
        lines = list(io.StringIO(text, newline=""))
        at = 0
        while at < len(lines):
            if '"' not in lines[at]:
                line, end = _without_end(lines[at])
                yield self._record(line, end, line.split(self._delimiter))
                at += 1
                continue
            following = lines[at : at + LONGEST_RECORD_LINES]
            reader = csv.reader([*following, ""], delimiter=self._delimiter)
            cells, count = next(reader), reader.line_num
            still_open = count > len(following)
            if still_open and not last and len(following) < LONGEST_RECORD_LINES:
                return
            if still_open or (count > 1 and not self._is_one_record(following[:count])):
                count = 1
                record = _Record(*_without_end(lines[at]), None, _UNCLOSED_QUOTE)
            else:
                record = self._record(*_without_end("".join(following[:count])), cells)
            yield record
            at += count

    def _is_one_record(self, lines: list[str]) -> bool:
        """Whether lines read as a record are one, and not what lies between a quote never closed and the next."""
        try:
            return len(next(csv.reader(lines, delimiter=self._delimiter, strict=True))) == self._width
        except csv.Error:
            return False

    def _record(self, line: str, end: str, cells: list[str]) -> "_Record":
        if line and len(cells) != self._width:
            missing = self._delimiter * (self._width - len(cells))
            return _Record(line, end, None, _WRONG_COUNT.format(len(cells), self._width), missing)
        return _Record(line, end, cells if line else None)

    def _gathered(self, records: list["_Record"], escaped: bool) -> Records:
        cells: dict[str, list[str | None]] = {
            name: [record.cells[at] if record.cells else None for record in records]
            for name, at in self._positions.items()
        }
        cells["problem"] = [record.problem for record in records]
        lines = pl.DataFrame(
            [(record.line, record.padding, record.end) for record in records],
            schema=dict.fromkeys(("line", "padding", "end"), pl.String),
            orient="row",
        )
        blank = pl.Series([not record.line for record in records], dtype=pl.Boolean)
        return Records(lines, None, pl.DataFrame(cells, schema=dict.fromkeys(cells, pl.String)), blank, escaped)


class _Record(NamedTuple):
    line: str
    end: str
    cells: list[str] | None
    problem: str | None = None
    padding: str = ""


def _only_line_end(block: bytes) -> str | None:
    """The line end of all the lines of a block in which every line is one record; or None."""
    if b'"' in block or _NEVER.encode() in block or not block.endswith(b"\n"):
        return None
    if b"\r" not in block:
        return "\n"
    return "\r\n" if block.count(b"\r") == block.count(b"\r\n") == block.count(b"\n") else None


def _without_end(line: str) -> tuple[str, str]:
    """A line, and its line end apart."""
    text = line.rstrip("\r\n")
    return text, line[len(text) :]
