"""What a question costs, counted: a service that answers one at a time is held up by none, not even the first."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz.process import extract

from transcogage.database.store import open_index
from transcogage.resolution.index import Index
from transcogage.resolution.model import NATIONWIDE, Period, Query
from transcogage.resolution.places import search_places
from transcogage.resolution.resolver import resolve

BORN = Period.of_year(1980)
MOST_NAMES_OF_A_DEPARTMENT = 2_000
FEW = 200
MOST_NAMES_COMPARED = 30_000
"""In one look at the whole of France: those of about the same length, of 41,000."""

MOST_LOOKS = 8
"""At the whole of France, for one text: compared in a millisecond each."""

TEXTS = ["Sant Etiene du Rouvray", "Montezls", "Charefcy", "s", "sai", "zz", "l a", "Pariss 14", "saint s", "93 sait"]
LONG_TEXTS = ["qx " * 33, "saint " * 16, "q/s x-" * 16, "k, (l/m; n) - " * 7, "né à l'hôpital x, " * 5, "xyzzy" * 20]


def ask_all(index: Index, text: str) -> None:
    """Every search by what is written, without a department."""
    resolve(index, Query(text[:100], BORN))
    search_places(index, text[:100], BORN, None, 20)
    index.communes.search(text[:100], BORN, None, 20)


def test_the_first_question_of_any_kind_puts_few_names_in_order(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of the whole of France are in order since the start."""
    index = open_index(database)
    put_in_order = []

    def counting(keys: Iterable[str], *, key: Any = None) -> list[str]:
        listed = list(keys)
        put_in_order.append(len(listed))
        return sorted(listed, key=key)

    monkeypatch.setattr("transcogage.resolution.similar.sorted", counting, raising=False)
    resolve(index, Query("Bordo", BORN, "33"))
    assert 0 < max(put_in_order) < MOST_NAMES_OF_A_DEPARTMENT
    put_in_order.clear()
    for text in ("Bordeaux", "Bordo", "Lisbonne (Portugal)"):
        ask_all(index, text)
    assert max(put_in_order) < FEW


@pytest.mark.parametrize("text", [*TEXTS, *LONG_TEXTS])
def test_a_text_whatever_it_is_is_compared_with_the_names_of_france_few_times(
    index: Index, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    compared = []

    def counting(query: str, choices: Sequence[str], compare: Any = extract, **options: Any) -> Any:
        compared.append(len(choices))
        return compare(query, choices, **options)

    monkeypatch.setattr("transcogage.resolution.similar.extract", counting)
    for search in (
        lambda: resolve(index, Query(text[:100], BORN)),
        lambda: search_places(index, text[:100], BORN, None, 20),
    ):
        compared.clear()
        search()
        assert max(compared, default=0) <= MOST_NAMES_COMPARED
        assert len(compared) <= MOST_LOOKS


def test_no_name_has_more_candidates_than_a_person_could_read_in_a_list(index: Index) -> None:
    names = index.names[NATIONWIDE]
    most = max(len(span.candidates) for key in names for span in names.spans(key))
    assert most <= 250
