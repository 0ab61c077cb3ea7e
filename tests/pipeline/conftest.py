"""The small sources, the reference derived from them, and the database built on it: once for all the tests.

Tests that change one of them write their own copy.
"""

from dataclasses import replace
from pathlib import Path

import pytest

import transcogage
from tests.conftest import ROOT
from tests.pipeline.extracts import extract
from tests.pipeline.small_sources import VINTAGE, write_sources
from tests.resolution.asking import Ask
from transcogage_data.build import build
from transcogage_data.derive import derive
from transcogage_data.reference import Reference, read_reference, write_reference


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


@pytest.fixture(scope="session")
def facts() -> Reference:
    """The committed reference."""
    return read_reference(ROOT / "data" / "reference")


WHERE_RULES_APPLY = (
    *("13055", "132", "69123", "6938", "75056", "751"),  # Marseille, Lyon, Paris
    *("985", "976", "97123", "97127", "97701", "97801"),  # Mayotte, Saint-Barthélemy, Saint-Martin
    *("04112", "04226", "10168", "10220", "14474", "17464", "17465", "49099", "51470"),  # test_weights.py
    *("50129", "50602"),  # Cherbourg-en-Cotentin, and Tourlaville, a part of it
)


@pytest.fixture(scope="session")
def ask(facts: Reference, tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Asks a database built now, of the communes where a rule shows: what it says is what the code says. No birth was
    counted there, so that births are what is reckoned (test_births.py holds what counts change).
    """
    folder = tmp_path_factory.mktemp("rules")
    extracted = extract(facts, lambda code: code.startswith(WHERE_RULES_APPLY))
    write_reference(replace(extracted, births=[]), folder)
    build(folder, folder / "rules.duckdb")
    return Ask(transcogage.open(folder / "rules.duckdb"))
