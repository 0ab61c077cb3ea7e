"""Under which codes the civil registry (RNIPP) writes the births of a commune on a day, and with which shares.

The codes and dates are those of `registry`; where sources disagree both codes are candidates.
Source: domain.md section 3, established on 100,000 birth records.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from transcogage.resolution import registry
from transcogage.resolution.departments import department_of
from transcogage.resolution.model import Period
from transcogage.resolution.names import key
from transcogage_data.chronicle import Chronicle
from transcogage_data.history import Entity, NamedPeriod

LYON_OWN_CODE_SHARE = 0.05
LYON_OWN_CODE_SHARE_OF_NAME_AT_BIRTH = 0.9
"""A few births of Lyon, in the samples from 1891 to 1930, are written under its own code: the ones said to be in
"Lyon".
"""

RULE_DATES = (
    registry.LYON_OWN_CODE_UNTIL,
    registry.MARSEILLE_UNSURE_FROM,
    registry.MARSEILLE_BY_ARRONDISSEMENT_FROM,
    registry.MAYOTTE_UNSURE_FROM,
    registry.ANTILLES_SURE_FROM,
)
"""Days on which a rule changes an answer, beside INSEE's own events."""

_DEPARTMENTS_WITH_RULES = {
    *(department_of(city.code) for city in registry.DIVIDED_CITIES),
    registry.MAYOTTE_BEFORE_2011,
    *(department_of(code) for code in (*registry.ANTILLES_CODES, *registry.ANTILLES_CODES.values())),
}


def has_own_rule(code: str) -> bool:
    """Whether births under `code` may follow one of these rules, on days when INSEE sees no event."""
    return department_of(code) in _DEPARTMENTS_WITH_RULES


Shares = dict[Entity, float]
"""Birth places and the share of the births of a commune that each is given."""


def birth_places(chronicle: Chronicle, commune: str, day: date) -> Shares:
    """Under which codes the registry writes the births of `commune`, which exists on `day`, with their shares."""
    if commune == registry.PARIS.code:
        return _arrondissements(chronicle, registry.PARIS, day)
    if commune == registry.LYON.code:
        return _lyon(chronicle, day, LYON_OWN_CODE_SHARE)
    if commune == registry.MARSEILLE.code:
        return _marseille(chronicle, day)
    if commune.startswith(registry.MAYOTTE_BEFORE_2011) and day >= registry.MAYOTTE_UNSURE_FROM:
        return {Entity("COM", commune): 0.7, Entity("COM", registry.mayotte_code_since_2011(commune)): 0.3}
    if commune in registry.ANTILLES_CODES and day < registry.ANTILLES_SURE_FROM:
        return {Entity("COM", commune): 0.6, Entity("COM", registry.ANTILLES_CODES[commune]): 0.4}
    return {Entity("COM", commune): 1.0}


def _arrondissements(chronicle: Chronicle, city: registry.DividedCity, day: date) -> Shares:
    """By arrondissement, as Paris always is: 75056 occurs in no record of any decade (domain.md section 3.3)."""
    weights = {
        arrondissement: chronicle.births(arrondissement.code, day)
        for arrondissement in chronicle.arrondissements(city, day)
    }
    total = sum(weights.values())
    return {arrondissement: weight / total for arrondissement, weight in weights.items()}


def _lyon(chronicle: Chronicle, day: date, own_code_share: float) -> Shares:
    """Lyon: an arrondissement, and until 1930 its own code in a few records (domain.md section 3.4)."""
    arrondissements = _arrondissements(chronicle, registry.LYON, day)
    if day >= registry.LYON_OWN_CODE_UNTIL:
        return arrondissements
    others = {entity: share * (1 - own_code_share) for entity, share in arrondissements.items()}
    return others | {Entity("COM", registry.LYON.code): own_code_share}


def places_of_name_at_birth(chronicle: Chronicle, commune: str, day: date) -> Shares:
    """Where the registry writes a birth whose own papers name the commune, and no arrondissement of it."""
    if commune == registry.LYON.code:
        return _lyon(chronicle, day, LYON_OWN_CODE_SHARE_OF_NAME_AT_BIRTH)
    return birth_places(chronicle, commune, day)


def _marseille(chronicle: Chronicle, day: date) -> Shares:
    """Marseille: 13055 for every birth up to the late 1990s, its arrondissements from 2001; 1998-2000 not
    established (domain.md section 3.5).
    """
    if day < registry.MARSEILLE_UNSURE_FROM:
        return {Entity("COM", registry.MARSEILLE.code): 1.0}
    arrondissements = _arrondissements(chronicle, registry.MARSEILLE, day)
    if day >= registry.MARSEILLE_BY_ARRONDISSEMENT_FROM:
        return arrondissements
    return {Entity("COM", registry.MARSEILLE.code): 0.5} | {
        entity: share / 2 for entity, share in arrondissements.items()
    }


def places_of_arrondissement(chronicle: Chronicle, arrondissement: str, day: date) -> Shares:
    """Where the registry writes a birth said to be in an arrondissement.

    Marseille: before 2001, the commune or the arrondissement. The rule was the commune even when an arrondissement is
    named, but every record of the samples that names one holds its code: sources disagree, so neither is given alone
    (domain.md section 3.5). Lyon: the 8th and 9th were drawn out of the 7th and 5th, in 1959 and 1964. An older birth
    said to be there is theirs, yet the samples' few records are coded there (domain.md section 3.4).
    """
    entity = Entity("ARM", arrondissement)
    if registry.divided_city(arrondissement) is registry.MARSEILLE:
        if day >= registry.MARSEILLE_BY_ARRONDISSEMENT_FROM:
            return {entity: 1.0}
        return {entity: 0.51, Entity("COM", registry.MARSEILLE.code): 0.49}
    if chronicle.at(entity, day) is not None:
        return {entity: 1.0}
    origins = chronicle.origins_of_arrondissement(entity)
    return {origin: 0.7 / len(origins) for origin in origins} | {entity: 0.3}


def place_period_day(chronicle: Chronicle, entity: Entity, day: date) -> date:
    """A day on which `entity` existed, `day` itself if possible: codes can be used in the registry out of their
    period.
    """
    if chronicle.at(entity, day) is not None:
        return day
    first, last = chronicle.periods_of(entity)[0].period, chronicle.periods_of(entity)[-1].period
    if first.start is not None and day < first.start:
        return first.start
    assert last.end is not None
    return last.end - timedelta(days=1)


def births_in_french_algeria() -> Iterator[tuple[str, str, Period, NamedPeriod, NamedPeriod]]:
    """(department, key, period, country, department of then) for every name of a department of Algeria, and for
    "Algérie" itself.

    Until independence the registry holds 91352, 92352, 93352 or 94352, or 99352; API Particulier takes the country
    only (domain.md section 3.10). The communes of Algeria are not in INSEE's files: only these names are known.
    """
    period = Period(None, registry.ALGERIAN_INDEPENDENCE)
    country = NamedPeriod(Entity("PAYS", registry.ALGERIA), "Algérie", Period(None, None))
    for department, name in registry.ALGERIAN_DEPARTMENTS.items():
        place = NamedPeriod(Entity("PAYS", registry.algerian_code(department)), f"{name} (Algérie française)", period)
        for spelling in (name, "Algérie"):
            yield department, key(spelling), period, country, place
