"""A blog piece by piece, so that a save costs what the piece does in which it changed something."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby
from operator import attrgetter

from dateline.kept import Kept
from dateline.model.entry import Entry

Piece = tuple[str, tuple[Entry, ...]]
"""What it is called, and its entries: the same tuple as in the round before for as long as they are equal."""

_PATH = attrgetter("path")


def by_file(entries: Iterable[Entry], kept: Kept, stage: str) -> tuple[Piece, ...]:
    """Entries that stand file by file, at some `stage` of the work."""
    return tuple(_pieces(entries, _PATH, kept, stage))


def by_run(entries: Iterable[Entry], day: Callable[[Entry], str], kept: Kept) -> tuple[Piece, ...]:
    """Entries in order, a piece for each day that they stand on. Where clocks are put back across midnight a day may
    have a second one."""
    return tuple(_pieces(entries, day, kept, "run"))


def _pieces(entries: Iterable[Entry], of: Callable[[Entry], str], kept: Kept, stage: str) -> Iterator[Piece]:
    seen: dict[str, int] = {}
    for found, here in groupby(entries, of):
        number = seen[found] = seen.get(found, 0) + 1
        name = found if number == 1 else f"{found} {number}"
        piece = tuple(here)
        yield name, kept.same((stage, name), piece, partial(tuple, piece))
