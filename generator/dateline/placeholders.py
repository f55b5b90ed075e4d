"""Control characters that stand for what only a finished page knows.

No content may hold them (`load.text`, `schema.kinds.scalar`), so none can be forged. A fragment that holds them is
the same bytes on every page; `render.finish` replaces them last.
"""

from __future__ import annotations

ROOT = "\x02"
"""The relative way from a page to the site's root, at the head of every inside address: "" or "../"."""

LEVELS = ("\x03", "\x04", "\x05", "\x06")
"""Heading levels: an entry's headline, and one to three levels below it."""

ALL = (ROOT, *LEVELS)

PIECE = "\x0e"
"""On either side of a number that stands for a long part of a page (`render.pieces`)."""
