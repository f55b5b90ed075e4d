"""Shards in place of blogs: their files are staged, their records kept, as if the blogs had been made here."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from msgspec.structs import replace

from dateline.build.bench import Bench, signature_of, stored_share
from dateline.build.making import Making
from dateline.build.still import share_record
from dateline.commit import Staged, path_fault
from dateline.shard.carried import Carried
from dateline.shard.reading import Refused, Shard, Shards
from dateline.state.records import Made, Share, StoredShare
from dateline.state.store import Store

_ANEW = "Build the shards again from the commit that is checked out here, then merge."


def bring_shares(shards: Shards, bench: Bench, engine: bytes, content: str) -> tuple[Share, ...] | Refused:
    """The shares of all blogs, in the order of their names, out of the shards; or why they cannot be had."""
    if shards.head.engine != engine.hex():
        return Refused(
            message=f"The shards were built by another engine ({shards.head.made_by}) or with another protected list.",
            hint="Merge with the same version of Dateline, of Python and of the libraries.",
        )
    if shards.head.content != content:
        return Refused(
            message="The shards were built from other content, or with another theme, than what is here.", hint=_ANEW
        )
    found: dict[str, Share] = {}
    for shard in shards.shards:
        for blog in shard.head.blogs:
            if blog in found or blog not in bench.files.blogs:
                return Refused(message=f"{shard.folder} holds the blog {blog}, which it should not.", hint=_ANEW)
            share = _bring(shard, blog, bench)
            if isinstance(share, Refused):
                return share
            found[blog] = share
    missing = sorted(bench.files.blogs.keys() - found.keys())
    if missing:
        return Refused(message=f"No shard holds the blog {missing[0]}.", hint=_ANEW)
    return tuple(found[blog] for blog in bench.files.blogs)


def _bring(shard: Shard, blog: str, bench: Bench) -> Share | Refused:
    carried = shard.carried(blog)
    if carried is None:
        return Refused(message=f"What {shard.folder} carries of the blog {blog} cannot be read.", hint=_ANEW)
    share = carried.share
    if (
        share.blog != blog
        or share.summary is None
        or share.signature != signature_of(bench, bench.files.blogs[blog])
        or not bench.options.is_between(share.last_due, share.next_due)
        or any(bench.shared.titles.get(name) != title for name, title in share.others)
    ):
        return Refused(message=f"What {shard.folder} carries of the blog {blog} is of another build.", hint=_ANEW)
    for path, done in share.made.items():
        if path_fault(path) or not path.startswith(f"{blog}/") or shard.files.get(path) != done.sha:
            return Refused(message=f"{shard.folder} does not hold {path} as its build left it.", hint=_ANEW)
    brought = _staged(shard, share, bench.making, stored_share(bench, bench.files.blogs[blog]))
    if isinstance(brought, Share):
        _keep(bench.store, carried, brought)
    return brought


def _staged(shard: Shard, share: Share, making: Making, before: Share | None) -> Share | Refused:
    """The share with its files in the stage, those that the output does not hold already."""
    owned = {path: making.owned[path] for path in share.made if path in making.owned}
    known = before.made if before is not None else {}
    believed = {path: done for path, done in known.items() if owned.get(path) == done.sha}
    stats = making.left.stats(owned, believed)
    made: dict[str, Made] = {}
    written: list[Staged] = []
    for path, done in share.made.items():
        stat = stats.get(path, (-1, -1))
        if owned.get(path) != done.sha or not _is_there(path, done.sha, stats, believed, making):
            data = shard.read(path)
            if data is None:
                return Refused(message=f"{shard.folder} does not hold {path} as its build left it.", hint=_ANEW)
            assert making.writer is not None
            staged = making.writer.write(path, data, done.sha)
            written.append(staged)
            stat = (staged.size, staged.mtime_ns)
        made[path] = replace(done, stat=stat)
    told = tuple((staged.path, "merged from a shard") for staged in written)
    return replace(share, made=made, written=written, todo=told, reused=False)


def _is_there(
    path: str, sha: str, stats: Mapping[str, tuple[int, int]], believed: Mapping[str, Made], making: Making
) -> bool:
    """Whether the output still holds these bytes: by the file's size and time as they were left, else by reading it."""
    if path not in stats:
        return False
    if path in believed and stats[path] == believed[path].stat:
        return True
    return hashlib.sha256((making.output / path).read_bytes()).hexdigest() == sha


def _keep(store: Store, carried: Carried, share: Share) -> None:
    """Leaves for the site's pages, and for the next build here, what the shard found out."""
    records = {"rows": carried.rows, "feeds": carried.feeds, "contents": carried.contents, "stems": carried.stems}
    for folder, record in records.items():
        if record is not None:
            store.save_record(f"{folder}/{share.blog}", record)
    store.save_record(share_record(share.blog), StoredShare.of(share))
