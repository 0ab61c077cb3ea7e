"""Reading what is typed: a name, and the department, the postal code or INSEE's code that may stand beside it.

"Saint-Denis 93", "saint denis (93)", "Valence (Drôme)", "93200 Saint-Denis", "Lyon (69008)", "Valence, Drôme".
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from transcogage.resolution.abbreviations import opened
from transcogage.resolution.departments import COMMUNE_CODE_TYPED, DEPARTMENTS
from transcogage.resolution.names import key, plain_words, without_article
from transcogage.resolution.said_before import without_what_is_said

_CODE = re.compile(COMMUNE_CODE_TYPED)
_LOST_ZERO = re.compile("[1-9][0-9]{3}")
"""A postal code, or INSEE's, whose zero a spreadsheet took away: 6000 is 06000."""

CODE_LENGTH = 5
_SET_APART = re.compile(r"(.*\S)\s*(?:\(([^()]*)\)?|\[([^][]*)\]?|,([^,]*))\s*")
SHORTEST_DEPARTMENT = 2
"""Characters of a department's code: a single digit is that of an arrondissement."""


class Typed(NamedTuple):
    """One way to read a text: the key of a name ("" if there is none), and what is said of where it is."""

    name: str
    department: str | None = None
    code: str | None = None


class DepartmentNames:
    """The departments as they are typed: their codes, and their names."""

    def __init__(self, names: Mapping[str, str]) -> None:
        words = {code: plain_words(name) for code, name in sorted(names.items(), reverse=True)}
        self._codes = {without_article(name): code for code, name in words.items()}
        self._codes |= {name: code for code, name in words.items()}

    def read(self, text: str) -> str | None:
        """The code of a department that is typed so, if it is one."""
        code = text.strip().upper()
        if code in DEPARTMENTS and len(code) >= SHORTEST_DEPARTMENT:
            return code
        return self._codes.get(plain_words(text))


def readings(text: str, departments: DepartmentNames) -> Iterator[Typed]:
    """How a text can be read, likeliest first: as it is; without what is said before a place ("né à Valence"); with its
    abbreviations opened ("clermont fd").
    """
    yield from _as_it_is(text, departments)
    said, _ = without_what_is_said(text)
    for name in said:
        yield from _as_it_is(name, departments)
    for name in (text, *said):
        for whole in opened(name)[0]:
            yield from _as_it_is(whole, departments)


def _as_it_is(text: str, departments: DepartmentNames) -> Iterator[Typed]:
    """Likeliest first: what stands in brackets or after a comma says where, or the whole text is a code; it is a name,
    or a department's; its first or last word, or its last words, say where.
    """
    if match := _SET_APART.fullmatch(text):
        name, *apart = match.groups()
        yield from _said(key(name), next(part for part in apart if part is not None), departments)
    if text[:1].isdigit():
        yield from _said("", text, departments)
    yield Typed(key(text))
    if not text[:1].isdigit():
        yield from _said("", text, departments)
    words = plain_words(text).split()
    if len(words) > 1:
        yield from _said(key(" ".join(words[:-1])), words[-1], departments)
        yield from _said(key(" ".join(words[1:])), words[0], departments)
    for first in range(1, len(words) - 1):
        yield from _said(key(" ".join(words[:first])), " ".join(words[first:]), departments)


def _said(name: str, where: str, departments: DepartmentNames) -> Iterator[Typed]:
    """A name and where it is, when `where` says so."""
    if _CODE.fullmatch(where.strip()):
        yield Typed(name, code=where.strip().upper())
    elif _LOST_ZERO.fullmatch(where.strip()):
        yield Typed(name, code=where.strip().zfill(CODE_LENGTH))
    elif department := departments.read(where):
        yield Typed(name, department)
