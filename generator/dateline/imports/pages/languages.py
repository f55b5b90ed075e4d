"""Dates in the words of other languages than English, as pages show them: “31. Oktober 2019 um 18:59 Uhr”.

Names of months come from Unicode's CLDR by Babel. A date is read only where day, month and year stand there whole, and
the month's name is one of the page's language; what is written with slashes may be read in two ways and is not.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from unicodedata import decimal, normalize

from msgspec.structs import replace

from dateline.times import Moment, read_moment

_CLOCK = re.compile(
    r"(?<![\d.:/-])([01]?\d|2[0-3])(?::|\s?h\s?|\.(?=\d\d(?!\.?\d)))([0-5]\d)(?::([0-5]\d))?(?![\d.:/])"
)
_DOTTED = re.compile(r"(?<!\d)(?P<day>[0-3]?\d)\.\s?(?P<month>[01]?\d)\.\s?(?P<year>\d{4})(?!\d)")
_IDEOGRAPHIC = re.compile(r"(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]")
_AFTERNOON = re.compile(r"\d\s?p\.?\s?m\b|下午|午後|오후|\d\s?μ\.?μ")
_BEHIND = re.compile(r"\s?(?:uhr|[ap]\.?\s?m\b\.?)")
_MORNING = re.compile(r"\d\s?a\.?\s?m\b|上午|午前|오전|\d\s?π\.?μ")


_COMMON = (
    "ar", "ca", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hu", "id", "it", "nb", "nl", "pl", "pt",
    "ro", "ru", "sv", "tr", "uk",
)  # fmt: skip


def read_in(text: str, language: str, zone: str) -> Moment | None:
    """The moment that a line shows in a language (BCP 47); None when it shows none, or one that may be another. Its
    `shown` is the part of the line that tells it: names beside it are no part of a time."""
    if not 6 <= len(text) <= 90:
        return None
    flat = "".join(str(decimal(char)) if char.isdecimal() else char for char in normalize("NFKC", text).casefold())
    found = _day(flat, language)
    if found is None:
        return None
    day, start, end = found
    clocks = list(_CLOCK.finditer(flat, end)) or list(_CLOCK.finditer(flat, 0, start))
    stamp = day.isoformat()
    if len({clock.group() for clock in clocks}) == 1:
        hour, minute = int(clocks[0][1]), clocks[0][2]
        if hour <= 12 and _is_halved(flat):
            hour = hour % 12 + 12 * _is_afternoon(flat)
        stamp = f"{stamp}T{hour:02}:{minute}"
        after = _BEHIND.match(flat, clocks[0].end())
        start, end = min(start, clocks[0].start()), max(end, after.end() if after else clocks[0].end())
    moment = read_moment(stamp, zone, None)
    if not isinstance(moment, Moment):
        return None
    return replace(moment, shown=text[start:end]) if len(flat) == len(text) else moment


_Day = tuple[date, int, int]
"""A day, and from where to where it stands in the line."""


def _day(flat: str, language: str) -> _Day | None:
    """The day, by the names of the page's language; else by those of all common ones, if they agree: many pages name a
    language that is not theirs."""
    for pattern in (_IDEOGRAPHIC, _DOTTED):
        if found := pattern.search(flat):
            return _at(found, found["month"])
    own = _named_day(flat, language.partition("-")[0].lower())
    if own is not None:
        return own
    others = {day for name in _COMMON if (day := _named_day(flat, name)) is not None}
    return others.pop() if len(others) == 1 else None


def _named_day(flat: str, language: str) -> _Day | None:
    found = next((found for pattern in _patterns(language) if (found := pattern.search(flat))), None)
    return _at(found, str(_months(language)[found["month"]])) if found else None


def _at(found: re.Match[str], month: str) -> _Day | None:
    try:
        return date(int(found["year"]), int(month), int(found["day"])), found.start(), found.end()
    except ValueError:
        return None


@lru_cache(maxsize=32)
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    """Day before month, and month before day as some themes have it in every language."""
    months = _months(language)
    if not months:
        return ()
    names = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    ordinal = r"(?:\.|º|ª|er|e|-?го)?\s*(?:de|d['’]|di|of|den)?\s*"
    return (
        re.compile(
            rf"(?<!\d)(?P<day>[0-3]?\d){ordinal}(?P<month>{names})(?!\w)\.?,?\s*(?:del?\s+|di\s+)?"
            r"(?P<year>\d{4})(?!\d)"
        ),
        re.compile(
            rf"(?<!\w)(?P<month>{names})(?!\w)\.?\s+(?P<day>[0-3]?\d)(?:\.|st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)"
        ),
    )


def _is_halved(flat: str) -> bool:
    return _is_afternoon(flat) or _MORNING.search(flat) is not None


def _is_afternoon(flat: str) -> bool:
    return _AFTERNOON.search(flat) is not None


@lru_cache(maxsize=32)
def _months(language: str) -> dict[str, int]:
    """The names of months, whole and short, as they stand in dates and alone; {} for an unknown language."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale(language or "und")
    except (UnknownLocaleError, ValueError):
        return {}
    found: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months[context][width].items():
                found.setdefault(normalize("NFKC", name).casefold().rstrip("."), number)
    return {name: number for name, number in found.items() if name and not name.isdigit()}
