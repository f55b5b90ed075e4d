"""What reading a time gives: a `Moment`, or a `Fault` that says what to write instead."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from dateline.times import zones

CERTAINTIES = ("exact", "minute", "day", "about")

_EPOCH = datetime(1970, 1, 1)
_EPOCH_UTC = datetime(1970, 1, 1, tzinfo=UTC)


class Moment(Struct, frozen=True, array_like=True, kw_only=True, gc=False):
    """An instant with how it was written.

    `zone` is an IANA key in which `offset` is in force at `instant`; where only an offset is known, and the
    blog's zone has another one then, it is "UTC-04:00" (see `zones.fixed_zone`). Moments sort by `instant`.
    """

    instant: int  # seconds since 1970-01-01T00:00Z
    offset: int  # SECONDS east of UTC in force there
    zone: str  # the zone that the local form belongs to
    shown: str  # exactly as the editor wrote it
    certainty: str  # exact | minute | day | about (exact = seconds were given)

    def local(self) -> datetime:
        """Clock and calendar there, without tzinfo."""
        return _EPOCH + timedelta(0, self.instant + self.offset)

    def day(self) -> str:
        """The local day: "2009-06-16"."""
        return self.local().date().isoformat()

    def clock(self) -> str:
        """The local clock, 24 hours: "21:17"."""
        return self.local().isoformat(timespec="minutes")[11:]

    def iso(self) -> str:
        """RFC 3339 section 5.6, always with seconds: "2009-06-16T21:17:00-04:00"."""
        return iso_text(self.instant, self.offset, seconds=True)

    def machine(self) -> str:
        """The value of HTML's `<time datetime>`: "2009-06-16T21:17-04:00", and for a day "2009-06-16"."""
        if self.certainty == "day":
            return self.day()
        seconds = self.certainty == "exact" or (self.instant + self.offset) % 60 != 0
        return iso_text(self.instant, self.offset, seconds=seconds)

    def abbreviation(self, zone: str | None = None) -> str:
        """What the clock of `zone` (its own if None) is called then: "EDT"; "UTC+04:30" if it has no name."""
        key = self.zone if zone is None else zone
        info = zones.zone(key)
        if info is None:
            return key
        there = (_EPOCH_UTC + timedelta(0, self.instant)).astimezone(info)
        name = there.tzname() or ""
        return zones.fixed_zone(zones.offset_of(there)) if not name or name[0] in "+-" else name

    def to_zone(self, key: str) -> Moment:
        """The same instant by the clock of another zone, `shown` unchanged. KeyError if it is no zone.

        A moment known to the day stays as it is: it has no clock, and its day is that of the place it names.
        """
        info = zones.zone(key)
        if info is None:
            raise KeyError(key)
        if key == self.zone or self.certainty == "day":
            return self
        there = (_EPOCH_UTC + timedelta(0, self.instant)).astimezone(info)
        return replace(self, offset=zones.offset_of(there), zone=key)


class Fault(Struct, frozen=True, kw_only=True):
    """Why a time could not be read; `column` is the 0-based offset into the text at which the fault lies."""

    code: str  # DL301 … DL309
    message: str
    hint: str
    column: int


def iso_text(instant: int, offset: int, *, seconds: bool) -> str:
    """RFC 3339 form of an instant. Offsets there are whole minutes: local mean times are given in UTC."""
    if offset % 60:
        offset = 0
        seconds = True
    local = _EPOCH + timedelta(0, instant + offset)
    return local.isoformat(timespec="seconds" if seconds else "minutes") + zones.offset_text(offset)


_PLAIN = re.compile(r"\d{1,2}:\d\d(?::\d\d)?|\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?")


def is_plain(shown: str) -> bool:
    """Whether a time is written in figures alone, a clock or ISO 8601: as shown it says no more than the instant."""
    return _PLAIN.fullmatch(shown.strip()) is not None
