"""What a caller may say of a file; what is not said is guessed."""

import codecs
import re
from dataclasses import dataclass, field
from pathlib import Path

from transcogage.bulk.columns import AskedColumns
from transcogage.bulk.encoding import UTF_8, WINDOWS
from transcogage.parameters.errors import ErrorCode
from transcogage.parameters.reading import InvalidValueError
from transcogage.resolution.results import RESULT_COLUMNS

STREAM = Path("-")
"""A standard stream, in CSV."""

PARQUET = ".parquet"
ENCODING_NAMES = ("utf-8", "windows-1252", "iso-8859-1", "iso-8859-15")

_ENCODINGS = {
    "utf-8": UTF_8,
    "utf-8-sig": UTF_8,
    "cp1252": WINDOWS,
    "iso8859-1": "latin-1",
    "iso8859-15": "iso8859-15",
    "ascii": WINDOWS,
}
"""The encodings that may be named, by Python's name for them, and what they are read as."""


_NEVER_WRITTEN = frozenset(
    {
        *(".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".numbers", ".json", ".jsonl", ".xml", ".html", ".pdf"),
        *(".zip", ".gz", ".bz2", ".xz", ".zst", ".7z", ".feather", ".arrow", ".orc", ".dbf", ".sas7bdat", ".duckdb"),
    }
)
"""How the names of files end that a text in CSV would only pretend to be."""

_OTHER_FORMAT = "Donnez un fichier du même format que celui qui est lu, .csv ou .parquet."


@dataclass(frozen=True, slots=True)
class CsvOptions:
    """`asked` empty: the columns bear the parameters' names. `delimiter`, `encoding` None: to be guessed. `columns`:
    the result columns to add, in order. `pivot`: the last year in two digits that is of the 2000s, None: they are
    refused.
    """

    asked: AskedColumns = field(default_factory=dict)
    delimiter: str | None = None
    encoding: str | None = None
    columns: tuple[str, ...] = RESULT_COLUMNS
    pivot: int | None = None


def is_parquet(path: Path) -> bool:
    """Whether a file is in Parquet, by its name; the others are in CSV."""
    return path.suffix.lower() == PARQUET


def wrong_target(source: Path, target: Path) -> str | None:
    """Why the results of `source` cannot be written to `target`, in French; None when they can."""
    if target == STREAM:
        return None if not is_parquet(source) else _OTHER_FORMAT
    if target.suffix.lower() in _NEVER_WRITTEN:
        return f"Un fichier {target.suffix.lower()} n'est pas écrit. {_OTHER_FORMAT}"
    if is_parquet(source) != is_parquet(target):
        return _OTHER_FORMAT
    if source != STREAM and target.exists() and source.exists() and source.samefile(target):
        return "C'est le fichier qui est lu : donnez un autre nom, pour ne pas le perdre."
    return None


def read_encoding(name: str) -> str:
    """The encoding meant by `name`. Raises `InvalidValueError` for one that is not read."""
    try:
        return _ENCODINGS[codecs.lookup(name.strip()).name]
    except (LookupError, ValueError):
        message = f"Donnez {', '.join(ENCODING_NAMES)} ; ou rien, pour que l'encodage soit deviné."
        raise InvalidValueError(ErrorCode.MALFORMED, message) from None


def read_delimiter(text: str) -> str:
    r"""The delimiter meant by `text`: one character, or `\t`. Raises `InvalidValueError` for anything else."""
    delimiter = {"\\t": "\t", "tab": "\t"}.get(text, text)
    if len(delimiter) != 1 or not delimiter.isascii() or delimiter.isalnum() or delimiter in '"\r\n\0':
        message = "Donnez un seul caractère : « ; », « , », « | » ou « \\t » ; ou rien, pour qu'il soit deviné."
        raise InvalidValueError(ErrorCode.MALFORMED, message)
    return delimiter


def read_pivot(text: str) -> int:
    """The last year in two digits that is of the 2000s. Raises `InvalidValueError` for no such number."""
    if not re.fullmatch("[0-9]{1,2}", text):
        message = (
            "Donnez un nombre de 0 à 99 : les années en deux chiffres qui le dépassent sont 19xx, les autres 20xx."
        )
        raise InvalidValueError(ErrorCode.OUT_OF_RANGE, message)
    return int(text)
