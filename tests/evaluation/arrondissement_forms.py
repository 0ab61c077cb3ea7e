"""Paris, Lyon and Marseille as people write them: with an arrondissement (view P), and without (P0).

Births of an arrondissement come from the sample, but for Marseille: the registry writes its arrondissements from 2001
(domain.md, section 3), and the sample has no birth of then. They are made: one a year and arrondissement.
"""

import random
from collections.abc import Iterator
from functools import partial

from tests.evaluation.drawn import CITIES, all_births
from tests.evaluation.views import Question, View
from transcogage.resolution.model import Period, Query

MARSEILLE_YEARS = range(2001, 2011)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
         "XVIII", "XIX", "XX")  # fmt: skip
DEPARTMENTS = {"Paris": ("75", "Paris"), "Lyon": ("69", "Rhône"), "Marseille": ("13", "Bouches-du-Rhône")}
FORMS = (
    "{capitals} {number}{eme} ({department})",
    "{capitals} {number}{e} ({department})",
    "{capitals} {number:02} ({department})",
    "{city} {number}{e}",
    "{city} ({number}{e})",
    "{city}, {number}{e}",
    "{city} {number}{e} arrondissement",
    "{city} {number}{e} arrondissement ({department})",
    "{city} {roman}{e}",
    "{capitals} {roman}",
    "{postal} {capitals}",
    "{postal} {city} {number:02}",
    "{city} ({postal})",
    "{city} {postal}",
    "{code} {city} {number:02}",
    "{code} {city}",
    "{city} ({code})",
    "{number}{e} arrondissement de {city}",
)
FORMS_OF_THE_CITY = (
    "{capitals} ({department})",
    "{city} ({name})",
    "{city}, {name}",
    "{department}000 {capitals}",
    "{city} ({department}000)",
    "{capitals} FRANCE",
    "né à {city}",
    "{city} - {department}",
)


def _births() -> Iterator[tuple[str, Period, int]]:
    """Code of an arrondissement, month or year, people."""
    cities = ("751", "693")
    yield from ((birth.code, birth.period, birth.people) for birth in all_births() if birth.code.startswith(cities))
    for year in MARSEILLE_YEARS:
        yield from ((f"132{number:02}", Period.of_year(year), 1) for number in range(1, 17))


def _city(code: str) -> str:
    return next(city for city, (_, beginning) in CITIES.items() if code.startswith(beginning))


def _arrondissement(with_department: bool) -> Iterator[Question]:
    draw = random.Random(75114)
    for code, period, people in _births():
        city = _city(code)
        number = int(code[-2:]) % 80
        department, _ = DEPARTMENTS[city]
        ordinal = {"e": "er", "eme": "ER"} if number == 1 else {"e": "e", "eme": "EME"}
        written = draw.choice(FORMS).format(
            city=city,
            capitals=city.upper(),
            number=number,
            roman=ROMAN[number - 1],
            department=department,
            postal=f"{department}0{number:02}",
            code=code,
            **ordinal,
        )
        yield Question(Query(written, period, department if with_department else None), code, people)


def _whole_city(with_department: bool) -> Iterator[Question]:
    """No arrondissement is named: none may be given. Truth is Marseille's code while it is written so, else nothing."""
    draw = random.Random(75056)
    asked = [(birth.code, birth.period, birth.people) for birth in all_births() if birth.code == "13055"]
    asked += [("" if code.startswith("132") else code, period, people) for code, period, people in _births()]
    for code, period, people in asked:
        city = "Marseille" if code in ("", "13055") else _city(code)
        department, name = DEPARTMENTS[city]
        written = draw.choice(FORMS_OF_THE_CITY).format(
            city=city, capitals=city.upper(), department=department, name=name
        )
        truth = code if code == "13055" else ""
        yield Question(Query(written, period, department if with_department else None), truth, people)


ARRONDISSEMENTS = (
    View("P", "PARIS 14EME (75), 69388 Lyon 08, département", partial(_arrondissement, True)),
    View("P seul", "PARIS 14EME (75), 69388 Lyon 08, rien d'autre", partial(_arrondissement, False)),
)
CITIES_ALONE = (
    View("P0", "MARSEILLE (13), sans arrondissement, département", partial(_whole_city, True)),
    View("P0 seul", "MARSEILLE (13), sans arrondissement, rien d'autre", partial(_whole_city, False)),
)
VIEWS = (*ARRONDISSEMENTS, *CITIES_ALONE)
