"""`ask` answers a question. It stands for the index in hypothesis' reports, where the index would be written whole."""

import pytest

from transcogage.resolution.answer import Answer
from transcogage.resolution.index import Index
from transcogage.resolution.model import Query
from transcogage.resolution.resolver import resolve


class Ask:
    def __init__(self, index: Index) -> None:
        self._index = index

    def __call__(self, question: Query) -> Answer:
        return resolve(self._index, question)


@pytest.fixture(scope="session")
def ask(index: Index) -> Ask:
    return Ask(index)
