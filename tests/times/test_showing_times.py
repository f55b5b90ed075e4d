"""Dates and clocks for readers, by language."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, datetime

import pytest

from dateline.times import Moment, read_moment
from dateline.times.show import clock, long_date, month_name, short_date

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
        ("fa", "سه‌شنبه 16 ژوئن 2009", "16 ژوئن 2009", "ژوئن 2009"),
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


@pytest.mark.parametrize(("lang", "shown"), [("en", "09:07"), ("en-US", "09:07"), ("bg", "09:07"), ("fi", "09.07")])
def test_the_rail_keeps_24_hours_and_two_digits(lang: str, shown: str) -> None:
    assert clock(moment("9:07 am"), lang) == shown


def test_a_month_that_is_none_is_a_bug_of_the_caller() -> None:
    with pytest.raises(ValueError, match="month"):
        month_name("2009-13", "en")


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
