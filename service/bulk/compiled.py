"""The compiled answers as a table to join: what the single route says of a name, a department and a span of days."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from service.reference.store import connect
from service.resolution.release import Release
from service.resolution.results import Result

MEMBERS = list(Result._fields)

_QUERY = f"""
    SELECT department, key,
           coalesce(start_date, DATE '{date.min}') AS start_date, coalesce(end_date, DATE '{date.max}') AS end_date,
           {", ".join(MEMBERS)}
    FROM results
"""


@dataclass(frozen=True, slots=True)
class CompiledResults:
    """`spans`: department, key, start_date, end_date (half-open), several (more than one candidate) and `answer`, which
    row of `results` holds there. `results`: the members of `Result`. `names`: official names, and their key.
    """

    release: Release
    spans: pl.DataFrame
    results: pl.DataFrame
    names: pl.DataFrame


def load_compiled_results(database: Path) -> CompiledResults:
    """Read the table of the built database. Raises `DatabaseError` when it cannot be used."""
    with connect(database) as (connection, release):
        table = _table(connection.sql(_QUERY))
        names = _table(connection.sql("SELECT DISTINCT name, key FROM places"))
    spans = table.select(
        "department",
        "key",
        "start_date",
        "end_date",
        several=pl.col("candidates").str.contains("|", literal=True),
        answer=pl.int_range(pl.len(), dtype=pl.UInt32),
    )
    return CompiledResults(release, spans, table.select(MEMBERS), names)


def _table(relation: duckdb.DuckDBPyRelation) -> pl.DataFrame:
    return pl.DataFrame(relation).rechunk()
