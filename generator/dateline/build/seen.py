"""How the files of the output lie, before anything is written: asked of the system while everything else begins.

A large archive has a hundred thousand files, and each must be asked for: whoever changed or deleted one by hand gets it
back. A process of its own does that beside this one, which has to read and import enough meanwhile.
"""

# Plain strings on purpose: one Path object costs more than the system call it is for.
# ruff: noqa: PTH116

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager
from functools import partial
from operator import eq
from pathlib import Path
from types import TracebackType

from dateline.build.workers import Ahead
from dateline.commit import MANIFEST_NAME, FileStat, are_as_left, scan_stats, walk_stats

_WORTH = 40_000
"""Bytes of the root manifest below which a second process costs more than it brings: some five hundred files that are
no blog's, and a thousand that are."""


class Seen(AbstractContextManager["Seen"]):
    """Sizes and times of the files of an output, asked for at the latest when they are wanted."""

    def __init__(self, output: Path, *, ahead: bool) -> None:
        self._output = output
        self._found: Mapping[str, FileStat] | None = None
        worth = ahead and _size(f"{output}/{MANIFEST_NAME}") >= _WORTH
        self._ahead = Ahead(partial(walk_stats, output), dict[str, FileStat]) if worth else None

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._ahead is not None:
            self._ahead.end()

    def stats(self, paths: Collection[str]) -> dict[str, FileStat]:
        """(size, mtime_ns) of those of `paths` that are regular files; the others are left out."""
        found = self._looked()
        if found is None:
            return scan_stats(self._output, paths)
        here = {path: stat for path in paths if (stat := found.get(path)) is not None}
        if len(here) < len(paths):
            # The walk passed them over, if they are there at all.
            here.update(scan_stats(self._output, [path for path in paths if path not in here]))
        return here

    def are_as_left(self, paths: Collection[str], stats: Collection[FileStat]) -> bool:
        """Whether each of the paths is a regular file of that size and time."""
        found = self._looked()
        # A hundred thousand times, so without a step of Python's own.
        if found is not None and all(map(eq, map(found.get, paths), stats)):
            return True
        if found is not None and found.keys() >= set(paths):
            return False
        return are_as_left(self._output, zip(paths, stats, strict=True))

    def settle(self) -> None:
        """Waits for what was begun: the answer is to be at hand before this process is divided any further."""
        self._looked()

    def _looked(self) -> Mapping[str, FileStat] | None:
        if self._ahead is not None:
            self._found = self._ahead.answer()
            self._ahead = None
        return self._found


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0
