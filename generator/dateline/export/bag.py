"""A BagIt bag (RFC 8493) of the built site."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dateline import __version__
from dateline.export.built import Built

BAGIT_TXT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
INFO = "bag-info.txt"
PAYLOAD = "data/"
ALGORITHMS = ("sha256", "sha512")
IDENTITY = "External-Identifier"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bag:
    """`payload` maps a path under data/ to its file, `tags` all other paths to their bytes; both sorted."""

    payload: Mapping[str, Path]
    tags: Mapping[str, bytes]
    size: int
    """Bytes of the payload."""


def make_bag(built: Built, blog: str, as_of: int) -> Bag:
    """The bag of a blog, or of all (""). `as_of` is its Bagging-Date."""
    payload = {PAYLOAD + path: built.output / path for path in built.of(blog)}
    size = sum(file.stat().st_size for file in payload.values())
    sums = {path: _sums(file) for path, file in payload.items()}
    tags = {"bagit.txt": BAGIT_TXT, INFO: _info(built, blog, as_of, size, len(payload))}
    for at, algorithm in enumerate(ALGORITHMS):
        tags[f"manifest-{algorithm}.txt"] = _manifest((sums[path][at], path) for path in payload)
    listed = dict(tags)
    for algorithm in ALGORITHMS:
        lines = ((hashlib.new(algorithm, data).hexdigest(), path) for path, data in sorted(listed.items()))
        tags[f"tagmanifest-{algorithm}.txt"] = _manifest(lines)
    return Bag(payload=payload, tags=dict(sorted(tags.items())), size=size)


def is_whole(names: Iterable[str], read: Callable[[str], bytes], identity: str) -> bool:
    """Whether files are a bag of this site's just as it was made: every one listed and none changed. `names` are their
    paths in the bag."""
    found = set(names)
    manifest, tagged = f"manifest-{ALGORITHMS[0]}.txt", f"tagmanifest-{ALGORITHMS[0]}.txt"
    if not {INFO, manifest, tagged} <= found or f"{IDENTITY}: {identity}\n".encode() not in read(INFO):
        return False
    listed: dict[str, str] = {}
    for name in (manifest, tagged):
        listed.update(_read_manifest(read(name)))
    unlisted = {f"tagmanifest-{algorithm}.txt" for algorithm in ALGORITHMS}
    if found - unlisted != set(listed):
        return False
    return all(hashlib.new(ALGORITHMS[0], read(path)).hexdigest() == sha for path, sha in listed.items())


def _sums(file: Path) -> tuple[str, ...]:
    digests = [hashlib.new(algorithm) for algorithm in ALGORITHMS]
    with file.open("rb") as stream:
        while data := stream.read(1024 * 1024):
            for digest in digests:
                digest.update(data)
    return tuple(digest.hexdigest() for digest in digests)


def _manifest(lines: Iterable[tuple[str, str]]) -> bytes:
    """RFC 8493 section 2.1.3. Line ends cannot stand in an output's path, so a percent sign alone is encoded."""
    return "".join(f"{digest}  {path.replace('%', '%25')}\n" for digest, path in lines).encode()


def _read_manifest(data: bytes) -> Iterator[tuple[str, str]]:
    for line in data.decode("utf-8", "replace").splitlines():
        digest, _, path = line.partition("  ")
        yield path.replace("%25", "%"), digest


def _info(built: Built, blog: str, as_of: int, size: int, files: int) -> bytes:
    """bag-info.txt (section 2.2.2). Values of site.yaml are single lines."""
    settings = built.settings
    told = [
        ("Source-Organization", settings.publisher.name if settings.publisher else ""),
        ("Contact-Email", settings.contact.removeprefix("mailto:") if settings.contact.startswith("mailto:") else ""),
        ("External-Description", f"{settings.title}: {blog}" if blog else settings.title),
        (IDENTITY, built.identity),
        ("Bagging-Date", datetime.fromtimestamp(as_of, UTC).date().isoformat()),
        ("Payload-Oxum", f"{size}.{files}"),
        ("Bag-Software-Agent", f"Dateline {__version__}"),
        ("Internal-Sender-Identifier", built.url),
        ("Internal-Sender-Description", settings.description),
        ("Rights-Statement", settings.licence.name if settings.licence else ""),
    ]
    return "".join(f"{name}: {value}\n" for name, value in told if value).encode()
