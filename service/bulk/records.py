"""A CSV file's bytes -> its records, each with the very text it was written with, and the cells that are asked.

A record keeps its text, so that the file comes out as it came in, quotes, spaces and line ends included. Blocks without
a quote, where a line is a record, are cut by the table engine; the others by the standard library's reader, one record
at a time. What cannot be cut is told, and costs one line.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

import polars as pl
from unidecode import unidecode

from service.bulk.dialect import UTF_8, WINDOWS, Dialect

LONGEST_RECORD_LINES = 100
"""How many lines a quoted cell may run over; further, its quote is taken for one that was never closed."""

_NEVER = "\x01"
"""A separator that cuts nothing; a block that holds it is cut one record at a time."""

_WRONG_COUNT = "La ligne a {} valeurs au lieu de {} : vérifiez les séparateurs et les guillemets."
_UNCLOSED_QUOTE = "Un guillemet ouvert sur cette ligne n'est pas fermé."
WITH_ESCAPES = "utf-8 with bytes of another encoding"

_FIRST_ESCAPE = 0x10FF00
"""Bytes that are not UTF-8 are kept as characters of the last private plane, from this one on."""

_ESCAPES = {0xDC00 + byte: _FIRST_ESCAPE + byte for byte in range(0x80, 0x100)}
_UNESCAPES = {escape: surrogate for surrogate, escape in _ESCAPES.items()}

csv.field_size_limit(1 << 30)  # the standard library's is 128 kB; lines are bounded where they are read


@dataclass(frozen=True, slots=True)
class Records:
    """Consecutive records, a row each.

    `lines`: column `line`, their text without its line end; and where need be `padding`, the delimiters that a short
    one lacks, and `end`, their line end, unless `end` gives the same for all. `cells`: a column for each asked member,
    and `problem`, why the record could not be cut, null for the others. `blank`: lines that hold nothing, and are no
    record. `encoding`: what the text is to be written back in.
    """

    lines: pl.DataFrame
    end: str | None
    cells: pl.DataFrame
    blank: pl.Series
    encoding: str


class RecordCutter:
    """Cuts the blocks of a file, in order. `width`: how many columns it has; `positions`: member -> its column's."""

    def __init__(self, dialect: Dialect, width: int, positions: dict[str, int]) -> None:
        self._delimiter = dialect.delimiter
        self._width = width
        self._positions = positions
        self._encoding = dialect.encoding
        self._may_change = dialect.guessed
        self._starts_quoted = re.compile(rf'(?:^|{re.escape(dialect.delimiter)})"')

    def cut(self, block: bytes, last: bool) -> tuple[Records, bytes]:
        """The records of a block of whole lines, and what is left of it: a record that goes on in the next block, none
        when this is the `last`.
        """
        text, encoding = self._decoded(block)
        end = _only_line_end(block)
        if end is not None:
            return self._plain(text, end, encoding), b""
        taken = list(self._one_by_one(text, last))
        length = sum(len(record.line) + len(record.end) for record in taken)
        return self._gathered(taken, encoding), encoded(text[length:], encoding)

    def _decoded(self, block: bytes) -> tuple[str, str]:
        """The text of a block, and the encoding that gives it back."""
        ascii_only = block.isascii()
        if self._encoding == UTF_8:
            try:
                return block.decode(UTF_8), UTF_8
            except UnicodeDecodeError:
                if not self._may_change:
                    return block.decode(UTF_8, "surrogateescape").translate(_ESCAPES), WITH_ESCAPES
                self._encoding = WINDOWS  # nothing but ASCII was seen before: it never was UTF-8
            finally:
                self._may_change &= ascii_only
        try:
            return block.decode(self._encoding), self._encoding
        except UnicodeDecodeError:
            return block.decode("latin-1"), "latin-1"  # five bytes mean nothing in Windows-1252

    def _plain(self, text: str, end: str, encoding: str) -> Records:
        """The records of a block without quotes, where a line is a record."""
        lines = pl.read_csv(
            text.encode(),
            has_header=False,
            separator=_NEVER,
            quote_char=None,
            schema={"line": pl.String},
        )
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
        return Records(lines, end, pl.DataFrame(cells), pl.repeat(False, len(lines), eager=True), encoding)

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
            reader = csv.reader(islice(lines, at, at + LONGEST_RECORD_LINES), delimiter=self._delimiter)
            cells, count = next(reader), reader.line_num
            line, end = _without_end("".join(lines[at : at + count]))
            open_quote = line.count('"') % 2 and (count > 1 or self._starts_quoted.search(line))
            if open_quote and not last and count < LONGEST_RECORD_LINES and at + count == len(lines):
                return
            if open_quote or (count > 1 and len(cells) != self._width):
                line, end = _without_end(lines[at])
                yield _Record(line, end, None, _UNCLOSED_QUOTE)
                at += 1
            else:
                yield self._record(line, end, cells)
                at += count

    def _record(self, line: str, end: str, cells: list[str]) -> "_Record":
        if line and len(cells) != self._width:
            missing = self._delimiter * (self._width - len(cells))
            return _Record(line, end, None, _WRONG_COUNT.format(len(cells), self._width), missing)
        return _Record(line, end, cells if line else None)

    def _gathered(self, records: list["_Record"], encoding: str) -> Records:
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
        return Records(lines, None, pl.DataFrame(cells, schema=dict.fromkeys(cells, pl.String)), blank, encoding)


class _Record(NamedTuple):
    line: str
    end: str
    cells: list[str] | None
    problem: str | None = None
    padding: str = ""


def read_header(text: str, delimiter: str) -> tuple[list[str], str]:
    """The cells of the first record of a text, and the text of that record."""
    lines = list(islice(io.StringIO(text, newline=""), LONGEST_RECORD_LINES))
    reader = csv.reader(lines, delimiter=delimiter)
    return next(reader), "".join(lines[: reader.line_num])


def encoded(text: str, encoding: str) -> bytes:
    """`text` in the encoding it was read from; letters of ours that it lacks (œ in Latin-1) are written without."""
    if encoding == WITH_ESCAPES:
        return text.translate(_UNESCAPES).encode(UTF_8, "surrogateescape")
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        missing = {letter for letter in set(text) if not letter.isascii() and not letter.encode(encoding, "ignore")}
        return text.translate({ord(letter): unidecode(letter) for letter in missing}).encode(encoding, "replace")


def _only_line_end(block: bytes) -> str | None:
    """The line end of all the lines of a block in which every line is one record, and none is blank; or None."""
    if b'"' in block or _NEVER.encode() in block or not block.endswith(b"\n"):
        return None
    returns = block.count(b"\r")
    if returns and not returns == block.count(b"\r\n") == block.count(b"\n"):
        return None
    end = b"\r\n" if returns else b"\n"
    return None if block.startswith(end) or end + end in block else end.decode()


def _without_end(line: str) -> tuple[str, str]:
    """A line, and its line end apart."""
    text = line.rstrip("\r\n")
    return text, line[len(text) :]
