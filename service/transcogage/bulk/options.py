"""What a caller may say of a file; what is not said is guessed."""

import codecs
from dataclasses import dataclass, field
from pathlib import Path

from transcogage.bulk.columns import AskedColumns
from transcogage.bulk.encoding import UTF_8, WINDOWS
from transcogage.parameters.errors import ErrorCode
from transcogage.parameters.reading import InvalidValueError
from transcogage.resolution.results import RESULT_COLUMNS

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


@dataclass(frozen=True, slots=True)
class CsvOptions:
    """`asked` empty: the columns bear the parameters' names. `delimiter`, `encoding` None: to be guessed. `columns`:
    the result columns to add, in order.
    """

    asked: AskedColumns = field(default_factory=dict)
    delimiter: str | None = None
    encoding: str | None = None
    columns: tuple[str, ...] = RESULT_COLUMNS


def is_parquet(path: Path) -> bool:
    """Whether a file is in Parquet, by its name; the others are in CSV."""
    return path.suffix.lower() == PARQUET


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
