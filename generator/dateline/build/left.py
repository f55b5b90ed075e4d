"""How the last round left the output: what stands in a folder that nobody touched since is as it was written.

A build in a process of its own knows of no last round and looks at every file. One that follows another looks at the
folders only: a file that was deleted, added or replaced changes its folder's time. What somebody writes into a file in
its place is seen by the next build that looks at all (the preview runs one when nothing else is to do).
"""

# Plain strings on purpose: one Path object costs more than the system call it is for.
# ruff: noqa: PTH116

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from operator import attrgetter
from pathlib import Path

from msgspec import Struct

from dateline.build.seen import Seen
from dateline.commit import MANIFEST_NAME, FileStat
from dateline.kept import Kept
from dateline.state.records import Made

_Stamp = tuple[int, int]
"""(time of change in ns, inode) of a folder."""


class _Memory(Struct):
    folders: dict[str, _Stamp] = {}
    blogs: dict[str, tuple[Mapping[str, Made], str]] = {}
    """Blog → what was made of it, and the hash of its manifest."""


class Left:
    """What is known of the output at the beginning of a build."""

    def __init__(self, output: Path, seen: Seen, kept: Kept) -> None:
        self._output = output
        self._seen = seen
        self._kept = kept
        self._memory = kept.same(("left", output), None, _Memory)
        known = self._memory.folders
        self._same = frozenset(folder for folder in known if _stamp(output, folder) == known[folder])

    def holds(self, blog: str, made: Mapping[str, Made], owned: Mapping[str, str]) -> bool:
        """Whether nobody touched a blog's folders, nor its manifest, since the round that made it."""
        before, manifest = self._memory.blogs.get(blog, (None, ""))
        return (
            before is made
            and owned.get(f"{blog}/{MANIFEST_NAME}") == manifest
            and self._folders(blog, made) <= self._same
        )

    def lie(self, made: Mapping[str, Made]) -> bool:
        """Whether all that was `made`, and is owned, lies in the output as it was left, by sizes and times."""
        return self._seen.are_as_left(made, tuple(map(attrgetter("stat"), made.values())))

    def stats(self, owned: Mapping[str, str], made: Mapping[str, Made]) -> dict[str, FileStat]:
        """(size, time) of the `owned` files; of those that were `made` and lie where nobody was, as they were left."""
        if not self._same:
            return self._seen.stats(owned.keys())
        same = self._same
        known = {path: done.stat for path, done in made.items() if path.rpartition("/")[0] in same}
        return {**known, **self._seen.stats([path for path in owned if path not in known])}

    def leave(self, blogs: Mapping[str, Mapping[str, Made]], site: Mapping[str, Made], held: Mapping[str, str]) -> None:
        """Ends a round that published what it made: of each of the `blogs`, and of the `site`. `held` is what the
        manifests say now."""
        self._memory.blogs = {blog: (made, held.get(f"{blog}/{MANIFEST_NAME}", "")) for blog, made in blogs.items()}
        folders = _folders(site).union(*(self._folders(blog, made) for blog, made in blogs.items()))
        self._memory.folders = {folder: _stamp(self._output, folder) for folder in folders}

    def _folders(self, blog: str, made: Mapping[str, Made]) -> frozenset[str]:
        return self._kept.same(("folders", blog), made, lambda: _folders(made))


def _folders(paths: Iterable[str]) -> frozenset[str]:
    return frozenset(path.rpartition("/")[0] for path in paths)


def _stamp(output: Path, folder: str) -> _Stamp:
    try:
        found = os.stat(f"{output}/{folder}")
    except OSError:
        return (-1, -1)
    return found.st_mtime_ns, found.st_ino
