"""A text that programs damaged on its way is read as it was written (domain.md section 4.8)."""

import pytest

from tests.resolution.asking import Ask, notes
from transcogage.resolution.damaged_text import mended, with_letters_for_figures


@pytest.mark.parametrize(
    ("received", "written"),
    [
        ("BesanÃ§on", "Besançon"),
        ("NÃ®mes", "Nîmes"),
        ("Saint-Ã‰tienne", "Saint-Étienne"),
        ("Saint-Ã\u0089tienne", "Saint-Étienne"),
        ("Lâ€™HaÃ¿-les-Roses", "L’Haÿ-les-Roses"),
        ("Å’uilly", "Œuilly"),
        ("Orl&eacute;ans", "Orléans"),
        ("L&#39;Isle-Adam", "L'Isle-Adam"),
    ],
)
def test_characters_are_read_as_they_were_written(received: str, written: str) -> None:
    assert mended(received) == written


@pytest.mark.parametrize("text", ["Besançon", "Â", "ÂGE", "Ãé", "Nîmes & Alès; Gard", "A&B", "ÃÃ", "Œuilly"])
def test_what_nothing_happened_to_stays(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize(
    ("received", "department", "code", "read"),
    [("BesanÃ§on", "25", "25056", "Besançon"), ("SÃ¨te (HÃ©rault)", None, "34301", "Sète")],
)
def test_a_mended_name_is_as_good_as_written(
    ask: Ask, received: str, department: str | None, code: str, read: str
) -> None:
    answer = ask(received, "1980", department)
    assert (answer.status, answer.code, answer.reading.name) == ("certain", code, read)


@pytest.mark.parametrize(
    ("received", "department", "code"),
    [("T0ULOUSE", "31", "31555"), ("L1LLE", "59", "59350"), ("TOUL0N 83", None, "83137"), ("8EZIERS", "34", "34032")],
)
def test_figures_in_a_word_stand_for_letters_and_it_is_said(
    ask: Ask, received: str, department: str | None, code: str
) -> None:
    answer = ask(received, "1985", department)
    assert (answer.status, answer.code) == ("probable", code)
    assert "NOM_SIMPLIFIE" in notes(answer)


def test_a_number_is_no_word() -> None:
    assert with_letters_for_figures("Paris 12e 1ER 10") == ()
    assert with_letters_for_figures("L1LLE") == ("LiLLE", "LlLLE")


@pytest.mark.parametrize("text", ["Bor\u00addeaux", "\u200eBordeaux\u200f", "\ufeffBordeaux", "\u202eBordeaux\u202c"])
def test_what_cannot_be_seen_is_nothing(ask: Ask, text: str) -> None:
    assert ask(text, "1980", "33").code == "33063"


def test_a_space_of_no_width_is_a_space(ask: Ask) -> None:
    assert ask("Villeneuve\u200bd'Ascq", "1980", "59").code == "59009"
