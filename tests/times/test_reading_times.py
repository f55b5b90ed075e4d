"""Times as editors write them, by the cases in cases.toml, and what holds for every text."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.times import Fault, Moment, read_moment, zone
from dateline.times.parse import read_any

NEW_YORK = "America/New_York"
TUESDAY = date(2009, 6, 16)
ZONES = (
    NEW_YORK,
    "Asia/Tehran",
    "Europe/London",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Asia/Kathmandu",
    "UTC",
)


def cases() -> list[Any]:
    tables = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))
    return [
        pytest.param(table["zone"], table.get("day"), *case, id=f"{name}: {case[0]}")
        for name, table in tables.items()
        for case in table["cases"]
    ]


@pytest.mark.parametrize("case", [param.values for param in cases()], ids=[param.id for param in cases()])
def test_a_written_time_is_read_as_the_case_says(case: tuple[Any, ...]) -> None:
    zone_key, day, text, expected, *other_zone = case
    found = read_moment(text, zone_key, day)
    if isinstance(found, Fault):
        assert f"{found.code} @{found.column}" == expected
        assert found.message.endswith(".")
        assert found.hint.endswith(".")
    else:
        assert f"{found.iso()} {found.certainty}" == expected
        assert found.zone == (other_zone[0] if other_zone else zone_key)
        assert found.shown == text


def fault(text: str, zone_key: str = NEW_YORK, day: date | None = TUESDAY) -> Fault:
    found = read_moment(text, zone_key, day)
    assert isinstance(found, Fault)
    return found


def moment(text: str, zone_key: str = NEW_YORK, day: date | None = TUESDAY) -> Moment:
    found = read_moment(text, zone_key, day)
    assert isinstance(found, Moment), found
    return found


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2009-11-01 01:30", ("2009-11-01T01:30-04:00", "2009-11-01T01:30-05:00")),
        (
            "2009-03-08 02:30",
            ("2009-03-08T02:30-05:00 (03:30 there)", "2009-03-08T02:30-04:00 (01:30 there)"),
        ),
        ("6/7/2009", ("2009-07-06 (6 July)", "2009-06-07 (7 June)")),
        ("6/16/2009", ("2009-06-16 (16 June)",)),
        ("21:17 Tehran", ("Asia/Tehran",)),
        ("21:17 America/NewYork", ("America/New_York",)),
        ("21:17 IST", ("+05:30", "+02:00", "+01:00")),
        ("about 9 pm", ("certainty: about",)),
        ("21.17", ("Write 21:17.",)),
        ("24:00", ("00:00", "next day")),
        ("13 pm", ("Write 13:00",)),
        ("Monday, June 16, 2009", ("Monday",)),
        ("۲۱:۱۷", ("0 to 9",)),
    ],
)
def test_a_hint_says_what_to_write_instead(text: str, parts: tuple[str, ...]) -> None:
    hint = fault(text).hint
    for part in parts:
        assert part in hint


@pytest.mark.parametrize("text", ["2009-11-01 01:30", "2009-03-08 02:30"])
def test_both_candidates_of_a_doubtful_time_can_be_read_and_are_an_hour_apart(text: str) -> None:
    words = [word for word in fault(text).hint.split() if word.startswith("2009")]
    instants = [moment(word).instant for word in words]
    assert abs(instants[0] - instants[1]) == 3600
    assert len(instants) == 2


def test_a_missing_date_is_told_apart_from_an_unreadable_time() -> None:
    assert fault("21:17", day=None).hint == "Put the date before it, like 2009-06-16 21:17."


def test_midnight_in_tehran_on_the_day_summer_time_begins_is_the_instant_of_the_change() -> None:
    day = moment("2009-03-22", "Asia/Tehran")
    assert day.instant == int(datetime(2009, 3, 21, 20, 30, tzinfo=UTC).timestamp())


FRAGMENTS = (
    *("21:17", "9", "June", "16th", "2009", ",", "at", "PM", "ET", "IST", "-", "+0430", "2009-06-16", "T"),
    *("|", "noon", "Tue", "Feb", "30", "/", "99999", "Asia/Tehran", "GMT+4:30"),
    *("٢١", "²", "\x00", "\ud800", "İ", "ſ"),
)
pieces = st.lists(st.sampled_from(FRAGMENTS), max_size=8)
texts = st.one_of(
    st.text(max_size=200),
    st.text(alphabet="0123456789:-/.+TZ apmh,|", max_size=30),
    pieces.map(" ".join),
    pieces.map("".join),
)


@given(text=texts, zone_key=st.one_of(st.sampled_from(ZONES), st.text(max_size=8)), day=st.none() | st.dates())
def test_no_text_raises_and_every_result_is_sound(text: str, zone_key: str, day: date | None) -> None:
    found = read_moment(text, zone_key, day)
    if isinstance(found, Fault):
        assert 0 <= found.column <= len(text)
        assert found.message
        assert found.hint
        return
    assert found.shown == text
    info = zone(found.zone)
    if info is not None:
        assert datetime.fromtimestamp(found.instant, UTC).astimezone(info).utcoffset() == timedelta(
            seconds=found.offset
        )
    for key in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        assert found.to_zone(key).iso()


@given(
    text=st.sampled_from(["{}", "9{}:17", "2009-06-1{}", "June 1{}, 2009"]),
    digit=st.characters(categories=["Nd", "No"]),
)
def test_only_ascii_digits_count(text: str, digit: str) -> None:
    if not digit.isascii():
        assert isinstance(read_moment(text.format(digit), NEW_YORK, TUESDAY), Fault)


@given(
    local=st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29)),
    offset=st.integers(-15 * 60, 15 * 60),
    zone_key=st.sampled_from(ZONES),
)
def test_iso_is_read_back_to_the_same_moment(local: datetime, offset: int, zone_key: str) -> None:
    sign = "-" if offset < 0 else "+"
    text = f"{local.isoformat(timespec='seconds')}{sign}{abs(offset) // 60:02}:{abs(offset) % 60:02}"
    first = moment(text, zone_key, None)
    assert first.iso() == text
    assert moment(first.iso(), zone_key, None) == first
    there = first.to_zone(zone_key)
    again = moment(there.iso(), zone_key, None)
    assert again.instant == there.instant
    if there.offset % 60 == 0:  # an offset with seconds, as before standard time, is written in UTC
        assert (again.offset, again.zone) == (there.offset, zone_key)


COMMON = (
    *("{at:%H:%M}", "{at:%Y-%m-%d}", "{at:%Y-%m-%dT%H:%M}{east}", "{at:%Y-%m-%d %H:%M:%S}{east}"),
    *(
        "{at:%B} {at.day}{th}{comma} {at:%Y}{at_} {clock}{region}",
        "{at:%b} {at.day}, {at:%Y} {clock}",
        "{clock}{region}",
    ),
    *("{at:%A} {at.day}, {at:%Y} {clock}", "Juni {at.day}, {at:%Y}{at_} {clock}"),
)
CHANGES = (datetime(2009, 3, 8, 1, 30), datetime(2009, 11, 1, 0, 30), datetime(2009, 3, 22), datetime(2010, 2, 20, 23))


@given(
    form=st.sampled_from(COMMON),
    at=st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31))
    | st.datetimes(datetime(1950, 1, 1), datetime(2050, 1, 1))
    | st.builds(lambda at, more: at + timedelta(minutes=more), st.sampled_from(CHANGES), st.integers(0, 180)),
    clock=st.sampled_from(["%I:%M %p", "%I:%M%p", "%H:%M pm", "%I:%M p.m.", "%I:%M AM", "%I:%M P.M"]),
    east=st.sampled_from(["Z", "-04:00", "+0430", "+00:00", "+10:30", "+11:00", "-15:59", "-16:00", ""]),
    words=st.tuples(
        st.sampled_from(["", "st", "th", "."]),
        st.sampled_from([",", "", " ,"]),
        st.sampled_from([" at", ",", "", " @"]),
    ),
    region=st.sampled_from(["", " ET", " PT", "ET", " EST", " BST", " CTA"]),
    zone_key=st.sampled_from(ZONES) | st.just("Nowhere/None"),
    own_day=st.booleans(),
)
def test_the_common_forms_are_read_as_by_the_way_that_takes_every_form(
    form: str,
    at: datetime,
    clock: str,
    east: str,
    words: tuple[str, str, str],
    region: str,
    zone_key: str,
    own_day: bool,
) -> None:
    th, comma, at_ = words
    clock = at.strftime(clock).removeprefix("0" if at.minute % 2 else "")
    text = form.format(at=at, clock=clock, east=east, th=th, comma=comma, at_=at_, region=region)
    for day in (at.date() if own_day else TUESDAY, None):
        assert read_moment(text, zone_key, day) == read_any(text, zone_key, day)


@pytest.mark.parametrize(
    "text", ["21:17", "2009-06-16", "2009-06-16T21:17Z", "June 16th, 2009 at 4:20 pm", "9:17 PM ET"]
)
def test_a_common_form_needs_no_scanning(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = read_any(text, NEW_YORK, TUESDAY)
    monkeypatch.setattr("dateline.times.parse.read_any", None)
    assert read_moment(text, NEW_YORK, TUESDAY) == expected
