"""What a caller may say of a file."""

from dataclasses import dataclass, field
from pathlib import Path

from transcogage.bulk.columns import AskedColumns
from transcogage.resolution.results import RESULT_COLUMNS

PARQUET = ".parquet"


@dataclass(frozen=True, slots=True)
class CsvOptions:
    """`asked` empty: the columns bear the parameters' names. `delimiter`, `encoding` None: to be guessed. `columns`:
    the result columns to add, in order.
    """

    asked: AskedColumns = field(default_factory=dict)
    delimiter: str | None = None
    encoding: str | None = None
    columns: tuple[str, ...] = RESULT_COLUMNS


def is_parquet(path: Path) -> bool:
    """Whether a file is in Parquet, by its name; the others are in CSV."""
    return path.suffix.lower() == PARQUET
