"""What a build leaves for the next one under `.dateline/`: safe to delete, believed only when whole."""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, Generic, TypeVar

from dateline.kept import Kept

T = TypeVar("T")
_HEAD = 32
"""Bytes of the check sum at the head of a file."""


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
        """Stands for a record as it lies there: no two that differ have the same. Empty when there is none, or one that
        waits to be written in its place."""
        if (self._folder, name) in self._waiting:
            return b""
        try:
            with open(f"{self._folder}/{name}", "rb", buffering=0) as stream:  # noqa: PTH123
                return stream.read(_HEAD)
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
