"""What a build leaves for the next one under `.dateline/`: safe to delete, believed only when whole.

A file is written over as it lies, for to give a file's place to another one takes some systems longer than to write it.
Its head says whose it is, and what the rest must come to: what was written by halves is as good as not there.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
import time
import zlib
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, BinaryIO, Generic, TypeVar

from dateline.kept import Kept

T = TypeVar("T")
_ENGINE = 16
_NAME = 16
_HEAD = _ENGINE + _NAME + 8 + 4
"""Bytes of the head of a file: the engine's digest, a name that no other writing has, the length and the check sum of
what follows. A check sum is against accidents, and is to be quick: who may write here may write anything."""


class _Late(Generic[T]):
    """A record that waits to be written by its store: made once, when somebody asks for it or when it is written."""

    __slots__ = ("_made", "encode", "make", "store")

    def __init__(self, store: Store, make: Callable[[], T], encode: Callable[[Any], bytes]) -> None:
        self.store = store
        self.make = make
        self.encode = encode
        self._made: tuple[T] | None = None

    def value(self) -> T:
        """The record."""
        if self._made is None:
            self._made = (self.make(),)
        return self._made[0]


_Waiting = dict[tuple[str, str], _Late[Any]]
"""(folder, name) → the record that waits."""


class Store:
    """Reads and writes the state of one (site, output) pair. What another `engine` saved is as good as not there.

    A process that builds again and again has what it saved or read itself in `kept`, for as long as the file is the
    same one. After `defer` nothing is written until `flush`; with `kept` it waits beyond the build, for `settle`.
    """

    def __init__(self, folder: Path, engine: bytes, kept: Kept | None = None) -> None:
        self._folder = str(folder)
        self._engine = engine
        self._mark = hashlib.blake2b(engine, digest_size=_ENGINE).digest()
        self._kept = kept
        self._waiting: _Waiting = {} if kept is None else _waiting_in(kept)
        self._defers = False

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

    def save_made(self, name: str, make: Callable[[], Any]) -> None:
        """Saves the record that `make` gives, which is asked for no sooner than the record is."""
        from dateline.state.codec import encode

        self._save_late(name, make, encode)

    def save_made_plain(self, name: str, make: Callable[[], Any]) -> None:
        """The same with a value of built-in types."""
        self._save_late(name, make, _marshalled)

    def sum_of(self, name: str) -> bytes:
        """Stands for a record as it lies there: no two have the same, be they alike. Empty when there is none, or one
        that waits to be written in its place."""
        if (self._folder, name) in self._waiting:
            return b""
        try:
            with open(f"{self._folder}/{name}", "rb", buffering=0) as stream:  # noqa: PTH123
                return stream.read(_HEAD)[_ENGINE:]
        except OSError:
            return b""

    def defer(self) -> None:
        """From now on saving waits: what readers wait for is written first."""
        self._defers = True

    def flush(self) -> None:
        """Writes what waits, unless this process builds again and again: then there is time when it has nothing else
        to do."""
        self._defers = False
        if self._kept is None:
            _write_all(self._waiting)

    def forget(self, folder: str, keep: Collection[str]) -> None:
        """Deletes the records of a folder that are not among those to keep."""
        gone = [key for key in self._waiting if _is_in(key, self._folder, folder) and key[1].split("/")[1] not in keep]
        for key in gone:
            del self._waiting[key]
        with contextlib.suppress(OSError):
            for path in Path(self._folder, folder).iterdir():
                if path.name not in keep:
                    path.unlink()

    def _load(self, name: str, decode: Callable[[bytes], T | None]) -> T | None:
        late: _Late[T] | None = self._waiting.get((self._folder, name))
        if late is not None:
            # What waits will be the file, whoever saved it.
            return late.value() if late.store._engine == self._engine else None

        def read() -> T | None:
            data = self._read(name)
            return None if data is None else decode(data)

        if self._kept is None:
            return read()
        stamp = self._stamp(name)
        return None if stamp is None else self._kept.same(("state", self._folder, name), stamp, read)

    def _save(self, name: str, value: Any, encode: Callable[[Any], bytes]) -> None:
        self._save_late(name, lambda: value, encode)

    def _save_late(self, name: str, make: Callable[[], Any], encode: Callable[[Any], bytes]) -> None:
        late = _Late(self, make, encode)
        if self._defers:
            self._waiting[self._folder, name] = late
            return
        self._waiting.pop((self._folder, name), None)
        self._write_now(name, late)

    def _write_now(self, name: str, late: _Late[Any]) -> None:
        value = late.value()
        self._write(name, late.encode(value))
        if self._kept is not None and (stamp := self._stamp(name)) is not None:
            self._kept.put(("state", self._folder, name), stamp, value)

    def _stamp(self, name: str) -> tuple[bytes, int, int, int] | None:
        """What tells one state of a file from another: each is given its time to the nanosecond."""
        try:
            found = os.stat(f"{self._folder}/{name}")  # noqa: PTH116 - hundreds at each build
        except OSError:
            return None
        return self._engine, found.st_size, found.st_mtime_ns, found.st_ino

    def _read(self, name: str) -> bytes | None:
        """The bytes that were saved, by this very engine and whole; None otherwise."""
        try:
            with open(f"{self._folder}/{name}", "rb", buffering=0) as stream:  # noqa: PTH123
                head, body = stream.read(_HEAD), stream.read()
        except OSError:
            return None
        return body if head == self._head(head[_ENGINE : _ENGINE + _NAME], body) else None

    def _write(self, name: str, body: bytes) -> None:
        path = f"{self._folder}/{name}"
        with contextlib.suppress(OSError), _opened(path) as file:
            file.write(self._head(os.urandom(_NAME), body))
            file.write(body)
            file.truncate()
            # The system's own times are too coarse to tell two writings from each other.
            os.utime(file.fileno() if os.utime in os.supports_fd else path, ns=(now := time.time_ns(), now))

    def _head(self, name: bytes, body: bytes) -> bytes:
        lead = self._mark + name + len(body).to_bytes(8, "big")
        return lead + zlib.crc32(body, zlib.crc32(lead)).to_bytes(4, "big")


def _opened(path: str) -> BinaryIO:
    """A file to be written over from its beginning, never one that a link leads to."""
    flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        fd = os.open(path, flags, 0o666)
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        fd = os.open(path, flags, 0o666)
    except OSError:
        # A link, or another user's: it may still be removed.
        Path(path).unlink()
        fd = os.open(path, flags | os.O_EXCL, 0o666)
    return os.fdopen(fd, "wb")


def settle(kept: Kept) -> None:
    """Writes what builds with this memory have left to be written. Until then the state is as an earlier build left
    it, which costs the next process time and nothing else."""
    _write_all(_waiting_in(kept))


def _waiting_in(kept: Kept) -> _Waiting:
    return kept.always("state that waits", dict)


def _write_all(waiting: _Waiting) -> None:
    while waiting:
        key = next(iter(waiting))
        # Out of the way before it is made: what it is made of may be asked of the store.
        late = waiting.pop(key)
        late.store._write_now(key[1], late)


def _is_in(key: tuple[str, str], state: str, folder: str) -> bool:
    return key[0] == state and key[1].startswith(f"{folder}/")


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
