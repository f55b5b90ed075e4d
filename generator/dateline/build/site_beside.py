"""What the process beside does: the pages of the site, from a blog as it is told and the others as they rest."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from dateline.build.bench import Bench, bench_for, holds, stamp_of, stored_share
from dateline.build.blog_records import look_of
from dateline.build.common import Site
from dateline.build.making import Making, SitePart
from dateline.build.options import Options
from dateline.build.site import make_site, site_outputs
from dateline.build.together import check_together
from dateline.build.told import Told
from dateline.kept import Kept
from dateline.plan.summary import ROWS
from dateline.problems import has_errors
from dateline.state.codec import decode
from dateline.state.records import Share, StampedContents, StampedFeeds, StampedRows, StampedStems
from dateline.state.store import Store
from dateline.times.told import all_told


def make_beside(
    blog: str, options: Options, site: Site, making_of: Callable[[], Making], store: Store, hear: Callable[[], bytes]
) -> SitePart:
    """Gets ready, hears what the blog is now, and makes the pages of the site."""
    kept = Kept(once=True)
    store = store.remembering(kept)
    making = replace(making_of(), progress=lambda what, done, total: None, jobs=1)
    bench = bench_for(options, site, making, store, kept)
    shares = _others(bench, blog)
    before = stored_share(bench, site.files.blogs[blog])
    contents = store.load_record(f"contents/{blog}", StampedContents)
    if shares is not None and before is not None:
        _get_ready(options, site, {**shares, blog: before}, making, store, kept)
    told = decode(hear(), Told)
    if told is None or shares is None:
        return SitePart(holds=False)
    store.defer()  # What is put beside the state here is for this process alone.
    if contents is not None:
        # As what is told takes for known. In the file may stand by now what the other process writes.
        store.save_record(f"contents/{blog}", contents)
    _believe(told, site, store)
    whole = _in_order(site, {**shares, blog: told.share})
    plan = site_outputs(site, whole, store, kept, making.renderer(), options, {blog: told.views})
    problems = tuple(check_together(site, whole, plan.groups(), kept))
    if has_errors(problems):
        return SitePart(holds=True, problems=problems)
    done, _ = make_site(plan, making, store, options)
    return SitePart(holds=True, problems=problems, done=done, memo=site.memo.kept, dates=all_told())


def _get_ready(
    options: Options, site: Site, shares: dict[str, Share], making: Making, store: Store, kept: Kept
) -> None:
    """Imports what pages and feeds are rendered with, and plans those of the site as they were: all that the blog will
    leave as it is is then kept. Nothing but waiting would be done meanwhile."""
    renderer = making.renderer()
    # Of the templates only a few will be wanted.
    renderer.prepare(())
    site_outputs(site, _in_order(site, shares), store, kept, renderer, options)
    kept.turn()


def _in_order(site: Site, shares: dict[str, Share]) -> tuple[Share, ...]:
    return tuple(shares[name] for name in site.files.blogs)


def _others(bench: Bench, blog: str) -> dict[str, Share] | None:
    """The shares of the other blogs; None when one of them must be made again."""
    found: dict[str, Share] = {}
    for name, files in bench.files.blogs.items():
        if name != blog:
            share = stored_share(bench, files)
            if share is None or not holds(bench, files, share):
                return None
            found[name] = share
    return found


def _believe(told: Told, site: Site, store: Store) -> None:
    """Puts what was told in the place of what the last build left of the blog."""
    blog, stamp, look = told.share.blog, stamp_of(told.share), look_of(site.shared)
    record = store.load_record(f"rows/{blog}", StampedRows)
    before = dict(record.shown) if record is not None and record.look == look else {}
    nothing = (None,) * len(ROWS)
    shown = tuple((headline, before.get(headline, nothing)) for headline in told.headlines)
    store.save_record(f"rows/{blog}", StampedRows(stamp=stamp, rows=told.rows, look=look, shown=shown))
    store.save_record(f"feeds/{blog}", StampedFeeds(stamp=stamp, shelves=told.shelves))
    if told.stems is not None:
        store.save_record(f"stems/{blog}", StampedStems(stamp=stamp, stems=told.stems))
