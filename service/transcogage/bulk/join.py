"""Batches of rows -> their results: a join with the compiled answers, then, for what is left, the resolver itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import polars as pl

from transcogage.bulk.answer_table import MEMBERS, PAIR, CompiledResults
from transcogage.bulk.cells import Texts
from transcogage.bulk.workers import Leftovers, Rows
from transcogage.parameters.fields import ABROAD, HINTS
from transcogage.resolution.model import Status
from transcogage.resolution.policy import PROBABLE_FROM

ERROR = "erreur"
"""The status of a row whose question cannot be read."""

Shape = Callable[[pl.DataFrame], pl.DataFrame]
"""What is written of results (columns: the members of `Result`), row by row: a column or several."""

RESULT_SCHEMA = pl.Schema(
    dict.fromkeys(MEMBERS, pl.String()) | {"score": pl.Float64(), "date_start": pl.Date(), "date_end": pl.Date()}
)
_STATUSES = pl.Enum([*map(str, Status), ERROR])
_BESIDE = tuple(f"{field.member}_read" for field in (*HINTS, *ABROAD))
"""What may be given beside a name and a department, which changes any answer."""

_DAYS_BEFORE_1970 = date(1970, 1, 1).toordinal()
_QUESTION = ("name", "key", "department_code", "first", "last", *_BESIDE)


@dataclass(frozen=True, slots=True)
class Resolved:
    """`columns`: what is written, a row for each of the batch. `statuses`: how many rows of each status."""

    columns: pl.DataFrame
    statuses: dict[str, int]


Pending = Callable[[], Resolved]
"""A batch whose leftovers are being answered: what waits for them, and gives the results."""


class BulkResolver:
    """Resolves batches. `columns`: the file's names for the members of fields it has, shown in errors.

    `min_score`: from which score a code is given, at least that of the policy (0.9). `pivot`: of years in two digits.
    """

    def __init__(
        self,
        compiled: CompiledResults,
        leftovers: Leftovers,
        columns: dict[str, str],
        shape: Shape,
        min_score: float = PROBABLE_FROM,
        pivot: int | None = None,
    ) -> None:
        self._texts = Texts(columns, compiled, pivot)
        self._beside = [column for column in _BESIDE if column.removesuffix("_read") in columns]
        self._spans = compiled.spans
        self._compiled = compiled
        self._leftovers = leftovers
        self.ahead = leftovers.ahead
        self._min_score = min_score
        self._shape = shape
        self._compiled_written = self._written(compiled.results.clear())
        self._compiled_rows = pl.repeat(None, compiled.results.height, dtype=pl.UInt32, eager=True)

    def submit(self, batch: pl.DataFrame) -> Pending:
        """Begin to resolve a batch: a text column for each member of `columns`, blank or null where unknown."""
        rows = self._texts.read(batch).with_row_index("row")
        unreadable = rows.filter(pl.col("error").is_not_null()).select("row", "error")
        remarked = rows.filter(pl.col("remark").is_not_null() & pl.col("error").is_null()).select("row", "remark")
        answers = self._compiled_answers(rows)
        left = rows.filter(answers.is_null() & rows["error"].is_null()).with_columns(pl.col("name").str.strip_chars())
        parts = [column for column in _QUESTION if column in rows.columns]
        questions = left.select(parts).unique(maintain_order=True)
        results = self._sent(questions) if questions.height else list
        left = left.select("row", *parts).join(questions.with_row_index("answer"), on=parts, nulls_equal=True)
        left = left.select("row", "answer")
        return lambda: self._finished(answers, left, results, unreadable, remarked)

    def _sent(self, questions: pl.DataFrame) -> Callable[[], Rows]:
        """Have distinct questions answered."""
        unknown = [pl.lit(None).alias(column) for column in _BESIDE if column not in self._beside]
        days = [pl.col(day).cast(pl.Int32) + _DAYS_BEFORE_1970 for day in ("first", "last")]
        return self._leftovers.submit(questions.with_columns(*unknown, *days).select(_QUESTION).rows())

    def _compiled_answers(self, rows: pl.DataFrame) -> pl.Series:
        """Which compiled answer is each row's; null where the span asked has none, or more is given than a name and a
        department.
        """
        joined = pl.col("error").is_null()
        if self._beside:
            joined &= pl.all_horizontal(pl.col(self._beside).is_null())
        within = (pl.col("start_date") <= pl.col("first")) & (pl.col("last") <= pl.col("end_date"))
        found = rows.filter(joined).select("row", PAIR, "first", "last").join(self._spans, on="pair").filter(within)
        return pl.repeat(None, rows.height, dtype=pl.UInt32, eager=True).scatter(found["row"], found["answer"])

    def _finished(
        self,
        answers: pl.Series,
        left: pl.DataFrame,
        results: Callable[[], Rows],
        unreadable: pl.DataFrame,
        remarked: pl.DataFrame,
    ) -> Resolved:
        others = pl.DataFrame(list(zip(*results(), strict=True)), schema=RESULT_SCHEMA)
        errors = unreadable.select("error").unique(maintain_order=True)
        unreadable = unreadable.join(errors.with_row_index("answer"), on="error")
        error_results = errors.select(status=pl.lit(ERROR), message="error")
        told, remarked = self._with_remarks(remarked, answers, left, others)
        compiled, chosen = self._written_of_compiled(answers)
        added = pl.concat([others, error_results, told], how="diagonal")
        written = pl.concat([compiled, self._written(added)]).rechunk()
        chosen.scatter(left["row"], left["answer"] + compiled.height)
        chosen.scatter(unreadable["row"], unreadable["answer"] + compiled.height + others.height)
        chosen.scatter(remarked["row"], remarked["told"] + compiled.height + others.height + error_results.height)
        resolved = written[chosen]
        counts = dict(resolved["status"].value_counts().iter_rows())
        return Resolved(resolved.drop("status"), counts)

    def _with_remarks(
        self, remarked: pl.DataFrame, answers: pl.Series, left: pl.DataFrame, others: pl.DataFrame
    ) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The results of the rows that there is something to say of (`remarked`: row, remark), with what is said after
        their message, each once; and which of them is each row's (row, told).
        """
        rows = remarked.with_columns(compiled=answers[remarked["row"]]).join(left, on="row", how="left")
        each = rows.select("compiled", "answer", "remark").unique(maintain_order=True)
        joined, resolved = each.filter(pl.col("compiled").is_not_null()), each.filter(pl.col("compiled").is_null())
        told = pl.concat(
            [self._compiled.results[joined["compiled"]], others[resolved["answer"]]], how="vertical_relaxed"
        )
        each = pl.concat([joined, resolved]).with_row_index("told")
        told = told.with_columns(message=pl.concat_str("message", each["remark"], separator=" "))
        return told, rows.join(each, on=["compiled", "answer", "remark"], nulls_equal=True).select("row", "told")

    def _written_of_compiled(self, answers: pl.Series) -> tuple[pl.DataFrame, pl.Series]:
        """What is written of the compiled answers met so far, each written once; and its row for each of `answers`."""
        met = answers.drop_nulls().unique()
        new = met.filter(self._compiled_rows[met].is_null())
        known = self._compiled_written.height
        self._compiled_rows.scatter(new, pl.int_range(known, known + len(new), dtype=pl.UInt32, eager=True))
        self._compiled_written = pl.concat([self._compiled_written, self._written(self._compiled.results[new])])
        return self._compiled_written, self._compiled_rows[answers]

    def _written(self, results: pl.DataFrame) -> pl.DataFrame:
        """The status of results, and what is written of them."""
        if self._min_score > PROBABLE_FROM:
            results = _less_given(results, self._min_score)
        return results.select(pl.col("status").cast(_STATUSES)).hstack(self._shape(results))


def _less_given(results: pl.DataFrame, min_score: float) -> pl.DataFrame:
    """Results under `min_score` become ambiguous."""
    under = (pl.col("status") == Status.PROBABLE) & (pl.col("score") < min_score)
    withheld = {name: pl.when(~under).then(pl.col(name)) for name in ("code", "name", "date_start", "date_end")}
    why = f"Score inférieur à {min_score:g}, le minimum demandé. ".replace(".", ",", 1)
    return results.with_columns(
        status=pl.when(under).then(pl.lit(str(Status.AMBIGUOUS))).otherwise("status"),
        message=pl.when(under).then(pl.lit(why) + pl.col("message")).otherwise("message"),
        **withheld,
    )
