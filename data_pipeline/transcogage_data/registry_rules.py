"""What the civil registry (RNIPP) writes where INSEE's communes do not say it: arrondissements, Mayotte, the Antilles.

Source: domain.md section 3, established on 100,000 birth records; where sources disagree both codes are candidates.
"""

from datetime import date, timedelta

from transcogage_data.chronicle import ARRONDISSEMENT_PREFIX, Chronicle
from transcogage_data.history import Entity

PARIS, LYON, MARSEILLE = "75056", "69123", "13055"

MARSEILLE_UNSURE_FROM = date(1998, 1, 1)
MARSEILLE_BY_ARRONDISSEMENT_FROM = date(2001, 1, 1)

MAYOTTE_UNSURE_FROM = date(2008, 1, 1)
MAYOTTE_NEW_CODES_FROM = date(2011, 3, 31)

ANTILLES_NEW_CODES_FROM = date(2007, 2, 23)
ANTILLES_SURE_FROM = date(2008, 1, 1)
ANTILLES_CODES = {"97701": "97123", "97801": "97127"}

LYON_OWN_CODE_UNTIL = date(1931, 1, 1)
LYON_OWN_CODE_SHARE = 0.05
LYON_OWN_CODE_SHARE_OF_NAME_AT_BIRTH = 0.9
"""A few births of Lyon, in the samples from 1891 to 1930, are written under its own code: the ones said to be in
"Lyon".
"""

RULE_DATES = (
    LYON_OWN_CODE_UNTIL,
    MARSEILLE_UNSURE_FROM,
    MARSEILLE_BY_ARRONDISSEMENT_FROM,
    MAYOTTE_UNSURE_FROM,
    ANTILLES_SURE_FROM,
)
"""Days on which a rule changes an answer, beside INSEE's own events."""

DEPARTMENTS_WITH_RULES = ("13", "69", "75", "97", "985")


def has_own_rule(code: str) -> bool:
    """Whether births under `code` may follow one of these rules, on days when INSEE sees no event."""
    return code.startswith(DEPARTMENTS_WITH_RULES)


Shares = dict[Entity, float]
"""Birth places and the share of the births of a commune that each is given."""


def birth_places(chronicle: Chronicle, commune: str, day: date) -> Shares:
    """Under which codes the registry writes the births of `commune` on `day`, with their shares."""
    if commune == PARIS:
        return _arrondissements(chronicle, commune, day)
    if commune == LYON:
        return _lyon(chronicle, day, LYON_OWN_CODE_SHARE)
    if commune == MARSEILLE:
        return _marseille(chronicle, day)
    if commune.startswith("985") and MAYOTTE_UNSURE_FROM <= day < MAYOTTE_NEW_CODES_FROM:
        return {Entity("COM", commune): 0.7, Entity("COM", f"976{commune[3:]}"): 0.3}
    if commune in ANTILLES_CODES and ANTILLES_NEW_CODES_FROM <= day < ANTILLES_SURE_FROM:
        return {Entity("COM", commune): 0.6, Entity("COM", ANTILLES_CODES[commune]): 0.4}
    return {Entity("COM", commune): 1.0}


def _arrondissements(chronicle: Chronicle, commune: str, day: date) -> Shares:
    """Paris: always an arrondissement, 75056 occurs in no record of any decade."""
    weights = {
        arrondissement: chronicle.births_in_arrondissement(arrondissement.code, day)
        for arrondissement in chronicle.arrondissements(ARRONDISSEMENT_PREFIX[commune], day)
    }
    total = sum(weights.values())
    return {arrondissement: weight / total for arrondissement, weight in weights.items()}


def _lyon(chronicle: Chronicle, day: date, own_code_share: float) -> Shares:
    """Lyon: an arrondissement, and until 1930 its own code in a few records."""
    arrondissements = _arrondissements(chronicle, LYON, day)
    if day >= LYON_OWN_CODE_UNTIL:
        return arrondissements
    others = {entity: share * (1 - own_code_share) for entity, share in arrondissements.items()}
    return others | {Entity("COM", LYON): own_code_share}


def places_of_name_at_birth(chronicle: Chronicle, commune: str, day: date) -> Shares:
    """Where the registry writes a birth whose own papers name the commune, and no arrondissement of it."""
    if commune == LYON:
        return _lyon(chronicle, day, LYON_OWN_CODE_SHARE_OF_NAME_AT_BIRTH)
    return birth_places(chronicle, commune, day)


def _marseille(chronicle: Chronicle, day: date) -> Shares:
    """Marseille: 13055 for every birth up to the late 1990s, its arrondissements from 2001; 1998-2000 not
    established.
    """
    if day < MARSEILLE_UNSURE_FROM:
        return {Entity("COM", MARSEILLE): 1.0}
    arrondissements = _arrondissements(chronicle, MARSEILLE, day)
    if day >= MARSEILLE_BY_ARRONDISSEMENT_FROM:
        return arrondissements
    return {Entity("COM", MARSEILLE): 0.5} | {entity: share / 2 for entity, share in arrondissements.items()}


def places_of_arrondissement(chronicle: Chronicle, arrondissement: str, day: date) -> Shares:
    """Where the registry writes a birth said to be in an arrondissement.

    Marseille: before 2001, the commune or the arrondissement. domain.md says the commune even when an arrondissement is
    named, but every record of the samples that names one holds its code: sources disagree, so neither is given alone.
    Lyon: the 8th and 9th were drawn out of the 7th and 5th, in 1959 and 1964. An older birth said to be there is
    theirs, yet the samples' few records are coded there.
    """
    entity = Entity("ARM", arrondissement)
    if arrondissement.startswith(ARRONDISSEMENT_PREFIX[MARSEILLE]):
        if day >= MARSEILLE_BY_ARRONDISSEMENT_FROM:
            return {entity: 1.0}
        return {entity: 0.51, Entity("COM", MARSEILLE): 0.49}
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
