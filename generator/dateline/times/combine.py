"""The mapping form of a time, `{shown, at, certainty}`: what was shown, what it means, how sure it is."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from dateline.times.moment import CERTAINTIES, Fault, Moment
from dateline.times.parse import read_moment


def read_moment_mapping(
    shown: str | None, at: str, certainty: str | None, zone_key: str, day: date | None
) -> Moment | Fault:
    """Read the mapping form. `at`, read by `read_moment`, alone decides the instant; `shown` is kept unread.

    Where `certainty` is None it follows from `at`. The word given holds, but a date alone never becomes
    more than a day: `about` stays `day`, `minute` and `exact` are DL309, as is an unknown word. Columns of
    faults are in `at`, those of DL309 in `certainty`.
    """
    if certainty is not None and certainty not in CERTAINTIES:
        from difflib import get_close_matches  # only a fault needs it

        near = get_close_matches(certainty[:20].lower(), CERTAINTIES, n=1)
        hint = f"Write {near[0]}." if near else "Write exact, minute, day or about."
        message = f"“{certainty[:30]}” does not say how certain the time is."
        return Fault(code="DL309", message=message, hint=hint, column=0)
    moment = read_moment(at, zone_key, day)
    if isinstance(moment, Fault):
        return moment
    if certainty is None or certainty == moment.certainty:
        certainty = moment.certainty
    elif moment.certainty == "day":
        if certainty != "about":
            message = f"“{at[:30]}” gives only a day, so the time cannot be certain to the {certainty}."
            if certainty == "exact":
                message = f"“{at[:30]}” gives only a day, so the time cannot be exact."
            return Fault(code="DL309", message=message, hint="Add the clock time, or write day.", column=0)
        certainty = "day"
    return replace(moment, shown=at if shown is None else shown, certainty=certainty)
