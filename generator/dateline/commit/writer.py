"""Writing files into the stage, from the parent process or from workers."""

# Plain strings on purpose: one Path object costs more than the system call it is for.
# ruff: noqa: PTH102

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct, field

from dateline.commit.paths import parent_of, require_safe

if TYPE_CHECKING:
    from dateline.commit.hand import Hand

# O_EXCL: two writers of one path are a bug, and would otherwise race in silence.
_FLAGS: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)

# Called with a short text before each filesystem act; the tests kill the process in it.
Step = Callable[[str], None]


class Staged(Struct, frozen=True, array_like=True, kw_only=True):
    """One file in the stage. `size` in bytes; `mtime_ns` is kept by the rename into the output."""

    path: str
    sha256: str
    size: int
    mtime_ns: int


class Offered(NamedTuple):
    """What came of a file that was offered: its hash in hex, and what was staged of it, if it was."""

    sha256: str
    staged: Staged | None = None


Answer = Callable[[], Offered]
"""Gives what came of a file; OSError as it came."""


class StageWriter(Struct):
    """Writes files into the stage at `folder`; many processes may each use a copy, on distinct paths."""

    folder: str
    step: Step | None = None
    hand: Hand | None = None
    """Another process that writes for this one, if there is one."""
    _made: set[str] = field(default_factory=set)

    def offer(self, path: str, data: bytes, same: str | None) -> Answer:
        """Stage `data` for `path` unless `same` is its SHA-256 in hex. The answer is to be asked for when there is
        nothing else to do: another process may still be at it. ValueError as of `write`."""
        if self.hand is not None and self.step is None:
            require_safe(path)
            answer = self.hand.offer(self, path, data, same)
            if answer is not None:
                return answer
        done = self.write_unless(path, data, same)
        return lambda: done

    def write_unless(self, path: str, data: bytes | memoryview, same: str | None) -> Offered:
        """Stage `data` for `path` unless `same` is its SHA-256 in hex; errors as of `write`."""
        sha = hashlib.sha256(data).hexdigest()
        return Offered(sha, None if sha == same else self.write(path, data, sha))

    def write(self, path: str, data: bytes | memoryview, sha256: str | None = None) -> Staged:
        """Stage `data` for `path`; `sha256` in hex saves hashing again.

        ValueError for a path outside the rules, FileExistsError for one already staged, OSError as it comes.
        """
        require_safe(path)
        parent = parent_of(path)
        if parent not in self._made:
            self._make(parent)
        if self.step:
            self.step(f"stage {path}")
        fd = os.open(f"{self.folder}/{path}", _FLAGS, 0o666)
        try:
            size = len(data)
            done = os.write(fd, data)
            while done < size:
                done += os.write(fd, memoryview(data)[done:])
            mtime_ns = os.fstat(fd).st_mtime_ns
        finally:
            os.close(fd)
        digest = sha256 or hashlib.sha256(data).hexdigest()
        return Staged(path=path, sha256=digest, size=size, mtime_ns=mtime_ns)

    def _make(self, folder: str) -> None:
        parent = parent_of(folder)
        if folder and parent not in self._made:
            self._make(parent)
        if self.step:
            self.step(f"make {folder or 'the folder of files'} in the stage")
        # Another process may have made it; if it is a file, opening one in it fails with a clear error.
        with contextlib.suppress(FileExistsError):
            os.mkdir(f"{self.folder}/{folder}" if folder else self.folder)
        self._made.add(folder)
