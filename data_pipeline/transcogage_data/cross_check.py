"""Our periods against the tables others publish, each difference explained by a rule or reported.

The tables: INSEE's `v_commune_depuis_1943` (2025 and 2026, rebuilt copies) and the one of the City of Paris's Lutece
plugin (2023). They describe communes and arrondissements only, as of their vintage.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from transcogage.resolution.departments import DOM, METROPOLE, department_of
from transcogage.resolution.model import INSEE_ORIGIN
from transcogage.resolution.names import key
from transcogage.resolution.registry import ANTILLES_CODES, ANTILLES_NEW_CODES_FROM, LYON, MARSEILLE
from transcogage_data.contracts import LUTECE_PERIODS, PERIODS_SINCE_1943, Contract
from transcogage_data.history import NamedPeriod
from transcogage_data.read import read_table

Row = tuple[str, str, date, date | None]
"""Code, key of the name, first day, day after the last."""


@dataclass(frozen=True, slots=True)
class Table:
    """A published table of periods: its file, its contract, the last day it knows."""

    title: str
    path: str
    contract: Contract
    vintage: date


TABLES = (
    Table("INSEE 2026", "insee/2026/v_commune_depuis_1943.csv", PERIODS_SINCE_1943, date(2026, 1, 1)),
    Table("INSEE 2025", "insee/2025/v_commune_depuis_1943.csv", PERIODS_SINCE_1943, date(2025, 1, 1)),
    Table("Lutece 2023", "insee/communes_depuis_1943_cog2023_lutece.csv", LUTECE_PERIODS, date(2023, 1, 1)),
)


@dataclass(slots=True)
class Comparison:
    """What two sets of periods share, the differences explained (by reason), and those that are not."""

    table: Table
    same: int = 0
    explained: Counter[str] = field(default_factory=Counter)
    unexplained: list[str] = field(default_factory=list)


def compare(periods: Iterable[NamedPeriod], table: Table, sources: Path) -> Comparison:
    """Compare our periods, cut at the table's vintage, with a published table below `sources`."""
    theirs = _published(table, sources)
    ours = _ours(periods, table.vintage)
    comparison = Comparison(table, same=len(ours & theirs))
    for origin, rows in (("ici seulement", ours - theirs), ("là seulement", theirs - ours)):
        for row in sorted(rows, key=str):
            reason = _reason(row)
            if reason:
                comparison.explained[reason] += 1
            else:
                code, name, start, end = row
                comparison.unexplained.append(f"{origin} : {code} {name}, du {start} au {end or 'présent'}")
    return comparison


def _published(table: Table, sources: Path) -> set[Row]:
    rows = read_table(sources / table.path, table.contract).select("COM", "LIBELLE", "DATE_DEBUT", "DATE_FIN")
    return {
        (code, key(name), date.fromisoformat(start), date.fromisoformat(end) if end else None)
        for code, name, start, end in rows.iter_rows()
        if _is_described(code)
    }


def _is_described(code: str) -> bool:
    """The tables describe the departments, and not the other territories overseas."""
    return department_of(code) in METROPOLE | DOM


def _ours(periods: Iterable[NamedPeriod], vintage: date) -> set[Row]:
    rows = set()
    for row in periods:
        code, start, end = row.entity.code, row.period.start or INSEE_ORIGIN, row.period.end
        described = row.entity.kind in ("COM", "ARM") and _is_described(code)
        if described and start <= vintage and (end is None or end > INSEE_ORIGIN):
            kept_end = None if end is None or end > vintage else end
            rows.add((code, key(row.name), max(start, INSEE_ORIGIN), kept_end))
    return rows


REASONS_BY_CODE = {
    "44060": "Le Fresne-sur-Loire : Lutece omet le jour où il fut 49382 (2015-12-31)",
    "49382": "Le Fresne-sur-Loire : Lutece omet le jour où il fut 49382 (2015-12-31)",
    "54448": "Regniéville : omise par l'INSEE (supplements.csv)",
    "54454": "Remenauville : omise par l'INSEE (supplements.csv)",
    "79224": "Le Puy-Saint-Bonnet : les mouvements disent 1973-09-01, la table 1973-08-03",
} | dict.fromkeys(
    ANTILLES_CODES.values(),
    f"Saint-Barthélemy et Saint-Martin : les mouvements disent {ANTILLES_NEW_CODES_FROM}, la table 2007-07-15",
)
"""Communes on which the tables differ from INSEE's own movements, which we follow."""


def _reason(row: Row) -> str | None:
    """Why a row is in one set only, None when nothing explains it."""
    code, _, start, end = row
    if start == end:
        return "période d'aucun jour"
    if code.startswith((LYON.arrondissement_prefix, MARSEILLE.arrondissement_prefix)):
        return "arrondissement : la table le date de 1943, les mouvements de sa création"
    return REASONS_BY_CODE.get(code)
