"""Departments as callers write them, at birth or today (http.md)."""

import pytest

from transcogage.resolution.departments import DEPARTMENTS, DepartmentError, read_department
from transcogage.resolution.index import Index
from transcogage.resolution.model import Period, Query, Status
from transcogage.resolution.resolver import resolve


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1", "01"),
        ("01", "01"),
        (" 75 ", "75"),
        ("2a", "2A"),
        ("2B", "2B"),
        ("20", "20"),
        ("95", "95"),
        ("971", "971"),
        ("976", "976"),
        ("978", "978"),
        ("985", "985"),
        ("988", "988"),
    ],
)
def test_a_department_is_read_in_any_form_of_the_contract(text: str, code: str) -> None:
    assert read_department(text) == code


@pytest.mark.parametrize(
    "text", ["", " ", "0", "00", "96", "99", "2C", "970", "979", "984", "989", "075", "Ain", "7 5", "٧٥"]
)
def test_anything_else_is_refused_and_told_what_is_expected(text: str) -> None:
    with pytest.raises(DepartmentError, match=r"01 à 95, 2A, 2B, 20 .* 971 à 978 ou 985 à 988"):
        read_department(text)


def test_every_department_of_the_contract_can_be_asked() -> None:
    assert len(DEPARTMENTS) == 95 + 2 + 8 + 4
    assert all(read_department(code) == code for code in DEPARTMENTS)


def test_a_department_that_knows_no_name_answers_that_nothing_is_found(index: Index) -> None:
    assert resolve(index, Query("Qwertyuiop", Period.of_year(1980), "96")).status is Status.NOT_FOUND
