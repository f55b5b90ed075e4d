"""What the process beside is told of the blog that was edited."""

from __future__ import annotations

from msgspec import Struct

from dateline.plan.summary import Rows
from dateline.plan.views import EntryView
from dateline.search.stems import Stems
from dateline.state.records import FeedShelves, Share


class Told(Struct, frozen=True, array_like=True, kw_only=True):
    """A blog as it was planned, before any of it is made: all that the pages of the site need of it.

    `share` holds every output, none with its bytes. `headlines` are digests of the rows, in their order; `shelves` as
    in `StampedFeeds`; `views` of the entries that feeds may show, and did not before.
    """

    share: Share
    rows: Rows
    headlines: tuple[bytes, ...]
    shelves: FeedShelves
    views: dict[str, EntryView]
    stems: Stems | None
