"""A moment's forms: for machines, for the rail, in another zone."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from dateline.times import Fault, Moment, read_moment

NEW_YORK = "America/New_York"


def moment(text: str, zone_key: str = NEW_YORK) -> Moment:
    found = read_moment(text, zone_key, date(2009, 6, 16))
    assert isinstance(found, Moment), found
    return found


def test_the_forms_of_a_minute() -> None:
    asked = moment("9:17 PM")
    assert asked.local() == datetime(2009, 6, 16, 21, 17)
    assert asked.day() == "2009-06-16"
    assert asked.clock() == "21:17"
    assert asked.iso() == "2009-06-16T21:17:00-04:00"
    assert asked.machine() == "2009-06-16T21:17-04:00"
    assert asked.abbreviation() == "EDT"


@pytest.mark.parametrize(
    ("text", "machine"),
    [
        ("21:17:00", "2009-06-16T21:17:00-04:00"),
        ("2009-06-16T21:17Z", "2009-06-16T21:17+00:00"),
        ("2009-06-16", "2009-06-16"),
        ("0033-04-03", "0033-04-03"),
        # Local mean time was UTC-04:56:02, which neither RFC 3339 nor HTML can say.
        ("1800-06-16 21:17", "1800-06-17T02:13:02+00:00"),
    ],
)
def test_machines_are_told_no_more_than_is_known(text: str, machine: str) -> None:
    assert moment(text).machine() == machine


@pytest.mark.parametrize(
    ("text", "zone_key", "name"),
    [
        ("2009-06-16 21:17", None, "EDT"),
        ("2009-01-16 21:17", None, "EST"),
        ("21:17 EST", None, "UTC-05:00"),
        ("21:17Z", None, "UTC"),
        ("21:17", "Asia/Tehran", "UTC+04:30"),
        ("21:17", "Europe/London", "BST"),
    ],
)
def test_the_clock_is_called_by_the_date_and_the_zone(text: str, zone_key: str | None, name: str) -> None:
    assert moment(text).abbreviation(zone_key) == name


def test_another_zone_shows_the_same_instant_by_its_own_clock() -> None:
    asked = moment("9:17 PM ET")
    there = asked.to_zone("Asia/Tehran")
    assert there.iso() == "2009-06-17T05:47:00+04:30"
    assert (there.instant, there.shown, there.certainty) == (asked.instant, "9:17 PM ET", "minute")
    assert there.to_zone(NEW_YORK) == asked


def test_a_moment_known_to_the_day_keeps_its_day_in_every_zone() -> None:
    assert moment("2009-06-16", "Asia/Tehran").to_zone(NEW_YORK).machine() == "2009-06-16"


def test_a_zone_that_is_none_is_a_bug_of_the_caller() -> None:
    with pytest.raises(KeyError):
        moment("21:17").to_zone("America/Newyork")


def test_a_fault_is_a_value() -> None:
    assert read_moment("soon", NEW_YORK, None) == Fault(
        code="DL301",
        message="“soon” is not a time that can be read.",
        hint="Write it like 21:17, 2009-06-16T21:17-04:00 or June 16, 2009 9:17 PM ET.",
        column=0,
    )
