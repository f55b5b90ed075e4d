"""What kind of file a name tells of, as servers and archives name it."""

from __future__ import annotations

# Written out, since the system's own table differs from machine to machine.
_TEXT = {
    "css": "text/css",
    "csv": "text/csv",
    "htm": "text/html",
    "html": "text/html",
    "js": "text/javascript",
    "json": "application/json",
    "md": "text/markdown",
    "mjs": "text/javascript",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "vtt": "text/vtt",
    "webmanifest": "application/manifest+json",
    "xml": "application/xml",
    "yaml": "text/plain",
}
BINARY = {
    "avif": "image/avif",
    "gif": "image/gif",
    "ico": "image/vnd.microsoft.icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "oga": "audio/ogg",
    "ogg": "audio/ogg",
    "ogv": "video/ogg",
    "otf": "font/otf",
    "pdf": "application/pdf",
    "png": "image/png",
    "ttf": "font/ttf",
    "wav": "audio/wav",
    "webm": "video/webm",
    "webp": "image/webp",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "zip": "application/zip",
}
"""Of files that hold no text."""


def content_type(name: str) -> str:
    """The Content-Type of a file by its name; text is UTF-8, as everything that Dateline writes."""
    ending = name.rpartition(".")[2].lower()
    if ending in _TEXT:
        return f"{_TEXT[ending]}; charset=utf-8"
    return BINARY.get(ending, "application/octet-stream")
