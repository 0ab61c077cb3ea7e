"""Reading each distinct text of a column once: a file of a million births names forty thousand communes."""

from collections.abc import Callable
from typing import Any

import polars as pl

MOST_REMEMBERED = 500_000
"""How many distinct texts are remembered from one batch to the next, about."""

_NUMBER = "number"


class DistinctReader:
    """Reads the distinct texts of `columns`, by a function that gives the values of `schema`, and remembers them.

    Each distinct text is numbered when it is first met: Polars' categories do so in half the time of a join.
    """

    def __init__(self, columns: list[str], schema: dict[str, Any], read: Callable[..., tuple[Any, ...]]) -> None:
        self._columns = columns
        self._schema = schema
        self._read = read
        self._forget()

    def remember(self, known: pl.DataFrame) -> None:
        """Take what `known` holds as read: `columns`, each text once, and the values it has of `schema`, null for the
        others.
        """
        missing = [pl.lit(None, kind).alias(name) for name, kind in self._schema.items() if name not in known.columns]
        self._add(known.with_columns(self._numbers(known), *missing))

    def values(self, batch: pl.DataFrame) -> pl.DataFrame:
        """What the texts of `batch` read as, row by row; a null is an empty text."""
        if self._known.height > MOST_REMEMBERED:
            self._forget()
        texts = batch.select(pl.col(self._columns).fill_null(""))
        numbers = self._numbers(texts)
        is_new = numbers >= self._known.height
        if is_new.any():
            new = texts.with_columns(numbers).filter(is_new).unique(_NUMBER)
            rows = [self._read(*row) for row in new.select(self._columns).iter_rows()]
            self._add(pl.DataFrame(rows, schema=self._schema, orient="row").with_columns(new[_NUMBER]))
        return self._known[numbers]

    def _forget(self) -> None:
        self._known = pl.DataFrame(schema=self._schema)
        self._categories = pl.Series(dtype=pl.Categorical(pl.Categories.random()))

    def _numbers(self, texts: pl.DataFrame) -> pl.Series:
        columns = [pl.col(column) for column in self._columns]
        if len(columns) > 1:  # "1" and "23" are not "12" and "3"
            columns = [pl.concat_str([part for text in columns for part in (text.str.len_bytes(), pl.lit(":"), text)])]
        return texts.select(*columns).to_series().cast(self._categories.dtype).to_physical().alias(_NUMBER)

    def _add(self, new: pl.DataFrame) -> None:
        """Make the row of each text that of its number."""
        new = new.sort(_NUMBER)
        assert new[_NUMBER].equals(pl.int_range(new.height, dtype=pl.UInt32, eager=True) + self._known.height)
        self._known = pl.concat([self._known, new.select(list(self._schema))]).rechunk()
