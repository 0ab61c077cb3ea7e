"""Countries and territories by name and year: the code 99xxx a birth abroad has, former states included."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from transcogage.resolution.model import Period
from transcogage.resolution.names import plain_words, without_article
from transcogage.resolution.similar import most_edits

_INITIALS = re.compile(r"\b(?:\w\.){2,}")


@dataclass(frozen=True, slots=True)
class Country:
    """During `period`, what is called `asked` is written under `code`, whose name then is `name`."""

    asked: str
    code: str
    name: str
    period: Period


class Countries:
    """Every name a country was known by, ready to be searched."""

    def __init__(self, countries: Sequence[Country]) -> None:
        self._keyed = [(country_key(country.asked), country) for country in countries]
        self._keys = sorted({key for key, _ in self._keyed})

    def search(self, text: str, period: Period | None, limit: int) -> list[Country]:
        """The countries called `text`, or so beginning, in `period` (any time if None), best first; one row a code.

        Misspelt names are recognised when nothing begins so.
        """
        asked = country_key(text)
        ranked = [(rank, country) for key, country in self._keyed if (rank := _rank(asked, key)) is not None]
        if not ranked:
            near = extract(asked, self._keys, scorer=OSA.distance, score_cutoff=most_edits(asked), limit=limit)
            edits = {key: int(distance) for key, distance, _ in near}
            ranked = [(edits[key], country) for key, country in self._keyed if key in edits]
        possible = [(rank, country) for rank, country in ranked if period is None or country.period.overlaps(period)]
        best: dict[tuple[str, str], Country] = {}
        for _, country in sorted(possible, key=lambda item: item[0]):
            best.setdefault((country.code, country.name), country)
        return list(best.values())[:limit]


def country_key(name: str) -> str:
    """Lower-case words without article, initials joined: "U.R.S.S." -> "urss", "Le Salvador" -> "salvador"."""
    return without_article(plain_words(_INITIALS.sub(lambda initials: initials.group().replace(".", ""), name)))


def _rank(asked: str, key: str) -> int | None:
    """0: the name itself; 1: it begins so; 2: one of its words does; None: it does not."""
    if key == asked:
        return 0
    if key.startswith(asked):
        return 1
    return 2 if f" {asked}" in f" {key}" else None
