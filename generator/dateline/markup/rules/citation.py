"""`[@id]`: a citation, as a raised number that leads to the entry's list of sources; without a list, its name."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from dateline.markup import anchors
from dateline.markup.rules.notes import Notes, closing, notes_of, opening, text
from dateline.markup.scope import CITED
from dateline.problems import nearest_or
from dateline.words import figures


def add(md: MarkdownIt) -> None:
    """Adds the inline rule, and one that reports unknown sources with their lines."""
    md.inline.ruler.before("link", "citation", _citation)
    md.core.ruler.after("inline", "unknown_sources", _unknown_sources)


def _citation(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[@", state.pos):
        return False
    found = CITED.match(state.src, state.pos)
    if found is None or found.end() > state.posMax:
        if nearly := _NEARLY.match(state.src, state.pos):
            notes_of(state.env).nearly.add(nearly.group())
        return False
    notes = notes_of(state.env)
    source = found[1]
    if not silent:
        if source not in notes.scope.labels:
            notes.unknown.add(source)
            state.pending += found.group()
        else:
            # The number stands at the word it belongs to, whatever space was typed before it.
            state.pending = state.pending.rstrip(" \t\n")
            if state.pending:
                state.pushPending()
            # The parser gives all tokens their levels once the text is parsed.
            state.tokens += mark(source, notes)
    state.pos = found.end()
    return True


def mark(source: str, notes: Notes) -> list[Token]:
    """The raised number of a source; its name in parentheses where no list follows that a number could lead to."""
    name = notes.scope.labels[source]
    if not notes.scope.listed:
        return [text(" "), opening("cite_mark", "cite"), text(f"({name})"), closing("cite_mark", "cite")]
    number = notes.number(source)
    label = f"{figures(number, notes.scope.lang)}: {name}"
    return [
        opening("cite_mark", "sup", class_="cite"),
        opening("cite_link", "a", href=f"#{anchors.source(notes.scope.prefix, number)}", aria_label=label),
        text(figures(number, notes.scope.lang)),
        closing("cite_link", "a"),
        closing("cite_mark", "sup"),
    ]


_NEARLY = re.compile(r"\[@[\w.-]+[^\]\n]{0,40}")
"""What other programs take for citations: `[@one; @two]`, `[@one, p. 5]`."""


def _unknown_sources(state: StateCore) -> None:
    notes = notes_of(state.env)
    if not notes.unknown and not notes.nearly:
        return
    for token in state.tokens:
        if token.type != "inline" or "[@" not in token.content:
            continue
        line = token.map[0] if token.map else 0
        for nearly in sorted(said for said in notes.nearly if said in token.content):
            notes.nearly.discard(nearly)
            message = f"This cites nothing, and readers see it as text: “{nearly[:60]}”."
            hint = "Cite each source by itself, [@one] [@two], and say where in words; for text write \\[@."
            notes.flaw(line, nearly, "DL403", message, hint, "warning")
        for found in CITED.finditer(token.content):
            if found[1] in notes.unknown:
                notes.unknown.discard(found[1])
                hint = nearest_or(found[1], notes.scope.labels, "Add it to sources.yaml of the blog or of the site.")
                notes.flaw(line, found.group(), "DL403", f"Unknown source “{found[1][:60]}”.", hint)
