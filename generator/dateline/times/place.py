"""The parts of a written time, placed on the time line: which zone, which offset, is there such a time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateline.times.abbreviations import AMBIGUOUS, REGIONS, WELL_KNOWN, offset_called
from dateline.times.moment import Fault, Moment, iso_text
from dateline.times.scan import MONTHS, WEEKDAYS, Reading
from dateline.times.zones import (
    FIRST_DAY,
    LAST_DAY,
    fixed_zone,
    local_offsets,
    naive_seconds,
    nearest_zone,
    zone,
)


def place(text: str, reading: Reading, zone_key: str, given: date | None) -> Moment | Fault:
    """The moment that a reading means in a zone, on the day `given` unless it names its own."""
    blog_zone = zone(zone_key)
    if blog_zone is None:
        return _unknown_zone(zone_key, 0)
    if reading.clock is None and reading.day is None:
        hint = "Write a date like 2009-06-16, or a clock time like 21:17."
        return Fault(code="DL302", message="A weekday alone is no date.", hint=hint, column=reading.weekday_column)
    day = reading.day or given
    if day is None:
        hint = f"Put the date before it, like 2009-06-16 {text.strip()[:40]}."
        return Fault(code="DL302", message="A date is missing: this is a clock time only.", hint=hint, column=0)
    fault = _impossible_day(day, reading)
    if fault:
        return fault
    if reading.clock is None:
        return _whole_day(text, reading, day, zone_key, blog_zone)
    local = datetime.combine(day, time(*reading.clock))
    named = _named(reading, local, zone_key)
    if isinstance(named, Fault):
        return named
    key, offset = named
    if offset is None:
        there = zone(key)
        if there is None:
            return _unknown_zone(key, reading.zone_column)
        first, later = local_offsets(local, there)
        if first != later:
            return _doubtful(local, key, first, later, reading.clock_column)
        offset = first
    certainty = "exact" if reading.seconds_given else "minute"
    home = _home(local, offset, (zone_key, key))
    return Moment(instant=naive_seconds(local) - offset, offset=offset, zone=home, shown=text, certainty=certainty)


def _impossible_day(day: date, reading: Reading) -> Fault | None:
    if not FIRST_DAY <= day <= LAST_DAY:
        hint = "Write a date from 0001-01-03 to 9999-12-29."
        message = f"{day.isoformat()} is outside the dates that can be used."
        return Fault(code="DL307", message=message, hint=hint, column=reading.day_column)
    if reading.weekday is not None and reading.weekday != day.weekday():
        message = f"{day.day} {MONTHS[day.month - 1]} {day.year:04} is a {WEEKDAYS[day.weekday()]}."
        hint = f"It says {WEEKDAYS[reading.weekday]}: check which of the two is right."
        return Fault(code="DL307", message=message, hint=hint, column=reading.weekday_column)
    return None


def _named(reading: Reading, local: datetime, zone_key: str) -> tuple[str, int | None] | Fault:
    """(zone, offset) that the text names; the offset is None where the zone's own rules must give it."""
    if reading.offset is not None:
        return fixed_zone(reading.offset), reading.offset
    word = reading.zone_word
    if word is None:
        return zone_key, None
    if "/" in word:
        return word, None
    name = word.upper()
    if name in REGIONS:
        return REGIONS[name], None
    if name not in {"Z", "UTC", "GMT"}:
        offset = offset_called(zone_key, name, local)
        if offset is not None:
            return zone_key, offset
    if name in WELL_KNOWN:
        minutes, key = WELL_KNOWN[name]
        offset = offset_called(key, name, local)
        return key, minutes * 60 if offset is None else offset
    if name in AMBIGUOUS:
        hint = f"Write the offset instead: {AMBIGUOUS[name]}."
        message = f"{name} is the name of more than one time zone."
        return Fault(code="DL306", message=message, hint=hint, column=reading.zone_column)
    return _unknown_zone(word, reading.zone_column)


def _home(local: datetime, offset: int, keys: tuple[str, str]) -> str:
    """The first of the zones that shows this local time at this offset, else the bare offset's name."""
    for key in keys:
        info = zone(key)
        if info is not None:
            first, later = local_offsets(local, info)
            # In a gap (first < later) neither of the two is ever shown there.
            if first >= later and offset in (first, later):
                return key
    return fixed_zone(offset)


def _whole_day(text: str, reading: Reading, day: date, zone_key: str, info: ZoneInfo) -> Moment | Fault:
    midnight = datetime.combine(day, time())
    first, later = local_offsets(midnight, info)
    instant = naive_seconds(midnight) - first
    # Where summer time begins at midnight, as in Tehran, the day begins at 01:00, by the later offset.
    offset = max(first, later)
    if naive_seconds(midnight + timedelta(days=1)) <= instant + offset:
        message = f"{day.isoformat()} was left out of the calendar in {zone_key}."
        return Fault(code="DL304", message=message, hint="Write the day before or after.", column=reading.day_column)
    return Moment(instant=instant, offset=offset, zone=zone_key, shown=text, certainty="day")


def _doubtful(local: datetime, key: str, first: int, later: int, column: int) -> Fault:
    clock, day = local.isoformat(timespec="minutes")[11:], local.date().isoformat()
    seconds = local.second != 0
    utc = naive_seconds(local)
    candidates = [iso_text(utc - offset, offset, seconds=seconds) for offset in (first, later)]
    if first > later:
        message = f"{clock} came twice on {day} in {key}: the clocks were set back."
        hint = f"Write {candidates[0]} for the first or {candidates[1]} for the second."
        return Fault(code="DL303", message=message, hint=hint, column=column)
    message = f"{clock} never came on {day} in {key}: the clocks were set forward."
    moved = [local + timedelta(seconds=change) for change in (later - first, first - later)]
    # A whole day was left out where a country went over to the other side of the date line.
    whole = any(other.time() == local.time() for other in moved)
    shown = [other.isoformat(" ", "minutes")[0 if whole else 11 :] for other in moved]
    hint = f"Write {candidates[0]} ({shown[0]} there) or {candidates[1]} ({shown[1]} there)."
    return Fault(code="DL304", message=message, hint=hint, column=column)


def _unknown_zone(key: str, column: int) -> Fault:
    near = nearest_zone(key)
    hint = f"Write {near}." if near else "Write an offset like -04:00, or a zone like America/New_York."
    return Fault(code="DL305", message=f"“{key[:40]}” is no time zone that is known.", hint=hint, column=column)
