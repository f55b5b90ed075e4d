"""Moments as views: the time as shown, the clock of the event's zone, and what machines read."""

from __future__ import annotations

from functools import lru_cache

from dateline.plan import words
from dateline.plan.views import TimeView
from dateline.times import Moment, zone
from dateline.times.moment import is_plain
from dateline.times.show import city_name, clock, long_date, short_date
from dateline.times.zones import local_offsets, offset_text, placeless_offset, steady_day
from dateline.words import SOURCE, figures, language_of, said


@lru_cache(maxsize=20_000)
def time_view(moment: Moment, key: str, lang: str) -> TimeView:
    """A moment by the clock of the zone `key`. What was written in plain figures is not repeated as “shown”."""
    there = moment.to_zone(key)
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
    """How the clock of a moment is named beside it: "EDT". Where letters of English say nothing, by the city; of a
    time that comes twice there also by the offset, which a mark keeps from left to right."""
    if language_of(lang) == SOURCE:
        return moment.abbreviation()
    there = place_text(moment.zone, lang)
    return f"{there} (\u200e{figures(offset_text(moment.offset), lang)})" if _comes_twice(moment) else there


def _comes_twice(moment: Moment) -> bool:
    """Whether the clock there shows the same time of the day once more, as when it is put back."""
    local, info = moment.local(), zone(moment.zone)
    if info is None or steady_day(moment.zone, local.date()) is not None:
        return False
    first, later = local_offsets(local, info)
    return first > later


def place_text(key: str, lang: str) -> str:
    """A zone as readers say it: "New York time", "Universal time +03:30"."""
    offset = placeless_offset(key)
    if offset is not None:
        universal = said(words.UNIVERSAL_TIME, lang)
        return f"{universal} {figures(offset_text(offset), lang)}" if offset else universal
    # The city in the language of the phrase, which is English where there is no catalogue.
    spoken = SOURCE if language_of(lang) == SOURCE else lang
    return said(words.CITY_TIME, lang, city=city_name(key, spoken))
