"""The shares of all blogs: those that still hold as they are, the others made, by several processes if it pays."""

from __future__ import annotations

import re

from msgspec.structs import replace

from dateline.build.bench import Bench, bench_for, holds, stored_share
from dateline.build.beside import Beside
from dateline.build.common import Site
from dateline.build.making import Making, at_once
from dateline.build.options import Options, Progress
from dateline.build.share import make_share
from dateline.build.workers import available, in_parallel
from dateline.kept import Kept
from dateline.load.files import BlogFiles
from dateline.state.records import Share
from dateline.state.store import Store
from dateline.times.show import prepare as prepare_dates

_WORTH = 150_000
"""Bytes of content below which a second process costs more than it brings."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def make_shares(
    options: Options, site: Site, making: Making, store: Store, kept: Kept, progress: Progress, beside: Beside
) -> tuple[Share, ...]:
    """The shares in the order of the blogs' names: of all blogs, or of those that are this shard's."""
    bench = bench_for(options, site, making, store, kept)
    blogs = _mine(options, site)
    found = _made_beside(bench, blogs, beside)
    todo: list[BlogFiles] = []
    before: dict[str, Share | None] = {}
    for number, blog in enumerate(blogs):
        progress("look", number, len(blogs))
        if blog.id in found:
            continue
        share = stored_share(bench, blog)
        if share is not None and holds(bench, blog, share):
            found[blog.id] = share
        else:
            before[blog.id] = share
            todo.append(blog)
    count = 0

    def work(blog: BlogFiles) -> Share:
        nonlocal count
        progress("make", count * jobs, len(todo))
        count += 1
        return make_share(bench, blog, before[blog.id])

    jobs = _jobs(options, site, todo)
    if jobs > 1:
        # Templates and libraries are made ready once, before the work is divided.
        import dateline.markup.comment
        import dateline.markup.parser  # noqa: F401

        making.renderer().prepare(site.languages)
        prepare_dates(site.languages)
    if len(todo) == 1:
        bench.alone = True
        store.defer()
    else:
        # What another process made is sent back whole.
        bench.making = replace(making, later=at_once, last=at_once)
    found.update((share.blog, share) for share in in_parallel(_divided(site, todo, jobs), work, Share))
    return tuple(found[blog.id] for blog in blogs)


def _made_beside(bench: Bench, blogs: tuple[BlogFiles, ...], beside: Beside) -> dict[str, Share]:
    """The share of the blog that was edited, made while another process makes the pages of the site; and those of all
    other blogs, if that process found them to hold."""
    found: dict[str, Share] = {}
    if beside.blog not in bench.files.blogs:
        return found
    edited = bench.files.blogs[beside.blog]
    found[edited.id] = make_share(bench, edited, stored_share(bench, edited), beside)
    others = {blog.id: stored_share(bench, blog) for blog in blogs if blog.id != edited.id}
    resting = bench.making.left.resting(others, bench.making.owned)
    if beside.answer() is not None:
        # That process has looked at their files.
        found.update((name, share) for name, share in others.items() if share is not None)
        bench.making.left.held |= resting
    return found


def _mine(options: Options, site: Site) -> tuple[BlogFiles, ...]:
    if options.part is None:
        return tuple(site.files.blogs.values())
    from dateline.shard.part import deal

    files = site.files.tree.files
    sizes = {blog.id: sum(files[path].stamp[0] for path in blog.all()) for blog in site.files.blogs.values()}
    mine = deal(sizes, options.part)
    return tuple(blog for blog in site.files.blogs.values() if blog.id in mine)


def _jobs(options: Options, site: Site, todo: list[BlogFiles]) -> int:
    most = options.jobs or available()
    if options.jobs:
        return max(1, min(most, len(todo)))
    size = sum(_size(site, blog) for blog in todo)
    return max(1, min(most, len(todo), size // _WORTH + 1))


def _size(site: Site, blog: BlogFiles) -> int:
    return sum(site.files.tree.files[path].stamp[0] for path in (*blog.entries, *blog.threads))


def _divided(site: Site, todo: list[BlogFiles], jobs: int) -> list[list[BlogFiles]]:
    """Hands of about equal size; within a hand the newest blogs come first (see `Bench.wanted`)."""
    hands: list[list[BlogFiles]] = [[] for _ in range(jobs)]
    loads = [0] * jobs
    for blog in sorted(todo, key=lambda blog: _size(site, blog), reverse=True):
        lightest = loads.index(min(loads))
        hands[lightest].append(blog)
        loads[lightest] += _size(site, blog)
    for hand in hands:
        hand.sort(key=lambda blog: (_newest_day(blog), blog.id), reverse=True)
    return hands


def _newest_day(blog: BlogFiles) -> str:
    return max((day for path in blog.entries for day in _DAY.findall(path.rsplit("/", 1)[1])), default="")
