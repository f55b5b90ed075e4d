"""Noticing output files that were edited or deleted by hand, without reading them."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from dateline.commit.paths import real_root

# (size in bytes, mtime in nanoseconds)
FileStat = tuple[int, int]


def scan_stats(output: Path, paths: Iterable[str]) -> dict[str, FileStat]:
    """(size, mtime_ns) of those of `paths` that are regular files in the output; the others are left out."""
    root = real_root(output)
    found: dict[str, FileStat] = {}
    for path in paths:
        try:
            seen = os.lstat(f"{root}/{path}")
        except OSError:
            continue
        if stat.S_ISREG(seen.st_mode):
            found[path] = (seen.st_size, seen.st_mtime_ns)
    return found


def walk_stats(output: Path) -> dict[str, FileStat]:
    """(size, mtime_ns) of the regular files that lie in the output, for whoever does not know yet which to ask for.

    Hidden folders are passed over, as is what lies behind a link.
    """
    found: dict[str, FileStat] = {}
    root = real_root(output)
    folders = [""]
    while folders:
        folder = folders.pop()
        with contextlib.suppress(OSError):
            for name in os.listdir(f"{root}/{folder}"):  # noqa: PTH208 - a hundred thousand of them
                seen = os.lstat(f"{root}/{folder}{name}")
                if stat.S_ISREG(seen.st_mode):
                    found[f"{folder}{name}"] = (seen.st_size, seen.st_mtime_ns)
                elif stat.S_ISDIR(seen.st_mode) and not name.startswith("."):
                    folders.append(f"{folder}{name}/")
    return found


def are_as_left(output: Path, left: Iterable[tuple[str, FileStat]]) -> bool:
    """Whether each of (path, (size, mtime_ns)) is a regular file of that size and time in the output."""
    root = real_root(output)
    try:
        for path, (size, mtime_ns) in left:
            seen = os.lstat(f"{root}/{path}")
            if seen.st_mtime_ns != mtime_ns or seen.st_size != size or not stat.S_ISREG(seen.st_mode):
                return False
    except OSError:
        return False
    return True


def altered(output: Path, expected: Mapping[str, FileStat]) -> tuple[str, ...]:
    """The paths whose file is gone, or is not of the expected size and time. Sorted."""
    found = scan_stats(output, expected)
    return tuple(sorted(path for path, seen in expected.items() if found.get(path) != seen))
