"""A written time to the instant it means: `read_moment`.

The two forms that fill an archive, "21:17" in a day's log and ISO 8601 with an offset, are read by one
pattern each and one cached look-up of the day's offset. All else, and every fault, goes through `scan` and
`place`.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from dateline.times.moment import Fault, Moment
from dateline.times.zones import FARTHEST_OFFSET, fixed_zone, steady_day

_match_clock = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])").fullmatch
_match_iso = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?"
    r"(Z|[+-][0-9]{2}:?[0-5][0-9])"
).fullmatch


def read_moment(text: str, zone_key: str, day: date | None) -> Moment | Fault:
    """Read a time as an editor writes it. `zone_key` (IANA) and `day` hold where the text names none.

    Seconds' fractions are dropped. A date alone is a `day`, its instant the first of that day there.
    Faults: DL301 unreadable, DL302 no date, DL303 and DL304 a local time that comes twice or never, DL305
    unknown zone, DL306 ambiguous abbreviation, DL307 impossible date, clock or offset, DL308 ambiguous
    numeric date. Never raises, whatever the text.
    """
    if day is not None and (match := _match_clock(text)):
        steady = steady_day(zone_key, day)
        if steady is not None:
            midnight, offset = steady
            hour, minute = match.groups()
            instant = midnight + int(hour) * 3600 + int(minute) * 60
            return Moment(instant=instant, offset=offset, zone=zone_key, shown=text, certainty="minute")
    elif match := _match_iso(text):
        written, hour, minute, second, east = match.groups()
        steady = _steady_written_day(zone_key, written)
        seconds = _offset_seconds(east)
        if steady is not None and seconds is not None:
            midnight, offset = steady
            # If the zone had the written offset then, it has it all through this local day.
            key = zone_key if offset == seconds else fixed_zone(seconds)
            instant = midnight + offset - seconds + int(hour) * 3600 + int(minute) * 60
            if second is None:
                return Moment(instant=instant, offset=seconds, zone=key, shown=text, certainty="minute")
            instant += int(second)
            return Moment(instant=instant, offset=seconds, zone=key, shown=text, certainty="exact")
    # Imported late: their patterns take longer to compile than a small archive's usual times take to read.
    from dateline.times.place import place
    from dateline.times.scan import scan

    reading = scan(text)
    return reading if isinstance(reading, Fault) else place(text, reading, zone_key, day)


@lru_cache(maxsize=8192)
def _steady_written_day(zone_key: str, written: str) -> tuple[int, int] | None:
    try:
        return steady_day(zone_key, date.fromisoformat(written))
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
