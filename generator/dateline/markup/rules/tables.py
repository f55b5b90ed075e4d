"""Tables stand in a region of their own that can be scrolled, by keyboard too."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from dateline.markup.rules.notes import closing, opening


def add(md: MarkdownIt) -> None:
    """Adds the core rule."""
    md.core.ruler.push("tables", _tables)


def _tables(state: StateCore) -> None:
    if "|" not in state.src or not any(token.type == "table_open" for token in state.tokens):
        return
    out: list[Token] = []
    for token in state.tokens:
        if token.type == "table_open":
            region = opening("table_region", "div", class_="table", tabindex="0")
            region.block = True
            out += [region, token]
        elif token.type == "table_close":
            end = closing("table_region", "div")
            end.block = True
            out += [token, end]
        else:
            out.append(token)
    state.tokens = out
