"""Headings inside a text stand below the headline of what holds it, whatever level was written."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from dateline.markup import anchors
from dateline.markup.rules.notes import notes_of
from dateline.placeholders import LEVELS
from dateline.urls import slugify


def add(md: MarkdownIt) -> None:
    """Adds the core rule."""
    md.core.ruler.push("demote_headings", _demote)


def _demote(state: StateCore) -> None:
    headings = [(at, token) for at, token in enumerate(state.tokens) if token.type in ("heading_open", "heading_close")]
    if not headings:
        return
    notes = notes_of(state.env)
    notes.has_headings = True
    highest = min(int(token.tag[1]) for _, token in headings)
    deepest = 0
    for at, token in headings:
        if token.nesting > 0:
            # No level is skipped on the way down, so that the outline can be walked.
            depth = min(int(token.tag[1]) - highest, deepest + 1 if at != headings[0][0] else 0)
            deepest = depth
            token.attrSet("id", _id(state.tokens[at + 1].content, notes.scope.prefix, notes.ids))
        else:
            depth = deepest
        if notes.scope.headings:
            token.tag = "h" + LEVELS[min(depth + 1, len(LEVELS) - 1)]
        else:
            token.tag = f"h{min(depth + 2, 6)}"


def _id(content: str, prefix: str, taken: set[str]) -> str:
    slug = slugify(content)[:60].strip("-") or "part"
    stem = anchors.heading(prefix, slug)
    found, count = stem, 1
    while found in taken:
        count += 1
        found = f"{stem}-{count}"
    taken.add(found)
    return found
