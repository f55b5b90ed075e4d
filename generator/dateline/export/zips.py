"""Zip files whose bytes follow from what is in them: sorted, dated by the instant asked for, and not compressed, since
compressors differ between machines."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import IO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_FIRST, _LAST = 315532800, 4354819198
"""The instants that a zip file can tell: from 1980 to 2107, in UTC."""


class Zip:
    """Writes a zip file to `stream`. `comment` is what marks it as ours."""

    def __init__(self, stream: IO[bytes], as_of: int, comment: bytes) -> None:
        when = datetime.fromtimestamp(min(max(as_of, _FIRST), _LAST), UTC)
        self._date = (when.year, when.month, when.day, when.hour, when.minute, when.second)
        self._zip = ZipFile(stream, "w", ZIP_STORED)
        self._zip.comment = comment

    def add(self, path: str, data: bytes) -> None:
        """Adds a file."""
        self._zip.writestr(self._info(path, len(data)), data)

    def take(self, path: str, source: Path) -> None:
        """Adds a file from the disk, however large."""
        info = self._info(path, source.stat().st_size)
        with source.open("rb") as file, self._zip.open(info, "w") as into:
            shutil.copyfileobj(file, into, 1024 * 1024)

    def close(self) -> None:
        """Writes the list of all files; without it the file is none."""
        self._zip.close()

    def _info(self, path: str, size: int) -> ZipInfo:
        info = ZipInfo(path, self._date)
        # The same on every system: a plain file that its owner may write and all may read.
        info.create_system = 3
        info.external_attr = 0o100644 << 16
        info.file_size = size
        return info
