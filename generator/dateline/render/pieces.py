"""Long parts of pages that stay the same while others change: they leave a mark in the page and are put in last.

A month's page is half a megabyte, of which a save changes a few hundred bytes: the days that nobody touched are neither
joined, nor encoded, nor given the way to the root once more.
"""

from __future__ import annotations

from typing import Any

from jinja2 import TemplateRuntimeError
from markupsafe import Markup

from dateline.placeholders import PIECE
from dateline.render.finish import finish
from dateline.render.writing import markup
from dateline.urls import way_to_root

_SIGN = PIECE.encode()
_LONG = 2_048
"""Signs below which a part stands in the page itself."""
_MOST = 1_024
"""Parts that are remembered before all are let go: a save in a busy month has two hundred, a few of them new."""


class Pieces:
    """What is remembered of such parts, and the marks of the page that is being made."""

    __slots__ = ("_finished", "marked")

    def __init__(self) -> None:
        self._finished: dict[tuple[int, str, int], tuple[Markup, bytes | None]] = {}
        self.marked: list[Markup] | None = None
        """The parts that left a mark on the page that is being made; None while something is made that serves several
        pages, or none: there all is put in at once."""

    def mark(self, html: Any) -> Any:
        """What to put into the page for a part of it. What is no part, but perhaps still to be escaped, stays."""
        if self.marked is None or type(html) is not Markup or len(html) < _LONG:
            return html
        self.marked.append(html)
        return markup(f"{PIECE}{len(self.marked) - 1}{PIECE}")

    def finish(self, html: str, marked: list[Markup], path: str, top: int) -> bytes:
        """As `finish` does, with the parts that it `marked` in their places. TemplateError if a template cut into a
        mark."""
        page = finish(html, path, top)
        if not marked:
            return page
        found = page.split(_SIGN)
        way = way_to_root(path)
        try:
            found[1::2] = [self._piece(marked[int(number)], path, way, top) for number in found[1::2]]
        except (ValueError, IndexError):
            found.clear()
        if not len(found) % 2:
            raise TemplateRuntimeError("what `large` gave was cut into or changed")
        return b"".join(found)

    def _piece(self, html: Markup, path: str, way: str, top: int) -> bytes:
        # Kept from its second time on: a process that builds once meets hardly any part twice.
        key = (id(html), way, top)
        known = self._finished.get(key)
        if known is not None and known[1] is not None:
            return known[1]
        made = finish(html, path, top)
        if known is None and len(self._finished) >= _MOST:
            self._finished.clear()
        # The part is kept, so that no other can come to have its id.
        self._finished[key] = (html, None if known is None else made)
        return made

    def forget(self) -> None:
        """Lets go of all of it."""
        self._finished.clear()
