"""How the last round left the output: what stands in a folder that nobody touched since is as it was written.

A build in a process of its own knows of no last round and looks at every file. One that follows another looks at the
folders only: a file that was deleted, added or replaced changes its folder's time. What somebody writes into a file in
its place is seen by the next build that looks at all (the preview runs one when nothing else is to do).
"""

# Plain strings on purpose: one Path object costs more than the system call it is for.

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import Any

from msgspec import Struct

from dateline.build.seen import Seen
from dateline.build.still import Rest, lying, rests, share_record
from dateline.commit import MANIFEST_NAME, FileStat, Layers
from dateline.kept import Itself, Kept
from dateline.plan.output import Group, Output
from dateline.state.records import Made
from dateline.state.store import Store

_Stamp = tuple[int, int]
"""(time of change in ns, inode) of a folder."""
_NOWHERE = (-1, -1)


class _AsMade(Struct, frozen=True):
    """Outputs that were planned together, what was made of each, and the folders that they lie in."""

    group: Group
    made: Mapping[str, Made]
    folders: frozenset[str]


class _Memory(Struct):
    folders: dict[str, _Stamp] = {}
    blogs: dict[str, Mapping[str, Made]] = {}
    """What was made of each blog."""
    manifests: Mapping[str, str] = {}
    """Those that lie there, and their hashes."""
    ahead: tuple[float, frozenset[str]] | None = None
    """What `look_ahead` found, and when."""
    groups: dict[str, dict[str, _AsMade]] = {}
    """For the site ("") and a few blogs the outputs that were made by this process, by the address of the first of
    each group."""


_MOST = 8
"""Folders of which groups are known: the latest that were made, the site's among them, which is made last."""


_FRESH = 1.5
"""Seconds for which it holds what was seen ahead: a save is taken to be whole within one (`serve/watch.py`)."""


def look_ahead(output: Path, kept: Kept) -> None:
    """Looks at the output's folders while the next round waits for a save to be whole."""
    found: Any = kept.find(("left", output))
    if found is not None:
        memory: _Memory = found[1]
        memory.ahead = (time.monotonic(), _untouched(str(output), memory))


def _untouched(output: str, memory: _Memory) -> frozenset[str]:
    with _standing_in(output) as stamp:
        return frozenset([folder for folder, known in memory.folders.items() if stamp(folder) == known])


class Left:
    """What is known of the output at the beginning of a build."""

    def __init__(self, output: Path, seen: Seen, kept: Kept, store: Store) -> None:
        self._output = str(output)
        self._store = store
        self._seen = seen
        self._kept = kept
        self._memory = kept.same(("left", output), None, _Memory)
        ahead, self._memory.ahead = self._memory.ahead, None
        is_fresh = ahead is not None and time.monotonic() - ahead[0] < _FRESH
        self._same = ahead[1] if ahead is not None and is_fresh else _untouched(self._output, self._memory)
        self._asked: dict[str, tuple[Sequence[Group], dict[str, _AsMade]]] = {}
        """What `divide` was asked for by a process that builds again, and the groups that it found as they were."""
        self.held: set[str] = set()
        """The blogs of which `holds` or `rests` said so: their manifests name what was made of them, and nothing
        else."""

    def holds(self, blog: str, made: Mapping[str, Made], owned: Mapping[str, str]) -> bool:
        """Whether nobody touched a blog's folders, nor its manifest, since the round that made it."""
        if (
            self._memory.blogs.get(blog) is made
            and self._knows(f"{blog}/{MANIFEST_NAME}", owned)
            and self._folders(blog, made) <= self._same
        ):
            self.held.add(blog)
            return True
        return False

    def rests(self, blog: str, owned: Layers) -> bool:
        """Whether the output holds just what an earlier process made of a blog: its manifest is the one that was left
        then, and its files lie as they were left."""
        found = self.rest_of(blog, owned)
        if found is None or not self._seen.are_as_left(*lying(found.lying)):
            return False
        self.held.add(blog)
        return True

    def resting(self, blogs: Iterable[str], owned: Layers) -> frozenset[str]:
        """Those of some blogs of which nothing was made since they were left; how their files lie is not looked at."""
        return frozenset(blog for blog in blogs if self.rest_of(blog, owned) is not None)

    def rest_of(self, blog: str, owned: Layers) -> Rest | None:
        """How an earlier process left a blog, if nothing was made of it since, and its manifest says so still."""
        found = self._rests.get(blog)
        # The root's manifest names it: the blog's own need not be taken apart for that.
        if found is None or owned.of("").get(f"{blog}/{MANIFEST_NAME}") != found.manifest:
            return None
        return found if self._store.sum_of(share_record(blog)) == found.share else None

    @cached_property
    def _rests(self) -> dict[str, Rest]:
        return rests(self._store)

    def _knows(self, manifest: str, owned: Mapping[str, str]) -> bool:
        sha = self._memory.manifests.get(manifest)
        return sha is not None and owned.get(manifest) == sha

    def divide(
        self, folder: str, groups: Sequence[Group], owned: Mapping[str, str]
    ) -> tuple[dict[str, Made], list[Output]]:
        """Of the outputs of a blog, or of the site (""): what the last round made of those that are the very same, if
        nobody touched their folders, nor the manifest, since then; and the others."""
        manifest = f"{folder}/{MANIFEST_NAME}" if folder else MANIFEST_NAME
        known = self._memory.groups.get(folder, {}) if self._knows(manifest, owned) else {}
        made: dict[str, Made] = {}
        others: list[Output] = []
        now: dict[str, _AsMade] = {}
        for group in groups:
            found = known.get(group[0].path) if group else None
            if found is not None and found.group is group and found.folders <= self._same:
                made.update(found.made)
                now[group[0].path] = found
            else:
                others += group
        if not self._kept.is_new:
            self._asked[folder] = groups, now
        return made, others

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
        self, blogs: Mapping[str, Mapping[str, Made]], site: Mapping[str, Made], manifests: Mapping[str, str]
    ) -> None:
        """Ends a round that published what it made: of each of the `blogs`, and of the `site`. `manifests` are those
        that now lie there, and their hashes."""
        memory = self._memory
        # What was made again elsewhere, such as by another process, is not what was known of it.
        still = [blog for blog in memory.groups if blog in blogs and memory.blogs.get(blog) is blogs[blog]]
        known = {blog: memory.groups[blog] for blog in still}
        for folder, (groups, same) in self._asked.items():
            whole = blogs[folder] if folder else site
            known[folder] = {
                group[0].path: same.get(group[0].path) or _as_made(group, whole) for group in groups if group
            }
        memory.groups = {folder: known[folder] for folder in [*known][-_MOST:]}
        memory.blogs = dict(blogs)
        memory.manifests = manifests
        folders = frozenset[str]().union(
            _folders(site) if "" not in self._asked else (),
            *(made.folders for made in memory.groups.get("", {}).values()),
            *(self._folders(blog, made) for blog, made in blogs.items()),
        )
        with _standing_in(self._output) as stamp:
            memory.folders = {folder: stamp(folder) for folder in folders}

    def _folders(self, blog: str, made: Mapping[str, Made]) -> frozenset[str]:
        return self._kept.same(("folders", blog), Itself(made), lambda: _folders(made))


def _as_made(group: Group, whole: Mapping[str, Made]) -> _AsMade:
    made = {output.path: whole[output.path] for output in group}
    return _AsMade(group, made, _folders(made))


def _folders(paths: Iterable[str]) -> frozenset[str]:
    return frozenset(path.rpartition("/")[0] for path in paths)


@contextmanager
def _standing_in(output: str) -> Iterator[Callable[[str], _Stamp]]:
    """Gives what tells the stamp of a folder of the output; where the system can, without the way to the output being
    gone each time."""
    try:
        fd = os.open(output, os.O_RDONLY) if os.stat in os.supports_dir_fd else None
    except OSError:
        yield lambda folder: _NOWHERE
        return
    at = f"{output}/" if fd is None else ""

    def stamp(folder: str) -> _Stamp:
        try:
            found = os.stat(at + folder or ".", dir_fd=fd)
        except OSError:
            return _NOWHERE
        return found.st_mtime_ns, found.st_ino

    try:
        yield stamp
    finally:
        if fd is not None:
            os.close(fd)
