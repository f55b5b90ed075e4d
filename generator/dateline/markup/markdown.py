"""Markdown to a fragment by markdown-it, which takes as long to import as hundreds of texts take: see `render`."""

from __future__ import annotations

import re
from typing import Any

from markdown_it.token import Token

from dateline.markup import anchors
from dateline.markup.fragment import Fragment
from dateline.markup.parser import parser
from dateline.markup.rules.notes import Notes
from dateline.markup.scope import Scope


def fragment_of(text: str, scope: Scope, *, inline: bool) -> Fragment:
    """The fragment of a text that is not blank."""
    md = parser(scope.quotes)
    notes = Notes(scope=scope, lines=text.split("\n"))
    env: dict[str, Any] = {"notes": notes}
    if scope.prefix:
        env["docId"] = anchors.footnotes(scope.prefix)
    try:
        tokens = md.parseInline(text, env) if inline else md.parse(text, env)
    except RecursionError:
        notes.flaw(0, "", "DL510", "This text is nested too deeply.", "Unfold its lists and quotations.")
        return _fragment("", "", notes)
    _say_too_deep(tokens, md.options.maxNesting, notes)
    html = md.renderer.render(tokens, md.options, env)
    if "<" in text and _has_raw_html(tokens):
        html = _sanitised(html, notes)
    words = plain_text(tokens)
    if "&#" in text and (_IN_NO_PAGE.search(html) or _IN_NO_PAGE.search(words)):
        _say_forbidden(tokens, notes)
        html, words = _IN_NO_PAGE.sub("", html), _IN_NO_PAGE.sub("", words)
    return _fragment(html, words, notes)


_CONTAINERS = ("blockquote_open", "bullet_list_open", "ordered_list_open", "list_item_open")


def _say_too_deep(tokens: list[Token], deepest: int, notes: Notes) -> None:
    """The parser leaves out, without a word, what stands deeper than it goes: that is told, for nothing may be lost."""
    for token in tokens:
        if token.level >= deepest - 1 and token.type in _CONTAINERS:
            line = token.map[0] if token.map else 0
            notes.flaw(line, "", "DL510", "This text is nested too deeply.", "Unfold its lists and quotations.")
            return


_IN_NO_PAGE = re.compile("[\x00\x01\x07\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML 1.0 (section 2.2) forbids, but for the placeholders, which nobody can forge."""
_REFERENCE = re.compile("&#(?:([0-9]{1,7})|[xX]([0-9a-fA-F]{1,6}));?")


_CODE = re.compile("(`+)(?!`).*?(?<!`)\\1(?!`)", re.DOTALL)


def _say_forbidden(tokens: list[Token], notes: Notes) -> None:
    """No file holds such a character, but a reference may make one, in Markdown as in HTML; in code it makes none."""
    for token in tokens:
        if token.type not in ("inline", "html_block"):
            continue
        begin, end = token.map if token.map and len(tokens) > 1 else (0, len(notes.lines))
        text = "\n".join(notes.lines[begin:end])
        code = [found.span() for found in _CODE.finditer(text)] if token.type == "inline" else []
        for found in _REFERENCE.finditer(text):
            number = int(found[1]) if found[1] else int(found[2], 16)
            if number > 0x10FFFF or not _IN_NO_PAGE.match(chr(number)):
                continue
            if not any(first <= found.start() < last for first, last in code):
                _forbidden(begin + text.count("\n", 0, found.start()), found[0], notes)
                return
    _forbidden(0, "&#", notes)


def _forbidden(line: int, needle: str, notes: Notes) -> None:
    notes.flaw(line, needle, "DL505", "A control character is made by this character reference.", "Remove it.")


def _fragment(html: str, text: str, notes: Notes) -> Fragment:
    return Fragment(
        html=html,
        text=text,
        has_headings=notes.has_headings,
        cited=tuple(notes.cited),
        outside=tuple(notes.outside.values()),
        inside=tuple(notes.inside),
        media=tuple(notes.media),
        quotations=tuple(notes.quotations),
        flaws=tuple(notes.flaws),
    )


def _has_raw_html(tokens: list[Token]) -> bool:
    for token in tokens:
        if token.type == "html_block":
            return True
        if token.children and any(child.type == "html_inline" for child in token.children):
            return True
    return False


def _sanitised(html: str, notes: Notes) -> str:
    # nh3 costs what an import of a native library costs; few texts hold HTML.
    from dateline.markup.sanitise import clean

    found = clean(html, notes)
    if found is None:
        _forbidden(0, "&#", notes)
        return ""
    return found


_BREAKS = {"softbreak": " ", "hardbreak": " "}
_SPOKEN = ("text", "code_inline")
_UNSPOKEN_OPEN = ("attribution_open", "footnote_block_open", "table_open")
_UNSPOKEN_CLOSE = ("attribution_close", "footnote_block_close", "table_close")


def plain_text(tokens: list[Token]) -> str:
    """The words of a text's paragraphs and headings, without marks; citations and quotations' captions left out."""
    parts: list[str] = []
    depth = 0
    for token in tokens:
        kind = token.type
        if kind == "inline":
            words = "" if depth else _words(token.children or [])
            if words:
                parts.append(words)
        elif kind in _UNSPOKEN_OPEN:
            depth += 1
        elif kind in _UNSPOKEN_CLOSE:
            depth -= 1
    return "\n".join(parts)


def _words(children: list[Token]) -> str:
    words: list[str] = []
    skipped = 0
    for child in children:
        kind = child.type
        if kind in _SPOKEN:
            if not skipped:
                words.append(child.content)
        elif kind in _BREAKS:
            words.append(_BREAKS[kind])
        elif kind.startswith("cite_mark"):
            skipped += child.nesting
    return " ".join("".join(words).split())
