"""The calendar of a blog's days, and pages by month."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from dateline.index.order import Day
from dateline.placeholders import ROOT
from dateline.plan.calendar import calendar_months
from dateline.plan.months import Months
from dateline.plan.words import RIGHT_TO_LEFT, direction


def _days(*days: str) -> tuple[Day, ...]:
    return tuple(Day(day=day, parts=()) for day in days)


def test_a_month_is_drawn_in_whole_weeks_with_links_to_its_days() -> None:
    (month,) = calendar_months("iran", _days("2009-06-16", "2009-06-17"), "en-GB", "2009-06-17")
    assert month.label == "June 2009"
    assert [len(week) for week in month.weeks] == [7] * 5
    numbers = [day.number for week in month.weeks for day in week if day.number]
    assert numbers == list(range(1, 31))
    linked = {day.number: day for week in month.weeks for day in week if day.href}
    assert {number: day.href for number, day in linked.items()} == {
        16: f"{ROOT}iran/2009-06-16.html",
        17: f"{ROOT}iran/2009-06-17.html",
    }
    assert [number for number, day in linked.items() if day.current] == [17]


@pytest.mark.parametrize(
    ("lang", "first", "column_of_the_first"),
    [
        ("en-US", "S", 1),
        ("en-GB", "M", 0),
        ("de", "M", 0),
        ("fa-IR-u-ca-gregory", "ش", 2),
        ("fa-u-ca-gregory", "ش", 2),
        ("tlh", "M", 0),
    ],
)
def test_weeks_begin_as_the_language_begins_them(lang: str, first: str, column_of_the_first: int) -> None:
    """1 June 2009 was a Monday."""
    (month,) = calendar_months("iran", _days("2009-06-16"), lang)
    assert len(month.weekdays) == 7
    assert month.weekdays[0] == first
    assert [day.number for day in month.weeks[0]].index(1) == column_of_the_first


def test_a_persian_month_is_drawn_by_its_own_calendar_with_the_gregorian_noted() -> None:
    """1 Khordad 1388 was a Friday, the last day of the week; 16 June 2009 was 26 Khordad, 1 Tir 22 June."""
    khordad, tir = calendar_months("iran", _days("2009-06-16", "2009-06-21", "2009-06-22"), "fa", "2009-06-16")
    assert (khordad.label, khordad.note) == ("خرداد ۱۳۸۸", "مه و ژوئن ۲۰۰۹")
    assert (tir.label, tir.note) == ("تیر ۱۳۸۸", "ژوئن و ژوئیهٔ ۲۰۰۹")
    assert khordad.weekdays == ("ش", "ی", "د", "س", "چ", "پ", "ج")
    assert [day.number for day in khordad.weeks[0]] == [0, 0, 0, 0, 0, 0, 1]
    assert [day.number for week in khordad.weeks for day in week if day.number] == list(range(1, 32))
    linked = {day.number: (day.href, day.current) for week in khordad.weeks for day in week if day.href}
    assert linked == {26: (f"{ROOT}iran/2009-06-16.html", True), 31: (f"{ROOT}iran/2009-06-21.html", False)}


@pytest.mark.parametrize(
    ("day", "label", "note", "length"),
    [
        ("2025-03-20", "اسفند ۱۴۰۳", "فوریه و مارس ۲۰۲۵", 30),
        ("2026-03-20", "اسفند ۱۴۰۴", "فوریه و مارس ۲۰۲۶", 29),
        ("2026-01-01", "دی ۱۴۰۴", "دسامبر ۲۰۲۵ و ژانویه ۲۰۲۶", 30),
    ],
)
def test_a_month_of_the_year_s_end_has_its_length_and_its_years(day: str, label: str, note: str, length: int) -> None:
    (month,) = calendar_months("iran", _days(day), "fa")
    assert (month.label, month.note.replace("هٔ", "ه")) == (label, note)
    assert max(cell.number for week in month.weeks for cell in week) == length


def test_only_months_with_entries_are_drawn_and_no_more_than_two_years_of_them() -> None:
    days = [f"{year}-{month:02}-01" for year in (2009, 2010, 2011) for month in range(1, 13)]
    assert len(calendar_months("x", _days("2009-01-01", "2009-03-01"), "en")) == 2
    labels = [month.label for month in calendar_months("x", _days(*days), "en")]
    assert (len(labels), labels[0], labels[-1]) == (24, "January 2010", "December 2011")


def _rows(*days: str) -> Any:
    return [SimpleNamespace(day=day) for day in days]


def test_the_newest_month_of_a_subject_stands_at_its_own_address() -> None:
    months = Months("tags/iran", ("2009-08", "2009-07", "2009-06"), "en")
    assert months.names == ("2009-08", "2009-07", "2009-06")
    assert [months.path(name) for name in months.names] == [
        "tags/iran.html",
        "tags/iran/2009-07.html",
        "tags/iran/2009-06.html",
    ]
    links = months.links()["2009-07"]
    assert [(link.text, link.current) for link in links] == [
        ("August 2009", False),
        ("July 2009", True),
        ("June 2009", False),
    ]


def test_a_subject_of_one_month_has_no_months_to_walk_through() -> None:
    assert Months("tags/iran", ("2009-06",), "en").links() == {}
    assert Months("people/x", (), "en").path("") == "people/x.html"


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [
        ("fa", "rtl"), ("fa-IR", "rtl"), ("ar", "rtl"), ("he", "rtl"), ("ur-PK", "rtl"), ("en", "ltr"),
        ("de-CH", "ltr"), ("az-Arab", "rtl"), ("ar-Latn", "ltr"), ("uz-Cyrl", "ltr"), ("pa-Arab-PK", "rtl"),
        ("ku", "ltr"), ("tlh", "ltr"),
    ],
)  # fmt: skip
def test_direction_follows_the_language_or_the_script_that_is_named(lang: str, wanted: str) -> None:
    assert direction(lang) == wanted


def test_every_language_listed_as_running_from_the_right_does() -> None:
    assert all(direction(lang) == "rtl" for lang in RIGHT_TO_LEFT)
