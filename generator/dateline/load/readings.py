"""What the files of a blog said when they were read: kept for the next process, so that it reads only what changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from dateline.kept import Kept
from dateline.load.files import BlogFiles
from dateline.model.blog import MediaFile
from dateline.model.entry import Entry
from dateline.model.source import Source
from dateline.model.thread import Thread


class Reading(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """What one file said, by the hash of its bytes and the zone that it was read in; just one of the rest is set."""

    path: str
    sha: str
    zone: str
    entries: tuple[Entry, ...] | None = None
    sources: dict[str, Source] | None = None
    thread: Thread | None = None
    medium: MediaFile | None = None


def recall(readings: Iterable[Reading], kept: Kept) -> None:
    """Lets a memory know what an earlier process read; `load.blog.read_blog` looks there."""
    for read in readings:
        value = next(
            (part for part in (read.entries, read.sources, read.thread, read.medium) if part is not None), None
        )
        if value is not None:
            kept.put(("file", read.path), (read.sha, read.zone), (value, ()))


def readings(blog: BlogFiles, kept: Kept, *, whole: bool) -> tuple[Reading, ...]:
    """What a memory holds of a blog's files, or of its media only, which take longest to read for what they say.

    Those with faults are not among it: they are read again each time.
    """
    parts: list[tuple[str, tuple[str, ...]]] = [("medium", blog.media)]
    if whole:
        parts += [("entries", blog.entries), ("sources", (blog.sources,)), ("thread", blog.threads)]
    found = []
    for field, paths in parts:
        for path in paths:
            known: Any = kept.find(("file", path))
            if known is not None and known[1][0] is not None:
                (sha, zone), (value, _) = known
                found.append(Reading(path=path, sha=sha, zone=zone, **{field: value}))
    return tuple(found)
