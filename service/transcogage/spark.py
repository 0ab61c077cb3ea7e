"""A Spark DataFrame in, the same with the result columns after its own, resolved where its partitions are.

Needs the extra `spark` of the package, here and on the nodes: nothing else of the service imports this module.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path

import pyarrow as pa
from pyspark import SparkFiles
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import StructType

from transcogage.bulk.arrow import RESULT_FIELDS, located
from transcogage.cog import Cog
from transcogage.database.opening import Mark, mark_of
from transcogage.database.store import DatabaseError
from transcogage.resolution.policy import PROBABLE_FROM


def resolve(
    df: DataFrame,
    *,
    database: str,
    min_score: float = PROBABLE_FROM,
    century_pivot: int | None = None,
    **columns: str,
) -> DataFrame:
    """`df` with the columns `result_*`: the score is a double, dates are dates.

    `columns` and `century_pivot`: as of `Cog.resolve_batches`.

    `database`: its absolute path, the same on every node; or the bare name of a file that travels with the job
    (`SparkContext.addFile`, `spark-submit --files`). From `min_score` (0.9 to 1) on, a code is given. A row that cannot
    be read has the status `erreur`. Raises `ColumnsError` and, for a path of another kind, `DatabaseError`; a database
    that cannot be used is reported by the job that first opens it.
    """
    located(df.columns, columns)
    if not Path(database).is_absolute() and Path(database).name != database:
        raise DatabaseError(
            f"La base {database} ne peut pas être trouvée par tous les nœuds. Donnez son chemin absolu, le même sur "
            "chaque nœud ; ou envoyez-la avec le travail (spark.sparkContext.addFile) et donnez son seul nom."
        )
    added = from_arrow_schema(pa.schema(RESULT_FIELDS))
    schema = StructType([*df.schema.fields, *added.fields])
    answer = partial(
        _resolve_partition, database=database, min_score=min_score, century_pivot=century_pivot, columns=columns
    )
    return df.mapInArrow(answer, schema)


def _resolve_partition(
    batches: Iterable[pa.RecordBatch],
    database: str,
    min_score: float,
    century_pivot: int | None,
    columns: Mapping[str, str],
) -> Iterator[pa.RecordBatch]:
    path = Path(database if Path(database).is_absolute() else SparkFiles.get(database))
    cog = _opened(path, mark_of(path))
    return cog.resolve_batches(batches, min_score=min_score, century_pivot=century_pivot, **columns)


@lru_cache(maxsize=1)
def _opened(path: Path, mark: Mark | None) -> Cog:  # noqa: ARG001 - a file that is replaced is opened again
    """Opened once in a process, which works on many partitions."""
    return Cog(path)
