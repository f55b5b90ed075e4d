"""Instants as moments by the clock of a zone, for origins that tell machine times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from dateline.times import Moment, read_moment

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EARLIEST, _LATEST = -62_000_000_000, 250_000_000_000
"""Seconds since 1970: years 5 and 9892. What lies outside is no time of anything that was imported."""


def at_instant(seconds: int, zone: str) -> Moment | None:
    """The moment at `seconds` since 1970, by the clock of `zone` (IANA); None when it is none."""
    if not _EARLIEST < seconds < _LATEST:
        return None
    text = (_EPOCH + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")
    found = read_moment(text if seconds % 60 else f"{text[:16]}Z", "UTC", None)
    if not isinstance(found, Moment):
        return None
    there = found.to_zone(zone)
    return read_again if isinstance(read_again := read_moment(there.machine(), zone, None), Moment) else there


def at_iso(text: str, zone: str) -> Moment | None:
    """The moment of an ISO 8601 or RFC 3339 date-time; read in `zone` when it names no offset. A date alone is a
    day; None for anything else."""
    try:
        when = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if when.tzinfo is None:
        bare = len(text.strip()) <= 10
        found = read_moment(when.date().isoformat() if bare else when.isoformat(timespec="seconds"), zone, None)
        return found if isinstance(found, Moment) else None
    return at_instant(_seconds(when), zone)


def at_mail_date(text: str, zone: str) -> Moment | None:
    """The moment of a date as RSS has them (RFC 5322 section 3.3); None when it is none."""
    try:
        when = parsedate_to_datetime(text.strip())
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return at_instant(_seconds(when if when.tzinfo else when.replace(tzinfo=UTC)), zone)


def _seconds(when: datetime) -> int:
    return int((when - _EPOCH).total_seconds())
