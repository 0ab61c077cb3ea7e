"""Spark and the command line on the same births, 1,000,000 by default: `python -m tests.bench.spark`.

Printed: rows, seconds of each, and whether every cell is the same; a failure when one is not. Spark runs two
executors on this machine, each in a Java process of its own, and the database travels with the job.
"""

import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import polars as pl
from pyspark.sql import SparkSession

from tests.bench import servers
from tests.bench.births import write_births
from transcogage.database.store import open_index
from transcogage.spark import resolve

EXECUTORS = "local-cluster[2,1,1024]"
PARTITIONS = 8


def spark_session(master: str) -> SparkSession:
    """A session of this machine alone, quiet, whose workers run this Python on one thread each."""
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",  # starts sooner
        "spark.driver.host": "127.0.0.1",
        "spark.executorEnv.POLARS_MAX_THREADS": "1",
        "spark.executorEnv.PYTHONPATH": str(servers.PROJECT),
        "spark.sql.session.timeZone": "Europe/Paris",
        "spark.sql.shuffle.partitions": "2",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    os.environ |= {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
    builder = SparkSession.builder.master(master)
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def compare(rows: int, folder: Path) -> bool:
    """Resolve `rows` births both ways; whether the tables are the same, to the cell."""
    births = folder / "births.csv"
    write_births(open_index(servers.DATABASE), births, rows)
    source, by_command, by_spark = (folder / name for name in ("births.parquet", "command.parquet", "spark.parquet"))
    pl.scan_csv(births, separator=";", infer_schema=False).with_row_index("row").cast({"row": pl.Int64}).sink_parquet(
        source
    )
    names = ("--nom", "commune", "--annee", "annee", "--departement", "departement")
    began = perf_counter()
    subprocess.run(
        [str(servers.COMMAND), "csv", str(source), str(by_command), *names],
        env=servers.environment(),
        stderr=subprocess.DEVNULL,
        check=True,
    )
    print(f"transcogage csv : {rows} lignes en {perf_counter() - began:.1f} s", flush=True)
    began = perf_counter()
    session = spark_session(EXECUTORS)
    session.sparkContext.addFile(str(servers.DATABASE))
    print(f"Spark ({EXECUTORS}) prêt en {perf_counter() - began:.1f} s", flush=True)
    began = perf_counter()
    table = session.read.parquet(str(source)).repartition(PARTITIONS)
    resolve(
        table, database=servers.DATABASE.name, nom="commune", annee="annee", departement="departement"
    ).write.parquet(str(by_spark))
    print(f"Spark, de la lecture à l'écriture : {rows} lignes en {perf_counter() - began:.1f} s", flush=True)
    session.stop()
    expected, found = pl.read_parquet(by_command), pl.read_parquet(by_spark / "*.parquet").sort("row")
    same = expected.equals(found)
    print(f"{found.height} lignes, {found.width} colonnes : {'identiques' if same else 'DIFFÉRENTES'}")
    return same


def main() -> int:
    parser = ArgumentParser(prog="python -m tests.bench.spark")
    parser.add_argument("--rows", type=int, default=1_000_000, help="nombre de naissances")
    with TemporaryDirectory() as folder:
        return 0 if compare(parser.parse_args().rows, Path(folder)) else 1


if __name__ == "__main__":
    sys.exit(main())
