"""Periods are half-open spans of days; `None` is unbounded."""

from datetime import date, timedelta

import pytest

from transcogage.resolution.model import Period

DAY = date(1968, 1, 1)
EVE = DAY - timedelta(days=1)


def test_a_period_holds_its_first_day_and_not_its_end() -> None:
    assert DAY in Period(DAY, None)
    assert EVE not in Period(DAY, None)
    assert EVE in Period(None, DAY)
    assert DAY not in Period(None, DAY)
    assert DAY in Period(None, None)


def test_a_bare_year_and_a_month_are_their_days() -> None:
    assert Period.of_year(1968) == Period(date(1968, 1, 1), date(1969, 1, 1))
    assert Period.of_month(1968, 2) == Period(date(1968, 2, 1), date(1968, 3, 1))
    assert Period.of_month(1968, 12) == Period(date(1968, 12, 1), date(1969, 1, 1))
    assert Period.of_day(date(1968, 2, 29)) == Period(date(1968, 2, 29), date(1968, 3, 1))


@pytest.mark.parametrize(
    ("other", "overlap"),
    [
        (Period(DAY, None), True),
        (Period(None, DAY), False),
        (Period(None, DAY + timedelta(days=1)), True),
        (Period(date(1969, 1, 1), None), False),
        (Period(date(1968, 12, 31), None), True),
        (Period(None, None), True),
    ],
)
def test_periods_overlap_when_a_day_is_in_both(other: Period, overlap: bool) -> None:
    year = Period.of_year(1968)
    assert year.overlaps(other) is overlap
    assert other.overlaps(year) is overlap
