"""Files of an editor, written whole or not at all: a disk may be full halfway through a text."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def add_whole(path: Path, addition: bytes) -> None:
    """Adds to the end of a file, or makes it, in a folder that is there. OSError, which names the file, leaves it as it
    was. What others write into it meanwhile is kept."""
    before = path.stat().st_size if path.exists() else None
    # "x" never writes over what came between.
    with path.open("xb" if before is None else "ab", buffering=0) as file:
        try:
            rest = memoryview(addition)
            while rest:
                rest = rest[file.write(rest) :]
        except OSError as fault:
            with contextlib.suppress(OSError):
                if before is None:
                    path.unlink()
                elif file.tell() - before <= len(addition):
                    os.truncate(path, before)
            raise OSError(fault.errno, fault.strerror, str(path)) from fault
