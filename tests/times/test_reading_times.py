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


@given(
    local=st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)).map(lambda at: at.replace(second=0, microsecond=0)),
    offset=st.sampled_from(["Z", "-04:00", "+0430", "+00:00", "+10:30", "+11:00"]),
    zone_key=st.sampled_from(ZONES),
)
def test_the_fast_forms_and_the_long_way_agree(local: datetime, offset: str, zone_key: str) -> None:
    clock = f"{local:%H:%M}"
    for text, day in ((clock, local.date()), (local.isoformat(timespec="minutes") + offset, None)):
        fast, slow = read_moment(text, zone_key, day), read_moment(f"{text} ", zone_key, day)
        if isinstance(fast, Moment) and isinstance(slow, Moment):
            assert (fast.instant, fast.offset, fast.zone) == (slow.instant, slow.offset, slow.zone)
            assert fast.certainty == slow.certainty
        else:
            assert fast == slow
