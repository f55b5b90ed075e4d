"""Manifests: what Dateline owns in an output folder, and all that it may prune.

The format is that of sha256sum(1), text lines `<64 hex>  <path>\\n` sorted by the path's bytes, so that
`sha256sum -c manifest-sha256.txt` checks a folder. One manifest lies in each live blog's folder, with paths
relative to it; the one at the root lists every file outside the blogs and each blog's manifest. None lists
itself. Paths that sha256sum would have to escape (newline, backslash) are refused.
"""

# Plain strings on purpose: one Path object costs more than the system call it is for.
# ruff: noqa: PTH116, PTH123

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from msgspec import Struct

from dateline.commit.layers import Layers
from dateline.commit.paths import SAFE_PATH, real_root, require_safe
from dateline.kept import Kept

MANIFEST_NAME: Final = "manifest-sha256.txt"
SHARD_FILE: Final = "_shard/shard.json"
"""What a part of a site holds, and no whole one: a blog's folder is named by its id, which has no underscore."""
PREVIEW_FILE: Final = "_preview/README.txt"
"""What a preview with drafts holds, wherever it may be carried: it is never published."""

_LINE: Final = re.compile(rf"^([0-9a-f]{{64}})  ({SAFE_PATH})\n", re.MULTILINE)
_HEX: Final = 64


class Owned(Struct, frozen=True, kw_only=True):
    """Everything the manifests on disk name: path from the root -> sha256 in hex, the manifests included. A blog's
    manifest that is known to be good is read when it is first asked.

    `damaged`: manifests that cannot be believed (unreadable, or not what the root manifest says they are).
    """

    files: Layers
    damaged: tuple[str, ...] = ()


def format_manifest(files: Mapping[str, str]) -> bytes:
    """The bytes for path -> sha256 hex. ValueError for a path or digest that no manifest can hold."""
    # Code points sort as their UTF-8 bytes do.
    return "".join([format_line(path, files[path]) for path in sorted(files)]).encode()


def format_line(path: str, digest: str) -> str:
    """One line of a manifest; ValueError likewise."""
    require_safe(path)
    if len(digest) != _HEX:
        raise ValueError(f"{digest!r} is no sha256 in hex")
    return f"{digest}  {path}\n"


def parse_manifest(data: bytes) -> dict[str, str] | None:
    """path -> sha256 hex; None when any line is damaged, names a path outside the root, or comes twice."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    if text and not text.endswith("\n"):
        return None
    lines = _LINE.findall(text)
    files = {path: digest for digest, path in lines}
    # A line matches at most once, so equal counts mean that every line is good.
    return files if len(files) == len(lines) == text.count("\n") else None


def _lines_of(data: bytes) -> dict[str, str]:
    """The same of a manifest that is known to be good, in a quarter of the time."""
    return {line[_HEX + 2 :]: line[:_HEX] for line in data.decode().split("\n")[:-1]}


def compose_manifests(files: Mapping[str, str], blogs: Iterable[str]) -> dict[str, bytes]:
    """All manifests of an output: their path -> bytes. `files` holds none; `blogs` are folder names."""
    by_blog: dict[str, dict[str, str]] = {blog: {} for blog in blogs}
    outside: dict[str, str] = {}
    for path, digest in files.items():
        folder, _, rest = path.partition("/")
        if rest and folder in by_blog:
            by_blog[folder][rest] = digest
        else:
            outside[path] = digest
    manifests = {f"{blog}/{MANIFEST_NAME}": format_manifest(inside) for blog, inside in by_blog.items()}
    outside.update({path: hashlib.sha256(data).hexdigest() for path, data in manifests.items()})
    manifests[MANIFEST_NAME] = format_manifest(outside)
    return manifests


def remember_manifest(
    output: Path, path: str, sha: str, files: Mapping[str, str], kept: Kept, inner: tuple[str, ...] = ()
) -> None:
    """Tells `kept` what a manifest of that hash, which was just written, says, so that it need not be read. `files`
    from the root; `inner` are the manifests among them."""
    root = real_root(output)
    stamp = _stamp(root, path)
    if stamp is not None:
        kept.put(("manifest", path), stamp, _Listed(sha, lambda: files, inner))


def read_owned(output: Path, kept: Kept | None = None, sound: Collection[str] = ()) -> Owned | None:
    """What the manifests on disk say. None when there is no root manifest, so that nothing is owned.

    A manifest whose file is the one that was read into `kept` before is not read again. `sound` are hashes of manifests
    of which every line is known to be good.
    """
    root = real_root(output)
    read = _reader(root, kept, sound)
    own = read(MANIFEST_NAME)
    if own is None:
        return None
    if not own.is_good:
        return Owned(files=Layers({}, {}), damaged=(MANIFEST_NAME,))
    named = own.files()
    files = {MANIFEST_NAME: own.sha, **named}
    inside: dict[str, Callable[[], Mapping[str, str]]] = {}
    damaged: list[str] = []
    for path in own.inner:
        inner = read(path)
        # A manifest that someone edited could name files that are not ours, and have them pruned.
        if inner is not None and inner.is_good and inner.sha == named[path]:
            inside[path.partition("/")[0]] = inner.files
            continue
        # The bytes that the root manifest lists are not there, so they must be written again.
        del files[path]
        if inner is not None:
            damaged.append(path)
        # Otherwise deleted by hand, most likely with its folder: what may be left in it is no longer ours.
    return Owned(files=Layers(files, inside), damaged=tuple(sorted(damaged)))


class _Listed(Struct, frozen=True):
    """A manifest as it was read: its hash, what gives path from the root → sha256, and the manifests of folders that it
    names."""

    sha: str
    files: Callable[[], Mapping[str, str]]
    inner: tuple[str, ...] = ()
    is_good: bool = True


def _within(folder: str, files: Mapping[str, str]) -> dict[str, str]:
    return {f"{folder}/{path}": sha for path, sha in files.items()}


def _is_inner(path: str) -> bool:
    return path.endswith(f"/{MANIFEST_NAME}") and path.count("/") == 1


def _reader(root: str, kept: Kept | None, sound: Collection[str]) -> Callable[[str], _Listed | None]:
    def read(path: str) -> _Listed | None:
        data = _read(f"{root}/{path}")
        if data is None:
            return None
        folder = path.rpartition("/")[0]
        sha = hashlib.sha256(data).hexdigest()
        if folder and sha in sound:
            return _Listed(sha, cache(lambda: _within(folder, _lines_of(data))))
        listed = _lines_of(data) if sha in sound else parse_manifest(data)
        if listed is None:
            return _Listed(sha, dict, is_good=False)
        files = _within(folder, listed) if folder else listed
        return _Listed(sha, lambda: files, () if folder else tuple(filter(_is_inner, files)))

    if kept is None:
        return read
    memory = kept

    def read_once(path: str) -> _Listed | None:
        stamp = _stamp(root, path)
        return read(path) if stamp is None else memory.same(("manifest", path), stamp, lambda: read(path))

    return read_once


def _stamp(root: str, path: str) -> tuple[str, int, int, int] | None:
    try:
        found = os.stat(f"{root}/{path}")
    except OSError:
        return None
    return root, found.st_size, found.st_mtime_ns, found.st_ino


def unchanged(owned: Owned | None, path: str, sha256: str) -> bool:
    """Whether the output already holds `path` with these bytes, as far as its manifests say."""
    return owned is not None and owned.files.get(path) == sha256


def _read(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
