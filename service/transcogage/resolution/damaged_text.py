"""What programs did to a text on its way, undone: it is then read as it was written.

| Received | Written | What happened |
|---|---|---|
| BesanÃ§on | Besançon | UTF-8 read as Windows-1252 or Latin-1 |
| Orl&eacute;ans | Orléans | characters escaped for HTML |
| T0ULOUSE, L1LLE | TOULOUSE, LILLE | a letter read as a figure (scans, typing) |

Source: domain.md section 4.8.
"""

import html
import re
from itertools import islice, product

_LED_BY = re.compile("[ÃÂÅ][\u0080-\u017f\u02c6\u02dc\u2013-\u2122]")
"""The bytes of UTF-8's Latin letters, read as letters themselves; no French name has the first so followed."""

_ENTITY = re.compile(r"&#?\w{2,8};")

_LETTERS_OF_FIGURES = {"0": "o", "1": "il", "5": "s", "8": "b"}
_WORD_WITH_FIGURES = re.compile(r"\b(?=\w*[^\W\d_]{2})(?:[^\W\d_]|[0158])+\b")
_ORDINAL = re.compile(r"\d+(?:er?|nde?|i?[eè]me)", re.IGNORECASE)
_MOST_WAYS = 4


def mended(text: str) -> str:
    """The text with its characters as they were written; itself when nothing happened to it."""
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    return _read_again(text) if _LED_BY.search(text) else text


def _read_again(text: str) -> str:
    """Read as UTF-8, byte for byte; the bytes that Windows-1252 does not have are Latin-1's."""
    try:
        return b"".join(map(_byte, text)).decode()
    except UnicodeError:
        return text


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def with_letters_for_figures(name: str) -> tuple[str, ...]:
    """The names that one with figures in its words may be; none when it has no such word. "12e" is a number."""
    words = [_letters(word) for word in name.split(" ")]
    if all(len(ways) == 1 for ways in words):
        return tuple(filter(name.__ne__, [" ".join(way) for way in product(*words)]))
    return tuple(" ".join(way) for way in islice(product(*words), _MOST_WAYS))


def _letters(word: str) -> tuple[str, ...]:
    if word.isalpha() or not _WORD_WITH_FIGURES.search(word) or _ORDINAL.fullmatch(word):
        return (word,)
    ways = product(*(_LETTERS_OF_FIGURES.get(letter, letter) for letter in word))
    return tuple("".join(way) for way in islice(ways, _MOST_WAYS))
