"""Births in French Algeria: not decidable by year alone, so never given alone.

Departments 91 to 94 were Alger, Oran, Constantine and the Territoires du Sud until independence, on 1962-07-05. The
registry holds 91352, 92352, 93352 or 94352, or 99352; for the QF API the country is 99352 and there is no commune
(domain.md section 3). The communes of Algeria are not in INSEE's files: only these names are known.
"""

from collections.abc import Iterator
from datetime import date

from transcogage.resolution.model import Period
from transcogage.resolution.names import key
from transcogage_data.history import Entity, NamedPeriod

ALGERIA = "99352"
INDEPENDENCE = date(1962, 7, 5)
ALGERIAN_DEPARTMENTS = {"91": "Alger", "92": "Oran", "93": "Constantine", "94": "Territoires du Sud"}
UNTIL_INDEPENDENCE = Period(None, INDEPENDENCE)


def births() -> Iterator[tuple[str, str, Period, tuple[NamedPeriod, ...]]]:
    """(department, key, period, birth places) for every name of a department of Algeria, and for "Algérie" itself."""
    country = NamedPeriod(Entity("PAYS", ALGERIA), "Algérie", Period(None, None))
    for department, name in ALGERIAN_DEPARTMENTS.items():
        place = NamedPeriod(Entity("PAYS", f"{department}352"), f"{name} (Algérie française)", UNTIL_INDEPENDENCE)
        for spelling in (name, "Algérie"):
            yield department, key(spelling), UNTIL_INDEPENDENCE, (place, country)
