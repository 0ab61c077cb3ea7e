"""Corsica: 20xxx before 1976-01-01, 2Axxx or 2Bxxx from then; callers give 20, 2A or 2B (domain.md, section 3.2)."""

import pytest

from tests.resolution.asking import Ask, alternatives, codes, notes, sure


@pytest.mark.parametrize(
    ("name", "department", "before"), [("Ajaccio", "2A", "20004"), ("Bastia", "2B", "20033"), ("Corte", "2B", "20096")]
)
def test_corsican_births_before_1976_have_20_codes_under_20_and_under_2a_or_2b(
    ask: Ask, name: str, department: str, before: str
) -> None:
    for given in ("20", department, department.lower()):
        for date in ("1920", "1975", "1975-12-31"):
            assert sure(ask(name, date, given)) == before


@pytest.mark.parametrize(
    ("name", "department", "after"), [("Ajaccio", "2A", "2A004"), ("Bastia", "2B", "2B033"), ("Corte", "2B", "2B096")]
)
def test_corsican_births_from_1976_have_2a_or_2b_codes_under_20_and_under_2a_or_2b(
    ask: Ask, name: str, department: str, after: str
) -> None:
    for given in ("20", department):
        for date in ("1976-01-01", "1976", "1990"):
            assert sure(ask(name, date, given)) == after


def test_the_other_half_of_corsica_is_not_mended_silently(ask: Ask) -> None:
    for date, code in (("1970", "20033"), ("1990", "2B033")):
        answer = ask("Bastia", date, "2A")
        assert (answer.status, answer.code) == ("ambigu", None)
        assert codes(answer) == [code]
        assert "DEPARTEMENT_CONTREDIT" in notes(answer)


@pytest.mark.parametrize(("name", "department", "accepted"), [("Ajaccio", "2A", "2A004"), ("Bastia", "2B", "2B033")])
def test_a_20_code_comes_with_the_code_that_api_particulier_accepts(
    ask: Ask, name: str, department: str, accepted: str
) -> None:
    """It refuses 20xxx (domain.md, section 5.3)."""
    assert alternatives(ask(name, "1970", department)) == {accepted: "api_particulier"}
    assert alternatives(ask(name, "1980", department)) == {}
