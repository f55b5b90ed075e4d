"""What the process beside does: the pages of the site, from a blog as it is told and the others as they rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Raw, Struct
from msgspec.structs import replace

from dateline.build.common import Site, read_site
from dateline.build.left import Left
from dateline.build.making import Making, SitePart
from dateline.build.options import CONTENT, Options
from dateline.build.seen import Seen
from dateline.build.share import Bench, holds, look_of, stamp_of, stored_share
from dateline.build.shares import bench_for
from dateline.build.site import make_site, site_outputs
from dateline.build.together import check_together
from dateline.build.whole import renderer_of
from dateline.commit import StageWriter
from dateline.gate.gate import Gate
from dateline.kept import Kept
from dateline.load.files import sort_files
from dateline.load.scan import Tree
from dateline.plan.summary import ROWS, Rows
from dateline.plan.views import EntryView
from dateline.problems import has_errors
from dateline.search.stems import Stems
from dateline.state.codec import decode
from dateline.state.records import Share, StampedFeeds, StampedRows, StampedStems
from dateline.state.store import Store
from dateline.times.told import all_told


class Told(Struct, frozen=True, array_like=True, kw_only=True):
    """A blog as it was planned, before any of it is made: all that the pages of the site need of it.

    `share` holds every output, none with its bytes. `headlines` are digests of the rows, in their order; `shelves` as
    in `StampedFeeds`; `views` of the entries that feeds may show, and did not before. `common` and `looks` stand for
    the site as it was read for the blog. `stage` is the folder of the stage, None when nothing is to be written.
    """

    common: bytes
    looks: bytes
    stage: str | None
    share: Share
    rows: Rows
    headlines: tuple[bytes, ...]
    shelves: dict[str, Raw]
    views: dict[str, EntryView]
    stems: Stems | None


def make_beside(
    blog: str,
    options: Options,
    tree: Tree,
    owned: Mapping[str, str],
    seen: Seen,
    engine: bytes,
    store: Store,
    hear: Callable[[], bytes],
) -> SitePart:
    """Gets ready, hears what the blog is now, and makes the pages of the site."""
    kept = Kept()
    store = store.remembering(kept)
    files = sort_files(tree, CONTENT, kept)
    site = read_site(options.root, files, engine, store, kept)
    making = Making(
        root=options.root,
        output=options.output,
        owned=owned,
        renderer=renderer_of(options, site, kept),
        gate=Gate(options.terms),
        writer=None,
        progress=lambda what, done, total: None,
        left=Left(options.output, seen, kept),
        jobs=1,
        pictures=store.beside(b"pictures"),
    )
    bench = bench_for(options, site, making, store, kept)
    shares = _others(bench, blog)
    before = stored_share(bench, files.blogs[blog])
    if shares is not None and before is not None:
        _get_ready(options, site, {**shares, blog: before}, making, store, kept)
    told = decode(hear(), Told)
    if told is None or shares is None or (told.common, told.looks) != (site.common, site.looks):
        return SitePart(holds=False)
    if told.stage is not None:
        making = replace(making, writer=StageWriter(folder=told.stage))
    store.defer()  # What is put beside the state here is for this process alone.
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
    renderer.prepare([site.shared.common.settings.language])
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
