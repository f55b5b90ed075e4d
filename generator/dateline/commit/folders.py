"""What lies on the way to an output path: real folders only are walked through, never symlinks."""

from __future__ import annotations

import os
import stat
from enum import Enum, auto

from dateline.commit.paths import parent_of


class Way(Enum):
    """How far an output folder can be reached from the root."""

    OPEN = auto()  # it is there, and so is each folder above it
    MISSING = auto()  # it is not there, but nothing is in the way of making it
    BARRED = auto()  # a file or a symlink stands at it, or above it


def way_to(root: str, folder: str, known: dict[str, Way]) -> Way:
    """The way to `folder` ('' is the root). `known` remembers each answer, and those for its ancestors."""
    way = known.get(folder)
    if way is None:
        above = way_to(root, parent_of(folder), known) if folder else Way.OPEN
        way = _look(f"{root}/{folder}" if folder else root) if above is Way.OPEN else above
        known[folder] = way
    return way


def _look(folder: str) -> Way:
    try:
        return Way.OPEN if stat.S_ISDIR(os.lstat(folder).st_mode) else Way.BARRED
    except FileNotFoundError:
        return Way.MISSING


def ancestors(path: str) -> tuple[str, ...]:
    """The folders above a path, outermost first, without the root."""
    segments = path.split("/")[:-1]
    return tuple("/".join(segments[: count + 1]) for count in range(len(segments)))
