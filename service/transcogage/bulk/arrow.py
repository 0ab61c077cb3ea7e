"""Arrow record batches in, the same batches with the result columns after their own: `Cog.resolve_batches`.

Needs the extra `spark` of the package: only the library and Spark import this module, when they are asked.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import polars as pl
import pyarrow as pa

from transcogage.bulk.answer_table import CompiledResults
from transcogage.bulk.columns import asked_by_keyword, default_columns, locate_columns
from transcogage.bulk.join import RESULT_SCHEMA, BulkResolver
from transcogage.bulk.parquet_file import as_texts
from transcogage.bulk.workers import InThisProcess
from transcogage.errors import TranscogageError
from transcogage.parameters.errors import InvalidParametersError, message_of
from transcogage.parameters.fields import FIELDS
from transcogage.resolution.index import NameIndex
from transcogage.resolution.results import RESULT_COLUMNS

GATHERED_ROWS = 100_000
"""How many rows are resolved together: engines send some ten thousand at a time, and each join costs a little."""

_ARROW_TYPES = {pl.String(): pa.string(), pl.Float64(): pa.float64(), pl.Date(): pa.date32()}

RESULT_FIELDS = [
    pa.field(name, _ARROW_TYPES[kind]) for name, kind in zip(RESULT_COLUMNS, RESULT_SCHEMA.dtypes(), strict=True)
]
"""The columns that are added."""


class ColumnsError(TranscogageError):
    """The columns cannot be used as they are named; the message, in French, names each and what to do."""


def resolve_batches(
    batches: Iterable[pa.RecordBatch],
    compiled: CompiledResults,
    open_index: Callable[[], NameIndex],
    min_score: float,
    columns: Mapping[str, str],
    pivot: int | None = None,
) -> Iterator[pa.RecordBatch]:
    """The batches, in order, each with its rows and columns untouched and `RESULT_FIELDS` after them.

    `columns`: keyword of a field -> its column; none: the columns bear the names of the service's parameters.
    `compiled` and `open_index`: of the same database. `pivot`: of years in two digits. Raises `ColumnsError`.
    """
    leftovers = InThisProcess(open_index)
    for gathered in _gathered(batches):
        positions = located(gathered[0].schema.names, columns)
        named = {member: gathered[0].schema.names[at].strip() for member, at in positions.items()}
        resolver = BulkResolver(compiled, leftovers, named, _shape, min_score, pivot)
        results = _results(resolver, named, [batch.select(list(positions.values())) for batch in gathered])
        first = 0
        for batch in gathered:
            added = results.slice(first, batch.num_rows)
            first += batch.num_rows
            schema = pa.schema([*batch.schema, *RESULT_FIELDS], batch.schema.metadata)
            yield pa.RecordBatch.from_arrays([*batch.columns, *added.columns], schema=schema)


def located(header: Sequence[str], columns: Mapping[str, str]) -> dict[str, int]:
    """Member of a field -> position of the column named by its keyword. Raises `ColumnsError`."""
    try:
        return locate_columns(asked_by_keyword(columns) or default_columns(header), header)
    except InvalidParametersError as error:
        keyword_of = {field.name: field.keyword for field in FIELDS}
        raise ColumnsError(message_of(error.details, keyword_of)) from None


def _results(resolver: BulkResolver, named: Mapping[str, str], batches: list[pa.RecordBatch]) -> pa.RecordBatch:
    """`RESULT_FIELDS` of the batches end to end, whose columns are those of the members that are `named`."""
    table = pa.Table.from_batches(batches).rename_columns(list(named))
    texts = as_texts(pl.DataFrame(table), {member: member for member in named})
    columns = resolver.submit(texts)().columns
    arrays = [column.to_arrow().cast(field.type) for column, field in zip(columns, RESULT_FIELDS, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=pa.schema(RESULT_FIELDS))


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
