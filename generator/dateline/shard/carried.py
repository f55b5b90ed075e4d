"""What a shard carries beside its blogs' files: a head that tells what it was built from, and for each blog what the
pages of the whole site need: its share (with the summary), its rows, its feeds' newest items, its words."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from functools import partial
from typing import Final

import msgspec
from msgspec.structs import replace

from dateline import __version__
from dateline.build.bench import stamp_of
from dateline.build.blog_records import content_stamp, look_of
from dateline.build.common import Site
from dateline.commit import SHARD_FILE
from dateline.load.scan import Tree
from dateline.plan.combine import combine
from dateline.plan.output import BYTES, Output
from dateline.shard.part import Part
from dateline.state.codec import encode
from dateline.state.records import Share, StampedContents, StampedFeeds, StampedRows, StampedStems, as_left
from dateline.state.store import Store

VERSION: Final = 1
"""Of the form in which shards are carried."""

_UNKNOWN: Final = (-1, -1)
"""In place of a file's time, which means nothing on another machine."""


class Head(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`shard.json`. `engine` stands for the code, its libraries and the protected list, `content` for all that editors
    wrote and the theme; `made_by` says in words what `engine` stands for."""

    version: int
    number: int
    of: int
    as_of: int
    engine: str
    content: str
    made_by: str
    blogs: tuple[str, ...]


class Carried(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """One blog. What is missing is made from the blog's files once more by whoever merges."""

    share: Share
    rows: StampedRows | None
    feeds: StampedFeeds | None
    contents: StampedContents | None
    stems: StampedStems | None


def carried_path(blog: str) -> str:
    """Where a blog is carried in its shard."""
    return f"_shard/{blog}.msgpack"


def content_digest(tree: Tree, theme: bytes) -> str:
    """Stands for every file of the content and the theme."""
    return combine(theme, *(part for path, known in tree.files.items() for part in (path, known.sha))).hex()


def made_by() -> str:
    """The engine, in words."""
    return f"Dateline {__version__} on Python {platform.python_version()}"


def shard_outputs(
    part: Part, site: Site, shares: tuple[Share, ...], store: Store, *, as_of: int, engine: bytes, content: str
) -> Iterator[Output]:
    """The files under `_shard/`, planned like any other output."""
    head = Head(
        version=VERSION, number=part.number, of=part.of, as_of=as_of, engine=engine.hex(), content=content,
        made_by=made_by(), blogs=tuple(share.blog for share in shares),
    )  # fmt: skip
    data = msgspec.json.format(msgspec.json.encode(head), indent=1) + b"\n"
    yield Output(path=SHARD_FILE, kind=BYTES, template="", key=combine(engine, data), view=lambda: data)
    looks = combine(look_of(site.shared), content_stamp(site.shared))
    for share in shares:
        lasting = _lasting(share)
        path = carried_path(share.blog)
        key = combine(engine, path, looks, encode(lasting))
        yield Output(path=path, kind=BYTES, template="", key=key, view=partial(_encoded, lasting, store))


def _lasting(share: Share) -> Share:
    """A share without what is of this machine or this build only."""
    made = {path: replace(done, stat=_UNKNOWN) for path, done in share.made.items()}
    return replace(as_left(share), made=made)


def _encoded(share: Share, store: Store) -> bytes:
    name, stamp = share.blog, stamp_of(share)
    rows = store.load_record(f"rows/{name}", StampedRows)
    feeds = store.load_record(f"feeds/{name}", StampedFeeds)
    stems = store.load_record(f"stems/{name}", StampedStems)
    carried = Carried(
        share=share,
        rows=rows if rows is not None and rows.stamp == stamp else None,
        feeds=feeds if feeds is not None and feeds.stamp == stamp else None,
        contents=store.load_record(f"contents/{name}", StampedContents),
        stems=stems if stems is not None and stems.stamp == stamp else None,
    )
    return encode(carried)
