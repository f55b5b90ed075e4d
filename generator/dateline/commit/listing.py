"""A manifest as it was last written: of thousands of lines a new entry changes a few, and the others stay in order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from dateline.commit.manifest import format_line


class Listing:
    """The lines of the manifest of a `folder`, or of the root ("")."""

    def __init__(self, folder: str = "") -> None:
        self._start = len(folder) + 1 if folder else 0
        self._files: Mapping[str, str] = {}
        self._lines: dict[str, bytes] = {}
        self.sha = ""
        """The hash of what `data` gave last."""

    def data(self, files: Mapping[str, str], changed: Iterable[str] | None = None) -> bytes:
        """The bytes for path from the root → sha256 hex, as `format_manifest` gives them. `changed` names all paths
        that are not as they were when this was last asked; None: they are looked for."""
        start, lines = self._start, self._lines
        if changed is None:
            before = self._files
            changed = [path for path, sha in files.items() if before.get(path) != sha]
        known = len(lines)
        lines.update((path, format_line(path[start:], files[path]).encode()) for path in changed)
        if not known == len(lines) == len(files):
            self._lines = lines = {path: lines[path] for path in sorted(files)}
        self._files = files
        data = b"".join(lines.values())
        self.sha = hashlib.sha256(data).hexdigest()
        return data
