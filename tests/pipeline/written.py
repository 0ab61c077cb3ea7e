"""Movements written by hand, one a line: `2016-01-01 32 | COM 50602 Tourlaville | COMD 50602 Tourlaville`."""

from datetime import date

from transcogage_data.history import Entity, Movement, NamedPeriod, named_periods


def movements(text: str) -> list[Movement]:
    return [_movement(line) for line in text.strip().splitlines()]


def _movement(line: str) -> Movement:
    when, before, after = (part.strip() for part in line.split("|"))
    day, event = when.split()
    (entity_before, name_before), (entity_after, name_after) = _side(before), _side(after)
    return Movement(
        date=date.fromisoformat(day),
        event=event,
        before=entity_before,
        after=entity_after,
        name_before=name_before,
        name_after=name_after,
    )


def _side(text: str) -> tuple[Entity | None, str]:
    if not text:
        return None, ""
    kind, code, name = text.split(maxsplit=2)
    return Entity(kind, code), name


def current(text: str) -> dict[Entity, str]:
    """The state of the vintage: `COM 50129 Cherbourg-en-Cotentin`, one a line."""
    found = {}
    for line in text.strip().splitlines():
        entity, name = _side(line.strip())
        assert entity is not None
        found[entity] = name
    return found


def described(periods: list[NamedPeriod]) -> list[str]:
    """`COM 75036 Gennevilliers …/1968-01-01`: from the start, or since always, to the end, or still."""
    return [
        f"{row.entity.kind} {row.entity.code} {row.name} {row.period.start or '…'}/{row.period.end or '…'}"
        for row in periods
    ]


def history(text: str, today: str) -> list[str]:
    """The periods of movements and of a state of the vintage, both written by hand."""
    return described(named_periods(movements(text), current(today)))
