"""Every name a birth place was or is known by, and the ground that name covers.

A naming says: during this period, this ground was called so. Official names of communes, of their delegated and
associated parts, of arrondissements; the labels La Poste delivers to; everyday names of islands; and each official one
without its article or its brackets.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from transcogage.resolution.departments import department_of
from transcogage.resolution.model import Period
from transcogage.resolution.names import key, without_article, without_brackets
from transcogage_data.chronicle import Chronicle
from transcogage_data.everyday_names import everyday_names
from transcogage_data.history import Entity, NamedPeriod
from transcogage_data.territories import BEGINNING, NO_ONE

POSTAL_LABEL, EVERYDAY_NAME = "POSTE", "USAGE"
"""Kinds of a naming that only La Poste knows, or only people; the others have INSEE's types: COM, COMD, COMA, ARM."""


@dataclass(frozen=True, slots=True)
class Naming:
    """During `period`, the territories `ground` were known by a name of key `key`, borne by `code`.

    `former_ground`: territories the bearer of today's name held for a time and gave back. `short`: the official name
    says more (an article, brackets).
    """

    key: str
    kind: str
    code: str
    period: Period
    ground: frozenset[str]
    former_ground: frozenset[str] = NO_ONE
    short: bool = False


def namings_by_department(chronicle: Chronicle) -> dict[tuple[str, str], list[Naming]]:
    """Every naming, by (department, key), for each department it can be given with: at birth, today, or in between.

    With the bearer's own department a name covers all its ground; with another, the ground that was ever there.
    """
    found: dict[tuple[str, str], list[Naming]] = defaultdict(list)
    for naming in _all_namings(chronicle):
        own = department_of(naming.code)
        found[own, naming.key].append(naming)
        departments = {
            territory: chronicle.departments(territory) for territory in naming.ground | naming.former_ground
        }
        for other in NO_ONE.union(*departments.values()) - {own}:
            there = frozenset(territory for territory, known in departments.items() if other in known)
            found[other, naming.key].append(
                replace(naming, ground=naming.ground & there, former_ground=naming.former_ground & there)
            )
    return dict(found)


def namings_by_code(chronicle: Chronicle) -> dict[str, list[Naming]]:
    """Every code as if it were a name: what it covers now, and covered when it was in use."""
    found: dict[str, list[Naming]] = defaultdict(list)
    for row in chronicle.reference.periods:
        found[row.entity.code].append(replace(_official_naming(chronicle, row), key=row.entity.code))
    return dict(found)


def _all_namings(chronicle: Chronicle) -> Iterator[Naming]:
    official: dict[str, set[str]] = defaultdict(set)
    for row in chronicle.reference.periods:
        naming = _official_naming(chronicle, row)
        yield naming
        yield from _short_namings(chronicle, naming, row.name)
        for territory in naming.ground:
            official[territory].add(naming.key)
    for name in chronicle.reference.postal_names:
        ground = chronicle.territories.ground(name.code, chronicle.today)
        label_key = key(name.label)
        if label_key and not any(label_key in official[territory] for territory in ground) and ground:
            yield Naming(label_key, POSTAL_LABEL, name.code, Period(None, None), ground)
    for everyday in everyday_names():
        if ground := chronicle.territories.ground(everyday.code, chronicle.today):
            yield Naming(key(everyday.name), EVERYDAY_NAME, everyday.code, Period(None, None), ground)


def _official_naming(chronicle: Chronicle, row: NamedPeriod) -> Naming:
    entity, start, end = row.entity, row.period.start, row.period.end
    ground, former_ground = NO_ONE, NO_ONE
    if entity.kind == "COM" and end is None:
        ground = chronicle.territories.ground(entity.code, chronicle.today)
        former_ground = chronicle.territories.ground_during(entity.code, BEGINNING, chronicle.today) - ground
    elif entity.kind == "COM" and end is not None:
        ground = chronicle.territories.ground_during(entity.code, start or BEGINNING, end - timedelta(days=1))
    elif entity.kind != "ARM":
        ground = chronicle.ground_of_part(entity, start)
    return Naming(key(row.name), entity.kind, entity.code, row.period, ground, former_ground)


def _short_namings(chronicle: Chronicle, naming: Naming, name: str) -> Iterator[Naming]:
    """Without article or brackets; and the halves of a merged commune's name today."""
    bare = key(without_brackets(name))
    shorts = {without_article(naming.key), bare, without_article(bare)}
    if naming.kind == "COM" and naming.period.end is None:
        shorts |= _halves(chronicle, naming)
    for short in shorts - {naming.key}:
        yield replace(naming, key=short, short=True)


def _halves(chronicle: Chronicle, naming: Naming) -> set[str]:
    """The names of its communes that a name is made of: "Las Illas" may stand for today's "Maureillas-las-Illas"."""
    halves = {
        key(row.name)
        for territory in naming.ground
        for row in chronicle.periods_of(Entity("COM", territory))
        if f" {key(row.name)} " in f" {naming.key} " and key(row.name) != naming.key
    }
    return halves if len(halves) > 1 else set()
