"""Reference text -> database: compiles the answers and writes `data/cog.duckdb`, with a manifest.

The database appears whole or not at all.
"""

import hashlib
import json
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import orjson
import polars as pl

from transcogage.database.joined import make_joined_tables
from transcogage.database.rules import own_rules
from transcogage.resolution.release import Release
from transcogage.whole_files import written_whole
from transcogage_data.chronicle import Chronicle
from transcogage_data.errors import PipelineError
from transcogage_data.reference import Reference, read_reference
from transcogage_data.tables import Progress, Tables, compiled_tables

POLARS_TYPES: dict[str, type[pl.DataType] | pl.DataType] = {
    "INTEGER": pl.Int32,
    "DOUBLE": pl.Float64,
    "VARCHAR": pl.String,
    "BLOB": pl.Binary,
    "JSON": pl.String,
    "DATE": pl.Date,
}
"""The column types of `schema.sql`."""


def build(reference: Path, database: Path, progress: Progress = lambda _share: None) -> Release:
    """Compile the reference text in folder `reference` into the file `database`, replacing it.

    Raises `PipelineError` when the text is missing or damaged.
    """
    facts = read_reference(reference)
    progress(0.05)
    chronicle = Chronicle(facts)
    progress(0.2)
    tables = compiled_tables(chronicle, lambda share: progress(0.2 + 0.7 * share))
    release = Release(
        vintage=facts.vintage,
        version=_version(tables, facts),
        built_at=datetime.now(UTC).replace(microsecond=0),
        sources=facts.sources,
        counts=tables.counts,
    )
    _write(tables, release, database)
    progress(1)
    return release


def _version(tables: Tables, facts: Reference) -> str:
    """The vintage, and a digest of all that was built: databases of one version differ by their date only."""
    digest = hashlib.sha256(orjson.dumps([own_rules(), facts.sources]))
    for name, rows in tables.rows.items():
        digest.update(orjson.dumps([name, rows], default=bytes.hex))
    return f"{facts.vintage}-{digest.hexdigest()[:10]}"


def _write(tables: Tables, release: Release, database: Path) -> None:
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        with written_whole(database) as unfinished:
            _fill(tables, release, unfinished)
    except (duckdb.Error, pl.exceptions.PolarsError, OSError) as error:
        raise PipelineError(
            f"La base {database} n'a pas pu être écrite : le disque est peut-être plein, ou protégé en écriture. "
            "Faites de la place, puis relancez la commande ; l'ancienne base n'a pas changé."
        ) from error


def _fill(tables: Tables, release: Release, unfinished: Path) -> None:
    with TemporaryDirectory() as folder, duckdb.connect(str(unfinished)) as connection:
        connection.execute(files("transcogage_data").joinpath("schema.sql").read_text(encoding="utf-8"))
        for name, rows in tables.rows.items():
            parquet = str(Path(folder) / f"{name}.parquet")
            columns = connection.execute(f"DESCRIBE {name}").fetchall()
            schema = {column: POLARS_TYPES[column_type] for column, column_type, *_ in columns}
            pl.DataFrame(rows, schema=schema, orient="row").write_parquet(parquet)
            connection.execute(f"INSERT INTO {name} SELECT * FROM read_parquet(?)", [parquet])
        make_joined_tables(connection)
        connection.execute(
            "INSERT INTO release VALUES (?, ?, ?, ?, ?, ?)",
            [
                own_rules(),
                release.vintage,
                release.version,
                release.built_at.replace(tzinfo=None),
                json.dumps(release.sources),
                json.dumps(release.counts),
            ],
        )
