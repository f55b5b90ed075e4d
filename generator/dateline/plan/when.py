"""Moments as views: the time as shown, the clock of the event's zone, and what machines read."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.plan.views import TimeView
from dateline.times import Moment
from dateline.times.show import clock, long_date, short_date

_PLAIN = re.compile(r"\d{1,2}:\d\d(?::\d\d)?|\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?")


@lru_cache(maxsize=20_000)
def time_view(moment: Moment, zone: str, lang: str) -> TimeView:
    """A moment by the clock of `zone`. What was written in plain figures is not repeated as “shown”."""
    there = moment.to_zone(zone)
    day_known = there.certainty == "day"
    day_short = short_date(there, lang)
    return TimeView(
        shown=moment.shown,
        clock="" if day_known else clock(there, lang),
        zone="" if day_known else there.abbreviation(),
        machine=there.machine(),
        day_long=long_date(there, lang),
        day_short=day_short,
        certainty=there.certainty,
        verbatim=bool(moment.shown)
        and not _PLAIN.fullmatch(moment.shown.strip())
        and moment.shown.strip() != day_short,
    )
