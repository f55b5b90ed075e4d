"""One blog's share of a build: its block, made or still good, and its stale outputs rendered, scanned and staged.

Shares are independent, so they may be made by several processes; what comes back of each is small.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Raw, Struct
from msgspec.structs import replace

from dateline.build.bench import Bench, signature_of, stamp_of
from dateline.build.block import Block, make_block
from dateline.build.making import make_groups, save_pictures
from dateline.build.still import share_record
from dateline.build.told import Told
from dateline.build.touched import touched_in
from dateline.checks.texts import Links
from dateline.kept import Kept
from dateline.load.files import BlogFiles
from dateline.load.readings import Reading, readings, recall
from dateline.markup.memo import Fragments, Memo
from dateline.plan.combine import combine
from dateline.plan.desk import Shared
from dateline.plan.drawn import Drawn, Views
from dateline.plan.feeds import CONTENT
from dateline.plan.lines import Line, Lines
from dateline.plan.output import Group
from dateline.plan.summary import FEED, NEWEST, ROWS, FeedShelf, feed_rows
from dateline.search.blog_index import BlogIndex, index_of
from dateline.search.stems import Stems
from dateline.search.words import Remembered
from dateline.state.codec import packed
from dateline.state.records import (
    FeedShelves,
    Made,
    Mades,
    Share,
    StampedContents,
    StampedFeeds,
    StampedRows,
    StampedStems,
    StoredShare,
)
from dateline.state.store import Store
from dateline.words import language_of

if TYPE_CHECKING:
    from dateline.build.beside import Beside

Readings = tuple[Reading, ...]
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


def make_share(bench: Bench, blog: BlogFiles, before: Share | None, beside: Beside | None = None) -> Share:
    """Makes a blog's share anew: every output whose key differs from `before`, or whose file is not as it was left.

    `beside` is told what the blog is as soon as that is known.
    """
    store = bench.store
    kept = bench.kept.part(blog.id).turn()
    drawn: Drawn | None = None
    if before is not None and kept.is_new:
        recall(store.load_record(f"read/{blog.id}", Readings) or (), kept)
        drawn = _drawn(bench, blog)
    memo = kept.same("memo", None, lambda: Memo(store.load_record(f"memo/{blog.id}", Fragments))).turn()
    options = bench.options
    block = make_block(bench.files, blog, bench.shared, options.as_of, memo, kept, preview=options.preview, drawn=drawn)
    share = Share(
        blog=block.blog,
        signature=signature_of(bench, blog),
        last_due=block.last_due,
        next_due=block.next_due,
        others=block.others,
        summary=block.summary,
        problems=block.problems,
        links=_leading_away(block),
    )
    if block.summary is None or any(problem.severity == "error" for problem in block.problems):
        return share
    index = _search_index(bench, block, kept)
    if index is not None:
        share = replace(share, summary=replace(block.summary, search=index.search))
    groups = block.groups if index is None else (*block.groups, index.outputs)
    likely = _likely(bench, block)
    contents = stored_contents(store, block.blog, content_stamp(bench.shared)) if kept.is_new else {}
    shelves = cache(partial(_shelves, block, likely))
    if beside is not None:
        beside.tell(_told(block, groups, share, likely, contents, shelves(), index))
    known = (
        dict(before.made.items())
        if before is not None
        else bench.making.pictures.load_record(f"pictures/{blog.id}", Mades) or {}
    )
    done, _ = make_groups(bench.making, blog.id, groups, known)
    share = replace(share, made=done.made, todo=done.todo, written=done.written, faults=done.faults)
    if bench.options.commit and not done.faults:
        _save(bench, block, share, likely, contents, shelves, known=kept.is_new)
        if bench.alone and not bench.kept.is_new:
            _leave_at_hand(AtHand(stamp_of(share), block, index.stems if index is not None else None), bench.kept)
        if index is not None:
            store.save_record(f"words/{blog.id}", index.remembered)
            store.save_record(f"stems/{blog.id}", StampedStems(stamp=stamp_of(share), stems=index.stems))
        if before is not None or blog.media:
            # A blog that was edited will be edited again. Of those that rest nothing need be kept but their media.
            store.save_made(f"read/{blog.id}", partial(readings, blog, kept, whole=before is not None))
        if drawn is not None:
            store.save_record(f"views/{blog.id}", drawn.views)
            store.save_record(f"lines/{blog.id}", drawn.lines)
    if options.commit and not options.lasting and not done.faults:
        share = replace(share, touched=touched_in(block, bench.files, store))
    renderer = bench.making.renderer()
    if bench.kept.is_new or renderer.is_full:
        # A process that builds again will want the same blog's parts again.
        renderer.forget()
    return share


def _leading_away(block: Block) -> Links:
    """The links of a blog that do not lead to pages of its own, as most do."""
    own = {output.path for output in block.outputs} if block.links else ()
    return tuple(link for link in block.links if link[2] not in own)


def _told(
    block: Block,
    groups: tuple[Group, ...],
    share: Share,
    likely: Likely,
    contents: Contents,
    shelves: FeedShelves,
    index: BlogIndex | None,
) -> Told:
    """What the pages of the site need to know of a blog."""
    unmade = {
        output.path: Made(key=output.key, sha="", stat=(-1, -1), source=output.source)
        for output in chain.from_iterable(groups)
    }
    items = (line.row.item for lines in likely.values() for line in lines)
    return Told(
        share=replace(share, made=unmade),
        rows=block.rows,
        headlines=tuple(line.headline for line in block.lines),
        shelves=shelves,
        views={item.entry: block.views[item.entry] for item in items if item and item.content not in contents},
        stems=None if index is None else index.stems,
    )


def _leave_at_hand(made: AtHand, kept: Kept) -> None:
    found = at_hand(kept)
    found.pop(made.block.blog, None)
    found[made.block.blog] = made
    if len(found) > _AT_HAND:
        del found[next(iter(found))]


def _drawn(bench: Bench, blog: BlogFiles) -> Drawn:
    views = bench.store.load_record(f"views/{blog.id}", Views)
    lines = bench.store.load_record(f"lines/{blog.id}", Lines)
    return Drawn(views or {}, lines or {}, bench.common)


def _search_index(bench: Bench, block: Block, kept: Kept) -> BlogIndex | None:
    """The blog's part of the search index; None where the archive is not searched."""
    if not bench.shared.common.settings.search:
        return None
    # A memory that lasts holds what was counted already.
    before = (bench.store.load_record(f"words/{block.blog}", Remembered) if kept.is_new else None) or {}
    return index_of(block.blog, block.lines, block.views, bench.shared, before, kept)


def _save(
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
    save_pictures(bench.making, f"pictures/{block.blog}", block.outputs, share)
    store.save_record(f"memo/{block.blog}", block.memo.kept)
    stamp = stamp_of(share)
    rows = store.load_record(f"rows/{block.blog}", StampedRows) if known else None
    store.save_made(f"rows/{block.blog}", partial(_rows, bench, block, stamp, rows))
    store.save_made(f"feeds/{block.blog}", lambda: StampedFeeds(stamp=stamp, shelves=shelves()))
    store.save_made(f"contents/{block.blog}", partial(_contents, bench, block, likely, contents))
    store.save_record(share_record(block.blog), StoredShare.of(share))


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
    return StampedRows(stamp=stamp, rows=block.rows, look=look, shown=shown)


def _shelves(block: Block, likely: Likely) -> FeedShelves:
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


def _likely(bench: Bench, block: Block) -> Likely:
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
