"""Markdown as it was written, with the place where it begins."""

from __future__ import annotations

from msgspec import Struct


class Body(Struct, frozen=True, array_like=True):
    """Markdown. `line` (from 1) is where it begins in its file, 0 when its lines are not the file's; `indent` is how
    many columns each line is indented there."""

    text: str
    line: int
    indent: int = 0
