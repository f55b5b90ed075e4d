"""Times made coarse, so that no minute leads back to a person."""

from __future__ import annotations

from datetime import date

from dateline.times import Fault, Moment, read_moment


def to_day(moment: Moment, zone: str) -> Moment:
    """The day of a moment in a zone: its midnight, and nothing of how the time was written."""
    day = moment.to_zone(zone).day()
    found = read_moment(day, zone, date.fromisoformat(day))
    if isinstance(found, Fault):  # pragma: no cover - a day that a moment has is a day that can be read
        raise ValueError(found.message)
    return found
