"""What was read of a question is told, so that a person sees what was understood (domain.md, section 7)."""

import pytest

from tests.resolution.asking import Ask
from transcogage.resolution.model import Reading


@pytest.mark.parametrize(
    ("written", "department", "expected"),
    [
        ("Gennevilliers", "92", Reading("Gennevilliers", "92")),
        ("Vendôme", None, Reading("Vendôme")),
        ("BORDEAUX (33)", None, Reading("BORDEAUX", "33")),
        ("Besançon (Doubs)", None, Reading("Besançon", "25")),
        ("33000 Bordeaux", "33", Reading("Bordeaux", "33", postal_code="33000")),
        ("2A004 Ajaccio", None, Reading("Ajaccio", current_code="2A004")),
        ("75014 PARIS", None, Reading("PARIS 14", postal_code="75014", arrondissement=14)),
        ("11e arrondissement", "75", Reading("Paris 11", "75", arrondissement=11)),
        ("LISBONNE (PORTUGAL)", None, Reading("LISBONNE", country="PORTUGAL")),
        ("né à Bordeaux", "33", Reading("Bordeaux", "33")),
        ("AU CREUSOT", "71", Reading("Le CREUSOT", "71")),
        ("Mairie de Dole", "39", Reading("Dole", "39")),
        ("Maternité de Bordeaux", "33", Reading("Bordeaux", "33")),
        ("NEUILLY/SEINE", "92", Reading("NEUILLY sur SEINE", "92")),
        ("VITRY S SEINE", "33", Reading("VITRY sur SEINE", "33")),
        ("Aux Marais", "60", Reading("Aux Marais", "60")),
        ("Aux Marais", "75", Reading("Aux Marais", "75")),
        ("Valence (Drôme)", "82", Reading("Valence", "82")),
    ],
)
def test_the_name_that_was_found_and_what_stands_with_it_are_told(
    ask: Ask, written: str, department: str | None, expected: Reading
) -> None:
    assert ask(written, "1980", department).reading == expected


def test_what_is_given_beside_is_told_before_what_is_written(ask: Ask) -> None:
    reading = ask("33000 Bordeaux", "1980", "33", postal_code="33800", current_code="33063").reading
    assert reading == Reading("Bordeaux", "33", "33800", "33063")
