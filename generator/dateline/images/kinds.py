"""Which pictures there are, by the endings of their names. Nothing here needs Pillow."""

from __future__ import annotations

JPEG, PNG, GIF, WEBP, AVIF = "JPEG", "PNG", "GIF", "WEBP", "AVIF"

FORMATS = {".jpg": JPEG, ".jpeg": JPEG, ".png": PNG, ".gif": GIF, ".webp": WEBP, ".avif": AVIF}
"""Ending → format, by Pillow's names."""

TYPES = {JPEG: "image/jpeg", PNG: "image/png", GIF: "image/gif", WEBP: "image/webp", AVIF: "image/avif"}
"""Format → media type."""

ENDINGS = {JPEG: "jpg", PNG: "png", GIF: "gif", WEBP: "webp", AVIF: "avif"}


def format_of(name: str) -> str:
    """The format of a picture by its name; "" of what is no picture."""
    _, dot, ending = name.rpartition(".")
    return FORMATS.get(f".{ending.lower()}", "") if dot else ""
