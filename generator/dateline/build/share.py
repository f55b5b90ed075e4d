"""One blog's share of a build: its block, made or still good, and its stale outputs rendered, scanned and staged.

Shares are independent, so they may be made by several processes; what comes back of each is small.
"""

from __future__ import annotations

from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dateline.build.bench import Bench, signature_of, stamp_of
from dateline.build.block import Block, make_block
from dateline.build.blog_records import (
    AtHand,
    Contents,
    Likely,
    content_stamp,
    feed_shelves,
    leave_at_hand,
    likely_lines,
    save_blog,
    save_share,
    stored_contents,
)
from dateline.build.making import make_groups
from dateline.build.told import Told
from dateline.build.touched import touched_in
from dateline.checks.texts import Links
from dateline.kept import Kept
from dateline.load.files import BlogFiles
from dateline.load.readings import Reading, readings, recall
from dateline.markup.memo import Fragments, Memo
from dateline.plan.drawn import Drawn, Views
from dateline.plan.lines import Lines
from dateline.plan.output import Group
from dateline.search.blog_index import BlogIndex, index_of
from dateline.search.words import Remembered
from dateline.state.records import (
    FeedShelves,
    Made,
    Mades,
    Share,
    StampedStems,
)

if TYPE_CHECKING:
    from dateline.build.beside import Beside

Readings = tuple[Reading, ...]


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
        problems=block.problems,
    )
    if any(problem.severity == "error" for problem in block.problems):
        return share
    index = _search_index(bench, block, kept)
    groups = block.groups if index is None else (*block.groups, index.outputs)
    likely = cache(partial(likely_lines, bench, block))
    contents = stored_contents(store, block.blog, content_stamp(bench.shared)) if kept.is_new else {}
    shelves = cache(lambda: feed_shelves(block, likely()))
    if beside is not None:
        beside.tell(_told(block, groups, _with_gist(share, block, index), likely(), contents, shelves(), index))
    known = (
        dict(before.made.items())
        if before is not None
        else bench.making.pictures.load_record(f"pictures/{blog.id}", Mades) or {}
    )
    done, _ = make_groups(bench.making, blog.id, groups, known)
    share = replace(share, made=done.made, todo=done.todo, written=done.written, faults=done.faults)
    # What nothing of the above asked for, while what is written may yet be on its way.
    share = _with_gist(share, block, index)
    if options.commit and not done.faults:
        save_blog(bench, block, share, likely(), contents, shelves, known=kept.is_new)
        if bench.alone and not bench.kept.is_new:
            leave_at_hand(AtHand(stamp_of(share), block, index.stems if index is not None else None), bench.kept)
        if index is not None:
            store.save_record(f"words/{blog.id}", index.remembered)
            store.save_record(f"stems/{blog.id}", StampedStems(stamp=stamp_of(share), stems=index.stems))
        if before is not None or blog.media:
            # A blog that was edited will be edited again. Of those that rest nothing need be kept but their media.
            store.save_made(f"read/{blog.id}", partial(readings, blog, kept, whole=before is not None))
        if drawn is not None:
            store.save_record(f"views/{blog.id}", drawn.views)
            store.save_record(f"lines/{blog.id}", drawn.lines)
        bench.making.last(partial(save_share, bench, block, share))
        if not options.lasting:
            bench.making.last(lambda: share.touched.extend(touched_in(block, bench.files, store)))
    renderer = bench.making.renderer()
    if bench.kept.is_new or renderer.is_full:
        # A process that builds again will want the same blog's parts again.
        renderer.forget()
    return share


def _with_gist(share: Share, block: Block, index: BlogIndex | None) -> Share:
    gist = block.gist
    summary = gist.summary if index is None else replace(gist.summary, search=index.search)
    return replace(share, summary=summary, links=_leading_away(gist.links, block))


def _leading_away(links: Links, block: Block) -> Links:
    """Those of a blog's links that do not lead to pages of its own, as most do."""
    own = {output.path for output in block.outputs} if links else ()
    return tuple(link for link in links if link[2] not in own)


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
        rows=block.gist.rows,
        headlines=tuple(line.headline for line in block.lines),
        shelves=shelves,
        views={item.entry: block.views[item.entry] for item in items if item and item.content not in contents},
        stems=None if index is None else index.stems,
    )
