"""No commune is ever forgotten: asked by its own names and by today's, on the first and last day of every period."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from tests.property.known import first_and_last_day, periods_by_code, reference
from transcogage.resolution.answer import Answer
from transcogage.resolution.departments import department_of
from transcogage.resolution.index import Index
from transcogage.resolution.model import Period, Query, Status
from transcogage.resolution.resolver import resolve
from transcogage_data.history import NamedPeriod

CODED_BY_ARRONDISSEMENT = {"75056", "69123", "13055"}


def communes() -> Iterator[NamedPeriod]:
    """The periods of every commune, but Paris, Lyon and Marseille."""
    for rows in periods_by_code().values():
        for row in rows:
            if row.entity.kind == "COM" and row.entity.code not in CODED_BY_ARRONDISSEMENT:
                yield row


def listed(answer: Answer) -> set[str]:
    """The codes an answer admits: none when the place was not found."""
    if answer.status is Status.NOT_FOUND:
        return set()
    return {candidate.place.code for candidate in answer.candidates}


def ask(index: Index, name: str, day: date, department: str) -> Answer:
    return resolve(index, Query(name, Period.of_day(day), department))


def test_every_commune_is_a_candidate_under_its_name_at_birth(index: Index) -> None:
    forgotten = [
        (row.entity.code, row.name, str(day))
        for row in communes()
        for day in first_and_last_day(row)
        if row.entity.code not in listed(ask(index, row.name, day, department_of(row.entity.code)))
    ]
    assert forgotten == []


def test_every_delegated_and_associated_commune_is_known_under_its_name(index: Index) -> None:
    unknown = [
        (row.entity, row.name, str(day))
        for row in reference().periods
        if row.entity.kind in ("COMD", "COMA")
        for day in first_and_last_day(row)
        if not listed(ask(index, row.name, day, department_of(row.entity.code)))
    ]
    assert unknown == []


def successors(row: NamedPeriod, heirs: dict[tuple[str, date], set[str]]) -> set[str]:
    """The codes of the communes of today that a commune became, followed from merger to merger.

    A commune that was re-established since went home: it has its own code again, and no successor.
    """
    own = periods_by_code()
    if any(other.period.end is None for other in own[row.entity.code]) and row.period.end is not None:
        return {row.entity.code}
    found: set[str] = set()
    pending = [(row.entity.code, row.period.end)]
    while pending:
        code, end = pending.pop()
        while end is not None and (following := [other for other in own.get(code, []) if end in other.period]):
            end = following[0].period.end
        if end is None:
            found.add(code)
        else:
            pending += [(heir, _end_of(heir, end)) for heir in heirs[code, end]]
    return found


def _end_of(code: str, day: date) -> date | None:
    """The end of the period of a commune that holds a day: that day, when it lasted none."""
    holding = [row for row in periods_by_code().get(code, []) if day in row.period]
    return holding[0].period.end if holding else day


def test_every_commune_is_a_candidate_under_todays_name_whatever_department_is_given(index: Index) -> None:
    """By INSEE's movements alone, followed without the territories the answers are compiled from."""
    heirs: dict[tuple[str, date], set[str]] = defaultdict(set)
    for movement in reference().successions:
        before, after = movement.before, movement.after
        if before and after and before.kind == after.kind == "COM" and before.code != after.code:
            heirs[before.code, movement.date].add(after.code)
    today = {row.entity.code: row.name for row in communes() if row.period.end is None}
    asked, forgotten = 0, []
    for row in communes():
        code, (first, _) = row.entity.code, first_and_last_day(row)
        for successor in successors(row, heirs) - CODED_BY_ARRONDISSEMENT:
            for department in {department_of(code), department_of(successor)}:
                asked += 1
                if code not in listed(ask(index, today[successor], first, department)):
                    forgotten.append((code, row.name, str(first), successor, department))
    assert asked > 42_000
    assert forgotten == []


def test_the_department_at_birth_and_that_of_today_give_the_same_best_code(index: Index) -> None:
    """Asked of every commune that changed department, under its name at birth."""
    moved = {
        (row.before.code, row.after.code)
        for row in reference().successions
        if row.event == "41" and row.before and row.after and row.before.kind == row.after.kind == "COM"
    }
    assert len(moved) > 800
    different = []
    for before, after in sorted(moved):
        for row in periods_by_code().get(before, []):
            for day in first_and_last_day(row):
                at_birth = ask(index, row.name, day, department_of(before))
                today = ask(index, row.name, day, department_of(after))
                if at_birth.candidates[0].place.code != today.candidates[0].place.code:
                    different.append((row.name, str(day), before, after, at_birth.explanation, today.explanation))
    assert different == []
