"""The compiled answers as a table to join: what the single route says of a name, a department and a span of days."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import duckdb
import polars as pl

from transcogage.database.store import connect
from transcogage.resolution.departments import DEPARTMENTS
from transcogage.resolution.release import Release
from transcogage.resolution.results import Result

MEMBERS = list(Result._fields)

DEPARTMENT_NUMBERS = {code: number for number, code in enumerate(sorted(DEPARTMENTS))}

PAIR = (pl.col("key_number") * len(DEPARTMENT_NUMBERS) + pl.col("department_number")).alias("pair")
"""One number for a key in a department: it is joined in two thirds of the time of two."""

_KEYS = """
    CREATE TEMP TABLE keys AS
    SELECT key, (row_number() OVER ())::UINTEGER AS key_number FROM (SELECT DISTINCT key FROM results)
"""
_SPANS = f"""
    SELECT key_number * {len(DEPARTMENT_NUMBERS)} + list_position($departments, department) - 1 AS pair,
           coalesce(start_date, DATE '{date.min}') AS start_date, coalesce(end_date, DATE '{date.max}') AS end_date,
           results.rowid::UINTEGER AS answer, contains(candidates, '|') AS several
    FROM results JOIN keys USING (key) WHERE list_contains($departments, department)
"""
_NAMES = "SELECT DISTINCT name, key FROM places"


@dataclass(frozen=True, slots=True)
class CompiledResults:
    """`spans`: `PAIR`, start_date and end_date (half-open), several (more than one candidate) and answer, which row of
    `results` holds there. `results`: the members of `Result`. `names`: official names, with their key. `keys`: every
    key that has answers, with its number.

    Numbers stand for texts, which are slower to join.
    """

    release: Release
    spans: pl.DataFrame
    results: pl.DataFrame
    names: pl.DataFrame
    keys: pl.DataFrame


def load_compiled_results(database: Path) -> CompiledResults:
    """Read the table of the built database. Raises `DatabaseError` when it cannot be used.

    DuckDB gives `results` in the order they were built, that of `rowid`: `answer` is a row of it.
    """
    with connect(database) as (connection, release):
        connection.execute(_KEYS)
        return CompiledResults(
            release,
            _table(connection.sql(_SPANS, params={"departments": list(DEPARTMENT_NUMBERS)})),
            _table(connection.sql(f"SELECT {', '.join(MEMBERS)} FROM results")),
            _table(connection.sql(_NAMES)),
            _table(connection.sql("FROM keys")),
        )


def _table(relation: duckdb.DuckDBPyRelation) -> pl.DataFrame:
    # Polars keeps the types it meets, where NumPy is installed; of DuckDB's, DuckDB would report a leak at the end.
    stream = SimpleNamespace(__arrow_c_stream__=relation.__arrow_c_stream__)
    return pl.DataFrame(stream).rechunk()
