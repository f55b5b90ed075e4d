"""What a build leaves for the next one under `.dateline/`: safe to delete, believed only when whole."""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.load.scan import Known
from dateline.state.codec import decode, encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An output as it was made: its key, the hash of its bytes, and (size, mtime in ns) of the file."""

    key: bytes
    sha: str
    stat: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """`manifest` is the hash of the root manifest that this state belongs to: another output folder, another state."""

    manifest: str = ""
    files: Mapping[str, Known] = field(default_factory=dict)
    made: Mapping[str, Made] = field(default_factory=dict)
    next_due: int | None = None


class Store:
    """Reads and writes the state of one (site, output) pair. What another `engine` saved is as good as not there."""

    def __init__(self, folder: Path, engine: bytes) -> None:
        self._folder = folder
        self._engine = engine

    def load(self) -> State:
        """The state, or an empty one when there is none that can be believed."""
        data = self._read("state")
        try:
            manifest, files, made, next_due = data
            return State(
                manifest=manifest,
                files={path: Known(stamp, sha, seen) for path, stamp, sha, seen in files},
                made={path: Made(key=key, sha=sha, stat=stat) for path, key, sha, stat in made},
                next_due=next_due,
            )
        except (TypeError, ValueError):
            return State()

    def save(self, state: State) -> None:
        """Writes the state. A disk that is full costs time at the next build, nothing else."""
        files = tuple((path, known.stamp, known.sha, known.seen) for path, known in state.files.items())
        made = tuple((path, done.key, done.sha, done.stat) for path, done in state.made.items())
        self._write("state", (state.manifest, files, made, state.next_due))

    def load_record(self, name: str) -> Any:
        """A value saved under a name, or None."""
        data = self._read(name)
        if data is None:
            return None
        try:
            return decode(data)
        except (KeyError, TypeError, ValueError, IndexError):
            return None

    def save_record(self, name: str, value: Any) -> None:
        """Saves a value of records and built-in types under a name (one folder deep at most)."""
        self._write(name, encode(value))

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


__all__ = ["Made", "State", "Store"]
