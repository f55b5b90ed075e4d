"""Where a copy goes: what may stand there already, and how the new one takes its place whole or not at all."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from dateline.export.bag import Bag, is_whole
from dateline.export.outcome import Declined, in_the_way

_KEPT = ("content", "themes", "private", ".dateline", ".git")
"""Folders of a site in which nothing is written."""
_HTML_MARK = re.compile(rb"<!-- dateline export (\S+) sha256:([0-9a-f]{64}) -->\n\Z")
_TAIL = 256


def check_place(path: Path, root: Path, output: Path) -> Declined | None:
    """What is wrong with a place, whatever stands there."""
    real = Path(os.path.realpath(path))
    for folder in (*(root / name for name in _KEPT), output):
        if real.is_relative_to(os.path.realpath(folder)):
            return Declined(
                message=f"{path} lies in {folder}, which belongs to the site.",
                hint="Choose a place outside of it: what is there would be read, built or published.",
            )
    if not real.parent.is_dir():
        return Declined(message=f"There is no folder {path.parent}.", hint="Make it first, or choose another.")
    return None


def mark(identity: str) -> bytes:
    """What a zip file of a site's says of itself."""
    return f"dateline export {identity}".encode()


def marked(page: bytes, identity: str) -> bytes:
    """A page with a last line that says whose export it is, and that nobody changed it."""
    return page + f"<!-- dateline export {identity} sha256:{hashlib.sha256(page).hexdigest()} -->\n".encode()


def check_file(path: Path, identity: str, *, force: bool) -> Declined | None:
    """Whether a single file may take this place: nothing is there, or an export of this site as it was made."""
    if not path.exists() and not path.is_symlink():
        return None
    if not path.is_file():
        return Declined(message=f"{path} is not a file; it is left as it is.", hint="Choose another name.")
    return None if force or _is_ours(path, identity) else in_the_way(str(path))


def check_bag(path: Path, identity: str, *, force: bool) -> Declined | None:
    """Whether a bag's folder may take this place. Force takes the place of a bag only: no other folder is deleted."""
    if not path.exists() and not path.is_symlink():
        return None
    if not path.is_dir() or path.is_symlink():
        return Declined(message=f"{path} is not a folder; it is left as it is.", hint="Choose another name.")
    if not any(path.iterdir()) or (force and (path / "bagit.txt").is_file()):
        return None
    names = [file.relative_to(path).as_posix() for file in path.rglob("*") if not file.is_dir() or file.is_symlink()]
    if any((path / name).is_symlink() for name in names):
        return in_the_way(str(path))
    return None if is_whole(names, lambda name: (path / name).read_bytes(), identity) else in_the_way(str(path))


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to, which takes its place when all went well."""
    path = Path(os.path.realpath(path))
    beside = _beside(path)
    with suppress(FileNotFoundError):
        beside.unlink()
    try:
        with beside.open("xb") as stream:
            yield stream
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def place_bag(bag: Bag, path: Path) -> None:
    """Writes a bag as a folder, in place of what was checked to be one."""
    beside, old = _beside(path), path.with_name(f".{path.name}.dateline-export-old")
    for folder in (beside, old):
        if folder.exists():
            shutil.rmtree(folder)
    try:
        for name, source in bag.payload.items():
            target = beside / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
        for name, data in bag.tags.items():
            (beside / name).write_bytes(data)
        if path.exists():
            path.rename(old)
        beside.rename(path)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        if old.exists():
            if path.exists():
                shutil.rmtree(old)
            else:
                old.rename(path)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.dateline-export")


def _is_ours(path: Path, identity: str) -> bool:
    if path.suffix.lower() in (".zip", ".wacz"):
        try:
            with ZipFile(path) as found:
                return found.comment == mark(identity) and found.testzip() is None
        except (BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError):
            return False
    data = path.read_bytes()
    found_mark = _HTML_MARK.search(data, max(0, len(data) - _TAIL))
    if found_mark is None or found_mark[1] != identity.encode():
        return False
    return hashlib.sha256(data[: found_mark.start()]).hexdigest().encode() == found_mark[2]
