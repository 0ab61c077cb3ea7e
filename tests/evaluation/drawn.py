"""The births that questions as people put them are made of: drawn once from the sample, always the same.

What is drawn is a birth and what goes wrong in its question (a department, a code of elsewhere, a form); the truth
stays the code of the sample.
"""

import random
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from tests.evaluation.views import births, month
from tests.property.known import reference
from transcogage.resolution.model import FIRST_YEAR, Period
from transcogage.resolution.names import key

BIRTHS_DRAWN = 6_000
CITIES = {"Paris": ("75056", "751"), "Lyon": ("69123", "693"), "Marseille": ("13055", "132")}
"""Cities that have arrondissements: the code of the whole, and how the codes of the parts begin."""


@dataclass(frozen=True, slots=True)
class Birth:
    """People born in one place in one month. `name`, `department`: as at birth; `code_today`, `department_today`,
    `name_today`: of the commune whose ground it is now, the name empty when it has none.
    """

    name: str
    department: str
    code: str
    name_today: str
    department_today: str
    code_today: str
    period: Period
    people: int

    @property
    def year(self) -> int:
        """The year of the birth."""
        assert self.period.start is not None
        return self.period.start.year

    @property
    def in_an_arrondissement(self) -> bool:
        """Whether it is written under an arrondissement of a city."""
        return self.code.startswith(tuple(beginning for _, beginning in CITIES.values()))


@cache
def all_births() -> tuple[Birth, ...]:
    """Every birth of the sample since the first year that can be asked."""
    return tuple(
        Birth(
            row["nom_naissance"],
            row["dep"],
            row["code"],
            row["nom_actuel"],
            row["dep_actuel"],
            row["code_actuel"],
            month(row),
            int(row["n"]),
        )
        for row in births()
        if int(row["annee"]) >= FIRST_YEAR
    )


@cache
def drawn_births() -> tuple[Birth, ...]:
    """`BIRTHS_DRAWN` of them, the same for every view: what one view loses against another is due to how it asks."""
    return tuple(random.Random(1968).sample(all_births(), BIRTHS_DRAWN))


@cache
def named_births() -> tuple[Birth, ...]:
    """Those drawn that are not of an arrondissement, whose forms are asked apart."""
    return tuple(birth for birth in drawn_births() if not birth.in_an_arrondissement)


@cache
def communes_today() -> dict[str, str]:
    """Code of each commune of the vintage -> its name."""
    return {
        row.entity.code: row.name for row in reference().periods if row.entity.kind == "COM" and row.period.end is None
    }


@cache
def postal_codes() -> dict[str, list[tuple[str, str]]]:
    """Code of each commune of today -> its postal codes, each with the key of a label it delivers to."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in reference().postal_names:
        found[row.code].append((row.postal_code, key(row.label)))
    return dict(found)


def postal_code_of(birth: Birth, draw: random.Random) -> str | None:
    """The postal code of the place a person names: that of its label, else one of the commune's; None without any.

    A code of one part of a commune is not that of the whole: nobody writes 59160, of Lomme, for Lille.
    """
    codes = postal_codes().get(birth.code_today, [])
    labelled = {code for code, label in codes if label}
    of_the_label = {code for code, label in codes if label == key(birth.name)}
    of_the_commune = {code for code, label in codes if not label}
    chosen = of_the_label or of_the_commune - labelled or of_the_commune
    return draw.choice(sorted(chosen)) if chosen else None
