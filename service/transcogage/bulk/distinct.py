"""Reading each distinct text of a column once: a file of a million births names forty thousand communes."""

from collections.abc import Callable
from typing import Any

import polars as pl

MOST_REMEMBERED = 500_000
"""How many distinct texts are remembered from one batch to the next, about."""


class DistinctReader:
    """Reads the distinct texts of `columns`, by a function that gives the values of `schema`, and remembers them.

    `numbers`: of one of these values, its first column, the number that goes with it.
    """

    def __init__(
        self,
        columns: list[str],
        schema: dict[str, Any],
        read: Callable[..., tuple[Any, ...]],
        numbers: pl.DataFrame | None = None,
    ) -> None:
        self._columns = columns
        self._schema = schema
        self._read = read
        self._numbers = numbers
        self._nothing = self._numbered(pl.DataFrame(schema=dict.fromkeys(columns, pl.String) | schema))
        self._known = self._nothing

    def remember(self, known: pl.DataFrame) -> None:
        """Take what `known` holds as read: `columns`, each text once, and the values it has of `schema`, null for the
        others.
        """
        known = self._numbered(known)
        self._known = pl.concat([self._known, known], how="diagonal").select(self._nothing.columns)

    def values(self, batch: pl.DataFrame) -> pl.DataFrame:
        """What the texts of `batch` read as, row by row; a null is an empty text."""
        texts = batch.select(pl.col(self._columns).fill_null(""))
        if self._known.height > MOST_REMEMBERED:
            self._known = self._nothing
        new = texts.join(self._known, on=self._columns, how="anti").unique()
        if new.height:
            rows = [self._read(*row) for row in new.iter_rows()]
            self.remember(new.hstack(pl.DataFrame(rows, schema=self._schema, orient="row")))
        return texts.join(self._known, on=self._columns, how="left", maintain_order="left").drop(self._columns)

    def _numbered(self, known: pl.DataFrame) -> pl.DataFrame:
        return known if self._numbers is None else known.join(self._numbers, on=self._numbers.columns[0], how="left")
