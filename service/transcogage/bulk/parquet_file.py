"""A Parquet file in, a Parquet file out with the result columns after its own: streamed, a few batches in memory."""

from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError
from polars.io.plugins import register_io_source

from transcogage.bulk.columns import AskedColumns, default_columns, locate_columns, shown
from transcogage.bulk.join import RESULT_SCHEMA, BulkResolver, Pending
from transcogage.parameters.errors import ErrorCode, ErrorDetail, InvalidParametersError
from transcogage.parameters.fields import FIELDS
from transcogage.resolution.results import RESULT_COLUMNS

BATCH_ROWS = 200_000


class ParquetFile:
    """A file whose schema has been read. `named` and `counts`: as of `CsvFile`; the score is a number, dates are dates.

    Raises `OSError` when it cannot be opened, and `InvalidParametersError` when it is no Parquet file, or its columns
    are not those asked.
    """

    def __init__(self, path: Path, asked: AskedColumns, columns: Sequence[str] = RESULT_COLUMNS) -> None:
        path.open("rb").close()  # the table engine's own errors do not say which file, nor why by a number
        self._frame = pl.scan_parquet(path)
        with _readable():
            self._schema = self._frame.collect_schema()
        header = self._schema.names()
        positions = locate_columns(asked or default_columns(header), header)
        self.named = {member: header[at] for member, at in positions.items()}
        _refuse_other_types(self.named, self._schema)
        self.counts: Counter[str] = Counter()
        self._columns = [name.removeprefix("result_") for name in columns]

    def shape(self, results: pl.DataFrame) -> pl.DataFrame:
        """Results, as the columns that are added."""
        return results.select(pl.col(self._columns).name.prefix("result_"))

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return int(self._frame.select(pl.len()).collect().item())

    def write(self, resolver: BulkResolver, path: Path, progress: Callable[[int], None]) -> None:
        """Write the file with its results to `path`; `progress` is called with how many rows are done.

        Raises `OSError` when it cannot be written, and `InvalidParametersError` when the file turns out to be damaged.
        """
        added = self.shape(pl.DataFrame(schema=RESULT_SCHEMA)).schema
        results = register_io_source(
            lambda *_: self._batches(resolver, progress), schema={**self._schema, **added}, validate_schema=True
        )
        try:
            results.sink_parquet(path)
        except PolarsError as error:
            if "(os error " not in str(error):
                raise
            raise OSError(str(error)) from None

    def _batches(self, resolver: BulkResolver, progress: Callable[[int], None]) -> Iterator[pl.DataFrame]:
        pending: deque[tuple[pl.DataFrame, Pending]] = deque()
        for batch in self._read():
            pending.append((batch, resolver.submit(as_texts(batch, self.named))))
            if len(pending) > resolver.ahead:
                yield self._with_results(*pending.popleft())
                progress(self.counts.total())
        for batch, answers in pending:
            yield self._with_results(batch, answers)

    def _read(self) -> Iterator[pl.DataFrame]:
        with _readable():
            yield from self._frame.collect_batches(chunk_size=BATCH_ROWS)

    def _with_results(self, batch: pl.DataFrame, answers: Pending) -> pl.DataFrame:
        resolved = answers()
        self.counts.update(resolved.statuses)
        return batch.hstack(resolved.columns)


@contextmanager
def _readable() -> Iterator[None]:
    """What the table engine cannot read is reported as a fault of the file."""
    try:
        yield
    except PolarsError:
        message = "Ce fichier n'est pas un Parquet lisible : il est abîmé, incomplet, ou d'un autre format."
        raise InvalidParametersError([ErrorDetail("data", ErrorCode.UNREADABLE_FILE, message)]) from None


def _refuse_other_types(named: dict[str, str], schema: pl.Schema) -> None:
    details = [
        ErrorDetail(
            field.name,
            ErrorCode.MALFORMED,
            f"La colonne « {shown(name)} » n'est faite ni de textes, ni de nombres, ni de dates : changez-la.",
        )
        for field in FIELDS
        if (name := named.get(field.member)) is not None
        and (schema[name].is_nested() or schema[name] in (pl.Binary, pl.Object, pl.Boolean, pl.Time, pl.Duration))
    ]
    if details:
        raise InvalidParametersError(details)


def as_texts(batch: pl.DataFrame, named: dict[str, str]) -> pl.DataFrame:
    """The asked columns of typed data as texts, a member each: dates in ISO, whole numbers without decimals."""
    return batch.select(_as_text(batch.schema[name], name).alias(member) for member, name in named.items())


def _as_text(kind: pl.DataType, name: str) -> pl.Expr:
    column = pl.col(name)
    if kind == pl.Datetime:
        return column.dt.date().cast(pl.String)  # the day in its own time zone; a cast would give that of Greenwich
    if kind.is_float():
        return pl.when(column == column.floor()).then(column.cast(pl.Int64, strict=False)).cast(pl.String)
    return column.cast(pl.String)
