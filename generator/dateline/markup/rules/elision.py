"""`[…]`: words left out of a quotation."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

MARK = "[…]"


def add(md: MarkdownIt) -> None:
    """Adds the inline rule."""
    md.inline.ruler.before("link", "elision", _elision)


def _elision(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith(MARK, state.pos) or state.src.startswith(("(", "[", ":"), state.pos + len(MARK)):
        return False
    if not silent:
        state.push("elision_open", "span", 1).attrs = {"class": "elision"}
        state.push("text", "", 0).content = MARK
        state.push("elision_close", "span", -1)
    state.pos += len(MARK)
    return True
