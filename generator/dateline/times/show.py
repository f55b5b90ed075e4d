"""Dates and clocks for readers, by language. Babel is imported at the first use, for it is slow to import.

Only what the caller passes decides: Babel is always given a locale, so the machine's own language and zone
have no say. Dates are Gregorian and digits are Latin in every language.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from dateline.times.moment import Moment

if TYPE_CHECKING:
    from babel import Locale


def long_date(when: Moment | date, lang: str) -> str:
    """With the weekday: "Tuesday 16 June 2009"; in en-US "Tuesday, June 16, 2009". `lang` is a BCP 47
    tag.
    """
    return _date_text(_day_of(when), "full", lang)


def short_date(when: Moment | date, lang: str) -> str:
    """Without the weekday: "16 June 2009"; in en-US "June 16, 2009"."""
    return _date_text(_day_of(when), "long", lang)


@lru_cache(maxsize=4096)
def month_name(month: str, lang: str) -> str:
    """The name of a month given as "2009-06": "June 2009". ValueError if it is not of that form."""
    from babel.dates import format_skeleton

    first = date.fromisoformat(f"{month}-01")
    return format_skeleton("yMMMM", datetime(first.year, first.month, 1), locale=_locale(lang))


def clock(moment: Moment, lang: str) -> str:
    """The local clock, always 24 hours and two digits, so that the rail stays even: "21:17", in Finnish
    "21.17".
    """
    separator = _clock_separator(lang)
    text = moment.clock()
    return text if separator == ":" else text.replace(":", separator)


def _day_of(when: Moment | date) -> date:
    if isinstance(when, Moment):
        return when.local().date()
    return when.date() if isinstance(when, datetime) else when


@lru_cache(maxsize=8192)
def _date_text(day: date, length: str, lang: str) -> str:
    from babel.dates import format_date

    locale = _locale(lang)
    pattern = length
    if locale.language == "en" and (
        locale.territory is None or not locale.date_formats["long"].pattern.startswith("M")
    ):
        # English of no country, and wherever the day comes first: the archive's own style, without a comma.
        pattern = "EEEE d MMMM y" if length == "full" else "d MMMM y"
    return format_date(day, pattern, locale=locale)


@cache
def _clock_separator(lang: str) -> str:
    pattern = str(_locale(lang).datetime_skeletons.get("Hm", ""))
    match = re.fullmatch(r"H+([:.])mm?.*", pattern)
    return match[1] if match else ":"


@cache
def _locale(lang: str) -> Locale:
    """Babel's locale for a BCP 47 tag, cut from the end until known (RFC 4647 section 3.4); else English."""
    from babel import Locale, UnknownLocaleError

    tags = lang.replace("_", "-").split("-")
    while tags:
        try:
            return Locale.parse("-".join(tags), sep="-")
        except (UnknownLocaleError, ValueError):
            tags.pop()
    return Locale.parse("en")
