"""The calendar of a blog's days, in weeks as the language begins them and months as its calendar has them."""

from __future__ import annotations

import calendar
from datetime import date
from functools import cache

from msgspec import Struct

from dateline.index.order import Day
from dateline.placeholders import ROOT
from dateline.plan.views import CalendarDay, CalendarMonth
from dateline.times import persian
from dateline.times.show import calendar_of, gregorian_months, locale_of, month_name, persian_month
from dateline.times.told import told
from dateline.urls import path_to_href

_MOST = 24
"""Months. A blog over more than two years is walked by its list of days, not by a calendar on every page."""


class _Month(Struct, frozen=True):
    """A month of either calendar: its first day, how many it has, and its names."""

    first: date
    days: int
    label: str
    note: str


def calendar_months(blog: str, days: tuple[Day, ...], lang: str, current: str = "") -> tuple[CalendarMonth, ...]:
    """The months that hold entries. `current` is the day (2009-06-16) of the page that shows it; `lang` may name a
    calendar, as in `times.show`."""
    by_month: dict[_Month, dict[int, Day]] = {}
    for day in days:
        month, number = _place(day.day, lang)
        by_month.setdefault(month, {})[number] = day
    first, names = _week(lang)
    return tuple(
        CalendarMonth(
            label=month.label,
            note=month.note,
            weekdays=names,
            weeks=tuple(
                tuple(_cell(blog, number, found.get(number), current) for number in week)
                for week in _weeks(month, first)
            ),
        )
        for month, found in list(by_month.items())[-_MOST:]
    )


def _place(day: str, lang: str) -> tuple[_Month, int]:
    """The month of a day (2009-06-16), and its number in it."""
    if calendar_of(lang) == "persian" and persian.FIRST <= (found := date.fromisoformat(day)) <= persian.LAST:
        year, month, number = persian.from_gregorian(found)
        return _persian(year, month, lang), number
    return _gregorian(day[:7], lang), int(day[8:])


@cache
def _persian(year: int, month: int, lang: str) -> _Month:
    length = persian.month_days(year, month)
    first, last = (persian.to_gregorian(year, month, day) for day in (1, length))
    return _Month(first, length, persian_month(year, month, lang), gregorian_months(first, last, lang))


@cache
def _gregorian(month: str, lang: str) -> _Month:
    first = date.fromisoformat(f"{month}-01")
    return _Month(first, calendar.monthrange(first.year, first.month)[1], month_name(month, lang), "")


def _weeks(month: _Month, first: int) -> list[list[int]]:
    """Weeks of day numbers, 0 where the month has no day; `first` is the weekday that begins them."""
    before = (month.first.weekday() - first) % 7
    cells = [0] * before + list(range(1, month.days + 1))
    cells += [0] * (-len(cells) % 7)
    return [cells[at : at + 7] for at in range(0, len(cells), 7)]


def _cell(blog: str, number: int, day: Day | None, current: str) -> CalendarDay:
    if day is None:
        return CalendarDay(number=number)
    # Neither a count nor a key mark: either would make every page of the blog change with every new entry.
    return CalendarDay(
        number=number, href=ROOT + path_to_href(day.path(blog)), label=day.day, current=day.day == current
    )


@cache
def _week(lang: str) -> tuple[int, tuple[str, ...]]:
    """The first day of the week (0 is Monday), and what stands above its days."""
    first, *names = told(lambda: "\n".join(_ask_week(lang)), "week", lang).split("\n")
    return int(first), tuple(names)


def _ask_week(lang: str) -> tuple[str, ...]:
    from babel import Locale

    locale = locale_of(lang)
    names = locale.days["stand-alone"]["narrow"]
    first: int = locale.first_week_day
    if locale.language == "en" and not locale.territory:
        first = 0
    elif locale.language == "fa" and not locale.territory:
        first = Locale("fa", "IR").first_week_day
    return str(first), *(names[(first + offset) % 7] for offset in range(7))
