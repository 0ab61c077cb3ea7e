"""The present method, for comparison: INSEE's API by name prefix at 1 January, the first code of the department.

Re-implemented on the same periods: INSEE's metadata API lists the communes of a date whose name starts with the text
given; today's software drops apostrophes, then takes the first code that begins with the department.
"""

from bisect import bisect_left
from collections import defaultdict
from datetime import date
from pathlib import Path

from transcogage.resolution.answer import Answer
from transcogage.resolution.departments import department_of
from transcogage.resolution.model import INSEE_ORIGIN, Birthplace, Candidate, Period, Query, Relation, Status
from transcogage.resolution.names import plain_words
from transcogage_data.reference import read_reference


class PresentMethod:
    """Answers as the present method does: a code, given without doubt, or nothing."""

    def __init__(self, reference: Path) -> None:
        self._periods: dict[str, list[tuple[str, str, Period]]] = defaultdict(list)
        for row in read_reference(reference).periods:
            if row.entity.kind == "COM":
                code = row.entity.code
                department = department_of(code)
                self._periods[department].append((plain_words(row.name), code, row.period))
        for rows in self._periods.values():
            rows.sort(key=lambda row: row[:2])

    def __call__(self, query: Query) -> Answer:
        assert query.period.start is not None
        assert query.department is not None
        day = max(date(query.period.start.year, 1, 1), INSEE_ORIGIN)
        prefix = plain_words(query.name.replace("'", " ").replace("’", " "))
        department = query.department or ""
        rows = self._periods.get(department, [])
        first = bisect_left(rows, prefix, key=lambda row: row[0])
        codes = []
        for name, code, period in rows[first:]:
            if not name.startswith(prefix):
                break
            if day in period:
                codes.append(code)
        if not codes:
            return Answer(query, Status.NOT_FOUND, ())
        code = min(codes)
        place = Birthplace(code, "COM", "", department, Period(None, None))
        return Answer(query, Status.CERTAIN, (Candidate(place, 1.0, Relation.NAME_AT_BIRTH),))
