"""How a CSV file is written: its encoding and its delimiter, guessed from its first bytes when not told."""

import codecs
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from transcogage.bulk.columns import AskedColumns
from transcogage.parameters.errors import ErrorCode, ErrorDetail, InvalidParametersError
from transcogage.parameters.fields import FIELDS
from transcogage.parameters.reading import InvalidValueError

DELIMITERS = (";", ",", "\t", "|")
ENCODING_NAMES = ("utf-8", "windows-1252", "iso-8859-1", "iso-8859-15")
ENCODINGS = {
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8",
    "cp1252": "cp1252",
    "iso8859-1": "latin-1",
    "iso8859-15": "iso8859-15",
    "ascii": "cp1252",
}
"""The encodings that are read, by Python's name for them, and what they are read as."""

UTF_8 = "utf-8"
WINDOWS = "cp1252"
CHARSETS = {UTF_8: "utf-8", WINDOWS: "windows-1252", "latin-1": "iso-8859-1", "iso8859-15": "iso-8859-15"}
"""Their names in an HTTP header."""

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


@dataclass(frozen=True, slots=True)
class Dialect:
    """`encoding`: Python's name. `undecided`: nothing but ASCII was seen, and nobody told it. `delimiter`: one
    character.
    """

    encoding: str
    undecided: bool
    delimiter: str


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


def read_encoding(name: str) -> str:
    """The encoding meant by `name`. Raises `InvalidValueError` for one that is not read."""
    try:
        return ENCODINGS[codecs.lookup(name.strip()).name]
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


def guess_encoding(start: bytes) -> str:
    """UTF-8 when most of what is not ASCII is (the last character may be cut), Windows-1252 otherwise.

    A few bytes that are not UTF-8 are damage: Windows-1252 would spoil every accent of the file.
    """
    try:
        codecs.getincrementaldecoder(UTF_8)().decode(start)
    except UnicodeDecodeError:
        return _guess_of_damaged(start)
    return UTF_8


def _guess_of_damaged(start: bytes) -> str:
    text = codecs.getincrementaldecoder(UTF_8)("surrogateescape").decode(start)
    damaged = len(text) - len(text.encode(UTF_8, "ignore").decode())
    accented = len(text) - len(text.encode("ascii", "ignore")) - damaged
    return WINDOWS if damaged > accented else UTF_8


def guess_encoding_of(blocks: Iterable[bytes]) -> str:
    """The encoding of a file, from the first of its blocks that is not ASCII."""
    return guess_encoding(next((block for block in blocks if not block.isascii()), b""))


def guess_delimiter(text: str, asked: AskedColumns) -> str:
    """The delimiter that makes the asked columns out of the first line; failing that, the one that lines agree on."""
    lines = [line for line in text.splitlines()[:_MOST_LINES_COUNTED] if line]
    wanted = {name.strip() for name in asked.values()} or {field.name for field in FIELDS}

    def fitness(delimiter: str) -> tuple[int, int]:
        cells = {cell.strip(' "') for cell in lines[0].split(delimiter)}
        return len(wanted & cells), _agreement(lines, delimiter)

    return max(DELIMITERS, key=fitness)


def _agreement(lines: Sequence[str], delimiter: str) -> int:
    """How many lines hold the delimiter as often as the first, which holds it."""
    count = lines[0].count(delimiter)
    return sum(line.count(delimiter) == count for line in lines) * min(count, 1)


def _refused(code: ErrorCode, message: str) -> InvalidParametersError:
    return InvalidParametersError([ErrorDetail("data", code, message)])
