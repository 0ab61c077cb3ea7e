import pytest

from tests.resolution.asking import Ask
from transcogage.resolution.index import Index


@pytest.fixture(scope="session")
def ask(index: Index) -> Ask:
    return Ask(index)
