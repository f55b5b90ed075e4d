"""Pictures from files to bytes: each is decoded once for all the files that are made of it one after another."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.load.media import damaged
from dateline.plan.output import Output
from dateline.problems import Problem, Span, error

if TYPE_CHECKING:
    from dateline.images.developing import Developed


class Darkroom:
    """Holds the picture that was developed last."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._source = ""
        self._found: Developed | Problem | None = None

    def make(self, output: Output, *, look_only: bool) -> bytes | Problem:
        """The bytes of a picture's file, or what is wrong with the picture; `look_only` finds out no more than that."""
        from dateline.images.opening import Unreadable

        spec = output.view()
        if self._source != output.source or self._found is None:
            # The one before is let go first: two at a time would take twice the memory.
            self._found = None
            self._source, self._found = output.source, self._develop(output.source, spec.source)
        if isinstance(self._found, Problem):
            return self._found
        if look_only:
            return b""
        try:
            return self._found.write(spec)
        except Unreadable as fault:
            return damaged(output.source, too_large=fault.too_large)

    def _develop(self, source: str, format_: str) -> Developed | Problem:
        from dateline.images.developing import develop
        from dateline.images.opening import Unreadable

        try:
            return develop((self._root / source).read_bytes(), format_)
        except Unreadable as fault:
            return damaged(source, too_large=fault.too_large)
        except OSError as fault:
            reason = (fault.strerror or os.strerror(fault.errno or 0)).lower()
            return error(Span(source), "DL104", f"This cannot be read: {reason}.", "Check that it still exists.")
