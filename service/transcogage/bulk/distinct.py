"""Reading each distinct text of a column once: a file of a million births names forty thousand communes."""

from collections.abc import Callable
from typing import Any

import polars as pl

_ROW = "row"

MOST_REMEMBERED = 500_000
"""How many distinct texts are remembered from one batch to the next, about."""


class DistinctReader:
    """Reads the distinct texts of `columns`, by a function that gives the values of `schema`, and remembers them.

    `places_in`: texts in order, named as one of these values: its place there is added, as `number`, null for none.
    """

    def __init__(
        self,
        columns: list[str],
        schema: dict[str, Any],
        read: Callable[..., tuple[Any, ...]],
        places_in: pl.Series | None = None,
    ) -> None:
        self._columns = columns
        self._schema = schema
        self._read = read
        self._places_in = places_in
        self._rows, self._values = self._nothing()

    def remember(self, known: pl.DataFrame) -> None:
        """Take what `known` holds as read: `columns`, each text once, and the values it has of `schema`, null for the
        others.
        """
        rows = pl.int_range(self._values.height, self._values.height + known.height, dtype=pl.UInt32, eager=True)
        self._rows = pl.concat([self._rows, known.select(self._columns).with_columns(rows.alias(_ROW))])
        self._values = pl.concat([self._values, self._numbered(known)], how="diagonal").select(self._values.columns)

    def values(self, batch: pl.DataFrame) -> pl.DataFrame:
        """What the texts of `batch` read as, row by row; a null is an empty text."""
        texts = batch.select(pl.col(self._columns).fill_null(""))
        if self._values.height > MOST_REMEMBERED:
            self._rows, self._values = self._nothing()
        rows = self._rows_of(texts)
        unknown = rows.is_null()
        if unknown.any():
            unread = texts.filter(unknown)
            new = unread.unique()
            read = [self._read(*row) for row in new.iter_rows()]
            self.remember(new.hstack(pl.DataFrame(read, schema=self._schema, orient="row")))
            rows.scatter(unknown.arg_true(), self._rows_of(unread))
        values: pl.DataFrame = self._values[rows]
        return values

    def _rows_of(self, texts: pl.DataFrame) -> pl.Series:
        """Where the values of the texts are, null for those not read yet."""
        return texts.join(self._rows, on=self._columns, how="left", maintain_order="left")[_ROW]

    def _nothing(self) -> tuple[pl.DataFrame, pl.DataFrame]:
        """No text, with the row of its values; no values."""
        rows = pl.DataFrame(schema=dict.fromkeys(self._columns, pl.String) | {_ROW: pl.UInt32})
        return rows, self._numbered(pl.DataFrame(schema=self._schema))

    def _numbered(self, known: pl.DataFrame) -> pl.DataFrame:
        texts = self._places_in
        if texts is None:
            return known
        sought = known.get_column(texts.name)
        places = texts.search_sorted(sought)  # a join would read all the texts for some new ones
        found = texts[places.clip(0, len(texts) - 1)] == sought
        return known.with_columns(number=pl.when(found).then(places))
