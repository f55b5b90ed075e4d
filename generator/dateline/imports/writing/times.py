"""Times as they are written into content: as the origin showed them wherever that reads back as the same instant."""

from __future__ import annotations

from typing import Any

from dateline.imports.texts import line
from dateline.times import Moment, read_moment


def written(moment: Moment, zone: str) -> str:
    """One scalar that reads back as the instant in a file of `zone`; as shown if it can be."""
    shown = line(moment.shown, 120)
    back = read_moment(shown, zone, None) if shown else None
    if isinstance(back, Moment) and (back.instant, back.certainty) == (moment.instant, moment.certainty):
        return shown
    return moment.machine()


def value(moment: Moment, zone: str) -> str | dict[str, Any]:
    """The value of a `time:` key: a scalar, or what was shown beside the instant that it stands for."""
    scalar, shown = written(moment, zone), line(moment.shown, 120)
    if scalar == shown or not shown or moment.certainty != "minute" or shown == moment.machine():
        return scalar
    return {"shown": shown, "at": scalar}
