"""Where a theme's files lie, and a digest of them all."""

# Plain strings on purpose: this is asked at every start.
# ruff: noqa: PTH113, PTH123

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from dateline.kept import Kept
from dateline.load.scan import RACY_NS

DEFAULT = "default"


@cache
def package_themes() -> Path:
    """The themes that come with Dateline: in the wheel inside the package, in a checkout beside it."""
    package = Path(__file__).resolve().parent.parent
    shipped = package / "themes"
    return shipped if shipped.is_dir() else package.parent.parent / "themes"


def theme_places(root: Path, name: str) -> list[Path]:
    """The folders that a theme is put together from, the first the strongest: the site's own, then the package's, and
    for a theme of another name the default theme's below them."""
    places = [root / "themes" / name, package_themes() / name]
    if name != DEFAULT:
        places += [root / "themes" / DEFAULT, package_themes() / DEFAULT]
    return places


def theme_digest(root: Path, name: str, kept: Kept | None = None, *, few: bool = False) -> bytes:
    """Differs when any file of any of a theme's folders differs, or there is one more or less.

    With a memory, files that lie as they lay are not read again, unless they changed just now. Where `few` changes are
    looked for, the package's own folders are taken to be as they were, like its code.
    """
    if kept is None:
        return _digest(root, name)
    now = time.time_ns()
    ours = package_themes()
    stamps: tuple[_Stamp, ...] = ()
    for place in theme_places(root, name):
        stamps += _resting(place, kept, few=few) if place.parent == ours else tuple(_stamps(str(place)))
    if any(max(stamp[2:4]) + RACY_NS > now for stamp in stamps):
        return _digest(root, name)
    return kept.same(("theme files", name), stamps, lambda: _digest(root, name))


_Stamp = tuple[str, int, int, int, int]
"""(path, size, mtime, ctime, inode), times in ns."""


def _resting(place: Path, kept: Kept, *, few: bool) -> tuple[_Stamp, ...]:
    """How the files of one of the package's folders lie; of few changes, how they lay when all were looked at."""
    key = ("theme files", str(place))
    known: Any = kept.find(key) if few else None
    found: tuple[_Stamp, ...] = tuple(_stamps(str(place))) if known is None else known[1]
    kept.put(key, None, found)
    return found


def _stamps(folder: str) -> Iterator[_Stamp]:
    """What tells whether files below a folder are those that were seen: all of them, in no order but that of the disk,
    which stays while they do."""
    try:
        entries = os.scandir(folder)
    except OSError:
        return
    with entries:
        for entry in entries:
            if entry.name == "__pycache__":
                continue
            try:
                found = entry.stat()
            except OSError:
                # A link to nowhere; made whole, it changes the times of nothing else.
                yield (entry.path, -1, 0, 0, 0)
                continue
            yield (entry.path, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
            if entry.is_dir(follow_symlinks=False):
                yield from _stamps(entry.path)


def _digest(root: Path, name: str) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    for number, place in enumerate(theme_places(root, name)):
        for folder, inner, names in os.walk(place):
            inner[:] = sorted(name for name in inner if name != "__pycache__")
            for file in sorted(names):
                path = f"{folder}/{file}"
                if not os.path.isfile(path):
                    continue
                try:
                    with open(path, "rb") as stream:
                        data = stream.read()
                except OSError as fault:
                    data = str(fault.errno).encode()
                named = f"{number}\x00{path[len(str(place)) :]}\x00{len(data)}\x00"
                digest.update(named.encode("utf-8", "surrogateescape") + data)
    return digest.digest()
