"""What every share is made with, and whether one that the last build left still holds."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from msgspec import Struct

from dateline.build.common import Site
from dateline.build.making import Making
from dateline.build.options import Options
from dateline.build.still import share_record
from dateline.kept import Kept
from dateline.load.files import BlogFiles, Files
from dateline.plan.combine import combine
from dateline.plan.desk import Shared
from dateline.plan.digest import digest
from dateline.state.records import Share, StoredShare, as_left
from dateline.state.store import Store


class Bench(Struct, kw_only=True):
    """What every share is made with. `wanted` counts what tags' feeds have got, the newest blogs first. `alone`: only
    one share is made."""

    options: Options
    files: Files
    shared: Shared
    common: bytes
    store: Store
    making: Making
    kept: Kept
    wanted: dict[str, int] = {}
    alone: bool = False


def bench_for(options: Options, site: Site, making: Making, store: Store, kept: Kept) -> Bench:
    """What shares are made with."""
    return Bench(
        options=options, files=site.files, shared=site.shared, common=site.common, store=store, making=making,
        kept=kept,
    )  # fmt: skip


def signature_of(bench: Bench, blog: BlogFiles) -> bytes:
    """Stands for everything that a blog's share is made from, but for the instant and the blogs it names."""
    paths = blog.all()
    known = tuple(map(bench.files.tree.files.__getitem__, paths))

    def make() -> bytes:
        named = chain.from_iterable((path, file.sha) for path, file in zip(paths, known, strict=True))
        return combine(bench.common, blog.id, *named)

    return bench.kept.same(("signature", blog.id), (bench.common, paths, known), make)


def stamp_of(share: Share) -> bytes:
    """Stands for the entries of a share as they were published: what was saved beside it is believed by this."""
    return combine(share.signature, str(share.last_due), str(share.next_due), digest(share.others))


def stored_share(bench: Bench, blog: BlogFiles) -> Share | None:
    """The share as the last build left it, whether it still holds or not."""
    found = _published(bench.kept, bench.shared).get(blog.id)
    if found is not None:
        return found
    stored = bench.store.load_record(share_record(blog.id), StoredShare)
    return None if stored is None else stored.found()


def remember_shares(shares: Iterable[Share], shared: Shared, kept: Kept) -> None:
    """Tells `kept` what was published, so that the state need not be asked for it."""
    published = _published(kept, shared)
    published.clear()
    published.update((share.blog, as_left(share)) for share in shares)


def _published(kept: Kept, shared: Shared) -> dict[str, Share]:
    return kept.always(("shares", shared.engine), dict)


def holds(bench: Bench, blog: BlogFiles, share: Share) -> bool:
    """Whether everything that a share stands on is as it was, its output files included."""
    return (
        share.signature == signature_of(bench, blog)
        and bench.options.is_between(share.last_due, share.next_due)
        and all(bench.shared.titles.get(name) == title for name, title in share.others)
        and bench.making.is_whole(blog.id, share.made)
    )
