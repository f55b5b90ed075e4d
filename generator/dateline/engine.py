"""What the engine is made of: its own code and the libraries that decide bytes. Another engine, other keys."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import time
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from dateline.load.scan import RACY_NS

LIBRARIES = {
    "babel": "babel",
    "feedgen": "feedgen",
    "jinja2": "jinja2",
    "lxml": "lxml",
    "markdown-it-py": "markdown_it",
    "markupsafe": "markupsafe",
    "mdit-py-plugins": "mdit_py_plugins",
    "msgspec": "msgspec",
    "nh3": "nh3",
    "pillow": "PIL",
    "pyyaml": "yaml",
    "rcssmin": "rcssmin",
    "rjsmin": "rjsmin",
    "tzdata": "tzdata",
}
"""Distribution (in lower case) → the package that it brings."""


@cache
def fingerprint() -> bytes:
    """16 bytes that differ when any code or catalogue of the package, any library or the Python version differs."""
    digest = hashlib.blake2b(digest_size=16)
    digest.update(repr(sys.version_info[:3]).encode())
    for library in LIBRARIES:
        digest.update(f"{library}={_version(library)}\n".encode())
    digest.update(_code_digest(os.path.dirname(os.path.realpath(__file__))))  # noqa: PTH120 - as below
    return digest.digest()


def _code_digest(package: str) -> bytes:
    """16 bytes that differ when any code or catalogue does.

    Several hundred files would have to be read at every start. As Python does when it looks whether its bytecode still
    holds, sizes and times are asked instead, and the answer lies where the bytecode lies; what was written this very
    moment might change once more without changing either, and is not remembered.
    """
    stats = sorted(_code(package))
    start = len(package) + 1
    stamp = hashlib.blake2b(
        "\n".join(f"{path[start:]}\x00{size} {time_ns}" for path, size, time_ns in stats).encode(), digest_size=16
    ).digest()
    kept = f"{package}/__pycache__/engine.digest"
    with contextlib.suppress(OSError), open(kept, "rb") as stream:  # noqa: PTH123
        found = stream.read()
        if len(found) == 2 * len(stamp) and found.startswith(stamp):
            return found[len(stamp) :]
    digest = hashlib.blake2b(digest_size=16)
    for path, _, _ in stats:
        digest.update(path[start:].encode() + b"\x00")
        with open(path, "rb") as stream:  # noqa: PTH123
            digest.update(stream.read())
    if not sys.dont_write_bytecode and max(time_ns for _, _, time_ns in stats) < time.time_ns() - RACY_NS:
        _keep(kept, stamp + digest.digest())
    return digest.digest()


def _keep(path: str, data: bytes) -> None:
    partial = f"{path}.{os.getpid()}"
    # An installation that nobody may write to reads its code each time.
    with contextlib.suppress(OSError):
        with open(partial, "wb") as stream:  # noqa: PTH123
            stream.write(data)
        os.replace(partial, path)  # noqa: PTH105


def _code(folder: str) -> Iterator[tuple[str, int, int]]:
    """(path, size, mtime_ns) of all code and catalogues in a folder and those below it. Hundreds at every start, so
    plain strings."""
    with os.scandir(folder) as found:
        for entry in found:
            if entry.name.endswith((".py", ".mo")):
                stat = entry.stat()
                yield entry.path, stat.st_size, stat.st_mtime_ns
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _code(entry.path)


@cache
def images_fingerprint() -> bytes:
    """16 bytes that differ when pictures might come out otherwise: by Pillow's version and the code that develops them.

    Whatever else changes, no picture is encoded again.
    """
    digest = hashlib.blake2b(_version("pillow").encode(), digest_size=16)
    for path in sorted((Path(__file__).resolve().parent / "images").glob("*.py")):
        digest.update(path.name.encode() + b"\x00" + path.read_bytes())
    return digest.digest()


def _version(library: str) -> str:
    """The version that stands in the name of the folder of metadata beside the package.

    `importlib.metadata` would read and parse every one of these folders; here a list of their names is enough.
    """
    found = find_spec(LIBRARIES[library])
    if found is None or found.origin is None:
        return "none"
    # Beside a package's folder, or a module's file.
    beside = os.path.dirname(found.origin)  # noqa: PTH120 - a hot path of every start
    if found.submodule_search_locations is not None:
        beside = os.path.dirname(beside)  # noqa: PTH120
    version = _metadata(beside).get(library)
    if version is None:
        from importlib.metadata import PackageNotFoundError
        from importlib.metadata import version as installed

        try:
            return installed(library)
        except PackageNotFoundError:
            return "none"
    return version


@cache
def _metadata(folder: str) -> dict[str, str]:
    """Distribution → version, of all whose metadata lie in a folder."""
    try:
        names = os.listdir(folder)  # noqa: PTH208
    except OSError:
        return {}
    parts = (name.removesuffix(".dist-info").rpartition("-") for name in names if name.endswith(".dist-info"))
    return {name.lower().replace("_", "-"): version for name, _, version in parts}
