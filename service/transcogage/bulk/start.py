"""The beginning of a CSV file: what is no CSV file, the lines of title, the header, the delimiter."""

import codecs
import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, product

from transcogage.bulk.columns import AskedColumns
from transcogage.parameters.errors import ErrorCode, ErrorDetail, InvalidParametersError
from transcogage.parameters.fields import FIELDS

DELIMITERS = (";", ",", "\t", "|")

_OTHER_FILES = (
    (b"\x1f\x8b", "compressé (gzip) : décompressez-le d'abord"),
    (b"PK\x03\x04", "une archive ZIP ou un classeur Excel : ouvrez-le et enregistrez-le en CSV"),
    (b"\xd0\xcf\x11\xe0", "un classeur Excel : ouvrez-le et enregistrez-le en CSV"),
    (b"PAR1", "au format Parquet : nommez-le .parquet, et utilisez la commande `transcogage csv`"),
    (b"%PDF", "un PDF : envoyez un CSV"),
    (codecs.BOM_UTF16_LE, "en UTF-16 : enregistrez-le en « CSV UTF-8 »"),
    (codecs.BOM_UTF16_BE, "en UTF-16 : enregistrez-le en « CSV UTF-8 »"),
)
_MOST_LINES_COUNTED = 50

MOST_LINES_OF_TITLE = 19
"""How many lines, some of them blank, may come before the header: it is one of the first twenty."""

LONGEST_RECORD_LINES = 100
"""How many lines a quoted cell may run over; further, its quote is taken for one that was never closed."""

csv.field_size_limit(1 << 30)  # the standard library's is 128 kB; lines are bounded where they are read


def refuse_other_files(start: bytes) -> None:
    """Raise `InvalidParametersError` when the first bytes of a file are not those of a CSV file."""
    if not start.strip():
        raise _refused(ErrorCode.EMPTY_FILE, "Le fichier est vide : envoyez un CSV, avec une ligne d'en-tête.")
    for beginning, what in _OTHER_FILES:
        if start.startswith(beginning):
            raise _refused(ErrorCode.UNREADABLE_FILE, f"Ce fichier n'est pas un CSV ; il est {what}.")
    if start[:1_000].count(0) > 100:
        message = "Ce fichier n'est pas un CSV lisible (il contient des octets nuls) : enregistrez-le en « CSV UTF-8 »."
        raise _refused(ErrorCode.UNREADABLE_FILE, message)


@dataclass(frozen=True, slots=True)
class Beginning:
    """`titles`: the lines before the header, often none. `header`: its text. `columns`: its cells."""

    delimiter: str
    titles: list[str]
    header: str
    columns: list[str]


def read_beginning(text: str, asked: AskedColumns, delimiter: str | None = None) -> Beginning:
    """The header of a text, which begins with it or with a few lines of title, and its delimiter, unless it is given.

    Of the first lines, and of the delimiters, those that make the most of the asked columns (of the parameters' names,
    when nothing is asked); failing that, the first line, and the delimiter that lines agree on.
    """
    lines = list(islice(io.StringIO(text, newline=""), MOST_LINES_OF_TITLE + LONGEST_RECORD_LINES))
    wanted = {name.strip() for name in asked.values()} or {field.name for field in FIELDS}

    def fitness(beginning: Beginning) -> tuple[int, int, int]:
        found = wanted & {cell.strip() for cell in beginning.columns}
        at = len(beginning.titles)
        return len(found), -at, _agreement(lines[at:], beginning.delimiter)

    places = range(min(len(lines), MOST_LINES_OF_TITLE + 1))
    return max((_beginning(lines, *place) for place in product(places, delimiter or DELIMITERS)), key=fitness)


def _beginning(lines: list[str], at: int, delimiter: str) -> Beginning:
    reader = csv.reader(lines[at : at + LONGEST_RECORD_LINES], delimiter=delimiter)
    columns = next(reader)
    return Beginning(delimiter, lines[:at], "".join(lines[at : at + reader.line_num]), columns)


def _agreement(lines: Sequence[str], delimiter: str) -> int:
    """How many lines hold the delimiter as often as the first, which holds it; those that hold nothing do not count."""
    count = lines[0].count(delimiter)
    if not count:
        return 0
    counted = islice((line for line in lines if line.strip("\r\n")), _MOST_LINES_COUNTED)
    return sum(line.count(delimiter) == count for line in counted)


def _refused(code: ErrorCode, message: str) -> InvalidParametersError:
    return InvalidParametersError([ErrorDetail("data", code, message)])
