"""Reading each distinct text of a column once: a file of a million births names forty thousand communes."""

from collections.abc import Callable
from typing import Any

import polars as pl

MOST_REMEMBERED = 500_000
"""How many distinct texts are remembered from one batch to the next, about."""


class DistinctReader:
    """Reads the distinct texts of `columns`, by a function that gives the values of `schema`, and remembers them."""

    def __init__(self, columns: list[str], schema: dict[str, Any], read: Callable[..., tuple[Any, ...]]) -> None:
        self._columns = columns
        self._schema = schema
        self._read = read
        self._known = pl.DataFrame(schema=dict.fromkeys(columns, pl.String) | schema)

    def remember(self, known: pl.DataFrame) -> None:
        """Take what `known` holds as read: `columns`, and the values it has of `schema`, null for the others."""
        self._known = pl.concat([self._known, known], how="diagonal").rechunk()

    def joined(self, batch: pl.DataFrame) -> pl.DataFrame:
        """`batch` with, row by row, what its texts read as."""
        on = self._columns
        new = batch.select(on).join(self._known, on=on, how="anti", nulls_equal=True).unique()
        if new.height:
            values = pl.DataFrame([self._read(*texts) for texts in new.iter_rows()], schema=self._schema, orient="row")
            kept = self._known
            if kept.height > MOST_REMEMBERED:
                kept = kept.join(batch, on=on, how="semi", nulls_equal=True)
            self._known = pl.concat([kept, new.hstack(values)]).rechunk()
        return batch.join(self._known, on=on, how="left", nulls_equal=True, maintain_order="left")
