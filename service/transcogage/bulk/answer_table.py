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

_QUERY = f"""
    SELECT department, key,
           coalesce(start_date, DATE '{date.min}') AS start_date, coalesce(end_date, DATE '{date.max}') AS end_date,
           {", ".join(MEMBERS)}
    FROM results
"""

DEPARTMENT_NUMBERS = {code: number for number, code in enumerate(sorted(DEPARTMENTS))}

PAIR = (pl.col("key_number") * len(DEPARTMENT_NUMBERS) + pl.col("department_number")).alias("pair")
"""One number for a key in a department: it is joined in two thirds of the time of two."""


@dataclass(frozen=True, slots=True)
class CompiledResults:
    """`spans`: `PAIR`, start_date and end_date (half-open), several (more than one candidate) and answer, which row of
    `results` holds there. `results`: the members of `Result`. `names`: official names, with their key and its number,
    null for a key that no answer has. `key_numbers`: every key that has answers.

    Numbers stand for texts, which are slower to join.
    """

    release: Release
    spans: pl.DataFrame
    results: pl.DataFrame
    names: pl.DataFrame
    key_numbers: dict[str, int]


def load_compiled_results(database: Path) -> CompiledResults:
    """Read the table of the built database. Raises `DatabaseError` when it cannot be used."""
    with connect(database) as (connection, release):
        table = _table(connection.sql(_QUERY))
        names = _table(connection.sql("SELECT DISTINCT name, key FROM places"))
    table = table.with_columns(key_number=pl.col("key").rank("dense"))
    keys = table.select("key", "key_number").unique()
    numbered = table.with_row_index("answer").with_columns(
        department_number=pl.col("department").replace_strict(DEPARTMENT_NUMBERS, default=None, return_dtype=pl.UInt32),
    )
    spans = numbered.select(
        PAIR,
        "start_date",
        "end_date",
        "answer",
        several=pl.col("candidates").str.contains("|", literal=True),
    ).drop_nulls("pair")  # departments that cannot be asked
    return CompiledResults(
        release,
        spans.rechunk(),
        table.select(MEMBERS),
        names.join(keys, on="key", how="left"),
        dict(zip(keys["key"].to_list(), keys["key_number"].to_list(), strict=True)),
    )


def _table(relation: duckdb.DuckDBPyRelation) -> pl.DataFrame:
    # Polars keeps the types it meets, where NumPy is installed; of DuckDB's, DuckDB would tell as a leak at the end.
    stream = SimpleNamespace(__arrow_c_stream__=relation.__arrow_c_stream__)
    return pl.DataFrame(stream).rechunk()
