"""Which files there are, and whether they changed: stat first, hash on doubt (git's racy rule)."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Mapping
from operator import attrgetter
from pathlib import Path

from msgspec import Struct

from dateline.problems import Problem, Span, error

Stamp = tuple[int, int, int, int]
"""(size, mtime, ctime, inode), times in ns."""

RACY_NS = 2_000_000_000
"""A file changed this shortly before it was last scanned may have changed again within the clock's granularity
(FAT counts in steps of two seconds): its stamp is not trusted and its bytes are hashed again."""


_DEEPEST = 40
"""Folders within folders. The walk calls itself for each; no archive comes near."""


class Known(Struct, frozen=True):
    """What an earlier scan knew of a file: its stamp, the hash of its bytes, and when it was read (ns)."""

    stamp: Stamp
    sha: str
    seen: int


class Tree(Struct, frozen=True):
    """All files under a folder: path relative to the site's root → what is known of each."""

    root: Path
    files: dict[str, Known]
    problems: tuple[Problem, ...]
    linked: bool = False
    """Whether there are links in it, through which one file has several paths."""

    def read(self, path: str) -> bytes:
        """The bytes of a file. OSError when it has gone.

        One that was changed since the walk is known by what it holds now, so that nothing that is made of it is ever
        taken for what the old bytes would have given.
        """
        data = (self.root / path).read_bytes()
        sha = hashlib.sha256(data).hexdigest()
        if sha != self.files[path].sha:
            self.files[path] = Known((-1, -1, -1, -1), sha, 0)
        return data


def is_passed_over(name: str) -> bool:
    """Hidden files, and what editors leave beside a file while they save it."""
    return (
        name.startswith((".", "#"))
        or name.endswith(("~", ".swp", ".swx", ".bak", ".orig", ".tmp"))
        or name
        in (
            "Thumbs.db",
            "desktop.ini",
            "__pycache__",
        )
    )


def scan(root: Path, folders: tuple[str, ...], known: Mapping[str, Known], now_ns: int) -> Tree:
    """Walks `folders` under `root`. `known` is what the last scan found; `now_ns` is read before the walk begins."""
    walk = _Walk(tuple(os.path.realpath(root / folder) for folder in folders), known, now_ns)
    for folder in folders:
        if (root / folder).is_dir():
            walk.linked |= (root / folder).is_symlink()
            walk.into(str(root / folder), folder, frozenset())
    return Tree(root, dict(sorted(walk.files.items())), tuple(walk.problems), walk.linked)


def scan_again(before: Tree, changed: Iterable[str], now_ns: int) -> Tree | None:
    """The tree after changes at some paths (relative to its root) since it was scanned `before`: the folders that these
    lie in are walked again. None when only a whole scan can tell: where there are links or problems, or where a folder
    came or went."""
    if before.linked or before.problems:
        return None
    walk = _Walk((), before.files, now_ns)
    gone: set[str] = set()
    for folder in {path if (before.root / path).is_dir() else path.rpartition("/")[0] for path in changed}:
        inside = f"{folder}/"
        here = [name for name in before.files if name.startswith(inside)]
        # Folders are known by the names of their files: some systems know one name in several spellings.
        if "/" not in folder or not here:
            return None
        gone.update(here)
        walk.into(str(before.root / folder), folder, frozenset())
    if walk.linked or walk.problems:
        return None
    gone -= walk.files.keys()
    files = {**before.files, **walk.files}
    if gone or len(files) > len(before.files):
        files = {name: files[name] for name in sorted(files) if name not in gone}
    return Tree(before.root, files, ())


class _Walk:
    """What is found on the way through folders. Links may lead to what is `inside` some folders."""

    def __init__(self, inside: tuple[str, ...], known: Mapping[str, Known], now_ns: int) -> None:
        self._inside = inside
        self._known = known
        self._now_ns = now_ns
        self.files: dict[str, Known] = {}
        self.problems: list[Problem] = []
        self.linked = False

    def into(self, folder: str, prefix: str, above: frozenset[str]) -> None:
        """Adds what is in a folder, which the site calls `prefix`."""
        known, files, problems = self._known, self.files, self.problems
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=attrgetter("name"))
        except OSError as fault:
            problems.append(unreadable(prefix, fault))
            return
        for entry in entries:
            path = f"{prefix}/{entry.name}"
            if (before := known.get(path)) is not None and _lies_as_it_lay(entry, before):
                files[path] = before
                continue
            if is_passed_over(entry.name):
                continue
            if path.count("/") > _DEEPEST:
                hint = "Move it nearer to the top."
                problems.append(error(Span(prefix), "DL110", "Folders stand too deep in one another here.", hint))
                return
            if not is_utf8(path):
                shown = path.encode("utf-8", "replace").decode("utf-8")
                problems.append(
                    error(Span(shown), "DL108", "The file's name is not UTF-8.", "Rename it with plain letters.")
                )
                continue
            try:
                link = entry.is_symlink()
                self.linked |= link
                if link and not _stays_inside(entry.path, self._inside):
                    hint = "Put the file itself there; a link may only lead to another place in the same folder."
                    problems.append(error(Span(path), "DL105", "This link leads out of the site.", hint))
                    continue
                if entry.is_dir():
                    real = os.path.realpath(entry.path) if link else ""
                    if real and (real in above or _is_above(real, os.path.realpath(folder))):
                        problems.append(
                            error(Span(path), "DL105", "This link leads back to a folder above it.", "Remove it.")
                        )
                        continue
                    here = above | {os.path.realpath(folder)} if link or above else above
                    self.into(entry.path, path, here | ({real} if real else set()))
                    continue
                status = entry.stat()
                if not stat.S_ISREG(status.st_mode):
                    problems.append(error(Span(path), "DL104", "This cannot be read: it is not a file.", "Remove it."))
                    continue
                stamp = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
                if before is not None and before.stamp == stamp and not _is_racy(before):
                    files[path] = before
                    continue
                with open(entry.path, "rb") as stream:  # noqa: PTH123 - the hot path of every build
                    sha = hashlib.file_digest(stream, "sha256").hexdigest()
                files[path] = Known(stamp, sha, self._now_ns)
            except OSError as fault:
                problems.append(unreadable(path, fault))


def _lies_as_it_lay(entry: os.DirEntry[str], before: Known) -> bool:
    """Whether a file that was read before is the very file that it was: nearly all are, in every build."""
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return False
    return (
        (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino) == before.stamp
        and stat.S_ISREG(status.st_mode)
        and not _is_racy(before)
    )


def _is_racy(known: Known) -> bool:
    _, changed, status_changed, _ = known.stamp
    return max(changed, status_changed) + RACY_NS > known.seen


def _is_above(real: str, folder: str) -> bool:
    return folder == real or folder.startswith(real.rstrip(os.sep) + os.sep)


def _stays_inside(path: str, inside: Iterable[str]) -> bool:
    real = os.path.realpath(path)
    return any(real == folder or real.startswith(folder + os.sep) for folder in inside)


def is_utf8(name: str) -> bool:
    """Whether the bytes of a file's name are UTF-8: Python stands lone surrogates for those that are not."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def unreadable(path: str, fault: OSError) -> Problem:
    """The problem of a file that the system does not give."""
    reason = (fault.strerror or "it cannot be read").lower()
    return error(Span(path), "DL104", f"This cannot be read: {reason}.", "Check that it exists and may be read by you.")
