"""Comments: a stranger's text, kept as it was written. Paragraphs, line breaks and quoted lines; no markup, no HTML."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_inline import StateInline

from dateline.markup.fragment import EMPTY, Fragment
from dateline.markup.markdown import plain_text
from dateline.markup.rules import bare_links, elision, links
from dateline.markup.rules.notes import Notes
from dateline.markup.scope import Scope

_QUOTED = re.compile(r"^([ \t]*>.*)\n(?=[ \t]*[^\s>])", re.M)

_MARKED = re.compile(r"[\\>\[\0\r\v\f\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
"""What may mean something to the parser, and spaces other than the common ones, some of which it strips."""
_BLANK = re.compile(r"\n[ \t]*\n")
_LINE_END = re.compile(r" *\n[ \t]*")


@cache
def _parser() -> MarkdownIt:
    md = MarkdownIt("zero", {"html": False, "breaks": True})
    md.enable(["blockquote", "newline"])
    md.inline.ruler.before("newline", "line_start", _line_start)
    links.add(md)
    bare_links.add(md)
    elision.add(md)
    return md


def _line_start(state: StateInline, silent: bool) -> bool:
    """A backslash keeps a line from being read as quoted (`\\>`) or as the next comment's heading (`\\##`)."""
    pos = state.pos
    if not state.src.startswith(("\\>", "\\#"), pos) or (pos and state.src[pos - 1] != "\n"):
        return False
    if not silent:
        state.pending += state.src[pos + 1]
    state.pos += 2
    return True


def render_comment(text: str, scope: Scope) -> Fragment:
    """The comment's HTML: `#tag`, `!!!!`, `*` and `<` stand as typed; its links are marked as those of others."""
    if not text.strip():
        return EMPTY
    if _MARKED.search(text) or "://" in text:
        return _parsed(text, scope)
    return _plain(text)


def _plain(text: str) -> Fragment:
    """What the parser would give for a text in which it finds nothing: paragraphs, parted by blank lines, of lines."""
    paragraphs = [paragraph.strip(" \t\n") for paragraph in _BLANK.split(text)]
    html, words = [], []
    for paragraph in filter(None, paragraphs):
        lines = escapeHtml(_LINE_END.sub("\n", paragraph)).replace("\n", "<br>\n")
        html.append(f"<p>{lines}</p>\n")
        words.append(" ".join(paragraph.split()))
    return Fragment("".join(html), "\n".join(words), False, (), (), (), (), (), ())


def _parsed(text: str, scope: Scope) -> Fragment:
    md = _parser()
    # In comments as in mail, what follows a quoted line without a mark is the writer's own again.
    text = _QUOTED.sub(r"\1\n\n", text)
    env: dict[str, Any] = {"notes": Notes(scope=scope, lines=text.split("\n"))}
    tokens = md.parse(text, env)
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                child.attrs["rel"] = "external nofollow ugc"
    return Fragment(md.renderer.render(tokens, md.options, env), plain_text(tokens), False, (), (), (), (), (), ())
