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
from dateline.kept import Itself, Kept
from dateline.plan.output import Output
from dateline.state.records import Made

_Stamp = tuple[int, int]
"""(time of change in ns, inode) of a folder."""


Group = tuple[Output, ...]
"""Outputs of the site that are planned together, such as the pages of a tag: the same object while nothing of it
changes."""


class _Memory(Struct):
    folders: dict[str, _Stamp] = {}
    blogs: dict[str, tuple[Mapping[str, Made], str]] = {}
    """Blog → what was made of it, and the hash of its manifest."""
    site: str = ""
    """The hash of the site's own manifest."""
    groups: dict[str, tuple[Group, Mapping[str, Made]]] = {}
    """Address of the first of some outputs of the site → all of them, and what was made of each."""


class Left:
    """What is known of the output at the beginning of a build."""

    def __init__(self, output: Path, seen: Seen, kept: Kept) -> None:
        self._output = output
        self._seen = seen
        self._kept = kept
        self._memory = kept.same(("left", output), None, _Memory)
        known = self._memory.folders
        self._same = frozenset(folder for folder in known if _stamp(output, folder) == known[folder])
        self.held: set[str] = set()
        """The blogs of which `holds` said so: their manifests name what was made of them, and nothing else."""

    def holds(self, blog: str, made: Mapping[str, Made], owned: Mapping[str, str]) -> bool:
        """Whether nobody touched a blog's folders, nor its manifest, since the round that made it."""
        before, manifest = self._memory.blogs.get(blog, (None, ""))
        if (
            before is made
            and owned.get(f"{blog}/{MANIFEST_NAME}") == manifest
            and self._folders(blog, made) <= self._same
        ):
            self.held.add(blog)
            return True
        return False

    def as_made(self, group: Group, owned: Mapping[str, str]) -> Mapping[str, Made] | None:
        """What the last round made of these very outputs of the site, if nobody touched their folders, nor the site's
        manifest, since then."""
        if not group or owned.get(MANIFEST_NAME) != self._memory.site:
            return None
        name = group[0].path
        before, made = self._memory.groups.get(name, ((), {}))
        return made if before is group and self._folders(name, made) <= self._same else None

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

    def leave(
        self,
        blogs: Mapping[str, Mapping[str, Made]],
        groups: Iterable[Group],
        site: Mapping[str, Made],
        manifests: Mapping[str, str],
    ) -> None:
        """Ends a round that published what it made: of each of the `blogs`, and of the `site`, which is that of the
        `groups`. `manifests` are those that now lie there, and their hashes."""
        memory = self._memory
        memory.blogs = {blog: (made, manifests.get(f"{blog}/{MANIFEST_NAME}", "")) for blog, made in blogs.items()}
        memory.site = manifests.get(MANIFEST_NAME, "")
        before = memory.groups
        memory.groups = {}
        for group in filter(None, groups):
            name = group[0].path
            known = before.get(name)
            whole = known is not None and known[0] is group and all(site[path] is known[1][path] for path in known[1])
            memory.groups[name] = (
                known if known is not None and whole else (group, {output.path: site[output.path] for output in group})
            )
        folders = frozenset[str]().union(
            *(self._folders(name, made) for name, (_, made) in memory.groups.items()),
            *(self._folders(blog, made) for blog, made in blogs.items()),
        )
        memory.folders = {folder: _stamp(self._output, folder) for folder in folders}

    def _folders(self, blog: str, made: Mapping[str, Made]) -> frozenset[str]:
        return self._kept.same(("folders", blog), Itself(made), lambda: _folders(made))


def _folders(paths: Iterable[str]) -> frozenset[str]:
    return frozenset(path.rpartition("/")[0] for path in paths)


def _stamp(output: Path, folder: str) -> _Stamp:
    try:
        found = os.stat(f"{output}/{folder}")
    except OSError:
        return (-1, -1)
    return found.st_mtime_ns, found.st_ino
