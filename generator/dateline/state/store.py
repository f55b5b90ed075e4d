"""What a build leaves for the next one under `.dateline/`: safe to delete, believed only when whole."""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
_HEAD = 32
"""Bytes of the check sum at the head of a file."""


class Store:
    """Reads and writes the state of one (site, output) pair. What another `engine` saved is as good as not there."""

    def __init__(self, folder: Path, engine: bytes) -> None:
        self._folder = str(folder)
        self._engine = engine

    def load_record(self, name: str, type_: type[T]) -> T | None:
        """A value of a type that was saved under a name, or None."""
        data = self._read(name)
        if data is None:
            return None
        # What has nothing to do need not import this.
        from dateline.state.codec import decode

        return decode(data, type_)

    def save_record(self, name: str, value: Any) -> None:
        """Saves a value of records and built-in types under a name (one folder deep at most).

        A disk that is full costs time at the next build, nothing else.
        """
        from dateline.state.codec import encode

        self._write(name, encode(value))

    def load_plain(self, name: str) -> Any:
        """A value of built-in types saved under a name, or None; tuples come back as tuples."""
        data = self._read(name)
        if data is None:
            return None
        try:
            return marshal.loads(data)
        except (ValueError, EOFError, TypeError):
            return None

    def save_plain(self, name: str, value: Any) -> None:
        """Saves a value of built-in types, as it is."""
        self._write(name, marshal.dumps(value, 2))

    def forget(self, folder: str, keep: set[str]) -> None:
        """Deletes the records of a folder that are not among those to keep."""
        with contextlib.suppress(OSError):
            for path in Path(self._folder, folder).iterdir():
                if path.name not in keep:
                    path.unlink()

    def _read(self, name: str) -> bytes | None:
        """The bytes that were saved, by this very engine and whole; None otherwise."""
        try:
            with open(f"{self._folder}/{name}", "rb") as stream:  # noqa: PTH123 - hundreds at each build
                data = stream.read()
        except OSError:
            return None
        body = data[_HEAD:]
        return body if self._sum(body) == data[:_HEAD] else None

    def _write(self, name: str, body: bytes) -> None:
        path = Path(self._folder, name)
        partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(self._sum(body) + body)
            partial.replace(path)

    def _sum(self, body: bytes) -> bytes:
        found = hashlib.sha256(self._engine)
        found.update(body)
        return found.digest()
