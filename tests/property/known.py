"""What the properties are checked against, taken from the reference text and not from the compiled answers."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from tests.conftest import ROOT
from transcogage.resolution.index import Index, Span
from transcogage.resolution.model import INSEE_ORIGIN, NATIONWIDE, Period, Query
from transcogage_data.history import NamedPeriod
from transcogage_data.reference import Reference, read_reference

FIRST_DAY_ASKED = date(1890, 1, 1)
LAST_DAY_ASKED = date(2026, 12, 31)


@cache
def reference() -> Reference:
    return read_reference(ROOT / "data" / "reference")


@cache
def periods_by_code() -> dict[str, list[NamedPeriod]]:
    """The periods of the communes and of the arrondissements, which births are coded by."""
    found: dict[str, list[NamedPeriod]] = defaultdict(list)
    for row in reference().periods:
        if row.entity.kind in ("COM", "ARM"):
            found[row.entity.code].append(row)
    return dict(found)


def first_and_last_day(row: NamedPeriod) -> tuple[date, date]:
    """The days a period can be asked about: INSEE's first day, and the last of the vintage, when it is unbounded."""
    start = row.period.start or min(INSEE_ORIGIN, row.period.end or INSEE_ORIGIN) - timedelta(days=1)
    last = row.period.end - timedelta(days=1) if row.period.end else LAST_DAY_ASKED
    return start, last


def compiled_answers(index: Index, *departments: str) -> Iterator[tuple[str, str, Span]]:
    """Every compiled answer (of these departments, if any is given): department, key, span."""
    for department in departments or index.names:
        names = index.names[department]
        for key in names:
            for span in names.spans(key):
                yield department, key, span


def asked(department: str, key: str, period: Period) -> Query:
    """The question that compiled answers are those of: no department is given for the whole of France."""
    return Query(key, period, None if department == NATIONWIDE else department)


def day_in(span: Span) -> date:
    """A day of a span: its first, or the last of those that have always been running."""
    if span.start >= FIRST_DAY_ASKED.toordinal():
        return date.fromordinal(span.start)
    return date.fromordinal(min(span.end, LAST_DAY_ASKED.toordinal()) - 1)


def used_out_of_its_period(code: str, day: date) -> bool:
    """Codes the registry may hold on a day they were not in force, or not yet (domain.md, section 3)."""
    if code.startswith("976"):
        return date(2008, 1, 1) <= day < date(2011, 3, 31)
    if code in ("97123", "97127"):
        return date(2007, 2, 23) <= day < date(2008, 1, 1)
    if code == "69388":
        return day < date(1959, 2, 8)
    if code == "69389":
        return day < date(1964, 8, 12)
    return code.startswith("132") and day < date(1946, 10, 18)
