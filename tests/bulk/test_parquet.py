"""A Parquet file gets typed result columns; its own come back with their types."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from tests.bulk.rewriting import HEADER, Rewrite
from transcogage.bulk.answer_table import CompiledResults
from transcogage.bulk.join import BulkResolver
from transcogage.bulk.parquet_file import ParquetFile
from transcogage.bulk.workers import InThisProcess
from transcogage.parameters.errors import InvalidParametersError
from transcogage.resolution.index import Index
from transcogage.resolution.results import RESULT_COLUMNS

ROWS = [
    ("Cherbourg", 1980, "50"),
    ("Bors", 1980, "16"),
    ("Genneviliers", 1960, "92"),
    (None, 1980, "50"),
    ("Nulle part", 1980, "50"),
]
OTHERS: dict[str, pl.Series] = {
    "categorie": pl.Series(["a", "b", "a", None, "b"], dtype=pl.Categorical),
    "enum": pl.Series(["x", "y", None, "x", "y"], dtype=pl.Enum(["x", "y"])),
    "montant": pl.Series([Decimal("1.10"), None, Decimal("3.00"), Decimal("0"), Decimal("5")], dtype=pl.Decimal(10, 2)),
    "reel": pl.Series([1.5, None, float("nan"), 0.1, -0.0]),
    "court": pl.Series([1, 2, None, 4, 5], dtype=pl.Int8),
    "liste": pl.Series([[1], [], None, [2, 3], [4]], dtype=pl.List(pl.Int32)),
    "structure": pl.Series([{"a": 1, "b": "x"}] * 5),
    "quand": pl.Series([datetime(2020, 1, 1, tzinfo=UTC)] * 5, dtype=pl.Datetime("ms", "Europe/Paris")),
    "duree": pl.Series([timedelta(days=1)] * 5),
    "octets": pl.Series([b"\xff\x00", None, b"", b"a", b"b"]),
    "vrai": pl.Series([True, False, None, True, False]),
}
"""Columns of which nothing is asked."""


class Resolve:
    """Resolves a frame, through files."""

    def __init__(self, compiled: CompiledResults, index: Index, folder: Path) -> None:
        self._compiled = compiled
        self._leftovers = InThisProcess(lambda: index)
        self._folder = folder

    def __call__(
        self,
        frame: pl.DataFrame,
        year: str | None = None,
        date: str | None = None,
        columns: tuple[str, ...] = RESULT_COLUMNS,
    ) -> pl.DataFrame:
        source, target = self._folder / "in.parquet", self._folder / "out.parquet"
        frame.write_parquet(source)
        named = {"name": "nom", "department": "dep", "date": date, "year": year}
        asked = {member: column for member, column in named.items() if column is not None}
        file = ParquetFile(source, asked, columns)
        file.write(BulkResolver(self._compiled, self._leftovers, file.named, file.shape), target, lambda _: None)
        assert file.counts.total() == file.rows == frame.height
        return pl.read_parquet(target)


@pytest.fixture
def resolve(rewrite: Rewrite, tmp_path: Path) -> Resolve:
    return Resolve(rewrite.compiled, rewrite.index, tmp_path)


@pytest.fixture
def births() -> pl.DataFrame:
    return pl.DataFrame(ROWS, schema=["nom", "annee", "dep"], orient="row")


def test_other_columns_come_back_with_their_types_and_the_results_are_typed(
    resolve: Resolve, births: pl.DataFrame
) -> None:
    frame = births.with_columns(**OTHERS)
    written = resolve(frame, year="annee")
    assert_frame_equal(written.select(frame.columns), frame, categorical_as_str=True)
    added = written.select(pl.exclude(frame.columns))
    assert added.columns == list(RESULT_COLUMNS)
    assert added.schema["result_score"] == pl.Float64
    assert added.schema["result_date_start"] == added.schema["result_date_end"] == pl.Date
    assert added["result_status"].to_list() == ["certain", "ambigu", "probable", "erreur", "introuvable"]
    assert added["result_date_end"][0] == date(2000, 2, 28)


def test_the_answers_are_those_of_the_same_csv(resolve: Resolve, rewrite: Rewrite, births: pl.DataFrame) -> None:
    lines = "".join(f"{name or ''};{year};{department}\n" for name, year, department in ROWS)
    in_csv = [{column: row[column] for column in RESULT_COLUMNS} for row in rewrite(HEADER + lines).rows()]
    texts = resolve(births, year="annee").select(pl.col(RESULT_COLUMNS).cast(pl.String).fill_null(""))
    assert texts.rows(named=True) == in_csv


DAY = date(1967, 12, 31)
KINDS: list[tuple[str, str, Any, pl.DataType | type[pl.DataType]]] = [
    ("year", "", 1967, pl.Int16),
    ("year", "", 1967, pl.UInt64),
    ("year", "", 1967.0, pl.Float32),
    ("year", "", Decimal("1967"), pl.Decimal(10, 2)),
    ("year", "", "1967", pl.String),
    ("year", "", "1967", pl.Categorical),
    ("date", "", DAY, pl.Date),
    ("date", "", datetime(1967, 12, 31, 23, 59), pl.Datetime("ns")),
    ("date", "", datetime(1967, 12, 31, 22, 59, tzinfo=UTC), pl.Datetime("us", "Europe/Paris")),
    ("date", "", "31/12/1967", pl.String),
    ("date", "", 19671231, pl.Int64),
    ("date", "", 1967, pl.Int32),
]


@pytest.mark.parametrize(("member", "_", "value", "kind"), KINDS)
def test_dates_and_years_of_every_type_are_read(
    resolve: Resolve, member: str, _: str, value: object, kind: pl.DataType
) -> None:
    """Gennevilliers was in the Seine (75036) until the last day of 1967."""
    frame = pl.DataFrame(
        {"nom": ["Gennevilliers", "Gennevilliers"], "dep": ["92", "92"], "quand": pl.Series([value, None], dtype=kind)}
    )
    written = resolve(frame, "quand", None) if member == "year" else resolve(frame, None, "quand")
    assert written["result_code"].to_list() == ["75036", None]
    assert written["result_status"].to_list() == ["certain", "erreur"]
    assert written["result_message"][1] == "quand : La case est vide."


def test_departments_as_numbers_are_read(resolve: Resolve) -> None:
    for kind in (pl.Int64, pl.Float64):
        frame = pl.DataFrame(
            {"nom": ["Annecy", "Bourg-en-Bresse"], "dep": pl.Series([74, 1], dtype=kind), "an": [2020, 1980]}
        )
        assert resolve(frame, year="an")["result_code"].to_list() == ["74010", "01053"]


@pytest.mark.parametrize("value", [[1980], b"\xff", True, {"a": 1}, timedelta(days=1)])
def test_a_column_that_holds_no_text_number_or_date_is_refused(resolve: Resolve, value: object) -> None:
    frame = pl.DataFrame({"nom": ["Cherbourg"], "dep": ["50"], "annee": pl.Series([value])})
    with pytest.raises(InvalidParametersError) as raised:
        resolve(frame, year="annee")
    (fault,) = raised.value.details
    assert fault.parameter == "anneeDateNaissance"
    assert "« annee » n'est faite ni de textes, ni de nombres, ni de dates" in fault.message


def test_a_file_without_rows_gets_its_columns(resolve: Resolve, births: pl.DataFrame) -> None:
    written = resolve(births.clear(), year="annee")
    assert written.columns == [*births.columns, *RESULT_COLUMNS]
    assert written.height == 0


def test_only_the_columns_chosen_are_added(resolve: Resolve, births: pl.DataFrame) -> None:
    written = resolve(births, columns=("result_code", "result_status"), year="annee")
    assert written.columns == [*births.columns, "result_code", "result_status"]
