"""The archived feed of a blog (RFC 5005 section 4): which of its entries stand in which document.

All entries of the blog's feed, and the tombstones of those that were removed, are put in order of publication. Within
each month (of `published`, in the blog's zone) each fifty of them, oldest first, are a part; the last part of a
month holds what is left over. A part is *closed* when fifty others stand after it, and then it is an archive document,
`atom-2009-06.xml`, `atom-2009-06-part-2.xml`, … All that stands in no closed part stands in the subscription document:
the newest fifty at least, ninety-nine at most. So

- the subscription document and the archives together hold every entry exactly once, and nothing of it depends on when
  the site is built;
- a new entry changes the subscription document alone. With every fiftieth, or a while into a new month, a part closes:
  that is one new archive, and a link to it in the archive before;
- an entry that is published late, or put right, among the newest fifty changes no archive either;
- one put right long after changes its own archive; one dated back, or deleted without a trace, changes those of its own
  month only, from its part on. One that is removed and leaves its tombstone keeps its place, to the day.

Readers take archives for finished and may never ask for them again (section 4.1), so what was changed or removed in an
archive since the oldest entry of the subscription document was published stands in that document once more: all such
tombstones, and the latest fifty of such changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from msgspec import Struct

from dateline.plan.lines import Line
from dateline.plan.summary import NEWEST, feed_order
from dateline.plan.views import FeedItem

PART = 50
"""Entries in an archive document."""


class Archive(Struct, frozen=True):
    """An archive document: `name` is its month, with the number of the part from the second on."""

    name: str
    lines: tuple[Line, ...]


class ArchivedFeed(Struct, frozen=True):
    """`current` are the lines of the subscription document, newest first; `archives` go from the oldest on."""

    current: tuple[Line, ...]
    archives: tuple[Archive, ...]


def archived_feed(lines: Iterable[Line]) -> ArchivedFeed:
    """The documents of a blog's archived feed. Lines without an item stand in no feed."""
    ordered = sorted((line for line in lines if line.row.item is not None), key=attrgetter("place"))
    closed: list[Archive] = []
    after = len(ordered)
    for month, found in groupby(ordered, key=lambda line: line.place[0]):
        whole = tuple(found)
        for number, start in enumerate(range(0, len(whole), PART), 1):
            part = whole[start : start + PART]
            after -= len(part)
            if after >= NEWEST:
                closed.append(Archive(month if number == 1 else f"{month}-part-{number}", part))
    past = [line for archive in closed for line in archive.lines]
    newest = ordered[len(past) :]
    current = (*newest, *_changed_since(newest, past))
    return ArchivedFeed(tuple(sorted(current, key=_shown, reverse=True)), tuple(closed))


def _changed_since(newest: list[Line], past: list[Line]) -> list[Line]:
    """Those of the archives that changed, or were removed, after the oldest of the newest was published."""
    if not past:
        return []
    begin = newest[0].place[1]
    changed: list[tuple[int, int]] = []
    removed: list[Line] = []
    for at, line in enumerate(past):
        item = line.row.item
        assert item is not None
        if item.tombstone and line.row.published > begin:
            removed.append(line)
        elif item.updated != item.published and (updated := _instant(item)) > begin:
            changed.append((updated, at))
    return [*removed, *(past[at] for _, at in sorted(changed, reverse=True)[:NEWEST])]


def _instant(item: FeedItem) -> int:
    return int(datetime.fromisoformat(item.updated).timestamp())


def _shown(line: Line) -> tuple[int, int, str]:
    return feed_order(line.row)
