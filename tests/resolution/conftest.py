import pytest

from service.resolution.index import Index
from tests.resolution.asking import Ask


@pytest.fixture(scope="session")
def ask(index: Index) -> Ask:
    return Ask(index)
