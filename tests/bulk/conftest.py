"""`compiled` is the table that bulk files are joined with, whole. `rewrite` joins with the answers of a few names only,
the real ones, and asks the whole index for the others: preparing the whole table costs half a second a file.
"""

import shutil
from pathlib import Path

import duckdb
import pytest

from tests.bulk.rewriting import Rewrite
from transcogage.bulk.answer_table import CompiledResults, load_compiled_results
from transcogage.database.joined import make_joined_tables
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
        few = [[key(name) for name in FEW_NAMES]]
        connection.execute("CREATE OR REPLACE TABLE results AS FROM results WHERE list_contains(?, key)", few)
        connection.execute("DELETE FROM packed_places WHERE NOT list_contains(?, key)", few)
        make_joined_tables(connection)
    return Rewrite(load_compiled_results(path), index)
