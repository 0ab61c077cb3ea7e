"""`compiled` is the table that bulk files are joined with, whole. `rewrite` joins with the answers of a few names only,
the real ones, and asks the whole index for the others: preparing the whole table costs half a second a file.
"""

import shutil
from pathlib import Path

import duckdb
import pytest

from tests.bulk.rewriting import Rewrite
from transcogage.bulk.answer_table import CompiledResults, load_compiled_results
from transcogage.resolution.index import Index
from transcogage.resolution.names import key

FEW_NAMES = ("Cherbourg", "Gennevilliers", "Annecy", "Bors", "Paris", "Saint-Denis", "L'Haÿ-les-Roses")


@pytest.fixture(scope="session")
def compiled(database: Path) -> CompiledResults:
    return load_compiled_results(database)


@pytest.fixture(scope="session")
def rewrite(database: Path, index: Index, tmp_path_factory: pytest.TempPathFactory) -> Rewrite:
    path = tmp_path_factory.mktemp("bulk") / "few.duckdb"
    shutil.copy(database, path)
    with duckdb.connect(str(path)) as connection:
        for table in ("results", "places"):
            connection.execute(
                f"DELETE FROM {table} WHERE NOT list_contains(?, key)", [[key(name) for name in FEW_NAMES]]
            )
    return Rewrite(load_compiled_results(path), index)
