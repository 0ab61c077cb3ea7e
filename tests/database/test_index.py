"""What is loaded is what was built."""

import json

from tests.conftest import ROOT
from tests.property.known import compiled_answers
from transcogage.database.index import NationwideNames
from transcogage.resolution.index import Index
from transcogage.resolution.model import NATIONWIDE
from transcogage.resolution.names import key


def test_every_row_of_the_answers_is_loaded(index: Index) -> None:
    """For the whole of France, only what names that departments share mean there is built."""
    nationwide = index.names[NATIONWIDE]
    assert isinstance(nationwide, NationwideNames)
    loaded = sum(
        len(span.candidates)
        for department, key, span in compiled_answers(index)
        if department != NATIONWIDE or key in nationwide.several
    )
    assert loaded == index.release.counts["answers"] > 70_000


def test_the_release_is_that_of_the_committed_reference(index: Index) -> None:
    manifest = json.loads((ROOT / "data" / "reference" / "sources.json").read_text(encoding="utf-8"))
    assert index.release.vintage == manifest["millesime"]
    assert index.release.sources == manifest["sources"]


def test_every_name_is_a_key(index: Index) -> None:
    assert [name for names in index.names.values() for name in names if key(name) != name] == []


def test_every_department_that_has_answers_has_a_name(index: Index) -> None:
    assert index.names.keys() - index.departments.keys() <= {"984", "989", NATIONWIDE}
    assert index.departments["20"] == "Corse"
    assert index.departments["2A"] == "Corse-du-Sud"
    assert index.departments["985"] == index.departments["976"] == "Mayotte"
