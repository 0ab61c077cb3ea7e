"""The compiled answers as a table to join: what the single route says of a name, a department and a span of days."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import duckdb
import polars as pl

from transcogage.database.index import read_countries
from transcogage.database.joined import DEPARTMENT_NUMBERS
from transcogage.database.store import connect
from transcogage.resolution.release import Release
from transcogage.resolution.results import Result

MEMBERS = list(Result._fields)

PAIR = (pl.col("number") * len(DEPARTMENT_NUMBERS) + pl.col("department_number")).alias("pair")
"""One number for a key in a department: it is joined in two thirds of the time of two."""

_TEXTS_AS_POLARS_HOLDS_THEM = "SET arrow_output_version = '1.4'; SET produce_arrow_string_view = true"
"""Else each is written anew, which takes 7 MB for a while."""


@dataclass(frozen=True, slots=True)
class CompiledResults:
    """`spans`: `PAIR`, start_date and end_date (half-open) and answer, which row of `results` holds there. `results`:
    the members of `Result`. `names`: official names, with their key and how they are read. `keys`: every key that has
    answers, in order: its number is its place. `is_country`: whether a country bears a name.
    """

    release: Release
    spans: pl.DataFrame
    results: pl.DataFrame
    names: pl.DataFrame
    keys: pl.Series
    is_country: Callable[[str], bool]


def load_compiled_results(database: Path) -> CompiledResults:
    """Read the table of the built database. Raises `DatabaseError` when it cannot be used.

    DuckDB gives `results` in the order they were built, that of `rowid`: `answer` is a row of it.
    """
    with connect(database) as (connection, release):
        countries = read_countries(connection)
        connection.execute(_TEXTS_AS_POLARS_HOLDS_THEM)
        return CompiledResults(
            release,
            _table(connection.table("joined_spans")),
            _table(connection.table("results").project(*MEMBERS)),
            _table(connection.table("joined_names")),
            _table(connection.table("joined_keys"))["key"],
            countries.is_name,
        )


def _table(relation: duckdb.DuckDBPyRelation) -> pl.DataFrame:
    # Polars keeps the types it meets, where NumPy is installed; of DuckDB's, DuckDB would report a leak at the end.
    stream = SimpleNamespace(__arrow_c_stream__=relation.__arrow_c_stream__)
    return pl.DataFrame(stream).rechunk()
