"""The small sources, the reference derived from them, and the database built on it: once for all the tests.

Tests that change one of them write their own copy.
"""

from pathlib import Path

import pytest

from tests.pipeline.small_sources import VINTAGE, write_sources
from transcogage_data.build import build
from transcogage_data.derive import derive


@pytest.fixture(scope="session")
def small_sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sources(tmp_path_factory.mktemp("sources"))


@pytest.fixture(scope="session")
def small_reference(small_sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reference")
    derive(small_sources, folder, VINTAGE)
    return folder


@pytest.fixture(scope="session")
def small_database(small_reference: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("built") / "small.duckdb"
    build(small_reference, database)
    return database
