"""Lines that show a time, as pages write them above texts and beside comments."""

from __future__ import annotations

import re

from msgspec import structs

from dateline.imports.pages.languages import read_in
from dateline.times import Fault, Moment, read_moment

_LEAD = re.compile(
    r"^(?:(?:first |originally |last )?(?P<what>posted|published|created|updated|modified|date|added|on|at)\b"
    r"(?: on| at)?\s*:?\s*)+",
    re.I,
)
_TAIL = re.compile(
    r"(?:\s*[|·•#–—-]\s*|\s+)(?:reply|permalink|report(?: abuse| comment)?|edit|share|like|link|quote|flag|#)?\s*$"
    r"|[|·•,:#]\s*$",
    re.I,
)
_AGO = re.compile(r"(?:about |over )?(?:an?|\d{1,3}) (?:second|minute|hour|day|week|month|year)s? ago", re.I)
_FRACTION = re.compile(r"(\d\d:\d\d:\d\d)\.\d+")
_TOLD = re.compile(r"\d{4}-\d\d?-\d\d?[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)")
_LONGEST = 90


def time_on(text: str, zone: str, language: str = "") -> Moment | None:
    """The moment that a line shows when it shows nothing else but words such as “Posted on” and “Reply”. Where the
    line is known to be for a time, `language` is given ("und" if unknown), and a whole date in its words is read."""
    # Fractions of a second say nothing here, and no form that content is read in has them.
    text = _FRACTION.sub(r"\1", bare(text))
    if not 6 <= len(text) <= _LONGEST or not any(char.isdigit() for char in text):
        return None
    found = read_moment(text, zone, None)
    if not isinstance(found, Fault):
        return found
    return read_in(text, language, zone) if language else None


def told_with_zone(text: str, zone: str) -> Moment | None:
    """The moment that machines are told with its zone (`2009-06-16T21:17:00-04:00`); None for any other text."""
    return time_on(text, zone) if _TOLD.fullmatch(text.strip()) else None


def in_words(shown: Moment, told: Moment | None) -> Moment:
    """What readers saw, at the instant that machines are told where both name the same day and clock: a page shows no
    zone beside its clock, and it need not be the one that is read here."""
    if told is None or "day" in (shown.certainty, told.certainty) or shown.shown == told.shown:
        return shown
    if shown.instant == told.instant or f"{shown.local():%Y%m%d%H%M}" != f"{told.local():%Y%m%d%H%M}":
        return shown
    return structs.replace(told, instant=told.instant - told.instant % 60, shown=shown.shown, certainty="minute")


def bare(text: str) -> str:
    """A line without the words around a time."""
    text = " ".join(text.replace("\u00a0", " ").split())
    before = ""
    while before != text:
        before, text = text, _TAIL.sub("", text)
    return _LEAD.sub("", text).strip()


def is_update(text: str) -> bool:
    """Whether a line tells of a later change, not of the first publication."""
    found = _LEAD.match(" ".join(text.split()))
    return found is not None and re.search(r"updated|modified", found.group(), re.I) is not None


def is_ago(text: str) -> bool:
    """Whether a line shows a time as of a reader's today (“2 days ago”), which nobody can read any more."""
    return _AGO.fullmatch(bare(text)) is not None
