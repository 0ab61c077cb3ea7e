"""What a person types to find a place: usual names of countries (view X), names that several communes share (L).

`usual_countries.csv`: names of countries as people write them, with the code of 2005 (INSEE, Code officiel
géographique, pays et territoires étrangers, Licence Ouverte 2.0).
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from tests.evaluation.scores import Missed, Score
from tests.property.known import reference
from transcogage.resolution.index import Index
from transcogage.resolution.model import Period
from transcogage.resolution.names import key
from transcogage.resolution.places import search_places

COUNTRIES = Path(__file__).with_name("usual_countries.csv")
YEAR_OF_COUNTRIES = 2005
YEAR_OF_COMMUNES = 1980
MOST_PROPOSED = 20
"""How many places a list shows at most: no name is that of as many communes."""

Search = Callable[[str], list[str]]
"""The codes proposed for what is typed, best first."""


def usual_countries(index: Index) -> Score:
    """Each name of a country: its code is found, and comes first."""
    period = Period.of_year(YEAR_OF_COUNTRIES)
    with COUNTRIES.open(encoding="utf-8", newline="") as file:
        asked = [(row["nom"], [row["code"]]) for row in csv.DictReader(file)]
    return _score(
        asked, YEAR_OF_COUNTRIES, lambda name: [found.code for found in index.countries.search(name, period, 10)]
    )


def shared_names() -> list[tuple[str, list[str]]]:
    """Each name that several communes had at once, with their codes."""
    day = date(YEAR_OF_COMMUNES, 7, 1)
    codes: dict[str, set[str]] = defaultdict(set)
    names: dict[str, str] = {}
    for row in reference().periods:
        if row.entity.kind == "COM" and day in row.period:
            codes[key(row.name)].add(row.entity.code)
            names[key(row.name)] = row.name
    return [(names[shared], sorted(found)) for shared, found in sorted(codes.items()) if len(found) > 1]


def names_in_full(index: Index) -> Score:
    """Each name that several communes had: all of them are proposed to who types it in full."""
    period = Period.of_year(YEAR_OF_COMMUNES)

    def search(name: str) -> list[str]:
        found = search_places(index, name, period, None, MOST_PROPOSED)
        return [row.place.code for row in found.rows]

    return _score(shared_names(), YEAR_OF_COMMUNES, search)


def _score(asked: Iterable[tuple[str, list[str]]], year: int, search: Search) -> Score:
    """One person a code that should be proposed; right when it is first."""
    score = Score()
    for name, codes in asked:
        found = search(name)
        for code in codes:
            score.people += 1
            score.listed += code in found
            score.best_right += found[:1] == [code]
            if code != "".join(found[:1]) and (len(codes) == 1 or code not in found):
                status = "proposé" if code in found else "absent"
                score.errors[Missed(name, str(year), "", code, status, " ".join(found[:3]))] += 1
    return score
