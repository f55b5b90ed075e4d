"""What is kept of a blog for the pages of the site, and for builds to come: its rows, feeds and contents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from msgspec import Raw, Struct

from dateline.build.bench import Bench, stamp_of
from dateline.build.block import Block
from dateline.build.making import save_pictures
from dateline.build.still import share_record
from dateline.kept import Kept
from dateline.plan.combine import combine
from dateline.plan.desk import Shared
from dateline.plan.feeds import CONTENT
from dateline.plan.lines import Line
from dateline.plan.summary import FEED, NEWEST, ROWS, FeedShelf, feed_rows
from dateline.search.stems import Stems
from dateline.state.codec import packed
from dateline.state.records import (
    FeedShelves,
    Share,
    StampedContents,
    StampedFeeds,
    StampedRows,
    StoredShare,
)
from dateline.state.store import Store
from dateline.words import language_of

Contents = Mapping[bytes, Raw]
"""Digest of an entry's view → what feeds show of it, packed."""
Likely = dict[str, tuple[Line, ...]]
"""Tag, person's feed, or "" for the site's → the lines that it is likely to want."""


class AtHand(Struct, frozen=True):
    """A blog that this process made, as the pages of the site ask for it: what is saved of it for other processes need
    neither be packed nor read. `stamp` as `stamp_of` gives it."""

    stamp: bytes
    block: Block
    stems: Stems | None


_AT_HAND = 8
"""Blogs that are at hand, the latest to be made."""


def at_hand(kept: Kept) -> dict[str, AtHand]:
    """The blogs that are at hand, by name."""
    return kept.always("blogs at hand", dict)


def leave_at_hand(made: AtHand, kept: Kept) -> None:
    """Keeps a blog at hand, in the place of the one that was made longest ago."""
    found = at_hand(kept)
    found.pop(made.block.blog, None)
    found[made.block.blog] = made
    if len(found) > _AT_HAND:
        del found[next(iter(found))]


def save_blog(
    bench: Bench,
    block: Block,
    share: Share,
    likely: Likely,
    contents: Contents,
    shelves: Callable[[], FeedShelves],
    *,
    known: bool,
) -> None:
    """Leaves for the next build what this one found out. It is believed only together with the bytes in the output.

    What an earlier process left of rows and contents is taken as it is, if this one has yet to make its own (`known`).
    """
    store = bench.store
    store.save_record(f"memo/{block.blog}", block.memo.kept)
    stamp = stamp_of(share)
    rows = store.load_record(f"rows/{block.blog}", StampedRows) if known else None
    store.save_made(f"rows/{block.blog}", partial(_rows, bench, block, stamp, rows))
    store.save_made(f"feeds/{block.blog}", lambda: StampedFeeds(stamp=stamp, shelves=shelves()))
    store.save_made(f"contents/{block.blog}", partial(_contents, bench, block, likely, contents))


def save_share(bench: Bench, block: Block, share: Share) -> None:
    """Likewise the share itself and its pictures, once their hashes are known."""
    save_pictures(bench.making, f"pictures/{block.blog}", block.outputs, share)
    bench.store.save_record(share_record(block.blog), StoredShare.of(share))


def content_stamp(shared: Shared) -> bytes:
    """What decides, with an entry's view, how feeds show it."""
    return combine(shared.engine, shared.templates[CONTENT], shared.url)


def look_of(shared: Shared) -> bytes:
    """What decides, with a row, how indexes show it."""
    language = language_of(shared.common.settings.language)
    return combine(shared.engine, language, *(shared.templates[name] for name in ROWS))


def _rows(bench: Bench, block: Block, stamp: bytes, before: StampedRows | None) -> StampedRows:
    """The rows, also as HTML; those that an earlier build left are taken as they are."""
    look = look_of(bench.shared)
    old = dict(before.shown) if before is not None and before.look == look else {}
    part, lang = bench.making.renderer().part, bench.shared.common.settings.language
    shown = tuple(
        (line.headline, old.get(line.headline) or tuple(part(line.row.headline, name, lang) for name in ROWS))
        for line in block.lines
    )
    return StampedRows(stamp=stamp, rows=block.gist.rows, look=look, shown=shown)


def feed_shelves(block: Block, likely: Likely) -> FeedShelves:
    """The newest rows of each feed, packed."""
    wanted = {id(line): line for lines in likely.values() for line in lines if line.row.item is not None}
    places = {name: place for place, name in enumerate(wanted)}
    feeds = {
        tag: (tuple([places[id(line)] for line in lines if id(line) in places]), _are_all(block, tag, lines))
        for tag, lines in likely.items()
    }
    return FeedShelves(rows=tuple(map(packed, feed_rows(line.row for line in wanted.values()))), feeds=feeds)


def feed_shelf(block: Block, tag: str, lines: tuple[Line, ...]) -> FeedShelf:
    """The newest rows of a blog for a feed: those of `lines`."""
    return FeedShelf(feed_rows(line.row for line in lines), whole=_are_all(block, tag, lines))


def _are_all(block: Block, tag: str, lines: tuple[Line, ...]) -> bool:
    return len(lines) == len(block.shelved[FEED, tag, ""])


def stored_contents(store: Store, blog: str, stamp: bytes) -> dict[bytes, Raw]:
    """What feeds showed of a blog's entries, packed, as far as it was kept and still holds."""
    record = store.load_record(f"contents/{blog}", StampedContents)
    return record.contents if record is not None and record.stamp == stamp else {}


def likely_lines(bench: Bench, block: Block) -> Likely:
    """The lines that feeds are likely to want: the blog's newest, and the newest of each tag as far as newer blogs
    leave room. Whatever else is wanted is fetched from the blog; this only saves that."""
    found: dict[str, tuple[Line, ...]] = {}
    for (kind, tag, _), lines in block.shelved.items():
        if kind == FEED:
            found[tag] = lines[: max(NEWEST - bench.wanted.get(tag, 0), 0) if tag else NEWEST]
            if tag:
                bench.wanted[tag] = bench.wanted.get(tag, 0) + len(lines)
    return found


def _contents(bench: Bench, block: Block, likely: Likely, old: Contents) -> StampedContents:
    """Those lines as feeds show them, packed; as far as they were shown before, from `old`."""
    found: dict[bytes, Raw] = {}
    for lines in likely.values():
        for line in lines:
            item = line.row.item
            if item is not None and item.content not in found:
                content = old.get(item.content)
                if content is None:
                    made = bench.making.renderer().content_of(block.views[item.entry])
                    content = None if made is None else packed(made)
                if content is not None:
                    found[item.content] = content
    return StampedContents(stamp=content_stamp(bench.shared), contents=found)
