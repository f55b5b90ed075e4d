"""Comments: a stranger's text, kept as it was written. Paragraphs, line breaks and quoted lines; no markup, no HTML."""

from __future__ import annotations

from functools import cache
from typing import Any

from markdown_it import MarkdownIt

from dateline.markup.fragment import EMPTY, Fragment
from dateline.markup.render import plain_text
from dateline.markup.rules import bare_links, elision, links
from dateline.markup.rules.notes import Notes
from dateline.markup.scope import Scope


@cache
def _parser() -> MarkdownIt:
    md = MarkdownIt("zero", {"html": False, "breaks": True})
    md.enable(["blockquote", "newline", "escape"])
    links.add(md)
    bare_links.add(md)
    elision.add(md)
    return md


def render_comment(text: str, scope: Scope) -> Fragment:
    """The comment's HTML: `#tag`, `!!!!`, `*` and `<` stand as typed; its links are marked as those of others."""
    if not text.strip():
        return EMPTY
    md = _parser()
    env: dict[str, Any] = {"notes": Notes(scope=scope, lines=text.split("\n"))}
    tokens = md.parse(text, env)
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                child.attrs["rel"] = "external nofollow ugc"
    return Fragment(md.renderer.render(tokens, md.options, env), plain_text(tokens), False, (), (), (), (), (), ())
