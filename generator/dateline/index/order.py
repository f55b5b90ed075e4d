"""A blog in order: its entries, days and parts of days, neighbours, key events, and who refers to whom."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from operator import itemgetter
from typing import NamedTuple

from msgspec import Struct

from dateline.index.pieces import Piece, by_file, by_run
from dateline.kept import Kept
from dateline.model.blog import Blog
from dateline.model.entry import Entry

PART = 50
"""Entries on a page of a day. A new entry joins the last part, so full parts never change."""


class Day(Struct, frozen=True, kw_only=True):
    """A day in the blog's zone, `day` as 2009-06-16, its entries oldest first, cut into parts."""

    day: str
    parts: tuple[tuple[Entry, ...], ...]

    def path(self, blog: str, part: int = 1) -> str:
        """The output path of a part, counted from 1."""
        return f"{blog}/{self.day}.html" if part == 1 else f"{blog}/{self.day}-part-{part}.html"

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries of the day."""
        return tuple(entry for part in self.parts for entry in part)


class BlogIndex(Struct, frozen=True, kw_only=True):
    """`entries` oldest first, and `named` by their ids; `pages` maps an entry's id to the day page it stands on;
    `incoming` maps an entry's id to (kind of reference, id of the entry that refers) for references within the
    blog."""

    entries: tuple[Entry, ...]
    named: Mapping[str, Entry]
    runs: tuple[Piece, ...]
    """The same by their days."""
    places: tuple[tuple[str, ...], ...]
    """For each run the pages that its entries stand on."""
    days: tuple[Day, ...]
    pages: Mapping[str, str]
    incoming: Mapping[str, tuple[tuple[str, str], ...]]
    key_events: tuple[Entry, ...]
    pinned: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    summary: Entry | None


def index_blog(blog: Blog, kept: Kept | None = None) -> BlogIndex:
    """Orders a blog by (instant, `order`, id)."""
    kept = kept or Kept()
    placed: list[Placed] = []
    for name, entries in by_file(blog.entries, kept, "ordered"):
        placed += kept.within(("placed", name), (entries, blog.zone), partial(_placed, entries, blog.zone))
    placed.sort(key=itemgetter(0))
    entries = tuple(entry for _, _, entry in placed)
    day = {entry.id: day for _, day, entry in placed}
    runs = by_run(entries, lambda entry: day[entry.id], kept)
    by_day: dict[str, list[Entry]] = {}
    for _, run in runs:
        by_day.setdefault(day[run[0].id], []).extend(run)
    days = tuple(
        Day(day=day, parts=tuple(tuple(found[at : at + PART]) for at in range(0, len(found), PART)))
        for day, found in sorted(by_day.items())
    )
    pages: dict[str, str] = {}
    for found in days:
        for part, here in enumerate(found.parts, 1):
            pages.update(dict.fromkeys([entry.id for entry in here], found.path(blog.id, part)))
    places = (tuple([pages[entry.id] for entry in run]) for _, run in runs)
    marked = [kept.same(("marked", name), run, partial(_marked, run)) for name, run in runs]
    summary = [entry for found in marked for entry in found.summaries][-1:]
    return BlogIndex(
        entries=entries,
        named={entry.id: entry for entry in entries},
        runs=runs,
        days=days,
        places=tuple(
            kept.same(("places", name), there, partial(tuple, there))
            for (name, _), there in zip(runs, places, strict=True)
        ),
        pages=pages,
        incoming=_incoming([reference for found in marked for reference in found.references]),
        key_events=tuple(entry for found in marked for entry in found.key_events),
        pinned=tuple(entry for found in marked for entry in found.pinned),
        removed=tuple(entry for found in marked for entry in found.removed),
        summary=summary[0] if summary else None,
    )


class _Marked(NamedTuple):
    """What stands out among entries; `references` are (kind, the entry that refers, the one referred to)."""

    key_events: list[Entry]
    pinned: list[Entry]
    removed: list[Entry]
    summaries: list[Entry]
    references: list[tuple[str, str, str]]


def _marked(entries: tuple[Entry, ...]) -> _Marked:
    living = [entry for entry in entries if entry.status != "removed"]
    named = [entry for entry in living if not entry.at_risk]
    return _Marked(
        key_events=[entry for entry in living if entry.key],
        pinned=[entry for entry in living if entry.pinned],
        removed=[entry for entry in entries if entry.status == "removed"],
        summaries=[entry for entry in named if entry.kind == "summary"],
        references=[(kind, entry.id, ref.id) for entry in named for kind in REFERENCES for ref in getattr(entry, kind)],
    )


Placed = tuple[tuple[int, int, str], str, Entry]
"""What an entry is sorted by, its day, and itself."""


def _placed(entries: tuple[Entry, ...], zone: str, kept: Kept) -> list[Placed]:
    return kept.each(zone, entries, partial(_placed_one, zone))


def _placed_one(zone: str, entry: Entry) -> Placed:
    return (entry.time.instant, entry.order, entry.id), day_of(entry, zone), entry


def day_of(entry: Entry, zone: str) -> str:
    """The day of an entry in the blog's zone."""
    return entry.time.to_zone(zone).day()


REFERENCES = ("corrects", "updates", "supersedes")


def _incoming(references: list[tuple[str, str, str]]) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for kind, source, target in references:
        found.setdefault(target, []).append((kind, source))
    return {target: tuple(sources) for target, sources in found.items()}
