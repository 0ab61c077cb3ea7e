"""Spark, several Python processes, one session for all the tests: the same table as the command line's."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from pyspark.errors import PythonException
from pyspark.sql import DataFrame, SparkSession

from tests.bench.births import write_births
from tests.bench.spark import spark_session
from transcogage.bulk.answer_table import load_compiled_results
from transcogage.bulk.arrow import ColumnsError
from transcogage.bulk.convert import Conversion, convert
from transcogage.bulk.options import CsvOptions
from transcogage.bulk.workers import InThisProcess
from transcogage.database.store import DatabaseError, open_index
from transcogage.resolution.index import Index
from transcogage.spark import resolve

pytestmark = pytest.mark.skipif(
    shutil.which("java") is None and not os.environ.get("NO_TEST_SKIPPED"), reason="Java is not installed"
)
ROWS = 4_000


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    session = spark_session("local[2]")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def births(index: Index, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Parquet file of births: row, dossier, commune, annee (an integer), departement."""
    folder = tmp_path_factory.mktemp("births")
    write_births(index, folder / "births.csv", ROWS)
    table = pl.read_csv(folder / "births.csv", separator=";", infer_schema=False)
    table.with_columns(pl.col("annee").cast(pl.Int16)).write_parquet(folder / "births.parquet")
    return folder / "births.parquet"


@pytest.fixture(scope="module")
def table(spark: SparkSession, births: Path) -> DataFrame:
    return spark.read.parquet(str(births)).repartition(2)


def test_spark_finds_what_the_command_line_finds_with_the_database_it_is_sent(
    spark: SparkSession, database: Path, births: Path, table: DataFrame
) -> None:
    options = CsvOptions({"name": "commune", "year": "annee", "department": "departement"})
    here = InThisProcess(lambda: open_index(database))
    how = Conversion(lambda: load_compiled_results(database), here, options, 0.9, lambda *_: None)
    convert(births, births.with_name("by_command.parquet"), how)
    spark.sparkContext.addFile(str(database))
    resolved = resolve(table, database=database.name, nom="commune", annee="annee", departement="departement")
    resolved.write.parquet(str(births.with_name("by_spark")))
    expected = pl.read_parquet(births.with_name("by_command.parquet"))
    found = pl.read_parquet(births.with_name("by_spark") / "*.parquet")
    assert found.height == ROWS
    assert found.schema == expected.schema
    assert found.sort("dossier").equals(expected.sort("dossier"))


def test_a_day_is_that_of_the_session_and_the_least_score_is_obeyed_with_a_database_on_the_node(
    database: Path, spark: SparkSession
) -> None:
    """Midnight of 1 January 1976 in Paris is still 1975 in Greenwich."""
    days = spark.sql(
        "SELECT nom, '2A' AS dep, timestamp'1976-01-01' AS jour FROM VALUES ('Ajaccio'), ('Ajacio') AS (nom)"
    )
    rows = resolve(days, database=str(database), min_score=0.99, nom="nom", date="jour", departement="dep").collect()
    assert [(row.result_status, row.result_code) for row in rows] == [("certain", "2A004"), ("ambigu", None)]


def test_what_cannot_be_asked_is_told_before_the_job(database: Path, table: DataFrame) -> None:
    with pytest.raises(ColumnsError, match="nom : La colonne « ville » n'est pas dans le fichier"):
        resolve(table, database=str(database), nom="ville", annee="annee", departement="departement")
    with pytest.raises(DatabaseError, match="chemin absolu"):
        resolve(table, database="data/cog.duckdb", nom="commune", annee="annee", departement="departement")


def test_a_database_that_is_on_no_node_fails_the_job(tmp_path: Path, table: DataFrame) -> None:
    lost = str(tmp_path / "cog.duckdb")
    resolved = resolve(table, database=lost, nom="commune", annee="annee", departement="departement")
    with pytest.raises(PythonException, match=r"La base .+ est absente"):
        resolved.collect()
