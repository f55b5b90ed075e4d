"""What the engine is made of: its own code and the libraries that decide bytes. Another engine, other keys."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LIBRARIES = (
    "Babel",
    "Jinja2",
    "MarkupSafe",
    "PyYAML",
    "feedgen",
    "lxml",
    "markdown-it-py",
    "mdit-py-plugins",
    "nh3",
    "tzdata",
    "pillow",
)


@cache
def fingerprint() -> bytes:
    """16 bytes that differ when any file of the package, any of the libraries or the Python version differs."""
    digest = hashlib.blake2b(digest_size=16)
    digest.update(repr(sys.version_info[:3]).encode())
    for library in LIBRARIES:
        try:
            found = version(library)
        except PackageNotFoundError:
            found = "none"
        digest.update(f"{library}={found}\n".encode())
    package = Path(__file__).resolve().parent
    for path in sorted(package.rglob("*.py")):
        digest.update(path.relative_to(package).as_posix().encode() + b"\x00")
        digest.update(path.read_bytes())
    return digest.digest()
