"""The written forms of dates, clocks and zones, as patterns. Only ASCII digits count; names are English."""

from __future__ import annotations

import re


def _compile(pattern: str) -> re.Pattern[str]:
    # "_" stands for one space: those of ASCII, and the no-break and thin ones that pasted text brings.
    return re.compile(pattern.replace("_", "[\\s\u00a0\u2009\u202f]"), re.ASCII | re.IGNORECASE)


_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?![0-9a-z:])"
_YEAR = r"(?P<year>[0-9]{3,})(?![0-9:])"

DATES = (
    _compile(r"(?P<year>[0-9]{3,})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})(?![0-9])"),
    _compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{3,})(?![0-9:])"),
    _compile(rf"{_MONTH}_*{_DAY}_*,?_*{_YEAR}"),
    _compile(rf"{_DAY}\.?_*(?:of_+)?{_MONTH},?_*{_YEAR}"),
)
# Dates that lack something, or may be read in two ways.
NUMERIC_DATE = _compile(r"(?P<a>[0-9]{1,4})(?P<mark>[/.-])(?P<b>[0-9]{1,2})(?P=mark)(?P<c>[0-9]{1,4})(?![0-9:])")
MONTH_AND_YEAR = _compile(rf"{_MONTH},?_*{_YEAR}|[0-9]{{4}}(?:-[0-9]{{2}})?(?![0-9:.h-])")
DAY_AND_MONTH = _compile(rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th)?\.?_*(?:of_+)?)?{_MONTH}")

WEEKDAY = _compile(r"(?P<name>mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|r|ur)?(?:day)?(?![a-z])\.?")
CLOCK = _compile(
    r"(?P<hour>[0-9]{1,2})(?:(?:[:h]|\.(?=[0-9]{2}_*[ap]\.?m))(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?(?:_*(?P<half>[ap])\.?m(?![a-z])\.?)?"
    r"|_*(?P<alone>[ap])\.?m(?![a-z])\.?|h(?![a-z]))(?![0-9])"
    r"|(?P<word>noon|midnight)(?![a-z])"
)
OFFSET = _compile(r"_*(?:GMT|UTC)?(?P<sign>[+\u2212-])(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?(?![0-9:])")
ZONE_WORD = _compile(r"_*(?P<word>[a-z]+(?:[/\x5f+-][a-z0-9]+)*)")
BETWEEN = _compile(r"_*(?:[,|@\u00b7\u2013\u2014]|-(?=_))?_*(?:(?:at|on)(?![a-z])_*)?")
T = _compile(r"t(?=[0-9])")
LEADING_SPACE = _compile(r"_*")
END = _compile(r"_*\|?_*\Z")  # comments in old blogs end their stamp with a bar
ABOUT = _compile(r"(?:about|around|approx(?:imately)?|circa|ca?\.|~)")
DOTTED_CLOCK = _compile(r"([0-9]{1,2})\.([0-9]{2})\Z")  # a price as well as a time
