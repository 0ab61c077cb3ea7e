"""Movements -> periods: what every commune code was called, and when.

Source: INSEE, `v_mvt_commune` (every event since 1943) and `v_commune` (the state of the vintage). A movement has a
state before and a state after; a code that changes name or type without appearing on one side keeps that side as it
was.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from transcogage.resolution.events import Family, family_of
from transcogage.resolution.model import Period
from transcogage.resolution.registry import DOM_BECAME_DEPARTMENTS
from transcogage_data.errors import PipelineError

PARTS = frozenset({"COMD", "ARM"})
"""Types of the parts a commune can be divided into while it goes on."""


class Entity(NamedTuple):
    """A code in one of its types: one code can be COM and COMD at the same time, so both are the key
    (domain.md section 2.1).
    """

    kind: str
    code: str


@dataclass(frozen=True, slots=True)
class Succession:
    """By event `event` (MOD) of `date`, `before` became `after`, or gave ground to it; None: nothing."""

    date: date
    event: str
    before: Entity | None
    after: Entity | None


@dataclass(frozen=True, slots=True)
class Movement(Succession):
    """One line of INSEE's events: a succession, with the names before and after."""

    name_before: str
    name_after: str


class NamedPeriod(NamedTuple):
    """An entity under one name, for a half-open period; `start` None: since before 1943."""

    entity: Entity
    name: str
    period: Period


class HistoryError(PipelineError):
    """Movements contradict each other or the state of the vintage; the message lists where, in French."""


def named_periods(movements: Iterable[Movement], current: dict[Entity, str]) -> list[NamedPeriod]:
    """Every entity's periods, from the movements and the names of the entities that exist today.

    Raises `HistoryError` when an entity's last state differs from `current`.
    """
    by_entity: dict[Entity, list[Movement]] = defaultdict(list)
    for movement in movements:
        for entity in {movement.before, movement.after} - {None}:
            assert entity is not None
            by_entity[entity].append(movement)
    periods = []
    problems = []
    for entity in sorted(by_entity.keys() | current.keys()):
        rows = _entity_periods(entity, by_entity[entity], current.get(entity))
        last_name = rows[-1].name if rows and rows[-1].period.end is None else None
        if last_name != current.get(entity):
            problems.append(f"{entity.kind} {entity.code} : {last_name!r} au lieu de {current.get(entity)!r}")
        periods.extend(rows)
    if problems:
        raise HistoryError("Les mouvements ne mènent pas à l'état du millésime : " + " ; ".join(problems))
    return periods


def _entity_periods(entity: Entity, movements: list[Movement], current_name: str | None) -> list[NamedPeriod]:
    """Walk an entity's days of change, oldest first, closing a period each time its name or existence changes."""
    if not movements:
        return [] if current_name is None else [NamedPeriod(entity, current_name, Period(None, None))]
    periods: list[NamedPeriod] = []
    name: str | None = None
    start: date | None = None
    by_day = groupby(sorted(movements, key=lambda movement: movement.date), key=lambda movement: movement.date)
    for position, (day, group) in enumerate(by_day):
        rows = list(group)
        if name is None and _born_and_gone(entity, rows):
            continue
        before, after = _names_around(entity, rows)
        if position == 0:
            name = before or (after if _was_there(entity, rows) else None)
        if after == name:
            continue
        if name is not None:
            periods.append(NamedPeriod(entity, name, Period(start, day)))
        name, start = after, day
    if name is not None:
        periods.append(NamedPeriod(entity, name, Period(start, None)))
    return periods


def _names_around(entity: Entity, rows: list[Movement]) -> tuple[str | None, str | None]:
    """The entity's name just before and just after one day's movements, None when it does not exist then.

    Several events of one commune can fall on one day: a renaming then decides which name came last (domain.md section
    2.3). A commune that only
    gives birth to its delegated communes or arrondissements that day goes on.
    """
    renamed = {
        row.name_before: row.name_after
        for row in rows
        if row.before == row.after == entity and row.name_before != row.name_after
    }
    names_before = {row.name_before for row in rows if row.before == entity}
    names_after = {row.name_after for row in rows if row.after == entity and not _takes_back_a_part(row)}
    if not names_before:
        names_after |= {row.name_after for row in rows if row.after == entity}
    if names_before and not names_after and all(_creates_a_part(row) for row in rows):
        names_after = names_before
    before = names_before - set(renamed.values()) or names_before
    after = names_after - set(renamed) or names_after
    if len(before) > 1 or len(after) > 1:
        raise HistoryError(f"{entity.kind} {entity.code} le {rows[0].date} : plusieurs noms {sorted(before | after)}")
    return next(iter(before), None), next(iter(after), None)


def _creates_a_part(row: Movement) -> bool:
    """A delegated commune or an arrondissement is created inside a commune that goes on."""
    return row.before is not None and row.after is not None and row.before.kind == "COM" and row.after.kind in PARTS


def _born_and_gone(entity: Entity, rows: list[Movement]) -> bool:
    """Created and ended the same day, as Freigné: moved to Loire-Atlantique (44225) and merged on 2018-01-01."""
    enters = any(row.after == entity != row.before for row in rows)
    leaves = any(row.before == entity != row.after for row in rows)
    return enters and leaves and not any(row.before == row.after == entity for row in rows)


def _was_there(entity: Entity, rows: list[Movement]) -> bool:
    """Whether an entity whose first movements only lead to it existed before them.

    A commune that takes back its own parts was there. So were the communes of the DOM, which INSEE dates from 1946,
    when they became departments (domain.md section 3.9: their own codes, also for births before 1946).
    """
    return all(
        _takes_back_a_part(row) or (row.before is None and row.date == DOM_BECAME_DEPARTMENTS)
        for row in rows
        if row.after == entity
    )


def _takes_back_a_part(row: Movement) -> bool:
    """An associated or delegated commune ends: this says nothing of whether the commune it was part of goes on."""
    return family_of(row.event) is Family.PART_ENDS and row.before != row.after
