"""The beginning of a CSV file: what is no CSV file, the delimiter, the header."""

import codecs
import csv
import io
from collections.abc import Sequence
from itertools import islice

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


def guess_delimiter(text: str, asked: AskedColumns) -> str:
    """The delimiter that makes the asked columns out of the first line; failing that, the one that lines agree on."""
    lines = [line for line in text.splitlines()[:_MOST_LINES_COUNTED] if line]
    wanted = {name.strip() for name in asked.values()} or {field.name for field in FIELDS}

    def fitness(delimiter: str) -> tuple[int, int]:
        cells = {cell.strip(' "') for cell in lines[0].split(delimiter)}
        return len(wanted & cells), _agreement(lines, delimiter)

    return max(DELIMITERS, key=fitness)


def read_header(text: str, delimiter: str) -> tuple[list[str], str]:
    """The cells of the first record of a text, and the text of that record."""
    lines = list(islice(io.StringIO(text, newline=""), LONGEST_RECORD_LINES))
    reader = csv.reader(lines, delimiter=delimiter)
    return next(reader), "".join(lines[: reader.line_num])


def _agreement(lines: Sequence[str], delimiter: str) -> int:
    """How many lines hold the delimiter as often as the first, which holds it."""
    count = lines[0].count(delimiter)
    return sum(line.count(delimiter) == count for line in lines) * min(count, 1)


def _refused(code: ErrorCode, message: str) -> InvalidParametersError:
    return InvalidParametersError([ErrorDetail("data", code, message)])
