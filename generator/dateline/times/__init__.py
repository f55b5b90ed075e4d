"""Times as editors write them, read into instants, and shown again by language.

Reading order: `moment` (the two results), `zones` (the pinned tz database), `parse` (the fast forms), `scan`
(any other text to its parts, by `forms`), `place` (the parts to an instant), `abbreviations` (ET, EST, IST),
`combine` (the `{shown, at, certainty}` form), `show` (human forms by language),
`told` (what Babel was asked for them).
"""

from __future__ import annotations

from dateline.times.combine import read_moment_mapping
from dateline.times.moment import Fault, Moment
from dateline.times.parse import read_moment
from dateline.times.zones import known_zones, nearest_zone, zone

__all__ = ["Fault", "Moment", "known_zones", "nearest_zone", "read_moment", "read_moment_mapping", "zone"]
