"""Content-Type and Cache-Control of each file, for targets that keep them with it.

How long a file may be kept is said once, by the build: in the output's `_headers` (`plan/host_files.py`). What no rule
names is asked for each time whether it changed, and an asset whose name changes with its bytes is kept for ever.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final
from urllib.parse import unquote

from dateline.media_types import BINARY
from dateline.publish.target import Headers

_ASSETS: Final = "assets/"
_FOREVER: Final = "public, max-age=31536000, immutable"
_ASK: Final = "no-cache"
_SNIFFED: Final = 1024
"""Bytes at a file's beginning that tell one XML from another."""

_TYPES: Final = {
    **BINARY,
    "": "text/plain; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "geojson": "application/geo+json",
    "gz": "application/gzip",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8",
    "opus": "audio/ogg",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "webmanifest": "application/manifest+json",
    "xml": "application/xml; charset=utf-8",
}


def content_type(path: str, head: bytes) -> str:
    """The media type of a file; `head` are its first bytes. The same on every machine."""
    name = path.rpartition("/")[2]
    if name == "feed.json":
        return "application/feed+json"
    # `.nojekyll` is a name, no ending.
    ending = name.lstrip(".").rpartition(".")[2].lower() if "." in name.lstrip(".") else ""
    if ending == "xml":
        if b"<feed" in head[:_SNIFFED]:
            return _TYPES["atom"]
        return _TYPES["rss"] if b"<rss" in head[:_SNIFFED] else _TYPES["xml"]
    known = _TYPES.get(ending)
    if known is not None:
        return known
    found, packed = _table().guess_type(f"x.{ending}")
    return found if found is not None and packed is None else "application/octet-stream"


@cache
def _table() -> mimetypes.MimeTypes:
    """Python's own table, without what the machine's files would add to it."""
    return mimetypes.MimeTypes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Caching:
    """The rules that `_headers` gives: whole paths, and beginnings that end in `*` there; all from the site's root."""

    whole: Mapping[str, str] = field(default_factory=dict)
    beginnings: tuple[tuple[str, str], ...] = ()

    def of(self, path: str) -> str:
        """The Cache-Control of a file."""
        found = self.whole.get(path)
        if found is None and path.endswith("/index.html"):
            found = self.whole.get(path.removesuffix("index.html"))
        if found is None:
            found = next((value for start, value in self.beginnings if path.startswith(start)), None)
        return found or (_FOREVER if path.startswith(_ASSETS) else _ASK)


def read_caching(data: bytes) -> Caching:
    """The rules for Cache-Control in the text of a `_headers`; what is not understood is passed over."""
    rules: list[tuple[str, str]] = []
    paths: list[str] = []
    place = ""
    for line in data.decode("utf-8", "replace").splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not line[0].isspace():
            place = unquote(line.strip())
            paths.append(place)
            continue
        name, sign, value = line.strip().partition(":")
        if sign and name.strip().lower() == "cache-control" and value.strip().isprintable():
            rules.append((place, value.strip()))
    base = _base(paths)
    inside = [(path.removeprefix(base), value) for path, value in rules if path.startswith(base)]
    return Caching(
        whole={path: value for path, value in inside if "*" not in path},
        beginnings=tuple((path[:-1], value) for path, value in inside if path.find("*") == len(path) - 1 >= 0),
    )


def _base(paths: list[str]) -> str:
    """Where the site stands on its host, as the rule for its assets tells: "/" or "/archive/"."""
    ends = "/" + _ASSETS + "*"
    return next((path.removesuffix(ends) + "/" for path in paths if path.endswith(ends)), "/")


def headers_of(path: str, head: bytes, caching: Caching) -> Headers:
    """Both headers of a file."""
    return Headers(content_type=content_type(path, head), cache_control=caching.of(path))
