"""A file of births: communes drawn in proportion to their inhabitants, always the same draw.

Of a hundred rows, eighty-eight bear the name at birth, ten today's name of a commune that has merged since, two a name
with a letter lost, doubled, swapped or replaced.
"""

import random
from datetime import date
from itertools import accumulate
from pathlib import Path

from tests.bench.questions import SEED
from tests.evaluation.views import misspell
from transcogage.resolution.departments import DEPARTMENTS
from transcogage.resolution.index import Index
from transcogage.resolution.model import INSEE_ORIGIN, Birthplace

HEADER = "dossier;commune;annee;departement\n"
BATCH = 100_000


def write_births(index: Index, path: Path, count: int) -> None:
    """Write `count` births in CSV."""
    draw = random.Random(SEED)
    places = sorted(
        (place for code in index.codes() for place in index.places_of(code) if _is_commune(place)),
        key=lambda place: (place.code, place.name, place.period.start or date.min),
    )
    today = {place: _today(index, place) for place in places if place.period.end is not None}
    merged = [place for place, name in today.items() if name not in ("", place.name)]
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER)
        for start in range(0, count, BATCH):
            rows = min(BATCH, count - start)
            at_birth, since = (_drawn(kind, rows, draw) for kind in (places, merged))
            for number in range(rows):
                chance = draw.random()
                place = since[number] if chance < 0.10 else at_birth[number]
                name = today[place] if chance < 0.10 else place.name
                if chance >= 0.98:
                    name = misspell(name, draw)
                file.write(f"{start + number};{name};{_year_in(place, index, draw)};{place.department}\n")


def _is_commune(place: Birthplace) -> bool:
    return place.kind in ("COM", "ARM") and place.department in DEPARTMENTS


def _today(index: Index, place: Birthplace) -> str:
    """Today's name of the commune a place has become part of, empty when there is no single one."""
    names = {
        later.name
        for code in place.later_codes
        for later in index.places_of(code)
        if later.period.end is None and later.kind == "COM"
    }
    return names.pop() if len(names) == 1 else ""


def _drawn(places: list[Birthplace], count: int, draw: random.Random) -> list[Birthplace]:
    return draw.choices(places, cum_weights=list(accumulate(max(place.population, 1) for place in places)), k=count)


def _year_in(place: Birthplace, index: Index, draw: random.Random) -> int:
    first = max(place.period.start or INSEE_ORIGIN, INSEE_ORIGIN).year
    last = place.period.end.year - 1 if place.period.end else index.release.vintage - 1
    return draw.randint(first, max(first, last))
