"""The calendar of Iran: days that history fixed, and the shape of its years.

Every day of four centuries is compared with Unicode's libraries in `tests/theme/test_persian_pages.py`.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.times.persian import FIRST, LAST, from_gregorian, is_leap, month_days, to_gregorian

DAYS = st.dates(FIRST, LAST)


@pytest.mark.parametrize(
    ("gregorian", "persian"),
    [
        ("1925-03-31", (1304, 1, 11)),  # the calendar becomes the law
        ("1979-02-11", (1357, 11, 22)),
        ("2009-06-12", (1388, 3, 22)),  # the election
        ("2009-06-16", (1388, 3, 26)),
        ("2017-03-20", (1395, 12, 30)),  # the last day of a leap year
        ("2017-03-21", (1396, 1, 1)),
        ("2021-03-20", (1399, 12, 30)),
        ("2022-09-16", (1401, 6, 25)),
        ("2025-03-20", (1403, 12, 30)),
        ("2025-03-21", (1404, 1, 1)),
    ],
)
def test_days_that_everybody_knows(gregorian: str, persian: tuple[int, int, int]) -> None:
    assert from_gregorian(date.fromisoformat(gregorian)) == persian
    assert to_gregorian(*persian) == date.fromisoformat(gregorian)


def test_the_leap_years_of_our_time() -> None:
    leaps = [1342, 1346, 1350, 1354, 1358, 1362, 1366, 1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412]
    assert [year for year in range(1340, 1416) if is_leap(year)] == leaps


@given(DAYS)
def test_a_day_leads_there_and_back(day: date) -> None:
    year, month, number = from_gregorian(day)
    assert to_gregorian(year, month, number) == day
    assert 1 <= month <= 12 and 1 <= number <= month_days(year, month)


@given(DAYS.filter(lambda day: day < LAST))
def test_a_day_is_followed_by_the_next_of_its_month_or_the_first_of_another(day: date) -> None:
    year, month, number = from_gregorian(day)
    if number < month_days(year, month):
        follows = (year, month, number + 1)
    else:
        follows = (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)
    assert from_gregorian(day + timedelta(1)) == follows


@given(st.integers(1179, 1577))
def test_a_year_is_as_long_as_its_months(year: int) -> None:
    length = (to_gregorian(year + 1, 1, 1) - to_gregorian(year, 1, 1)).days
    assert length == sum(month_days(year, month) for month in range(1, 13)) == 365 + is_leap(year)
