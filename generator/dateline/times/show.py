"""Dates and clocks for readers, by language. Babel is imported at the first use, for it is slow to import.

Only what the caller passes decides: Babel is always given a locale, so the machine's own language and zone have no say.
`lang` is a BCP 47 tag. Persian is written with its own digits and, if the tag does not say otherwise, by the calendar
of Iran with the Gregorian date beside it; another calendar is asked for as BCP 47 has it (RFC 6067, key `ca`):
`fa-u-ca-gregory`, `en-u-ca-persian`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from dateline.times import persian
from dateline.times.moment import Moment
from dateline.times.told import all_told, told
from dateline.words import figures, phrase, said

if TYPE_CHECKING:
    from babel import Locale

BOTH_DATES = phrase("%(own)s (%(gregorian)s)")
BOTH_MONTHS = phrase("%(gregorian)s (%(own)s)")
TWO_MONTHS = phrase("%(first)s and %(second)s")
OWN_LONG = phrase("%(weekday)s %(day)s %(month)s %(year)s")
OWN_SHORT = phrase("%(day)s %(month)s %(year)s")
OWN_MONTH = phrase("%(month)s %(year)s")
DAYS = phrase("%(first)s–%(last)s")
DATES = phrase("%(first)s – %(last)s")
_REGIONS = frozenset(
    ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
)
"""Where the database of zones names them by cities; other names are links to those."""


@cache
def calendar_of(lang: str) -> str:
    """The calendar that dates are shown by: "persian" or "gregorian"."""
    tag, _, extension = lang.lower().partition("-u-")
    asked = re.search(r"(?:^|-)ca-([a-z0-9]+)", extension)
    if asked:
        return "persian" if asked[1] == "persian" else "gregorian"
    # Afghanistan has the same calendar and names of its own for its months.
    return "persian" if tag in ("fa", "fa-ir", "fa-arab", "fa-arab-ir") else "gregorian"


def with_calendar(lang: str, calendar: str) -> str:
    """A language tag that asks for a calendar; "" leaves it to the language."""
    return f"{lang}-u-ca-{'persian' if calendar == 'persian' else 'gregory'}" if calendar else lang


def long_date(when: Moment | date, lang: str) -> str:
    """With the weekday: "Tuesday 16 June 2009"; in en-US "Tuesday, June 16, 2009"."""
    return _date_text(_day_of(when), "full", lang)


def short_date(when: Moment | date, lang: str) -> str:
    """Without the weekday: "16 June 2009"; in en-US "June 16, 2009"."""
    return _date_text(_day_of(when), "long", lang)


def days_text(first: date, last: date, lang: str) -> str:
    """From one day to another: "16–17 June 2009"."""
    if not _is_persian((first, last), lang):
        return _gregorian_days(first, last, lang)
    own_first, own_last = persian.from_gregorian(first), persian.from_gregorian(last)
    own = _own_date(last, "long", lang)
    if own_first != own_last and own_first[:2] == own_last[:2]:
        own = said(DAYS, lang, first=own_first[2], last=own)
    elif own_first != own_last:
        own = said(DATES, lang, first=_own_date(first, "long", lang), last=own)
    return said(BOTH_DATES, lang, own=own, gregorian=_gregorian_days(first, last, lang))


@lru_cache(maxsize=4096)
def month_name(month: str, lang: str) -> str:
    """The name of a Gregorian month given as "2009-06": "June 2009", by another calendar with the two months that it
    shares days with. ValueError if it is not of that form."""
    first = date.fromisoformat(f"{month}-01")
    last = (first + timedelta(31)).replace(day=1) - timedelta(1)
    name = _gregorian_month(first, lang)
    if not _is_persian((first, last), lang):
        return name
    (first_year, first_month, _), (last_year, last_month, _) = map(persian.from_gregorian, (first, last))
    first_name, second = said(persian.MONTHS[first_month - 1], lang), persian_month(last_year, last_month, lang)
    if first_year != last_year:
        first_name = persian_month(first_year, first_month, lang)
    return said(BOTH_MONTHS, lang, gregorian=name, own=said(TWO_MONTHS, lang, first=first_name, second=second))


def persian_month(year: int, month: int, lang: str) -> str:
    """The name of a month of the calendar of Iran."""
    return said(OWN_MONTH, lang, month=said(persian.MONTHS[month - 1], lang), year=year)


def gregorian_months(first: date, last: date, lang: str) -> str:
    """The Gregorian months that two days stand in, no more than a month apart: "June and July 2009"."""
    end = _gregorian_month(last, lang)
    if (first.year, first.month) == (last.year, last.month):
        return end
    begin = _gregorian_month(first, lang) if first.year != last.year else _month_alone(first, lang)
    return said(TWO_MONTHS, lang, first=begin, second=end)


def year_text(day: date, lang: str) -> str:
    """The year of a day: "2009"."""
    gregorian = figures(day.year, lang)
    if not _is_persian((day,), lang):
        return gregorian
    return said(BOTH_DATES, lang, own=persian.from_gregorian(day)[0], gregorian=gregorian)


def clock(moment: Moment, lang: str) -> str:
    """The local clock, always 24 hours and two digits, so that the rail stays even: "21:17", in Finnish "21.17"."""
    separator = _clock_separator(lang)
    text = figures(moment.clock(), lang)
    return text if separator == ":" else text.replace(":", separator)


def city_name(zone: str, lang: str) -> str:
    """A zone by its city, as readers say it: "New York" for America/New_York and for its link US/Eastern."""
    region, _, city = zone.partition("/")
    if region in _REGIONS and lang.split("-", 1)[0] == "en":
        return city.rpartition("/")[2].replace("_", " ")
    return told(lambda: _ask_city(zone, lang), "city", zone, lang)


def _ask_city(zone: str, lang: str) -> str:
    from babel.core import get_global

    links = get_global("zone_aliases")
    city = links.get(zone, zone)
    # CLDR knows some cities by a name that has become a link since: Asia/Calcutta for Asia/Kolkata.
    older = sorted(link for link, target in links.items() if target == city)
    names = locale_of(lang).time_zones
    found = (names.get(key, {}).get("city") for key in (zone, city, *older))
    return next(filter(None, found), "") or city.rpartition("/")[2].replace("_", " ")


def _day_of(when: Moment | date) -> date:
    if isinstance(when, Moment):
        return when.local().date()
    return when.date() if isinstance(when, datetime) else when


def _is_persian(days: tuple[date, ...], lang: str) -> bool:
    return calendar_of(lang) == "persian" and all(persian.FIRST <= day <= persian.LAST for day in days)


@lru_cache(maxsize=8192)
def _date_text(day: date, length: str, lang: str) -> str:
    if not _is_persian((day,), lang):
        return _gregorian_date(day, length, lang)
    own = _own_date(day, length, lang)
    return said(BOTH_DATES, lang, own=own, gregorian=_gregorian_date(day, "long", lang))


def _own_date(day: date, length: str, lang: str) -> str:
    year, month, number = persian.from_gregorian(day)
    name = said(persian.MONTHS[month - 1], lang)
    if length == "long":
        return said(OWN_SHORT, lang, day=number, month=name, year=year)
    weekday = locale_of(lang).days["format"]["wide"][day.weekday()]
    return said(OWN_LONG, lang, weekday=weekday, day=number, month=name, year=year)


def _gregorian_date(day: date, length: str, lang: str) -> str:
    return told(lambda: _ask_date(day, length, lang), "date", day.isoformat(), length, lang)


def _ask_date(day: date, length: str, lang: str) -> str:
    from babel.dates import format_date

    locale = locale_of(lang)
    pattern = length
    if locale.language == "en" and (
        locale.territory is None or not locale.date_formats["long"].pattern.startswith("M")
    ):
        # English of no country, and wherever the day comes first: the archive's own style, without a comma.
        pattern = "EEEE d MMMM y" if length == "full" else "d MMMM y"
    return figures(format_date(day, pattern, locale=locale), lang)


def _gregorian_days(first: date, last: date, lang: str) -> str:
    end = _gregorian_date(last, "long", lang)
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month) and end.startswith(f"{figures(last.day, lang)} "):
        return said(DAYS, lang, first=first.day, last=end)
    return said(DATES, lang, first=_gregorian_date(first, "long", lang), last=end)


def _gregorian_month(day: date, lang: str) -> str:
    return told(lambda: _ask_month(day, lang), "month", day.isoformat(), lang)


def _ask_month(day: date, lang: str) -> str:
    from babel.dates import format_skeleton

    return figures(format_skeleton("yMMMM", datetime(day.year, day.month, 1), locale=locale_of(lang)), lang)


def _month_alone(day: date, lang: str) -> str:
    name: str = locale_of(lang).months["stand-alone"]["wide"][day.month]
    return name


@cache
def _clock_separator(lang: str) -> str:
    pattern = told(lambda: str(locale_of(lang).datetime_skeletons.get("Hm", "")), "clock", lang)
    match = re.fullmatch(r"H+([:.])mm?.*", pattern)
    return match[1] if match else ":"


def prepare(langs: Iterable[str]) -> None:
    """Loads Babel and what it knows of some languages, unless an earlier build has told what it would be asked."""
    if all_told():
        return
    import babel.dates  # noqa: F401

    for lang in langs:
        # A locale reads its data when it is first asked.
        _ = locale_of(lang).date_formats


@cache
def locale_of(lang: str) -> Locale:
    """Babel's locale for a BCP 47 tag, cut from the end until known (RFC 4647 section 3.4); else English."""
    from babel import Locale, UnknownLocaleError

    tags = lang.replace("_", "-").split("-")
    while tags:
        try:
            return Locale.parse("-".join(tags), sep="-")
        except (UnknownLocaleError, ValueError):
            tags.pop()
    return Locale.parse("en")
