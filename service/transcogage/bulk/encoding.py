"""The encoding of a CSV file: what it is read in and what it is written in, decided here, once a file.

A file comes back in the encoding it came in. A stream is read once, and its first results are written before its end is
known: when nothing but ASCII has come by then, it is written in UTF-8 to the end, whatever its accents are in.
"""

import codecs
from collections.abc import Iterable
from itertools import chain

from unidecode import unidecode

UTF_8 = "utf-8"
WINDOWS = "cp1252"
CHARSETS = {UTF_8: "utf-8", WINDOWS: "windows-1252", "latin-1": "iso-8859-1", "iso8859-15": "iso-8859-15"}
"""The encodings that are read, by Python's names, and their names in an HTTP header."""

_FIRST_ESCAPE = 0x10FF00
"""Bytes that mean nothing in an encoding are kept as characters of the last private plane, from this one on."""

_UNESCAPES = {_FIRST_ESCAPE + byte: 0xDC00 + byte for byte in range(0x80, 0x100)}
_ESCAPES = {surrogate: chr(escape) for escape, surrogate in _UNESCAPES.items()} | {
    escape: "".join(chr(_FIRST_ESCAPE + byte) for byte in chr(escape).encode()) for escape in _UNESCAPES
}
_RAW_BYTES = {chr(surrogate) for surrogate in _UNESCAPES.values()}

ESCAPE = f"[{chr(min(_UNESCAPES))}-{chr(max(_UNESCAPES))}]"
"""A regular expression for a byte that means nothing, in a text that was decoded."""


class Encoding:
    """How the blocks of a file are read, and how what comes of them is written. `written`: Python's name."""

    def __init__(self, start: bytes, given: str | None = None, again: Iterable[bytes] = ()) -> None:
        """`start`: the first bytes of the file. `given`: the encoding its sender names, which is not doubted. `again`:
        all its blocks, when it can be read twice, for its accents may come late; empty of a stream.
        """
        accented = next((block for block in chain([start], again) if not block.isascii()), b"")
        self.written = given or guess_encoding(accented)
        self._read = self.written if given or accented else None
        """None: nothing but ASCII has come."""

    def decoded(self, block: bytes) -> tuple[str, bool]:
        """The text of a block, and whether it has bytes that mean nothing, which are then characters `ESCAPE`."""
        if self._read is None and not block.isascii():
            self._read = guess_encoding(block)
        try:
            return block.decode(self._read or UTF_8), False
        except UnicodeDecodeError:
            return block.decode(self._read or UTF_8, "surrogateescape").translate(_ESCAPES), True

    def encoded(self, text: str, escaped: bool) -> bytes:
        """What is written of a text. Letters of ours that the encoding lacks (œ in Latin-1) are written without."""
        return _encoded(text, self.written, escaped)

    def undecoded(self, text: str, escaped: bool) -> bytes:
        """The very bytes that a text was decoded from."""
        return _encoded(text, self._read or UTF_8, escaped)

    @property
    def keeps_utf_8(self) -> bool:
        """Whether the bytes of a block are UTF-8, and are written as they are."""
        return self.written == UTF_8 and self._read in (UTF_8, None)


def guess_encoding(start: bytes) -> str:
    """UTF-8 when it says so, or when most of what is not ASCII is (the last character may be cut); else Windows-1252.

    A few bytes that are not UTF-8 are damage: Windows-1252 would spoil every accent of the file.
    """
    if start.startswith(codecs.BOM_UTF8):
        return UTF_8
    text = codecs.getincrementaldecoder(UTF_8)("surrogateescape").decode(start)
    damaged = len(text) - len(text.encode(UTF_8, "ignore").decode())
    accented = len(text) - len(text.encode("ascii", "ignore")) - damaged
    return WINDOWS if damaged > accented else UTF_8


def _encoded(text: str, encoding: str, escaped: bool) -> bytes:
    if escaped:
        text = text.translate(_UNESCAPES)
    try:
        return text.encode(encoding, "surrogateescape")
    except UnicodeEncodeError:
        missing = {letter for letter in set(text) - _RAW_BYTES if not letter.encode(encoding, "ignore")}
        return text.translate({ord(letter): unidecode(letter) for letter in missing}).encode(
            encoding, "surrogateescape"
        )
