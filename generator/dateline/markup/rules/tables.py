"""Tables stand in a region of their own that can be scrolled, by keyboard too. Columns are aligned by classes: a site's
policy lets no style through that stands in a page."""

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
            if "style" in token.attrs:
                token.attrs = {"class": aligned(str(token.attrs["style"]))}
            out.append(token)
    state.tokens = out


def aligned(style: str) -> str:
    """The class that stands for `text-align:right`."""
    return "to-" + style.rpartition(":")[2].strip(" ;")
