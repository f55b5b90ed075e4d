"""Zone abbreviations. None of them is a standard, so the date and the blog's own zone decide.

1. "ET" and its kin name a region: New York's clock on that date, EDT in June and EST in January.
2. One that the blog's own zone uses in that year means what it means there ("IST" in Asia/Kolkata).
3. Else the meaning best known in the US and the UK ("CST" is Chicago's, "BST" London's).
4. Else, where several places use it and none prevails, the editor is asked for an offset.

"EST" and its kin are taken at their word, also in June, when New York keeps EDT: 21:17 EST is 02:17 UTC,
all year. An archive records what was said; an editor who knows better writes `{shown: 9:17 PM EST, at:
2009-06-16T21:17-04:00}`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from types import MappingProxyType

from dateline.times.zones import local_offsets, offset_of, zone

REGIONS = MappingProxyType(
    {
        "ET": "America/New_York",
        "CT": "America/Chicago",
        "MT": "America/Denver",
        "PT": "America/Los_Angeles",
    }
)

# Abbreviation: (minutes east of UTC, zone). The zone's own use in that year wins over the minutes: MSK was
# +04:00 in 2012.
WELL_KNOWN = MappingProxyType(
    {
        "Z": (0, "UTC"),
        "UTC": (0, "UTC"),
        "GMT": (0, "Etc/GMT"),
        "WET": (0, "Europe/Lisbon"),
        "WEST": (60, "Europe/Lisbon"),
        "BST": (60, "Europe/London"),
        "CET": (60, "Europe/Paris"),
        "CEST": (120, "Europe/Paris"),
        "MEZ": (60, "Europe/Berlin"),
        "MESZ": (120, "Europe/Berlin"),
        "EET": (120, "Europe/Athens"),
        "EEST": (180, "Europe/Athens"),
        "MSK": (180, "Europe/Moscow"),
        "MSD": (240, "Europe/Moscow"),
        "TRT": (180, "Europe/Istanbul"),
        "IRST": (210, "Asia/Tehran"),
        "IRDT": (270, "Asia/Tehran"),
        "IDT": (180, "Asia/Jerusalem"),
        "AFT": (270, "Asia/Kabul"),
        "PKT": (300, "Asia/Karachi"),
        "SGT": (480, "Asia/Singapore"),
        "HKT": (480, "Asia/Hong_Kong"),
        "JST": (540, "Asia/Tokyo"),
        "KST": (540, "Asia/Seoul"),
        "AWST": (480, "Australia/Perth"),
        "ACST": (570, "Australia/Adelaide"),
        "ACDT": (630, "Australia/Adelaide"),
        "AEST": (600, "Australia/Sydney"),
        "AEDT": (660, "Australia/Sydney"),
        "NZST": (720, "Pacific/Auckland"),
        "NZDT": (780, "Pacific/Auckland"),
        "SAST": (120, "Africa/Johannesburg"),
        "CAT": (120, "Africa/Maputo"),
        "EAT": (180, "Africa/Nairobi"),
        "WAT": (60, "Africa/Lagos"),
        "EST": (-300, "America/New_York"),
        "EDT": (-240, "America/New_York"),
        "CST": (-360, "America/Chicago"),
        "CDT": (-300, "America/Chicago"),
        "MST": (-420, "America/Denver"),
        "MDT": (-360, "America/Denver"),
        "PST": (-480, "America/Los_Angeles"),
        "PDT": (-420, "America/Los_Angeles"),
        "AKST": (-540, "America/Anchorage"),
        "AKDT": (-480, "America/Anchorage"),
        "HST": (-600, "Pacific/Honolulu"),
    }
)

AMBIGUOUS = MappingProxyType(
    {
        "ADT": "-03:00 (Atlantic Canada) or +04:00 (Arabia)",
        "AMT": "-04:00 (Amazon) or +04:00 (Armenia)",
        "AST": "-04:00 (Atlantic Canada, Puerto Rico) or +03:00 (Arabia)",
        "ECT": "-05:00 (Ecuador) or -04:00 (Eastern Caribbean)",
        "GST": "+04:00 (the Gulf) or -02:00 (South Georgia)",
        "IST": "+05:30 (India), +02:00 (Israel) or +01:00 (Ireland in summer)",
        "SST": "-11:00 (Samoa) or +08:00 (Singapore)",
        "WST": "+08:00 (Western Australia) or +13:00 (Samoa)",
    }
)


def known_abbreviation(word: str) -> bool:
    """Whether an abbreviation in capitals has a meaning in some place listed here."""
    return word in REGIONS or word in WELL_KNOWN or word in AMBIGUOUS


def offset_called(key: str, name: str, local: datetime) -> int | None:
    """The offset that the zone `key` calls `name`: at that local time if it does so then, else elsewhere
    in that year.
    """
    info = zone(key)
    if info is None:
        return None
    there = local.replace(tzinfo=info, fold=0)
    for candidate, offset in zip((there, there.replace(fold=1)), local_offsets(local, info), strict=True):
        if candidate.tzname() == name:
            return offset
    return dict(_names_of_year(key, local.year)).get(name)


@lru_cache(maxsize=256)
def _names_of_year(key: str, year: int) -> tuple[tuple[str, int], ...]:
    """(name, offset) of every clock that a zone keeps in a year. Two weeks are shorter than any summer
    time since 1970.
    """
    info = zone(key)
    start = datetime(year, 1, 1, 12, tzinfo=info)
    found = (start + timedelta(days=day) for day in range(0, 365, 14))
    return tuple({there.tzname() or "": offset_of(there) for there in found}.items())
