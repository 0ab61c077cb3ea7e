"""A CSV file in, the same CSV file out with the result columns after its own: streamed, a few blocks in memory."""

import codecs
import io
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import polars as pl

from transcogage.bulk.columns import default_columns, locate_columns
from transcogage.bulk.encoding import CHARSETS, UTF_8, Encoding
from transcogage.bulk.join import BulkResolver, Pending, Resolved
from transcogage.bulk.options import CsvOptions
from transcogage.bulk.records import RecordCutter, Records
from transcogage.bulk.start import read_beginning, refuse_other_files
from transcogage.parameters.errors import ErrorCode, ErrorDetail, InvalidParametersError

BLOCK_SIZE = 4 * 1024 * 1024
"""How much of a file is worked on at once, in bytes: less costs more joins, more has other processes wait."""

LONGEST_START = 1024 * 1024
"""How much of a file is looked at for its header and its delimiter, in bytes, when a line ends in it."""

LONGEST_LINE = 64 * 1024 * 1024

_BOM = codecs.BOM_UTF8
_OF_CODES_AND_NUMBERS = frozenset(
    f"result_{member}" for member in ("status", "code", "country_code", "score", "date_start", "date_end")
)
"""The columns in which nothing is written but letters, digits, dots and dashes: never quoted, never a formula."""

_FORMULA = r"^[=+\-@\t\r]"
"""What a spreadsheet would take for a formula (OWASP, CSV injection)."""


class CsvFile:
    """A file whose header has been read. `named`: member of a field -> its column; `counts`: rows by status, so far;
    `charset`: what it is written in, as an HTTP header says it.

    Raises `InvalidParametersError` when it is no CSV file, or its columns are not those asked.
    """

    def __init__(self, blocks: Iterable[bytes], options: CsvOptions, again: Iterable[bytes] = ()) -> None:
        """`again`: the same blocks once more, when the file can be read twice (`Encoding`)."""
        self._blocks = iter(blocks)
        start = next(self._blocks, b"")
        while b"\n" not in start and len(start) < BLOCK_SIZE and (more := next(self._blocks, b"")):
            start += more
        refuse_other_files(start)
        self._mark = _BOM if start.startswith(_BOM) else b""
        after_mark = start.removeprefix(_BOM)
        refuse_other_files(after_mark)
        self._encoding = Encoding(start, options.encoding, again)
        self.charset = CHARSETS[self._encoding.written]
        rest = after_mark.lstrip(b"\r\n")
        self._before = after_mark[: len(after_mark) - len(rest)]
        rows, self._header_escaped = self._encoding.decoded(rest[: _end_of_start(rest)])
        beginning = read_beginning(rows, options.asked, options.delimiter)
        header, self._header = beginning.columns, beginning.header
        self._delimiter = beginning.delimiter
        self._positions = locate_columns(options.asked or default_columns(header), header)
        self.named = {member: header[at].strip() for member, at in self._positions.items()}
        self.counts: Counter[str] = Counter()
        self._width = len(header)
        self._quotes_all = self._header.count('"') >= 2 * len(header)
        self._columns = options.columns
        titles, start = (
            self._encoding.undecoded(text, self._header_escaped)
            for text in ("".join(beginning.titles), beginning.header)
        )
        self._before += titles
        self._start = rest[len(titles) + len(start) :]

    def shape(self, results: pl.DataFrame) -> pl.DataFrame:
        """Results, as the text that follows a record: the cells of the result columns, quoted where need be."""
        cells = [self._cell(name) for name in self._columns]
        return results.select(suffix=pl.concat_str(cells, separator=self._delimiter))

    def rewrite(self, resolver: BulkResolver, output: BinaryIO) -> Iterator[None]:
        """Write the file with its results to `output`, a block at each step."""
        output.write(self._header_with_results())
        pending: deque[tuple[Records, Pending]] = deque()
        for records in self._records():
            questions = records.cells.filter(~records.blank)
            pending.append((records, resolver.submit(questions)))
            if len(pending) > resolver.ahead:
                self._write(*pending.popleft(), output)
                yield
        for records, answers in pending:
            self._write(records, answers, output)
            yield

    def _records(self) -> Iterator[Records]:
        cutter = RecordCutter(self._encoding, self._delimiter, self._width, self._positions)
        rest = b""
        for block, last in self._whole_lines():
            records, rest = cutter.cut(rest + block, last)
            if len(records.lines):
                yield records

    def _whole_lines(self) -> Iterator[tuple[bytes, bool]]:
        """Blocks that end with a line, then what follows the last line end, as the last."""
        waiting = self._start
        for block in self._blocks:
            whole = _end_of_lines(waiting)
            if whole:
                yield waiting[:whole], False
            elif len(waiting) > LONGEST_LINE:
                message = f"Une ligne dépasse {LONGEST_LINE // 2**20} Mo : ce fichier est abîmé, ou n'est pas un CSV."
                raise InvalidParametersError([ErrorDetail("data", ErrorCode.UNREADABLE_FILE, message)])
            waiting = waiting[whole:] + block
        whole = _end_of_lines(waiting)
        if whole:
            yield waiting[:whole], False
        yield waiting[whole:], True

    def _header_with_results(self) -> bytes:
        line = self._header.rstrip("\r\n")
        end = self._header[len(line) :]
        cells = [f'"{name}"' if self._quotes_all else name for name in self._columns]
        text = self._delimiter.join([line, *cells]) + (end or "\n" * bool(self._start))
        return self._mark + self._before + self._encoding.encoded(text, self._header_escaped)

    def _write(self, records: Records, answers: Pending, output: BinaryIO) -> None:
        resolved = answers()
        self.counts.update(resolved.statuses)
        if records.end is not None and "padding" not in records.lines.columns and not records.blank.any():
            table = records.lines.hstack(resolved.columns)
            if self._encoding.written == UTF_8 and not records.escaped:
                self._write_table(table, records.end, output)
            else:
                written = io.BytesIO()
                self._write_table(table, records.end, written)
                output.write(self._encoding.encoded(written.getvalue().decode(), records.escaped))
        else:
            output.write(self._encoding.encoded("".join(self._lines(records, resolved)), records.escaped))

    def _write_table(self, table: pl.DataFrame, end: str, output: BinaryIO) -> None:
        table.write_csv(
            output,
            include_header=False,
            separator=self._delimiter,
            quote_style="never",
            line_terminator=end,
        )

    def _lines(self, records: Records, resolved: Resolved) -> Iterator[str]:
        """The lines of a block that are not all alike."""
        suffixes = iter(resolved.columns["suffix"])
        lines = records.lines.with_columns(blank=records.blank)
        for line in lines.iter_rows(named=True):
            end: str = line.get("end") or records.end or ""
            if line["blank"]:
                yield end
            else:
                yield f"{line['line']}{line['padding'] or ''}{self._delimiter}{next(suffixes)}{end}"

    def _cell(self, name: str) -> pl.Expr:
        text = pl.col(name.removeprefix("result_")).cast(pl.String).fill_null("")
        if name in _OF_CODES_AND_NUMBERS and not self._quotes_all and self._delimiter not in ".-":
            return text
        harmless = pl.when(text.str.contains(_FORMULA)).then(pl.lit("'") + text).otherwise(text)
        quoted = pl.lit('"') + harmless.str.replace_all('"', '""', literal=True) + pl.lit('"')
        if self._quotes_all:
            return quoted
        special = harmless.str.contains(f'[{re.escape(self._delimiter)}"\n\r]')
        return pl.when(special).then(quoted).otherwise(harmless)


def _end_of_start(block: bytes) -> int:
    """Where to end looking for the header and the delimiter, between two lines."""
    return len(block) if len(block) <= LONGEST_START else block.rfind(b"\n", 0, LONGEST_START) + 1 or len(block)


def _end_of_lines(block: bytes) -> int:
    """Where the last line that is whole ends; a carriage return may be half a line end when it comes last."""
    return block.rfind(b"\n") + 1 or block.rfind(b"\r", 0, -1) + 1
