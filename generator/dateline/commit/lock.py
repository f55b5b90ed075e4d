"""One build of one output at a time."""

# Plain strings on purpose: one Path object costs more than the system call it is for.
# ruff: noqa: PTH103, PTH108, PTH116, PTH120

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from msgspec import Struct

from dateline.commit.paths import lock_file, real_root
from dateline.commit.refusal import OutputRefused

if sys.platform == "win32":
    import msvcrt

    def _hold(fd: int) -> bool:
        try:
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _hold(fd: int) -> bool:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            # A file system that knows no locks: better an unlocked build than none.
            return True
        return True


class OutputLock(Struct):
    """A held lock, for a `with` statement. The system frees it when the process ends, however it ends."""

    path: str
    fd: int
    process: int

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # A forked worker shares the lock and must not free it.
        if self.fd >= 0 and os.getpid() == self.process:
            # Windows does not delete an open file; one that is left behind does no harm.
            with contextlib.suppress(OSError):
                os.unlink(self.path)
            os.close(self.fd)
            self.fd = -1


def lock_output(output: Path) -> OutputLock | OutputRefused:
    """Lock the output, without waiting. The lock file lies beside it, like the stage, while it is held."""
    root = real_root(output)
    try:
        path = lock_file(root)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return _lock(path, output)
    except OSError as error:
        return OutputRefused(
            message=f"The output folder {output} cannot be used: {error.strerror} ({error.filename}).",
            hint="Choose a folder where you may write, or give yourself the right to.",
        )


def _lock(path: str, output: Path) -> OutputLock | OutputRefused:
    while True:
        fd = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
        if not _hold(fd):
            os.close(fd)
            return OutputRefused(
                message=f"Another build, or a publish, is at work on the output folder {output}.",
                hint="Wait until it has ended, then build again.",
            )
        if _is_current(path, fd):
            return OutputLock(path=path, fd=fd, process=os.getpid())
        # Its last holder deleted it between our opening and our locking: lock the new one instead.
        os.close(fd)


def _is_current(path: str, fd: int) -> bool:
    try:
        return os.path.samestat(os.stat(path), os.fstat(fd))
    except FileNotFoundError:
        return False
