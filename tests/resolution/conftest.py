from pathlib import Path

import pytest

import transcogage
from tests.resolution.asking import Ask


@pytest.fixture(scope="session")
def ask(database: Path) -> Ask:
    return Ask(transcogage.open(database))
