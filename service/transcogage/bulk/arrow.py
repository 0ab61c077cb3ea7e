"""Arrow record batches in, the same batches with the result columns after their own: what Spark, Dask and others run.

Needs the extra `spark` of the package: nothing else of the service imports this module.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock

import polars as pl
import pyarrow as pa

from transcogage.bulk.answer_table import CompiledResults, load_compiled_results
from transcogage.bulk.columns import default_columns, locate_columns
from transcogage.bulk.join import RESULT_SCHEMA, BulkResolver
from transcogage.bulk.parquet_file import as_texts
from transcogage.bulk.workers import InThisProcess
from transcogage.database.releases import database_file
from transcogage.database.store import open_index
from transcogage.errors import ToldError
from transcogage.parameters.errors import InvalidParametersError
from transcogage.parameters.fields import FIELDS
from transcogage.resolution.index import NameIndex
from transcogage.resolution.policy import PROBABLE_FROM
from transcogage.resolution.results import RESULT_COLUMNS

GATHERED_ROWS = 100_000
"""How many rows are resolved together: engines send some ten thousand at a time, and each join costs a little."""

MOST_QUESTIONS = 8
"""How many ways of asking, or databases, a process keeps open."""

_ARROW_TYPES = {pl.String(): pa.string(), pl.Float64(): pa.float64(), pl.Date(): pa.date32()}

RESULT_FIELDS = [
    pa.field(name, _ARROW_TYPES[kind]) for name, kind in zip(RESULT_COLUMNS, RESULT_SCHEMA.dtypes(), strict=True)
]
"""The columns that are added."""


class ColumnsError(ToldError):
    """The columns cannot be used as they are named; the message, in French, names each and the mend."""


def resolve_batches(
    batches: Iterable[pa.RecordBatch],
    *,
    database: str | Path,
    min_score: float = PROBABLE_FROM,
    **columns: str,
) -> Iterator[pa.RecordBatch]:
    """The batches, in order, each with its rows and columns untouched and `RESULT_FIELDS` after them.

    `columns` are the table's names for the columns that hold the question: `nom`, `departement`, `annee` or `date`,
    `mois`, `jour`, `code_postal`, `code_commune`, as the options of `transcogage csv`; none of them: the columns bear
    the names of the service's parameters. `database`, a file or a folder of releases, is opened once in a process; from
    `min_score` (0.9 to 1) on, a code is given. A row that cannot be read has the status `erreur`. Raises
    `ColumnsError`, `DatabaseError`, `ReleaseError`.
    """
    path = database_file(Path(database))
    for gathered in _gathered(batches):
        positions = located(gathered[0].schema.names, columns)
        asked = tuple((member, gathered[0].schema.names[at].strip()) for member, at in positions.items())
        resolver = _resolver(path, _changed(path), asked, min_score)
        results = resolver.results([batch.select(list(positions.values())) for batch in gathered])
        first = 0
        for batch in gathered:
            added = results.slice(first, batch.num_rows)
            first += batch.num_rows
            schema = pa.schema([*batch.schema, *RESULT_FIELDS], batch.schema.metadata)
            yield pa.RecordBatch.from_arrays([*batch.columns, *added.columns], schema=schema)


def located(header: Sequence[str], columns: Mapping[str, str]) -> dict[str, int]:
    """Member of a field -> position of the column named by its keyword. Raises `ColumnsError`."""
    keywords = [field.keyword for field in FIELDS]
    unknown = [keyword for keyword in columns if keyword not in keywords]
    if unknown:
        raise ColumnsError(f"{unknown[0]} : cet argument n'existe pas. Ceux qui existent : {', '.join(keywords)}.")
    asked = {field.member: str(columns[field.keyword]) for field in FIELDS if field.keyword in columns}
    try:
        return locate_columns(asked or default_columns(header), header)
    except InvalidParametersError as error:
        keyword_of = {field.name: f"{field.keyword} : " for field in FIELDS}
        lines = [keyword_of.get(fault.parameter or "", "") + fault.message for fault in error.faults]
        raise ColumnsError("\n".join(lines)) from None


class _Resolver:
    """Resolves the asked columns, one thread at a time."""

    def __init__(self, resolver: BulkResolver, members: list[str]) -> None:
        self._resolver = resolver
        self._members = members
        self._lock = Lock()

    def results(self, asked: list[pa.RecordBatch]) -> pa.RecordBatch:
        """`RESULT_FIELDS` of the batches end to end, whose columns are those of the members."""
        table = pa.Table.from_batches(asked).rename_columns(self._members)
        texts = as_texts(pl.DataFrame(table), {member: member for member in self._members})
        with self._lock:
            columns = self._resolver.submit(texts)().columns
        arrays = [column.to_arrow().cast(field.type) for column, field in zip(columns, RESULT_FIELDS, strict=True)]
        return pa.RecordBatch.from_arrays(arrays, schema=pa.schema(RESULT_FIELDS))


@lru_cache(maxsize=MOST_QUESTIONS)
def _resolver(database: Path, changed: int, asked: tuple[tuple[str, str], ...], min_score: float) -> _Resolver:
    compiled, open_index = _opened(database, changed)
    named = dict(asked)
    return _Resolver(BulkResolver(compiled, InThisProcess(open_index), named, _shape, min_score), list(named))


@lru_cache(maxsize=MOST_QUESTIONS)
def _opened(database: Path, changed: int) -> tuple[CompiledResults, Callable[[], NameIndex]]:  # noqa: ARG001 - part of the cache's key
    return load_compiled_results(database), cache(lambda: open_index(database))


def _changed(database: Path) -> int:
    """When the file was last replaced, in nanoseconds; 0 when there is none, which opening it will tell."""
    return database.stat().st_mtime_ns if database.is_file() else 0


def _shape(results: pl.DataFrame) -> pl.DataFrame:
    return results.select(pl.all().name.prefix("result_"))


def _gathered(batches: Iterable[pa.RecordBatch]) -> Iterator[list[pa.RecordBatch]]:
    gathered: list[pa.RecordBatch] = []
    for batch in batches:
        gathered.append(batch)
        if sum(each.num_rows for each in gathered) >= GATHERED_ROWS:
            yield gathered
            gathered = []
    if gathered:
        yield gathered
