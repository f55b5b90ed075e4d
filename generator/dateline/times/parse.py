"""A written time to the instant it means: `read_moment`.

The forms that fill an archive are read by one pattern each and one cached look-up of the day's offset: "21:17" in a
day's log, ISO 8601 with or without an offset, "2009-06-16" under a source, "June 16th, 2009 at 4:20 pm ET" over a
comment. All else, and every fault, goes through `scan` and `place`, which say the same of these forms too.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from dateline.times.abbreviations import REGIONS
from dateline.times.moment import Fault, Moment
from dateline.times.zones import FARTHEST_OFFSET, fixed_zone, steady_day

_match_clock = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])").fullmatch
_match_iso = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?"
    r"(Z|[+-][0-9]{2}:?[0-5][0-9])?)?"
).fullmatch
_match_words = re.compile(
    r"(?:([A-Z][a-z]{2,8} [0-9]{1,2}(?:st|nd|rd|th)?,? [0-9]{4})(?:,| at)? )?"
    rf"(0?[1-9]|1[0-2]):([0-5][0-9]) ?([AaPp])\.?[Mm]\.?(?: ({'|'.join(REGIONS)}))?"
).fullmatch

_match_day = re.compile(r"([A-Z][a-z]+) ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})").fullmatch
_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MONTHS = {name: number for number, whole in enumerate(_NAMES, 1) for name in (whole, whole[:3])} | {"Sept": 9}


def read_moment(text: str, zone_key: str, day: date | None) -> Moment | Fault:
    """Read a time as an editor writes it. `zone_key` (IANA) and `day` hold where the text names none.

    Seconds' fractions are dropped. A date alone is a `day`, its instant the first of that day there.
    Faults: DL301 unreadable, DL302 no date, DL303 and DL304 a local time that comes twice or never, DL305
    unknown zone, DL306 ambiguous abbreviation, DL307 impossible date, clock or offset, DL308 ambiguous
    numeric date. Never raises, whatever the text.
    """
    return _common(text, zone_key, day) or read_any(text, zone_key, day)


def read_any(text: str, zone_key: str, day: date | None) -> Moment | Fault:
    """What `read_moment` gives, by the way that takes every form."""
    # Imported late: their patterns take longer to compile than a small archive's usual times take to read.
    from dateline.times.place import place
    from dateline.times.scan import scan

    reading = scan(text)
    return reading if isinstance(reading, Fault) else place(text, reading, zone_key, day)


def _common(text: str, zone_key: str, day: date | None) -> Moment | None:
    """The moment, if the text has one of the common forms and names a day without a change of clocks."""
    if day is not None and (match := _match_clock(text)):
        steady = steady_day(zone_key, day)
        if steady is None:
            return None
        midnight, offset = steady
        hour, minute = match.groups()
        instant = midnight + int(hour) * 3600 + int(minute) * 60
        return Moment(instant=instant, offset=offset, zone=zone_key, shown=text, certainty="minute")
    if match := _match_iso(text):
        return _iso(match, zone_key)
    if match := _match_words(text):
        return _words(match, zone_key, day)
    return None


def _iso(match: re.Match[str], zone_key: str) -> Moment | None:
    text = match.string
    written, hour, minute, second, east = match.groups()
    steady = _steady_iso_day(zone_key, written)
    if steady is None:
        return None
    midnight, offset = steady
    if hour is None:
        return Moment(instant=midnight, offset=offset, zone=zone_key, shown=text, certainty="day")
    seconds = _offset_seconds(east) if east else offset
    if seconds is None:
        return None
    # If the zone had the written offset then, it has it all through this local day.
    key = zone_key if offset == seconds else fixed_zone(seconds)
    instant = midnight + offset - seconds + int(hour) * 3600 + int(minute) * 60
    if second is None:
        return Moment(instant=instant, offset=seconds, zone=key, shown=text, certainty="minute")
    instant += int(second)
    return Moment(instant=instant, offset=seconds, zone=key, shown=text, certainty="exact")


def _words(match: re.Match[str], zone_key: str, given: date | None) -> Moment | None:
    written, hour, minute, half, region = match.groups()
    day = _day_in_words(written) if written else given
    steady = None if day is None else steady_day(zone_key, day)
    if day is None or steady is None:
        return None
    midnight, offset = steady
    key = zone_key
    if region:
        there = steady_day(REGIONS[region], day)
        if there is None:
            return None
        # Where the blog's own clock shows the same, the moment is its own.
        key = zone_key if there[1] == offset else REGIONS[region]
        midnight, offset = there
    instant = midnight + (int(hour) % 12 + (12 if half in "Pp" else 0)) * 3600 + int(minute) * 60
    return Moment(instant=instant, offset=offset, zone=key, shown=match.string, certainty="minute")


@lru_cache(maxsize=8192)
def _steady_iso_day(zone_key: str, written: str) -> tuple[int, int] | None:
    try:
        return steady_day(zone_key, date.fromisoformat(written))
    except ValueError:
        return None


@lru_cache(maxsize=8192)
def _day_in_words(written: str) -> date | None:
    match = _match_day(written)
    month = _MONTHS.get(match[1]) if match else None
    if match is None or month is None:
        return None
    try:
        return date(int(match[3]), month, int(match[2]))
    except ValueError:
        return None


@lru_cache(maxsize=256)
def _offset_seconds(east: str) -> int | None:
    if east == "Z":
        return 0
    seconds = int(east[1:3]) * 3600 + int(east[-2:]) * 60
    if seconds >= FARTHEST_OFFSET:
        return None
    return -seconds if east[0] == "-" else seconds
