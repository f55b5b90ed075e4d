"""Dates and clocks for readers, by language."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, datetime

import pytest

from dateline.times import Moment, read_moment
from dateline.times.show import (
    calendar_of,
    city_name,
    clock,
    days_text,
    long_date,
    month_name,
    short_date,
    with_calendar,
    year_text,
)

DAY = date(2009, 6, 16)


def moment(text: str) -> Moment:
    found = read_moment(text, "America/New_York", DAY)
    assert isinstance(found, Moment), found
    return found


@pytest.mark.parametrize(
    ("lang", "long", "short", "month"),
    [
        ("en", "Tuesday 16 June 2009", "16 June 2009", "June 2009"),
        ("en-GB", "Tuesday 16 June 2009", "16 June 2009", "June 2009"),
        ("en-US", "Tuesday, June 16, 2009", "June 16, 2009", "June 2009"),
        ("de", "Dienstag, 16. Juni 2009", "16. Juni 2009", "Juni 2009"),
        ("de-CH-1996", "Dienstag, 16. Juni 2009", "16. Juni 2009", "Juni 2009"),
        ("fr", "mardi 16 juin 2009", "16 juin 2009", "juin 2009"),
        (
            "fa",
            "سه‌شنبه ۲۶ خرداد ۱۳۸۸ (۱۶ ژوئن ۲۰۰۹)",
            "۲۶ خرداد ۱۳۸۸ (۱۶ ژوئن ۲۰۰۹)",
            "ژوئن ۲۰۰۹ (خرداد و تیر ۱۳۸۸)",
        ),
        ("fa-u-ca-gregory", "سه‌شنبه ۱۶ ژوئن ۲۰۰۹", "۱۶ ژوئن ۲۰۰۹", "ژوئن ۲۰۰۹"),
        ("fa-AF", "سه‌شنبه ۱۶ جون ۲۰۰۹", "۱۶ جون ۲۰۰۹", "جون ۲۰۰۹"),
        (
            "en-u-ca-persian",
            "Tuesday 26 Khordad 1388 (16 June 2009)",
            "26 Khordad 1388 (16 June 2009)",
            "June 2009 (Khordad and Tir 1388)",
        ),
        ("ja", "2009年6月16日火曜日", "2009年6月16日", "2009年6月"),
        ("zz", "Tuesday 16 June 2009", "16 June 2009", "June 2009"),
        ("", "Tuesday 16 June 2009", "16 June 2009", "June 2009"),
    ],
)
def test_dates_are_written_in_the_language_asked_for(lang: str, long: str, short: str, month: str) -> None:
    assert long_date(DAY, lang) == long
    assert short_date(DAY, lang) == short
    assert month_name("2009-06", lang) == month


def test_a_moment_is_shown_on_its_own_day() -> None:
    late = moment("23:30")
    assert long_date(late, "en") == "Tuesday 16 June 2009"
    assert long_date(late.to_zone("Asia/Tehran"), "en") == "Wednesday 17 June 2009"
    assert short_date(datetime(2009, 6, 16, 23, 59), "en") == "16 June 2009"


@pytest.mark.parametrize(
    ("lang", "shown"), [("en", "09:07"), ("en-US", "09:07"), ("bg", "09:07"), ("fi", "09.07"), ("fa", "۰۹:۰۷")]
)
def test_the_rail_keeps_24_hours_and_two_digits(lang: str, shown: str) -> None:
    assert clock(moment("9:07 am"), lang) == shown


def test_a_month_that_is_none_is_a_bug_of_the_caller() -> None:
    with pytest.raises(ValueError, match="month"):
        month_name("2009-13", "en")


@pytest.mark.parametrize(
    ("lang", "last", "shown"),
    [
        ("en", date(2009, 6, 16), "16 June 2009"),
        ("en", date(2009, 6, 17), "16–17 June 2009"),
        ("en", date(2009, 7, 1), "16 June 2009 – 1 July 2009"),
        ("en-US", date(2009, 6, 17), "June 16, 2009 – June 17, 2009"),
        ("fa", date(2009, 6, 16), "۲۶ خرداد ۱۳۸۸ (۱۶ ژوئن ۲۰۰۹)"),
        ("fa", date(2009, 6, 17), "۲۶ تا ۲۷ خرداد ۱۳۸۸ (۱۶ تا ۱۷ ژوئن ۲۰۰۹)"),
        ("fa", date(2009, 6, 27), "۲۶ خرداد ۱۳۸۸ تا ۶ تیر ۱۳۸۸ (۱۶ تا ۲۷ ژوئن ۲۰۰۹)"),
        ("fa-u-ca-gregory", date(2009, 6, 17), "۱۶ تا ۱۷ ژوئن ۲۰۰۹"),
    ],
)
def test_the_days_of_a_coverage_are_said_in_one_breath(lang: str, last: date, shown: str) -> None:
    assert days_text(DAY, last, lang) == shown


def test_a_month_that_holds_new_year_names_both_years() -> None:
    assert month_name("2009-03", "fa") == "مارس ۲۰۰۹ (اسفند ۱۳۸۷ و فروردین ۱۳۸۸)"


def test_a_year_is_said_in_both_calendars() -> None:
    assert [year_text(date(2026, 11, 21), lang) for lang in ("en", "fa")] == ["2026", "۱۴۰۵ (۲۰۲۶)"]


def test_what_lies_outside_the_known_cycle_is_shown_in_the_gregorian_calendar_alone() -> None:
    assert short_date(date(1799, 12, 31), "fa") == "۳۱ دسامبر ۱۷۹۹"
    assert month_name("2200-03", "fa") == "مارس ۲۲۰۰"


@pytest.mark.parametrize(
    ("lang", "calendar"),
    [
        ("fa", "persian"), ("fa-IR", "persian"), ("FA-Arab-ir", "persian"), ("fa-AF", "gregorian"), ("ps", "gregorian"),
        ("en", "gregorian"), ("fa-u-ca-gregory", "gregorian"), ("de-u-nu-latn-ca-persian", "persian"),
    ],
)  # fmt: skip
def test_the_calendar_is_the_languages_unless_the_tag_asks_for_another(lang: str, calendar: str) -> None:
    assert calendar_of(lang) == calendar


def test_editors_choose_a_calendar_by_its_name() -> None:
    assert calendar_of(with_calendar("fa", "gregorian")) == "gregorian"
    assert calendar_of(with_calendar("en", "persian")) == "persian"
    assert with_calendar("fa", "") == "fa"


@pytest.mark.parametrize(
    ("zone", "lang", "city"),
    [
        ("America/New_York", "en", "New York"), ("Asia/Tehran", "fa", "تهران"), ("America/New_York", "fa", "نیویورک"),
        ("America/New_York", "fa-u-ca-gregory", "نیویورک"), ("No/Where", "fa", "Where"),
    ],
)  # fmt: skip
def test_a_zone_is_called_by_its_city_in_the_language(zone: str, lang: str, city: str) -> None:
    assert city_name(zone, lang) == city


def run(code: str, **environment: str) -> str:
    code = f"import sys; sys.path[:] = {sys.path!r}\n{code}"
    env = {**os.environ, **environment}
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env).stdout


def test_the_machines_own_locale_and_zone_have_no_say() -> None:
    code = (
        "from datetime import date\nfrom dateline.times.show import long_date\n"
        "print(long_date(date(2009, 6, 16), 'zz'), long_date(date(2009, 6, 16), 'fr'))"
    )
    shown = run(code, LC_ALL="de_DE.UTF-8", LANG="fa_IR", LANGUAGE="xx", TZ="Bogus/Zone", PYTHONIOENCODING="utf-8")
    assert shown == "Tuesday 16 June 2009 mardi 16 juin 2009\n"


def test_reading_a_time_never_imports_babel() -> None:
    code = (
        "from datetime import date\nimport dateline.times.show\nfrom dateline.times import read_moment\n"
        "read_moment('9:17 PM ET', 'UTC', date(2009, 6, 16))\n"
        "print('babel' in sys.modules)"
    )
    assert run(code) == "False\n"
