"""Which pictures there are, by the endings of their names. Nothing here needs Pillow."""

from __future__ import annotations

JPEG, PNG, GIF, WEBP, AVIF = "JPEG", "PNG", "GIF", "WEBP", "AVIF"

FORMATS = {".jpg": JPEG, ".jpeg": JPEG, ".png": PNG, ".gif": GIF, ".webp": WEBP, ".avif": AVIF}
"""Ending → format, by Pillow's names."""

TYPES = {JPEG: "image/jpeg", PNG: "image/png", GIF: "image/gif", WEBP: "image/webp", AVIF: "image/avif"}
"""Format → media type."""

ENDINGS = {JPEG: "jpg", PNG: "png", GIF: "gif", WEBP: "webp", AVIF: "avif"}


_BEGINNINGS = ((b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG), (b"GIF87a", GIF), (b"GIF89a", GIF))


def format_in(data: bytes) -> str:
    """The format of a picture by how its bytes begin; "" of what is no picture."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    if data[4:8] == b"ftyp" and data[8:12] in (b"avif", b"avis"):
        return AVIF
    return next((name for beginning, name in _BEGINNINGS if data.startswith(beginning)), "")


def format_of(name: str) -> str:
    """The format of a picture by its name; "" of what is no picture."""
    _, dot, ending = name.rpartition(".")
    return FORMATS.get(f".{ending.lower()}", "") if dot else ""
