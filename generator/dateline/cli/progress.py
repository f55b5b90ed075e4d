"""Progress on a terminal: one line that rewrites itself, for work that takes a while."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

_PATIENCE = 0.5
"""Seconds before the line appears: quick work says nothing."""
_PAUSE = 0.1
"""Seconds between two states of the line."""

_WORDS = {
    "read": "Reading the content",
    "plan": "Planning",
    "render": "Making pages",
    "commit": "Writing",
    "verify": "Looking at the output",
    "look": "Looking",
    "send": "Sending",
    "delete": "Deleting",
}


class ProgressLine:
    """Called by the conductor as a `Progress`; `clear` takes the line away."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._next = clock() + _PATIENCE
        self._drawn = False

    def __call__(self, what: str, done: int, total: int) -> None:
        now = self._clock()
        if now < self._next:
            return
        self._next = now + _PAUSE
        share = f" {done} of {total}" if total else " …"
        self._stream.write(f"\r\x1b[K{_WORDS.get(what, what)}{share}")
        self._stream.flush()
        self._drawn = True

    def clear(self) -> None:
        """Leaves the terminal as it was."""
        if self._drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._drawn = False


def is_watched(stream: TextIO, term: str) -> bool:
    """Whether someone looks at the stream, at a terminal that can rewrite a line. `term` is $TERM."""
    return stream.isatty() and term != "dumb"
