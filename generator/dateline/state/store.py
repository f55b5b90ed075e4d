"""What a build leaves for the next one under `.dateline/`: safe to delete, believed only when whole."""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
from pathlib import Path
from typing import Any


class Store:
    """Reads and writes the state of one (site, output) pair. What another `engine` saved is as good as not there."""

    def __init__(self, folder: Path, engine: bytes) -> None:
        self._folder = folder
        self._engine = engine

    def load_record(self, name: str) -> Any:
        """A value saved under a name, or None."""
        data = self._read(name)
        if data is None:
            return None
        # The codec knows all records, and so imports much.
        from dateline.state.codec import decode

        try:
            return decode(data)
        except (KeyError, TypeError, ValueError, IndexError):
            return None

    def save_record(self, name: str, value: Any) -> None:
        """Saves a value of records and built-in types under a name (one folder deep at most).

        A disk that is full costs time at the next build, nothing else.
        """
        from dateline.state.codec import encode

        self._write(name, encode(value))

    def load_plain(self, name: str) -> Any:
        """A value of built-in types saved under a name, or None; lists and tuples come back as tuples."""
        return self._read(name)

    def save_plain(self, name: str, value: Any) -> None:
        """Saves a value of built-in types, as it is."""
        self._write(name, value)

    def forget(self, folder: str, keep: set[str]) -> None:
        """Deletes the records of a folder that are not among those to keep."""
        with contextlib.suppress(OSError):
            for path in (self._folder / folder).iterdir():
                if path.name not in keep:
                    path.unlink()

    def _read(self, name: str) -> Any:
        """Whatever was saved by this very engine and is whole; None otherwise. `marshal` is only given proven bytes."""
        try:
            data = (self._folder / name).read_bytes()
        except OSError:
            return None
        head, body = data[:64], data[64:]
        if hashlib.sha256(body).hexdigest().encode() != head:
            return None
        try:
            format_, value = marshal.loads(body)
        except (ValueError, EOFError, TypeError):
            return None
        return value if format_ == self._engine else None

    def _write(self, name: str, value: Any) -> None:
        body = marshal.dumps((self._engine, value), 2)
        path = self._folder / name
        partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(hashlib.sha256(body).hexdigest().encode() + body)
            partial.replace(path)
