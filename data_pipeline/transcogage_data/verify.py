"""Invariants of a reference and of the database built from it, and the cross-check with published tables.

A failed check says what is wrong; nothing is repaired here.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import duckdb

from transcogage.database.rules import own_rules
from transcogage.resolution.events import is_known_event
from transcogage.resolution.policy import UNOFFICIAL_TRUST
from transcogage.resolution.registry import PARIS, UNKNOWN_COMMUNE
from transcogage_data.cross_check import TABLES, compare
from transcogage_data.errors import PipelineError
from transcogage_data.history import Entity, NamedPeriod
from transcogage_data.reference import Reference, read_reference
from transcogage_data.territories import BEGINNING, follow_territories

COMMUNES_AT_ANY_TIME = range(34_000, 39_000)
"""France has had between 34,800 and 38,200 communes at any time since 1943."""

MOST_SHOWN = 10


@dataclass(slots=True)
class VerificationReport:
    """What was checked, a line each, in French; `passed` when nothing failed."""

    lines: list[str] = field(default_factory=list)
    passed: bool = True

    def add(self, title: str, problems: Iterable[str]) -> None:
        """Report one check: its title, and the problems it met."""
        found = list(problems)
        self.lines.append(f"{'ÉCHEC' if found else 'OK   '} {title}")
        self.lines.extend(f"        {problem}" for problem in found[:MOST_SHOWN])
        if len(found) > MOST_SHOWN:
            self.lines.append(f"        … et {len(found) - MOST_SHOWN} autres")
        self.passed = self.passed and not found


def verify(database: Path, sources: Path | None, reference: Path = Path("data/reference")) -> VerificationReport:
    """Check the reference, the database, and, when `sources` is given, our periods against published tables.

    Raises `PipelineError` when the reference or the database cannot be read.
    """
    facts = read_reference(reference)
    report = VerificationReport()
    for title, check in REFERENCE_CHECKS.items():
        report.add(title, check(facts))
    report.add(_new_event_codes(facts), [])
    for title, rows in database_faults(database):
        report.add(title, rows)
    if sources is not None:
        _cross_check(report, facts, sources)
    return report


def database_faults(database: Path) -> Iterator[tuple[str, list[str]]]:
    """Each check of a built database, by its title, with what is wrong.

    Raises `PipelineError` when the database cannot be read.
    """
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            for title, query in DATABASE_CHECKS.items():
                rows = connection.execute(query, [own_rules()] if "?" in query else []).fetchall()
                yield title, [" ".join(map(str, row)) for row in rows]
    except duckdb.Error as error:
        raise PipelineError(f"{database} : base absente ou illisible. Lancez `transcogage data build`.") from error


def _cross_check(report: VerificationReport, facts: Reference, sources: Path) -> None:
    for table in TABLES:
        comparison = compare(facts.periods, table, sources)
        report.add(f"périodes recoupées avec {table.title} : {comparison.same} identiques", comparison.unexplained)
        report.lines.extend(f"        {count} × {reason}" for reason, count in sorted(comparison.explained.items()))


def _new_event_codes(facts: Reference) -> str:
    """A new event code is accepted, and reported (domain.md section 2.2)."""
    new = sorted({row.event for row in facts.successions if not is_known_event(row.event)})
    return f"codes d'événement nouveaux : {', '.join(new) if new else 'aucun'}"


def _overlaps(facts: Reference) -> Iterator[str]:
    periods: dict[Entity, list[NamedPeriod]] = defaultdict(list)
    for row in facts.periods:
        periods[row.entity].append(row)
    for entity, rows in periods.items():
        rows.sort(key=lambda row: row.period.start or BEGINNING)
        for row, following in pairwise(rows):
            if row.period.overlaps(following.period):
                yield f"{entity.kind} {entity.code} : {row.name} et {following.name}"


def _missing_successors(facts: Reference) -> Iterator[str]:
    """Every entity a movement leads to exists from that day, or led on to another the same day."""
    exists = defaultdict(list)
    for named in facts.periods:
        exists[named.entity].append(named.period)
    leads_on = {(row.date, row.before) for row in facts.successions}
    for row in facts.successions:
        if row.after is None or any(row.date in period for period in exists[row.after]):
            continue
        if (row.date, row.after) not in leads_on:
            yield f"{row.date} {row.event} : {row.after.kind} {row.after.code} n'existe pas"


def _groundless_communes(facts: Reference) -> Iterator[str]:
    """At every 1 January, every commune holds ground, and only communes do."""
    territories = follow_territories(facts.successions, facts.periods)
    communes = _communes(facts)
    for year in range(1943, facts.vintage + 1):
        day = date(year, 1, 1)
        existing = {code for code, start, end in communes if start <= day < end}
        holding = territories.holding(day)
        for code in sorted(existing ^ holding):
            yield f"{code} au {day} : {'sans territoire' if code in existing else 'territoire sans commune'}"


def _communes(facts: Reference) -> list[tuple[str, date, date]]:
    """Each period of a commune, as its code, its first day, and the day after its last."""
    return [
        (row.entity.code, row.period.start or BEGINNING, row.period.end or date.max)
        for row in facts.periods
        if row.entity.kind == "COM"
    ]


def _counts(facts: Reference) -> Iterator[str]:
    communes = _communes(facts)
    for year in range(1943, facts.vintage + 1):
        day = date(year, 1, 1) + timedelta(days=1)
        count = sum(start <= day < end for _, start, end in communes)
        if count not in COMMUNES_AT_ANY_TIME:
            yield f"{count} communes au {day}"


REFERENCE_CHECKS: dict[str, Callable[[Reference], Iterator[str]]] = {
    "les périodes d'un code ne se chevauchent pas": _overlaps,
    "chaque successeur existe": _missing_successors,
    "chaque commune a un territoire, à chaque 1er janvier": _groundless_communes,
    "le nombre de communes est vraisemblable": _counts,
}

DATABASE_CHECKS = {
    "la base suit les règles de ce programme": "SELECT rules FROM release WHERE rules <> ?",
    "les scores d'une réponse font 1, ou la confiance en un nom qui n'est pas officiel": f"""
        SELECT department, key, start_date, sum(score) AS total FROM answers
        GROUP BY department, key, start_date
        HAVING least(abs(total - 1), abs(total - {UNOFFICIAL_TRUST})) > 0.005 ORDER BY ALL""",
    "les réponses d'un nom ne se chevauchent pas": """
        WITH spans AS (FROM answers WHERE rank = 0)
        SELECT a.department, a.key, a.start_date FROM spans a JOIN spans b
        ON a.department = b.department AND a.key = b.key AND a.position < b.position
        AND coalesce(a.start_date, '0001-01-01') < coalesce(b.end_date, '9999-12-31')
        AND coalesce(b.start_date, '0001-01-01') < coalesce(a.end_date, '9999-12-31') ORDER BY ALL""",
    "chaque candidat est un lieu connu": """
        SELECT DISTINCT place FROM answers ANTI JOIN places ON answers.place = places.id ORDER BY ALL""",
    "aucun code fictif n'est répondu": f"""
        SELECT DISTINCT code FROM answers JOIN places ON answers.place = places.id WHERE code LIKE '__{UNKNOWN_COMMUNE}'
        OR code = '{PARIS.code}' OR code IN (SELECT code FROM extension_codes) ORDER BY ALL""",
}
"""Queries that return one row a problem."""
