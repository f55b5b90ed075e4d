"""What changes on the disk under content/ and themes/, however editors save."""

from __future__ import annotations

import os
import threading
import time
import warnings
from collections import deque
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from watchdog.events import (
    EVENT_TYPE_CLOSED,
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
    DirCreatedEvent,
    DirDeletedEvent,
    DirModifiedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from dateline.load.scan import is_passed_over

FOLDERS = ("content", "themes")
_CHANGES = (EVENT_TYPE_CLOSED, EVENT_TYPE_CREATED, EVENT_TYPE_DELETED, EVENT_TYPE_MODIFIED, EVENT_TYPE_MOVED)
_HEARD: list[type[FileSystemEvent]] = [
    DirCreatedEvent, DirDeletedEvent, DirModifiedEvent, DirMovedEvent, FileClosedEvent, FileCreatedEvent,
    FileDeletedEvent, FileModifiedEvent, FileMovedEvent,
]  # fmt: skip
"""The same for the system, which would tell of every file that a build opens, while the build needs the time."""
_QUIET = 0.003
"""Seconds without a change after which a save is taken to be whole: editors write, rename and set times in turn."""
_SHORT_QUIET = 0.001
"""The same after a file was closed, or put in its place by another name: it is whole, but more may follow."""
_MANY, _LONG_QUIET = 6, 0.05
"""Changes in turn after which more are to be expected, as from a `git checkout`, and the seconds to wait then."""
_LONGEST = 1.0
"""Seconds after which a build begins although changes keep coming."""


class Changes:
    """A bell that the watching thread rings and the building one waits for."""

    def __init__(self) -> None:
        self._bell = threading.Event()
        self._paths: deque[str] = deque()
        self._rung = 0.0
        self.quiet = _QUIET
        """Seconds to wait after the latest change until it is taken to be whole."""
        self._stopped = False

    @property
    def stopped(self) -> bool:
        """Whether to end."""
        return self._stopped

    def ring(self, *paths: str, whole: bool | None = False) -> None:
        """Something changed at these paths: a file that is `whole`, one that may be in the midst of it, or a folder,
        which says nothing of that (None)."""
        self._paths.extend(paths)
        self._rung = time.monotonic()
        if whole is not None:
            self.quiet = _SHORT_QUIET if whole else _QUIET
        self._bell.set()

    def taken(self) -> frozenset[str]:
        """Where it changed since this was last asked. What changes while one asks is told now or next time."""
        return frozenset(self._paths.popleft() for _ in range(len(self._paths)))

    def stop(self) -> None:
        """Ends the waiting for good."""
        self._stopped = True
        self._bell.set()

    def wait(self, timeout: float, meanwhile: Callable[[], None] = lambda: None) -> bool:
        """Whether something changed within `timeout` seconds; after a change, waits until it has settled, and does
        something `meanwhile`."""
        if not self._bell.wait(timeout):
            return False
        last = time.monotonic() + _LONGEST
        meanwhile()
        heard = 0
        while not self._stopped:
            # Cleared before the build that will see the change, never after: none is lost.
            self._bell.clear()
            heard += 1
            quiet = self.quiet if heard < _MANY else _LONG_QUIET
            now = time.monotonic()
            left = self._rung + quiet - now
            if now >= last or left <= 0 or not self._bell.wait(left):
                break
        return True


class _Handler(FileSystemEventHandler):
    def __init__(self, root: Path, changes: Changes) -> None:
        self._root = root
        self._changes = changes

    def on_any_event(self, event: FileSystemEvent) -> None:
        # Reading a file is an event too, and a build reads them all.
        if event.event_type not in _CHANGES:
            return
        source, target = self._counted(event.src_path), self._counted(event.dest_path)
        if source or target:
            whole = None if isinstance(event, DirModifiedEvent) else self._is_whole(event, target)
            self._changes.ring(*filter(None, (source, target)), whole=whole)

    def _is_whole(self, event: FileSystemEvent, target: str) -> bool:
        if event.event_type == EVENT_TYPE_CREATED:
            # A file that came by a new name is told of as if it were just begun, but is not empty.
            try:
                return os.stat(event.src_path).st_size > 0  # noqa: PTH116 - the path may be bytes
            except OSError:
                return False
        # Whoever moves a file away may be about to write another in its place.
        return event.event_type == EVENT_TYPE_CLOSED or (event.event_type == EVENT_TYPE_MOVED and target != "")

    def _counted(self, path: str | bytes) -> str:
        """A path relative to the root; "" for one that does not count."""
        text = path if isinstance(path, str) else path.decode("utf-8", "surrogateescape")
        if not text:
            return ""
        try:
            parts = Path(text).relative_to(self._root).parts
        except ValueError:
            return ""
        counts = bool(parts) and parts[0] in FOLDERS and not any(is_passed_over(part) for part in parts)
        return "/".join(parts) if counts else ""


class Watch:
    """Watches a site's folders while it is entered; `refresh` follows folders that came, went or were replaced."""

    def __init__(self, root: Path, changes: Changes) -> None:
        self._root = root.resolve()
        self._handler = _Handler(self._root, changes)
        # Folders that come and go in quick succession, as in a checkout, are met twice: watchdog puts the new watch in
        # the place of the old one, which is right, and warns of it, which helps no editor.
        warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)
        self._observer: BaseObserver = Observer()
        self._watched: dict[str, tuple[tuple[int, int], ObservedWatch]] = {}

    def __enter__(self) -> Self:
        try:
            self._start()
        except OSError:
            # No more inotify watches, or a file system without: looking again and again still works.
            self._observer = PollingObserver()
            self._watched = {}
            self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._observer.stop()
        self._observer.join(timeout=5)

    def refresh(self) -> bool:
        """Watches each folder that is there now: whether it is another than before, in which something may have changed
        unheard. A watch dies with its folder, even when a new one takes the name."""
        is_new = False
        for name in FOLDERS:
            folder = self._root / name
            try:
                status = folder.stat() if folder.is_dir() else None
            except OSError:
                status = None
            now = (status.st_dev, status.st_ino) if status else None
            before = self._watched.get(name)
            if before is not None and before[0] != now:
                del self._watched[name]
                self._observer.unschedule(before[1])
                before = None
            if before is None and now is not None:
                is_new = True
                try:
                    self._watched[name] = (now, self._listen(folder, recursive=True))
                except FileNotFoundError:
                    continue  # gone again; its parent's watch tells when it comes back
        return is_new

    def _listen(self, folder: Path, *, recursive: bool) -> ObservedWatch:
        return self._observer.schedule(self._handler, str(folder), recursive=recursive, event_filter=_HEARD)

    def _start(self) -> None:
        # The root itself, not what is below it: that would be the output, .git and every other tool's folder.
        self._listen(self._root, recursive=False)
        self.refresh()
        self._observer.start()
