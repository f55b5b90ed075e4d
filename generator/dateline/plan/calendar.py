"""The calendar of a blog's days, in weeks as the language begins them."""

from __future__ import annotations

import calendar
from functools import cache

from dateline.index.order import Day
from dateline.placeholders import ROOT
from dateline.plan.views import CalendarDay, CalendarMonth
from dateline.times.show import month_name
from dateline.urls import path_to_href

_MOST = 24
"""Months. A blog over more than two years is walked by its list of days, not by a calendar on every page."""


def calendar_months(blog: str, days: tuple[Day, ...], lang: str, current: str = "") -> tuple[CalendarMonth, ...]:
    """The months that hold entries. `current` is the day (2009-06-16) of the page that shows it."""
    by_month: dict[str, dict[int, Day]] = {}
    for day in days:
        by_month.setdefault(day.day[:7], {})[int(day.day[8:])] = day
    first, names = _week(lang)
    months = list(by_month.items())[-_MOST:]
    return tuple(_month(blog, month, found, lang, first, names, current) for month, found in months)


def _month(
    blog: str, month: str, found: dict[int, Day], lang: str, first: int, names: tuple[str, ...], current: str
) -> CalendarMonth:
    weeks = calendar.Calendar(first).monthdayscalendar(int(month[:4]), int(month[5:]))
    return CalendarMonth(
        label=month_name(month, lang),
        weekdays=names,
        weeks=tuple(tuple(_cell(blog, number, found.get(number), current) for number in week) for week in weeks),
    )


def _cell(blog: str, number: int, day: Day | None, current: str) -> CalendarDay:
    if day is None:
        return CalendarDay(number=number)
    # Neither a count nor a key mark: either would make every page of the blog change with every new entry.
    return CalendarDay(
        number=number, href=ROOT + path_to_href(day.path(blog)), label=day.day, current=day.day == current
    )


@cache
def _week(lang: str) -> tuple[int, tuple[str, ...]]:
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(lang, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    first = locale.first_week_day if locale.territory or locale.language != "en" else 0
    names = locale.days["stand-alone"]["narrow"]
    return first, tuple(names[(first + offset) % 7] for offset in range(7))
