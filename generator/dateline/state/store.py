"""What a build leaves for the next one under `.dateline/`: safe to delete, believed only when whole."""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from dateline.kept import Kept

T = TypeVar("T")
_HEAD = 32
"""Bytes of the check sum at the head of a file."""


class Store:
    """Reads and writes the state of one (site, output) pair. What another `engine` saved is as good as not there.

    A process that builds again and again has what it saved or read itself in `kept`, for as long as the file is the
    same one. After `defer` nothing is written until `flush`.
    """

    def __init__(self, folder: Path, engine: bytes, kept: Kept | None = None) -> None:
        self._folder = str(folder)
        self._engine = engine
        self._kept = kept
        self._later: dict[str, tuple[Any, Callable[[Any], bytes]]] | None = None

    def beside(self, engine: bytes) -> Store:
        """The state in the same folder of what has an engine of its own."""
        return Store(Path(self._folder), engine, self._kept)

    def remembering(self, kept: Kept) -> Store:
        """The same state for a process that asks for the same records again."""
        return Store(Path(self._folder), self._engine, kept)

    def load_record(self, name: str, type_: type[T]) -> T | None:
        """A value of a type that was saved under a name, or None."""
        return self._load(name, lambda data: _decoded(data, type_))

    def save_record(self, name: str, value: Any) -> None:
        """Saves a value of records and built-in types under a name (one folder deep at most).

        A disk that is full costs time at the next build, nothing else.
        """
        from dateline.state.codec import encode

        self._save(name, value, encode)

    def load_plain(self, name: str) -> Any:
        """A value of built-in types saved under a name, or None; tuples come back as tuples."""
        return self._load(name, _unmarshalled)

    def save_plain(self, name: str, value: Any) -> None:
        """Saves a value of built-in types, as it is."""
        self._save(name, value, _marshalled)

    def defer(self) -> None:
        """From now on saving waits for `flush`: what readers wait for is written first."""
        self._later = {}

    def flush(self) -> None:
        """Writes what waits."""
        later, self._later = self._later, None
        for name, (value, encode) in (later or {}).items():
            self._save(name, value, encode)

    def forget(self, folder: str, keep: set[str]) -> None:
        """Deletes the records of a folder that are not among those to keep."""
        with contextlib.suppress(OSError):
            for path in Path(self._folder, folder).iterdir():
                if path.name not in keep:
                    path.unlink()

    def _load(self, name: str, decode: Callable[[bytes], T | None]) -> T | None:
        if self._later is not None and name in self._later:
            waiting: T = self._later[name][0]
            return waiting

        def read() -> T | None:
            data = self._read(name)
            return None if data is None else decode(data)

        if self._kept is None:
            return read()
        stamp = self._stamp(name)
        return None if stamp is None else self._kept.same(("state", self._folder, name), stamp, read)

    def _save(self, name: str, value: Any, encode: Callable[[Any], bytes]) -> None:
        if self._later is not None:
            self._later[name] = (value, encode)
            return
        self._write(name, encode(value))
        if self._kept is not None and (stamp := self._stamp(name)) is not None:
            self._kept.put(("state", self._folder, name), stamp, value)

    def _stamp(self, name: str) -> tuple[bytes, int, int, int] | None:
        """What tells one state of a file from another: each is a file of its own, renamed into its place."""
        try:
            found = os.stat(f"{self._folder}/{name}")  # noqa: PTH116 - hundreds at each build
        except OSError:
            return None
        return self._engine, found.st_size, found.st_mtime_ns, found.st_ino

    def _read(self, name: str) -> bytes | None:
        """The bytes that were saved, by this very engine and whole; None otherwise."""
        try:
            with open(f"{self._folder}/{name}", "rb") as stream:  # noqa: PTH123
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


def _decoded(data: bytes, type_: type[T]) -> T | None:
    # What has nothing to do need not import this.
    from dateline.state.codec import decode

    return decode(data, type_)


def _marshalled(value: Any) -> bytes:
    return marshal.dumps(value, 2)


def _unmarshalled(data: bytes) -> Any:
    try:
        return marshal.loads(data)
    except (ValueError, EOFError, TypeError):
        return None
