"""Moments as views: the time as shown, the clock of the event's zone, and what machines read."""

from __future__ import annotations

from functools import lru_cache

from dateline.plan import words
from dateline.plan.views import TimeView
from dateline.times import Moment
from dateline.times.moment import is_plain
from dateline.times.show import city_name, clock, long_date, short_date
from dateline.words import SOURCE, figures, language_of, said


@lru_cache(maxsize=20_000)
def time_view(moment: Moment, zone: str, lang: str) -> TimeView:
    """A moment by the clock of `zone`. What was written in plain figures is not repeated as “shown”."""
    there = moment.to_zone(zone)
    day_known = there.certainty == "day"
    day = there.local().date()
    day_short = short_date(day, lang)
    return TimeView(
        shown=moment.shown,
        clock="" if day_known else clock(there, lang),
        zone="" if day_known else zone_text(there, lang),
        machine=there.machine(),
        day_long=long_date(day, lang),
        day_short=day_short,
        certainty=there.certainty,
        verbatim=bool(moment.shown) and not is_plain(moment.shown) and moment.shown.strip() != day_short,
    )


def zone_text(moment: Moment, lang: str) -> str:
    """How the clock of a moment is named beside it: "EDT". Where letters of English say nothing, by the city."""
    if language_of(lang) == SOURCE:
        return moment.abbreviation()
    return place_text(moment.zone, lang)


def place_text(zone: str, lang: str) -> str:
    """A zone as readers say it: "New York time"."""
    if zone.startswith("UTC") or "/" not in zone or zone.startswith("Etc/"):
        offset = zone.removeprefix("UTC")
        universal = said(words.UNIVERSAL_TIME, lang)
        return f"{universal} {figures(offset, lang)}" if offset and zone.startswith("UTC") else universal
    return said(words.CITY_TIME, lang, city=city_name(zone, lang))
