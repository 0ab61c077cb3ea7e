"""Dates in the forms that files have."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcogage.parameters.dates import is_excel_day, split_date
from transcogage.parameters.errors import ErrorCode
from transcogage.parameters.reading import InvalidValueError


@pytest.mark.parametrize(
    ("text", "year", "month", "day"),
    [
        ("1980-06-15", "1980", "06", "15"),
        ("15/06/1980", "1980", "06", "15"),
        ("15.06.1980", "1980", "06", "15"),
        ("15-06-1980", "1980", "06", "15"),
        ("15 06 1980", "1980", "06", "15"),
        ("5/6/1980", "1980", "6", "5"),
        ("1980/06/15", "1980", "06", "15"),
        ("19800615", "1980", "06", "15"),
        ("15061980", "1980", "06", "15"),
        ("18900101", "1890", "01", "01"),
        ("1980-06-15T00:00:00", "1980", "06", "15"),
        ("1980-06-15T00:00:00.000+02:00", "1980", "06", "15"),
        ("1980-06-15 12:30", "1980", "06", "15"),
        ("15/06/1980 0:00:00", "1980", "06", "15"),
        ("15/06/1980 12h30", "1980", "06", "15"),
        ("1980-06", "1980", "06", None),
        ("06/1980", "1980", "06", None),
        ("1980", "1980", None, None),
    ],
)
def test_each_form_is_read(text: str, year: str, month: str | None, day: str | None) -> None:
    assert split_date(text) == (year, month, day)


@pytest.mark.parametrize(
    ("text", "year", "month", "day"),
    [
        ("00/06/1980", "1980", "06", None),
        ("00/00/1980", "1980", None, None),
        ("1980-06-00", "1980", "06", None),
        ("1980-00-00", "1980", None, None),
        ("19800600", "1980", "06", None),
        ("19800000", "1980", None, None),
        ("00001980", "1980", None, None),
        ("00/1980", "1980", None, None),
        ("15/00/1980", "1980", None, None),
    ],
)
def test_zeros_stand_for_what_is_not_known(text: str, year: str, month: str | None, day: str | None) -> None:
    """As in civil registers; a day without its month says nothing of the span."""
    assert split_date(text) == (year, month, day)


def test_eight_digits_are_read_from_the_year_when_that_makes_a_year_of_birth() -> None:
    """20111980 is 20 November 1980: no month 19 in 2011."""
    assert split_date("20111980") == ("1980", "11", "20")
    assert split_date("20101112") == ("2010", "11", "12")
    assert split_date("18121950") == ("1950", "12", "18")


@pytest.mark.parametrize(
    "text",
    ["", "80", "06/80", "15 juin", "1980-06-15-", "1980-W24", "198006151", "06151980", "06/15/1980/", "NULL"]  # noqa: RUF005
    + ["1980-6-", "/1980", "15//06/1980", "1980\n", "1980-06-15T", "1980-06-15T9", "\u0661\u0669\u0668\u0660"]
    + [
        "99999.5",
        "60001",
        "293861",
        "15 jui 1980",
        "15 ju 1980",
        "15 brumaire 1980",
        "juin",
        "mardi 1980",
        "15 juin 980",
    ],
)
def test_anything_else_is_refused_with_examples(text: str) -> None:
    with pytest.raises(InvalidValueError) as raised:
        split_date(text)
    assert raised.value.code == ErrorCode.MALFORMED
    assert "15/06/1980" in raised.value.message


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [
        ("12 mars 1980", "03", "12"),
        ("1er mars 1980", "03", "1"),
        ("1 er mars 1980", "03", "1"),
        ("12-mars-1980", "03", "12"),
        ("12 mar. 1980", "03", "12"),
        ("12/MARS/1980", "03", "12"),
        ("12MAR1980", "03", "12"),
        ("12\u00a0août 1980", "08", "12"),
        ("12 AOUT 1980", "08", "12"),
        ("3 févr. 1980", "02", "3"),
        ("3 fe\u0301vrier 1980", "02", "3"),
        ("mercredi 12 mars 1980", "03", "12"),
        ("le 12 mars 1980", "03", "12"),
        ("Dimanche, 9 mars 1980", "03", "9"),
        ("12 juin 1980", "06", "12"),
        ("12 juil. 1980", "07", "12"),
        ("12-déc-1980", "12", "12"),
        ("12 décembre 1980 12:30", "12", "12"),
        ("mars 1980", "03", None),
        ("Sept. 1980", "09", None),
        ("mars-1980", "03", None),
        ("00 mars 1980", "03", None),
    ],
)
def test_months_are_read_in_words(text: str, month: str, day: str | None) -> None:
    assert split_date(text) == ("1980", month, day)


@pytest.mark.parametrize("text", ["15/06/80", "15.06.80", "15-juin-80", "15 juin 80", "15/06/80 12:30"])
def test_a_year_in_two_digits_needs_a_pivot_that_the_caller_gives(text: str) -> None:
    with pytest.raises(InvalidValueError, match="deux chiffres") as raised:
        split_date(text)
    assert raised.value.code == ErrorCode.MALFORMED
    assert "--siecle-pivot" in raised.value.message
    assert [split_date(text, pivot)[0] for pivot in (0, 79, 80, 99)] == ["1980", "1980", "2080", "2080"]
    assert split_date(text, 26)[1:] == ("06", "15")
    assert split_date("juin 26", 26) == ("2026", "06", None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("29387", date(1980, 6, 15)),
        ("29387.0", date(1980, 6, 15)),
        ("29387,75", date(1980, 6, 15)),
        ("10000", date(1927, 5, 18)),
        ("25569", date(1970, 1, 1)),
        ("60000", date(2064, 4, 8)),
    ],
)
def test_five_digits_are_excels_number_of_a_day(text: str, day: date) -> None:
    assert split_date(text) == (f"{day:%Y}", f"{day:%m}", f"{day:%d}")
    assert is_excel_day(text)


@pytest.mark.parametrize("text", ["1980", "9999", "60001", "19800615", "15/06/1980", "1980.5"])
def test_no_other_date_is_taken_for_excels(text: str) -> None:
    assert not is_excel_day(text)


@given(st.dates(date(1890, 1, 1), date(2099, 12, 31)), st.sampled_from("-/. "))
def test_every_day_is_read_in_both_orders(day: date, separator: str) -> None:
    for form in (f"%Y{separator}%m{separator}%d", f"%d{separator}%m{separator}%Y", "%Y%m%d"):
        year, month, number = split_date(day.strftime(form))
        assert (year, month, number) == (f"{day:%Y}", f"{day:%m}", f"{day:%d}"), form


@given(st.text(max_size=30))
def test_no_text_fails_otherwise(text: str) -> None:
    try:
        year, month, day = split_date(text)
    except InvalidValueError:
        return
    assert len(year) == 4
    assert day is None or month is not None
