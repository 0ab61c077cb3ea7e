"""Countries and territories by name and year: the code 99xxx a birth abroad has, former states included.

What a name designates is a ground, called by one of INSEE's codes ("Ukraine" is 99155); a ground was written under
other codes, and names, at other times (99123, U.R.S.S., until 1991). Source: domain.md section 3.12.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from transcogage.resolution.model import Period
from transcogage.resolution.names import plain_words
from transcogage.resolution.similar import most_edits

_INITIALS = re.compile(r"\b(?:\w\.){2,}")
_SAID_AFTER = re.compile(r"^([^(),]+)[(,]([^(),]+)\)?\s*$")
_LINKS = frozenset({"le", "la", "les", "l", "de", "du", "des", "d", "et"})
_ABBREVIATIONS = {
    "rep": "republique",
    "dem": "democratique",
    "pop": "populaire",
    "fed": "federale",
    "terr": "territoires",
    "ile": "",
    "iles": "",
}
"""Words of administrations' labels, and "île", which a name may have or not ("Île Maurice", "Maurice")."""

_CODE = re.compile("99[0-9]{3}")


class Found(StrEnum):
    """How a country was found by what is asked, the surest first."""

    EXACT = "exacte"
    BEGINNING = "debut"
    WORD = "mot"
    NEAR = "approchante"


class NameKind(StrEnum):
    """What a name is, the most usual first: INSEE's label, one of every day, a long or former one, an ISO 3166 code."""

    LABEL = "libelle"
    EVERYDAY = "usage"
    LONG = "long"
    ISO = "iso"


class CountryName(NamedTuple):
    """During `period`, `name` designates `ground`; `key`: as `country_key` writes it."""

    key: str
    name: str
    kind: NameKind
    ground: str
    period: Period


class GroundSpan(NamedTuple):
    """During `period`, `ground` was written under `code`, whose name then was `name`."""

    ground: str
    code: str
    name: str
    period: Period


@dataclass(frozen=True, slots=True)
class Country:
    """During `period`, what is called `asked` is written under `code`, whose name then is `name`.

    `found`: how `asked` answers to what was searched.
    """

    asked: str
    code: str
    name: str
    period: Period
    found: Found = Found.EXACT


class Countries:
    """Every name a country was known by, ready to be searched."""

    def __init__(self, names: Iterable[CountryName], spans: Iterable[GroundSpan]) -> None:
        self._names = list(names)
        self._spans: dict[str, list[GroundSpan]] = defaultdict(list)
        for span in spans:
            self._spans[span.ground].append(span)

    def search(self, text: str, period: Period | None, limit: int) -> list[Country]:
        """The countries called `text`, or so beginning, in `period` (any time if None), best first; one row a code.

        Misspelt names are recognised when none of these was there then. A code 99xxx, an ISO 3166 code are names too.
        """
        asked = _read(text)
        if not asked.beginning:
            return []
        found = [*self.of_code(text.strip(), period), *self._ranked(asked, period)] or self._near(asked.key, period)
        best: dict[tuple[str, str], Country] = {}
        for country in found:
            best.setdefault((country.code, country.name), country)
        return list(best.values())[:limit]

    def named(self, text: str, period: Period | None) -> list[Country]:
        """The countries that bear exactly this name, as a person writes it (no code), under their codes in `period`."""
        asked = country_key(text)
        found: dict[str, Country] = {}
        for name in self._by_key.get(asked, ()):
            for country in self._during(name, Found.EXACT, period):
                found.setdefault(country.code, country)
        return list(found.values())

    def is_name(self, text: str) -> bool:
        """Whether a country bears exactly this name, at any time."""
        return country_key(text) in self._ever_named

    def of_code(self, code: str, period: Period | None) -> list[Country]:
        """The codes, in `period`, of the ground that `code` (99xxx) designates; nothing for an unknown code."""
        if not _CODE.fullmatch(code):
            return []
        spans = self._spans.get(code, [])
        return [
            Country(code, span.code, span.name, span.period)
            for span in spans
            if period is None or span.period.overlaps(period)
        ]

    @cached_property
    def _by_key(self) -> dict[str, list[CountryName]]:
        """The names that a person writes, by their keys: not the ISO codes."""
        by_key: dict[str, list[CountryName]] = defaultdict(list)
        for name in self._names:
            if name.kind is not NameKind.ISO:
                by_key[name.key].append(name)
        return by_key

    @cached_property
    def _ever_named(self) -> frozenset[str]:
        """The keys of names that designate a country."""
        names = [name for named in self._by_key.values() for name in named]
        return frozenset(name.key for name in names if any(self._during(name, Found.EXACT, None)))

    @cached_property
    def _spelt(self) -> list[str]:
        """The keys that can be misspelt."""
        return sorted(self._by_key)

    def _ranked(self, asked: "_Asked", period: Period | None) -> list[Country]:
        """What the names that answer designate in `period`: by how they answer, then by what they are."""
        answers: dict[tuple[Found, NameKind], list[CountryName]] = defaultdict(list)
        for name in self._names:
            if (found := _found(asked, name)) is not None:
                answers[found, name.kind].append(name)
        return [
            country
            for found in Found
            for kind in NameKind
            for name in answers.get((found, kind), ())
            for country in self._during(name, found, period)
        ]

    def _near(self, asked: str, period: Period | None) -> list[Country]:
        """What names misspelt so may designate, nearest first."""
        if not (edits := most_edits(asked)):
            return []
        near = extract(asked, self._spelt, scorer=OSA.distance, score_cutoff=edits, limit=None)
        return [
            country
            for key, _, _ in sorted(near, key=lambda item: item[1])
            for name in self._by_key[key]
            for country in self._during(name, Found.NEAR, period)
        ]

    def _during(self, name: CountryName, found: Found, period: Period | None) -> Iterator[Country]:
        """What a name designates in `period`, when it did."""
        if period is not None and not name.period.overlaps(period):
            return
        for span in self._spans[name.ground]:
            if span.period.overlaps(name.period) and (period is None or span.period.overlaps(period)):
                yield Country(name.name, span.code, span.name, span.period, found)


def country_key(name: str) -> str:
    """Plain words without links, initials joined, what is in brackets or after a comma first.

    "U.R.S.S." -> "urss", "République du Mali" -> "republique mali", "CONGO (REP. DEMOCRATIQUE DU)" -> "republique
    democratique congo".
    """
    return " ".join([word for word in _words(name) if word not in _LINKS])


def _words(name: str) -> Sequence[str]:
    if "." in name:
        name = _INITIALS.sub(lambda initials: initials.group().replace(".", ""), name)
    if "(" in name or "," in name:
        name = _SAID_AFTER.sub(r"\2 \1", name)
    words = plain_words(name).split()
    known = [written for word in words if (written := _ABBREVIATIONS.get(word, word))]
    return known or words


class _Asked(NamedTuple):
    """What is searched. `beginning`: what a name may begin with, for a link alone may be one ("la" and "Laos")."""

    key: str
    beginning: str
    iso: str


def _read(text: str) -> _Asked:
    key = country_key(text)
    return _Asked(key, key or " ".join(_words(text)), text.strip().lower())


def _found(asked: _Asked, name: CountryName) -> Found | None:
    """How a name answers: itself, it begins so, one of its words does, or not at all. An ISO code is asked whole."""
    if name.kind is NameKind.ISO:
        return Found.EXACT if name.key == asked.iso else None
    if name.key == asked.key:
        return Found.EXACT
    if name.key.startswith(asked.beginning):
        return Found.BEGINNING
    return Found.WORD if f" {asked.beginning}" in name.key else None
