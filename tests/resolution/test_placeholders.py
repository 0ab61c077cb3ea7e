"""Placeholders and extension codes are never an answer (domain.md, sections 3.14 and 3.15)."""

import pytest

from tests.property.known import compiled_answers
from tests.resolution.asking import Ask, codes, sure
from transcogage.resolution.index import Index


def _answered(index: Index) -> set[str]:
    return {candidate.place.code for _, _, span in compiled_answers(index) for candidate in span.candidates}


@pytest.mark.parametrize("name", ["75990", "13990", "00000", "99990", "INCONNU", "COMMUNE INCONNUE", "NON RENSEIGNE"])
def test_a_placeholder_is_not_a_place(ask: Ask, name: str) -> None:
    for department in ("75", "13", "971"):
        answer = ask(name, "1980", department)
        assert (answer.status, answer.code) == ("introuvable", None)


def test_placeholder_codes_are_never_answered(index: Index) -> None:
    answered = _answered(index)
    assert len(answered) > 37_000
    assert not {code for code in answered if code.endswith("990") or code == "00000"}


def test_extension_codes_are_never_answered(index: Index) -> None:
    assert len(index.extension_codes) > 100
    assert not _answered(index) & index.extension_codes.keys()
    assert not set(index.extension_codes.values()) & index.extension_codes.keys()


@pytest.mark.parametrize(
    ("extension", "name", "date", "department", "code"),
    [
        ("75201", "Paris", "1980", "75", "75101"),
        ("75314", "Paris", "1975", "75", "75114"),
        ("13155", "Marseille", "1975", "13", "13055"),
        ("13255", "Marseille", "1965", "13", "13055"),
        ("06488", "Nice", "1980", "06", "06088"),
        ("75151", "Neuilly-sur-Seine", "1960", "92", "75051"),
    ],
)
def test_extension_codes_are_accepted_for_the_place_they_stand_for(
    ask: Ask, extension: str, name: str, date: str, department: str, code: str
) -> None:
    answer = ask(name, date, department, current_code=extension)
    assert sure(answer) == code
    assert extension not in codes(answer)


@pytest.mark.parametrize(
    ("extension", "commune"), [("75201", "75101"), ("13155", "13055"), ("13255", "13055"), ("06488", "06088")]
)
def test_each_extension_code_stands_for_its_place(index: Index, extension: str, commune: str) -> None:
    assert index.extension_codes[extension] == commune


def test_976_codes_are_mayotte_and_not_extensions(index: Index, ask: Ask) -> None:
    assert not {code for code in index.extension_codes if code.startswith("976")}
    assert sure(ask("Mamoudzou", "2015", "976", current_code="97611")) == "97611"
