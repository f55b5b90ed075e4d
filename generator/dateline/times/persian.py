"""The Solar Hijri calendar of Iran: days, months, leap years. Arithmetic alone, the same on every machine.

Its year begins on the day whose noon in Tehran is the first after the spring equinox. From 1178 to 1633 that is a cycle
of 33 years with eight leap years (K. M. Borkowski, The Persian calendar for 3000 years, Earth, Moon, and Planets 74,
1996), but for 1502, when the equinox falls within minutes of noon; the Unicode libraries (ICU) have the same exception,
and the tests compare every day from 1800 to 2200 with theirs.
"""

from __future__ import annotations

from datetime import date

from dateline.words import phrase

MONTHS = (
    phrase("Farvardin"),
    phrase("Ordibehesht"),
    phrase("Khordad"),
    phrase("Tir"),
    phrase("Mordad"),
    phrase("Shahrivar"),
    phrase("Mehr"),
    phrase("Aban"),
    phrase("Azar"),
    phrase("Dey"),
    phrase("Bahman"),
    phrase("Esfand"),
)
FIRST, LAST = date(1800, 3, 21), date(2200, 3, 20)
"""The days between which the cycle holds and is tested; others are shown in the Gregorian calendar alone."""
_NEW_YEAR_1178 = date(1799, 3, 21).toordinal()
_CYCLE = 33 * 365 + 8


def is_leap(year: int) -> bool:
    """Whether Esfand has 30 days."""
    if year in (1502, 1503):
        return year == 1503
    return (25 * year + 11) % 33 < 8


def month_days(year: int, month: int) -> int:
    """Days of a month (1–12): six of 31, five of 30, the last of 29 or 30."""
    return 31 if month < 7 else 30 if month < 12 or is_leap(year) else 29


def from_gregorian(day: date) -> tuple[int, int, int]:
    """(year, month, day) of a Gregorian day between `FIRST` and `LAST`."""
    year = day.year - 621
    begin = _new_year(year)
    if day.toordinal() < begin:
        year -= 1
        begin = _new_year(year)
    past = day.toordinal() - begin
    if past < 186:
        return year, past // 31 + 1, past % 31 + 1
    return year, (past - 186) // 30 + 7, (past - 186) % 30 + 1


def to_gregorian(year: int, month: int, day: int) -> date:
    """The Gregorian day of a day."""
    before = (month - 1) * 31 if month < 8 else (month - 1) * 30 + 6
    return date.fromordinal(_new_year(year) + before + day - 1)


def _new_year(year: int) -> int:
    """The ordinal of 1 Farvardin."""
    cycles, rest = divmod(year - 1178, 33)
    passed = sum((25 * (1178 + past) + 11) % 33 < 8 for past in range(rest))
    return _NEW_YEAR_1178 + cycles * _CYCLE + rest * 365 + passed - (year == 1503)
