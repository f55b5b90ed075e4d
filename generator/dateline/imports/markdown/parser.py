"""The parser of others' Markdown, and mdformat, which writes down again what was parsed."""

from __future__ import annotations

import re
from functools import cache
from types import SimpleNamespace
from typing import Any

from markdown_it import MarkdownIt


@cache
def parser() -> MarkdownIt:
    """Reads CommonMark with tables, strikethrough and footnotes, and writes it down again."""
    import mdformat.plugins
    from mdformat.renderer import MDRenderer

    renderer: Any = MDRenderer  # takes what the parser gives any renderer, in types of its own
    md = MarkdownIt("commonmark", renderer_cls=renderer).enable(["table", "strikethrough"])
    plugins = mdformat.plugins.PARSER_EXTENSIONS
    # Strikethrough, tables and footnotes are written by these; of the parser's further extensions none is wanted.
    written = [
        SimpleNamespace(RENDERERS={"s": plugins["gfm"].RENDERERS["s"]}, POSTPROCESSORS={"text": _escaped}),
        SimpleNamespace(RENDERERS=plugins["tables"].RENDERERS, POSTPROCESSORS=plugins["tables"].POSTPROCESSORS),
        SimpleNamespace(RENDERERS=plugins["footnote"].RENDERERS),
        SimpleNamespace(RENDERERS={"hr": lambda node, context: "---", "hardbreak": _line_break}),
    ]
    md.options.update(
        {"mdformat": {"number": True}, "store_labels": False, "parser_extension": written, "codeformatters": {}}
    )
    plugins["footnote"].update_mdit(md)
    return md


@cache
def html_parser() -> MarkdownIt:
    """Reads the same, and writes HTML."""
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def _escaped(text: str, node: Any, context: Any) -> str:
    """What Dateline reads and others do not: citations; and what strikes through."""
    is_first = node.parent is not None and node.parent.type == "link" and node.previous_sibling is None
    text = f"\\{text}" if is_first and text.startswith("@") else text
    return re.sub(r"(?<!\\)\[@", r"\\[@", text).replace("~~", "\\~~")


def _line_break(node: Any, context: Any) -> str:
    parent = node.parent
    while parent is not None:
        if parent.type in ("heading", "th", "td"):
            return " "
        parent = parent.parent
    return "\\\n"
