"""How the files of the output lie, before anything is written: asked of the system while the content is read.

A large archive has a hundred thousand files, and each must be asked for: whoever changed or deleted one by hand gets it
back. A process of its own does that beside this one, which has to read and import enough meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from functools import partial
from operator import eq
from pathlib import Path
from types import TracebackType

from dateline.build.workers import Ahead
from dateline.commit import FileStat, are_as_left, scan_stats

_WORTH = 1500
"""Files below which a second process costs more than it brings."""


class Seen(AbstractContextManager["Seen"]):
    """Sizes and times of the files that are `owned`, asked for at the latest when they are wanted."""

    def __init__(self, output: Path, owned: Collection[str], *, ahead: bool) -> None:
        self._output = output
        self._owned = owned
        self._found: Mapping[str, FileStat] | None = None
        worth = ahead and len(owned) >= _WORTH
        self._ahead = Ahead(partial(_look, output, owned), list[FileStat]) if worth else None

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._ahead is not None:
            self._ahead.end()

    def stats(self, paths: Collection[str]) -> dict[str, FileStat]:
        """(size, mtime_ns) of those of `paths`, owned ones, that are regular files; the others are left out."""
        found = self._looked()
        if found is None:
            return scan_stats(self._output, paths)
        return {path: stat for path in paths if (stat := found.get(path, _NOTHING)) != _NOTHING}

    def are_as_left(self, paths: Iterable[str], stats: Iterable[FileStat]) -> bool:
        """Whether each of the paths, owned ones, is a regular file of that size and time."""
        found = self._looked()
        if found is None:
            return are_as_left(self._output, zip(paths, stats, strict=True))
        # A hundred thousand times, so without a step of Python's own.
        return all(map(eq, map(found.get, paths), stats))

    def settle(self) -> None:
        """Waits for what was begun: the answer is to be at hand before this process is divided any further."""
        self._looked()

    def _looked(self) -> Mapping[str, FileStat] | None:
        if self._ahead is not None:
            self._found = dict(zip(self._owned, self._ahead.answer(), strict=True))
            self._ahead = None
        return self._found


_NOTHING: FileStat = (-1, -1)
"""Of what is no regular file."""


def _look(output: Path, paths: Iterable[str]) -> list[FileStat]:
    found = scan_stats(output, paths)
    return [found.get(path, _NOTHING) for path in paths]
