"""The one Markdown parser: CommonMark, tables, footnotes, strikethrough, and Dateline's rules."""

from __future__ import annotations

from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore, normalize, smartquotes
from mdit_py_plugins.footnote import footnote_plugin

from dateline.markup import dispatch
from dateline.markup.renderer import Renderer
from dateline.markup.rules import bare_links, cards, citation, elision, figures, headings, links, quotation, tables


@cache
def parser(quotes: tuple[str, str, str, str]) -> MarkdownIt:
    """The parser for a language's quotation marks."""
    options: dict[str, Any] = {"html": True, "xhtmlOut": False, "typographer": True, "quotes": list(quotes)}
    md = MarkdownIt("commonmark", options, renderer_cls=Renderer)
    md.enable(["table", "strikethrough", "smartquotes"])
    footnote_plugin(md)
    # Not a section: it has no heading, and an entry's footnotes need none.
    md.add_render_rule("footnote_block_open", lambda *_: '<div class="footnotes">\n<ol class="footnotes-list">\n')
    md.add_render_rule("footnote_block_close", lambda *_: "</ol>\n</div>\n")
    # Core rules run in the order: inline, bare_links, cards, links, figures, unknown_sources, quotation, then those of
    # typography.
    for rule in (quotation, citation, figures, links, cards, bare_links):
        rule.add(md)
    for late in (elision, headings, tables):
        late.add(md)
    md.core.ruler.at("normalize", _normalize)
    md.core.ruler.at("smartquotes", _smartquotes)
    dispatch.add(md)
    return md


def _normalize(state: StateCore) -> None:
    if "\r" in state.src or "\0" in state.src:
        normalize(state)


def _smartquotes(state: StateCore) -> None:
    if "'" in state.src or '"' in state.src:
        smartquotes(state)
