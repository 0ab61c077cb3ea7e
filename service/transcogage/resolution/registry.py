"""What the civil registry (RNIPP) has of its own, where INSEE's communes do not say it: its codes and its dates.

The one home of these facts. Which share of the births each code gets on a day is worked out by the pipeline
(`registry_rules`); what a user reads of them is in `sentences`. A date named FROM is the first day of what it begins, a
date named UNTIL or INDEPENDENCE the first day of what comes after.

Source: domain.md section 3, established on 100,000 birth records.
"""

from datetime import date
from typing import NamedTuple


class DividedCity(NamedTuple):
    """A commune whose births are written by arrondissement.

    `code`: its own. `name`: in plain words. `arrondissement_prefix`: how the codes of its arrondissements begin.
    `arrondissements`: how many it has. `postal_prefix`: how their postal codes begin; `other_postal_codes`: those that
    do not end with the number.
    """

    code: str
    name: str
    arrondissement_prefix: str
    arrondissements: int
    postal_prefix: str
    other_postal_codes: tuple[tuple[str, int], ...] = ()

    def arrondissement_of_code(self, code: str) -> int | None:
        """75114 -> 14; None for a code that is no arrondissement of the city."""
        return self._number(code, self.arrondissement_prefix)

    def arrondissement_of_postal_code(self, postal_code: str) -> int | None:
        """75014 -> 14; None for a postal code that is no arrondissement's (the 16th of Paris has two)."""
        return self._number(postal_code, self.postal_prefix) or dict(self.other_postal_codes).get(postal_code)

    def _number(self, code: str, prefix: str) -> int | None:
        number = code.removeprefix(prefix) if len(code) == len(self.code) and code.startswith(prefix) else ""
        return int(number) if number.isdigit() and 1 <= int(number) <= self.arrondissements else None


PARIS = DividedCity("75056", "paris", "751", 20, "750", (("75116", 16),))
"""Always an arrondissement: 75056 is in no record of any decade (domain.md section 3.3)."""

LYON = DividedCity("69123", "lyon", "6938", 9, "6900")
LYON_OWN_CODE_UNTIL = date(1931, 1, 1)
"""An arrondissement; before that day, Lyon's own code in a few records (domain.md section 3.4)."""

MARSEILLE = DividedCity("13055", "marseille", "132", 16, "130")
MARSEILLE_UNSURE_FROM = date(1998, 1, 1)
MARSEILLE_BY_ARRONDISSEMENT_FROM = date(2001, 1, 1)
"""Its own code, then either, then an arrondissement (domain.md section 3.5)."""

DIVIDED_CITIES = (PARIS, LYON, MARSEILLE)


def divided_city(code: str) -> DividedCity | None:
    """The city of which this is the code, or the code of an arrondissement; None for any other code."""
    for city in DIVIDED_CITIES:
        if code == city.code or code.startswith(city.arrondissement_prefix):
            return city
    return None


CORSICA, CORSICAN_DEPARTMENTS = "20", frozenset({"2A", "2B"})
"""The department of Corsica until 1976, and those it was divided into (domain.md section 3.2)."""

MAYOTTE, MAYOTTE_BEFORE_2011 = "976", "985"
MAYOTTE_UNSURE_FROM = date(2008, 1, 1)
MAYOTTE_NEW_CODES_FROM = date(2011, 3, 31)
"""Codes in 985; then, for sources disagree, either; from the day it became a department, codes in 976
(domain.md section 3.6).
"""


def mayotte_code_since_2011(code: str) -> str:
    """98501 Acoua -> 97601: the communes of Mayotte kept their order."""
    return f"{MAYOTTE}{code.removeprefix(MAYOTTE_BEFORE_2011)}"


ANTILLES_CODES = {"97701": "97123", "97801": "97127"}
ANTILLES_NEW_CODES_FROM = date(2007, 2, 23)
ANTILLES_SURE_FROM = date(2008, 1, 1)
"""Saint-Barthélemy and Saint-Martin: the code of today, and that of the commune of Guadeloupe each was. INSEE says the
first day, other sources later ones, up to the second (domain.md section 3.7).
"""

DOM_BECAME_DEPARTMENTS = date(1946, 3, 21)
"""INSEE dates the communes of the DOM from that day; births before have the same codes (domain.md section 3.9)."""

ALGERIA = "99352"
ALGERIAN_DEPARTMENTS = {"91": "Alger", "92": "Oran", "93": "Constantine", "94": "Territoires du Sud"}
ALGERIAN_INDEPENDENCE = date(1962, 7, 5)
"""Its country code, and the departments it had until independence, under numbers that are now others'
(domain.md section 3.10).
"""


def algerian_code(department: str) -> str:
    """91 -> 91352: the code of a department of Algeria in the registry."""
    return f"{department}{ALGERIA[2:]}"


MOROCCO = "99350"
MOROCCAN_NUMBER = "95"
MOROCCAN_INDEPENDENCE = date(1956, 3, 2)
"""Its country code, and the number that stood for it, as a department's, until independence
(domain.md section 3.11).
"""

UNKNOWN_COMMUNE = "990"
"""How a code ends that stands for a commune which is not known (domain.md section 3.15)."""


MISSING_WHERE_RECODED = frozenset({"91", "92", "93", "94", "95"})
"""Today's departments whose births of before them were dropped from the death files of 1990 to 2009: coded there as
today (domain.md section 7).
"""
