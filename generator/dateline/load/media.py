"""Media files of a blog: what they are, the pixel size of pictures, what the others say about their makers."""

from __future__ import annotations

import mmap
import re
from pathlib import Path
from typing import Any

from dateline.images.kinds import FORMATS, format_of
from dateline.images.opening import Unreadable, measure
from dateline.kept import Kept
from dateline.load.files import BlogFiles, Files
from dateline.load.scan import unreadable
from dateline.model.blog import MediaFile
from dateline.problems import Problem, Span, error

PICTURES = tuple(FORMATS)
SOUND = (".mp3", ".ogg", ".oga", ".opus", ".m4a", ".flac", ".wav")
FILM = (".mp4", ".webm", ".ogv", ".m4v")
OTHER = (".pdf", ".txt", ".csv", ".json", ".vtt")
"""What may stand under media/. SVG and HTML are left out: both can hold scripts."""
MEDIA_TYPES = {
    ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".gif": "image/gif", ".webp": "image/webp",
    ".avif": "image/avif",
    ".mp3": "audio/mpeg", ".ogg": "audio/ogg", ".oga": "audio/ogg", ".opus": "audio/ogg", ".m4a": "audio/mp4",
    ".flac": "audio/flac", ".wav": "audio/vnd.wave",
    ".mp4": "video/mp4", ".webm": "video/webm", ".ogv": "video/ogg", ".m4v": "video/mp4",
}  # fmt: skip
"""Ending → media type of pictures, sound and film, as IANA registers them (those of webm as WebM's own pages do)."""

_TELLING = (
    (
        re.compile(rb"\xa9xyz|com\.apple\.quicktime\.location|GPSL(?:at|ong)itude|loci\x00"),
        "the place where it was made",
    ),
    (
        re.compile(rb"/Author\s*[(<]|<dc:creator>|\xa9(?:ART|aut)|com\.apple\.quicktime\.(?:author|make)"),
        "a person or device behind it",
    ),
)
"""What cameras and word processors write openly into films (QuickTime, XMP) and PDF (ISO 32000-1, 14.3)."""


def read_media(files: Files, blog: BlogFiles, kept: Kept, problems: list[Problem]) -> dict[str, MediaFile]:
    """The media files by their path within the blog's folder. One that is as it was is not opened again."""
    found: dict[str, MediaFile] = {}
    for path in blog.media:
        name = path.removeprefix(blog.folder + "/")
        sha = files.tree.files[path].sha
        known: Any = kept.find(("file", path))
        if known is None or known[0] != (sha, ""):
            file = _read(files.tree.root / path, path, name, sha, files.tree.files[path].stamp[0], problems)
            if file is None:
                continue
            known = ((sha, ""), (file, ()))
        kept.put(("file", path), *known)
        found[name] = known[1][0]
    return found


def _read(file: Path, path: str, name: str, sha: str, size: int, problems: list[Problem]) -> MediaFile | None:
    """One file; None for one that cannot be published."""
    ending = "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if ending not in PICTURES + SOUND + FILM + OTHER:
        hint = "Use " + ", ".join(PICTURES + SOUND + FILM + OTHER) + "."
        problems.append(
            error(Span(path), "DL605", f"Files of this kind ({ending or 'no ending'}) are not published.", hint)
        )
        return None
    try:
        with file.open("rb") as stream:
            if ending in PICTURES:
                # As published it is another file, of a size that is not known yet.
                seen = measure(stream, format_of(name))
                return MediaFile(name=name, sha=sha, width=seen.width, height=seen.height, animated=seen.animated)
            tells = _tells(stream.fileno()) if ending in (*FILM, ".m4a", ".pdf") else ""
            return MediaFile(name=name, sha=sha, size=size, tells=tells)
    except Unreadable as fault:
        problems.append(damaged(path, too_large=fault.too_large))
    except OSError as fault:
        problems.append(unreadable(path, fault))
    return None


def damaged(path: str, *, too_large: bool) -> Problem:
    """The problem of a picture that cannot be shown."""
    if too_large:
        return error(Span(path), "DL604", "This picture is too large.", "Scale it down below 89 megapixels.")
    return error(Span(path), "DL604", "This picture cannot be read.", "Export it again, or remove it.")


def _tells(number: int) -> str:
    """What a file openly says about its making, or ""."""
    try:
        data = mmap.mmap(number, 0, access=mmap.ACCESS_READ)
    except ValueError:  # an empty file
        return ""
    with data:
        return " and ".join(what for pattern, what in _TELLING if pattern.search(data))
