"""From the address of a request to a file of the preview, and what kind of file it is."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

from dateline.commit.paths import path_fault

INDEX = "index.html"


def find_file(root: Path, target: str) -> Path | str | None:
    """The file for a request's target (RFC 9112 section 3.2.1), the address to go to instead, or None.

    Nothing outside `root` is ever found: not by `..`, an encoded slash or a symlink.
    """
    raw, _, _ = target.partition("?")
    if not raw.startswith("/"):
        return None
    try:
        path = unquote_to_bytes(raw[1:]).decode("utf-8")
    except UnicodeDecodeError:
        return None
    # An encoded slash would make one address out of two.
    if "%2f" in raw.lower():
        return None
    asked = path + INDEX if path == "" or path.endswith("/") else path
    if path_fault(asked) is not None:
        return None
    try:
        real, base = (root / asked).resolve(), root.resolve()
        if not real.is_relative_to(base):
            return None
        if real.is_dir():
            return f"/{quote(path)}/"
        return real if real.is_file() else None
    except (OSError, ValueError, RuntimeError):
        return None
