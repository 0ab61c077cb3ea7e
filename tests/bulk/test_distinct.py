"""Each distinct text is read once, as long as it is remembered, and what is remembered goes with the file."""

import gc
import weakref

import polars as pl
import pytest

from transcogage.bulk import distinct
from transcogage.bulk.answer_table import CompiledResults
from transcogage.bulk.cells import Texts
from transcogage.bulk.distinct import DistinctReader

SCHEMA = {"length": pl.UInt32, "read": pl.String}


class Counting:
    """Reads texts, and says how often it did."""

    def __init__(self) -> None:
        self.read: list[tuple[str, ...]] = []

    def __call__(self, *texts: str) -> tuple[int, str]:
        self.read.append(texts)
        return len(texts[0]), "|".join(texts)


def test_a_text_is_read_once_and_a_null_as_an_empty_text() -> None:
    counting = Counting()
    reader = DistinctReader(["text"], SCHEMA, counting)
    for batch in (["a", None, "a", "bb"], ["bb", "", "ccc"]):
        values = reader.values(pl.DataFrame({"text": batch}))
        assert values.rows() == [(len(text or ""), text or "") for text in batch]
    assert sorted(counting.read) == [("",), ("a",), ("bb",), ("ccc",)]


def test_what_is_known_beforehand_is_not_read() -> None:
    counting = Counting()
    reader = DistinctReader(["text"], SCHEMA, counting)
    reader.remember(pl.DataFrame({"text": ["b", "a"], "read": ["known b", "known a"]}))
    values = reader.values(pl.DataFrame({"text": ["a", "b", "c"]}))
    assert values.rows() == [(None, "known a"), (None, "known b"), (1, "c")]
    assert counting.read == [("c",)]


def test_the_place_of_a_value_among_texts_is_added_to_what_is_known_and_to_what_is_read() -> None:
    reader = DistinctReader(["text"], SCHEMA, Counting(), pl.Series("read", ["a", "c", "known b"]))
    reader.remember(pl.DataFrame({"text": ["b", "a"], "read": ["known b", "known a"]}))
    values = reader.values(pl.DataFrame({"text": ["a", "b", "c", "d"]}))
    assert values.select("read", "number").rows() == [("known a", None), ("known b", 2), ("c", 1), ("d", None)]


def test_texts_of_several_columns_are_told_apart_whatever_they_hold() -> None:
    reader = DistinctReader(["one", "two"], SCHEMA, Counting())
    rows = [("1", "23"), ("12", "3"), ("1:2", "3"), ("1", "2:3"), ("", "1:"), ("1:", "")]
    values = reader.values(pl.DataFrame(rows, schema=["one", "two"], orient="row"))
    assert values["read"].to_list() == ["|".join(row) for row in rows]


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distinct, "MOST_REMEMBERED", 2)
    counting = Counting()
    reader = DistinctReader(["text"], SCHEMA, counting)
    for batch in (["a", "b", "c"], ["d", "a"], ["a", "d"]):
        assert reader.values(pl.DataFrame({"text": batch}))["read"].to_list() == batch
    assert len(counting.read) == 5


def test_what_is_remembered_of_a_file_goes_with_it_at_once(compiled: CompiledResults) -> None:
    """Some ten megabytes a file: they cannot wait for Python to look for garbage."""
    texts = Texts({"name": "nom", "department": "dep", "year": "annee"}, compiled)
    left = weakref.ref(texts)
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        del texts
        assert left() is None
    finally:
        if was_enabled:
            gc.enable()
