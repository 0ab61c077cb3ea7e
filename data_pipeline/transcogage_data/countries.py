"""Countries and territories by date: what each name designates, and under which code and name that was written.

INSEE's table since 1943 says when a code bore a name; what a place was before its code stood alone is declared, and
wins over the table at its dates (domain.md section 3.12). French colonies had codes 982xx to 984xx, which the QF API
does not take: their country's own code is given for every date (domain.md section 3.11).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from transcogage.resolution.countries import CountryName, GroundSpan, NameKind, country_key
from transcogage.resolution.model import Period
from transcogage_data.country_tables import Before, DeclaredName
from transcogage_data.reference import CountryRow

_ALWAYS = Period(None, None)
_PARTS = re.compile(r", | ou ")
"""What separates the parts of a territory, or two names of one, in LIBENR."""


def ground_spans(countries: Sequence[CountryRow], history: Sequence[Before]) -> list[GroundSpan]:
    """The code and the name of every ground at each time, ground by ground."""
    world = _World(countries, history)
    return [
        GroundSpan(ground, code, name, period)
        for ground in world.grounds
        for code, name, period in _joined(world.spans(ground, _ALWAYS))
    ]


def country_names(
    countries: Sequence[CountryRow], history: Sequence[Before], declared: Iterable[DeclaredName]
) -> list[CountryName]:
    """Every name, with the ground it designates and when: by kind, then by code.

    A name that INSEE gave to several grounds (Chypre, 99143 until 1994, then 99254) designates each in its time, and a
    former one that is not declared (Yougoslavie) is a name in its time only.
    """
    names: dict[tuple[str, str, Period, bool], CountryName] = {}
    for name in (*_insee_names(_World(countries, history)), *_former_names(history), *map(_declared_name, declared)):
        names.setdefault((name.key, name.ground, name.period, name.kind is NameKind.ISO), name)
    kinds = list(NameKind)
    return sorted(names.values(), key=lambda name: (kinds.index(name.kind), name.ground))


def _insee_names(world: "_World") -> Iterator[CountryName]:
    """The labels, then the long names, their parts, and the ISO codes of INSEE's table."""
    labels = [(row.name, NameKind.LABEL, row) for row in world.rows]
    long_names = [
        (part, NameKind.LONG, row)
        for row in world.rows
        if row.long_name
        for part in dict.fromkeys([row.long_name, *_PARTS.split(row.long_name)])
    ]
    bearers: dict[str, dict[str, CountryRow]] = defaultdict(dict)
    for name, _, row in (*labels, *long_names):
        bearers[country_key(name)][row.code] = row
    for name, kind, row in (*labels, *long_names):
        key = country_key(name)
        others = [other for code, other in bearers[key].items() if code != row.code and other.period.end is not None]
        for period in _when(world, row, others, shared=len(bearers[key]) > 1):
            yield CountryName(key, name, kind, row.code, period)
    for row in world.rows:
        yield from (CountryName(iso.lower(), iso, NameKind.ISO, row.code, _ALWAYS) for iso in row.iso if iso)


def _when(world: "_World", row: CountryRow, ended: Iterable[CountryRow], *, shared: bool) -> list[Period]:
    """When a name designates the code of `row`: always, but while a code that `ended` since bore it too; one that ended
    has it in its time only when it is `shared`.
    """
    if shared and row.period.end is not None:
        return world.own_periods(row)
    left = [_ALWAYS]
    for hole in [period for other in ended for period in world.own_periods(other)]:
        left = [rest for period in left for rest in _without(period, hole)]
    return left


def _former_names(history: Iterable[Before]) -> Iterator[CountryName]:
    for before in history:
        if before.code_then == before.code:
            key = country_key(before.name_then)
            yield CountryName(key, before.name_then, NameKind.LONG, before.code, before.period)


def _declared_name(declared: DeclaredName) -> CountryName:
    iso = declared.kind is NameKind.ISO
    key = declared.name.lower() if iso else country_key(declared.name)
    return CountryName(key, declared.name, declared.kind, declared.code, _ALWAYS)


class _World:
    """The rows of INSEE's table and those declared, by what they designate."""

    def __init__(self, countries: Iterable[CountryRow], history: Iterable[Before]) -> None:
        self.rows = sorted(countries, key=lambda row: (row.code, _first(row.period)))
        self._rows: dict[str, list[CountryRow]] = defaultdict(list)
        self._history: dict[str, list[Before]] = defaultdict(list)
        for row in self.rows:
            self._rows[row.code].append(row)
        for before in history:
            self._history[before.code].append(before)
        self.grounds = list(self._rows)

    def spans(self, ground: str, within: Period) -> Iterator[tuple[str, str, Period]]:
        """Code, name and period of a ground `within` some time, oldest first."""
        found: list[tuple[str, str, Period]] = []
        for before in self._history[ground]:
            period = _common(before.period, within)
            if period is not None and before.name_then:
                found.append((before.code_then, before.name_then, period))
            elif period is not None:
                found.extend(self.spans(before.code_then, period))
        for row in self._rows[ground]:
            for own in self.own_periods(row):
                period = _common(own, within)
                if period is not None:
                    found.append((ground, row.name, period))
        yield from sorted(found, key=lambda span: _first(span[2]))

    def own_periods(self, row: CountryRow) -> list[Period]:
        """When a code bore its own name: the period of the row, its first one from the beginning of time, without what
        is declared.
        """
        start = None if row is self._rows[row.code][0] else row.period.start
        left = [Period(start, row.period.end)]
        for before in self._history[row.code]:
            left = [rest for period in left for rest in _without(period, before.period)]
        return left


def _joined(spans: Iterable[tuple[str, str, Period]]) -> Iterator[tuple[str, str, Period]]:
    """The same, two spans that follow each other under the same code and name being one."""
    last: tuple[str, str, Period] | None = None
    for span in spans:
        if last is not None and span[:2] == last[:2] and span[2].start == last[2].end:
            last = (*span[:2], Period(last[2].start, span[2].end))
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def _common(one: Period, other: Period) -> Period | None:
    start, end = max(_first(one), _first(other)), min(_last(one), _last(other))
    return _period(start, end) if start < end else None


def _without(period: Period, hole: Period) -> list[Period]:
    """What is left of `period` before and after `hole`."""
    bounds = sorted(
        [
            _first(period),
            _last(period),
            *(min(max(day, _first(period)), _last(period)) for day in (_first(hole), _last(hole))),
        ]
    )
    return [_period(start, end) for start, end in (bounds[:2], bounds[2:]) if start < end]


def _first(period: Period) -> date:
    return period.start or date.min


def _last(period: Period) -> date:
    return period.end or date.max


def _period(start: date, end: date) -> Period:
    return Period(None if start == date.min else start, None if end == date.max else end)
