"""Reading each distinct text of a column once: a file of a million births names forty thousand communes."""

from collections.abc import Callable
from typing import Any

import polars as pl

MOST_REMEMBERED = 500_000
"""How many distinct texts are remembered from one batch to the next, about."""

_KNOWN = "known"


class DistinctReader:
    """Reads the distinct texts of `columns`, by a function that gives the values of `schema`, and remembers them."""

    def __init__(self, columns: list[str], schema: dict[str, Any], read: Callable[..., tuple[Any, ...]]) -> None:
        self._columns = columns
        self._schema = schema
        self._read = read
        self._known = pl.DataFrame(schema=dict.fromkeys(columns, pl.String) | schema | {_KNOWN: pl.Boolean})

    def remember(self, known: pl.DataFrame) -> None:
        """Take what `known` holds as read: `columns`, and the values it has of `schema`, null for the others."""
        self._known = pl.concat([self._known, known.with_columns(pl.lit(True).alias(_KNOWN))], how="diagonal").rechunk()

    def joined(self, batch: pl.DataFrame) -> pl.DataFrame:
        """`batch`, its rows in any order, each with what its texts read as."""
        on = self._columns
        joined = batch.join(self._known, on=on, how="left", nulls_equal=True)
        is_new = joined[_KNOWN].is_null()
        if not is_new.any():
            return joined.drop(_KNOWN)
        others = joined.filter(is_new).select(batch.columns)
        texts = others.select(on).unique()
        new = texts.hstack(pl.DataFrame([self._read(*row) for row in texts.rows()], schema=self._schema, orient="row"))
        if self._known.height > MOST_REMEMBERED:
            self._known = self._known.join(batch, on=on, how="semi", nulls_equal=True)
        self.remember(new)
        others = others.join(new, on=on, how="left", nulls_equal=True)
        return pl.concat([joined.filter(~is_new).drop(_KNOWN), others])
