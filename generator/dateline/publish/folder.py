"""A folder of this machine as a target: each file is renamed into its place, so that no reader meets half of one."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Collection
from itertools import count
from pathlib import Path
from typing import Final

from dateline.commit.folders import Way, way_to
from dateline.commit.paths import parent_of
from dateline.publish.outcome import TargetFailed
from dateline.publish.target import Headers

PARTIAL: Final = ".dateline-partial"
"""Where files are written before they are moved; no output path begins like this."""

Step = Callable[[str], None]
"""Hears of every act before it is done; the tests stop the run in it."""


class FolderTarget:
    """Publishes into `folder`, which is made if it is not there. Headers are the web server's affair."""

    jobs = 4
    has_folders = True

    def __init__(self, folder: Path, step: Step | None = None) -> None:
        self._root = os.path.realpath(folder)
        self._step = step
        self._numbers = count()

    def is_bare(self) -> bool:
        """Whether there is nothing, but for names that begin with a dot."""
        try:
            with os.scandir(self._root) as entries:
                return all(entry.name.startswith(".") for entry in entries)
        except FileNotFoundError:
            return True
        except OSError as fault:
            raise _failed(fault) from None

    def read(self, path: str) -> bytes | None:
        """A file's bytes; None when there is none."""
        if way_to(self._root, parent_of(path), {}) is not Way.OPEN:
            return None
        try:
            return Path(self._root, path).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as fault:
            raise _failed(fault) from None

    def send(self, path: str, data: bytes | Path, headers: Headers) -> None:
        """Writes a file beside the site, then moves it to its place."""
        del headers
        try:
            partial = Path(self._root, PARTIAL, str(next(self._numbers)))
            partial.parent.mkdir(parents=True, exist_ok=True)
            self._tell(f"write {path}")
            if isinstance(data, Path):
                shutil.copyfile(data, partial)
            else:
                partial.write_bytes(data)
            self._require_folder(parent_of(path))
            self._tell(f"place {path}")
            partial.replace(Path(self._root, path))
        except IsADirectoryError:
            raise TargetFailed(
                f"{Path(self._root, path)}: a folder stands where this file must be.",
                "Move it away, then publish again.",
            ) from None
        except OSError as fault:
            raise _failed(fault) from None

    def delete(self, path: str) -> None:
        """Deletes a file. Behind a symlink, or in a folder's place, nothing is ours."""
        if way_to(self._root, parent_of(path), {}) is not Way.OPEN:
            return
        target = Path(self._root, path)
        try:
            if target.is_dir() and not target.is_symlink():
                return
            self._tell(f"delete {path}")
            target.unlink(missing_ok=True)
            self._prune(parent_of(path))
        except OSError as fault:
            raise _failed(fault) from None

    def tidy(self, deleted: Collection[str]) -> None:
        """Removes folders left empty, and what was written but never moved."""
        for folder in sorted({parent_of(path) for path in deleted}, reverse=True):
            self._prune(folder)
        shutil.rmtree(Path(self._root, PARTIAL), ignore_errors=True)

    def close(self) -> None:
        """Nothing is held open."""

    def _prune(self, folder: str) -> None:
        while folder and way_to(self._root, folder, {}) is not Way.BARRED:
            try:
                Path(self._root, folder).rmdir()
            except FileNotFoundError:
                pass
            except OSError:
                return
            folder = parent_of(folder)

    def _require_folder(self, folder: str) -> None:
        """Makes a folder. A symlink on the way would lead out of the target."""
        way = way_to(self._root, folder, {})
        if way is Way.MISSING:
            Path(self._root, folder).mkdir(parents=True, exist_ok=True)
        elif way is Way.BARRED:
            raise NotADirectoryError(errno.ENOTDIR, "a link or file stands where a folder must be", folder)

    def _tell(self, act: str) -> None:
        if self._step:
            self._step(act)


def _failed(fault: OSError) -> TargetFailed:
    where = f"{fault.filename}: " if fault.filename else ""
    return TargetFailed(f"{where}{fault.strerror or type(fault).__name__}.", "Put that right, then publish again.")
