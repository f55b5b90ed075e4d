"""A block quotation whose own last paragraph says who is quoted: `— [Speaker, ]target[ via target]`."""

from __future__ import annotations

import re
from collections import Counter
from unicodedata import bidirectional

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from msgspec import Struct

from dateline.markup import anchors
from dateline.markup.fragment import Quotation
from dateline.markup.rules.notes import Notes, closing, notes_of, opening, text
from dateline.urls import is_web_address
from dateline.words import phrase, said

_DASH = re.compile(r"(?:—|―|–|--)[ \t\u00a0]*(?=\S)")
_TARGET = re.compile(r"\[@\?:?\s*(?P<known>[^\]]*)\]|\[@(?P<id>[^\]\s]+)\]|\[(?P<text>[^\]]+)\]\((?P<url>[^)\s]+)\)")
_VIA = re.compile(r"[\s,،·]*(?:\bvia|از\s+طریق|به\s+نقل\s+از)\s+")
_SAME_PARAGRAPH = re.compile(r"\n[ \t]*(?:—|―|--)[ \t]*\S[^\n]*\[@")
_COMMA = phrase(", ")
_VIA_WORD = phrase("via ")
_UNKNOWN = phrase("source unknown")
FORM = "Write “— Speaker, [@source]”, “— [@source] via [@other]” or “— Speaker, [@?: what is known]”."


def add(md: MarkdownIt) -> None:
    """Adds the core rule, after inline text has been parsed and before typography."""
    md.core.ruler.after("inline", "quotation", _quotations)


class _Open(Struct):
    """A block quotation whose end has not been reached: `start` and `paragraphs` are places in the new tokens."""

    start: int
    level: int
    paragraphs: list[int]
    last_child: int


def _quotations(state: StateCore) -> None:
    if ">" not in state.src or not any(token.type == "blockquote_open" for token in state.tokens):
        return
    notes = notes_of(state.env)
    out: list[Token] = []
    stack: list[_Open] = []
    for token in state.tokens:
        if stack and token.level == stack[-1].level + 1 and token.nesting >= 0 and token.type != "inline":
            stack[-1].last_child = len(out)
            if token.type == "paragraph_open":
                stack[-1].paragraphs.append(len(out))
        if token.type == "blockquote_open":
            stack.append(_Open(len(out), token.level, [], -1))
        out.append(token)
        if token.type == "blockquote_close":
            _close(out, stack.pop(), len(stack), notes)
    state.tokens = out


def _close(out: list[Token], quote: _Open, depth: int, notes: Notes) -> None:
    for start in quote.paragraphs:
        content, line = out[start + 1].content, _line(out[start + 1])
        if start != quote.last_child and _DASH.match(content) and "[@" in content:
            hint = "The attribution stands last in its quotation; move what follows above it, or out of the quotation."
            notes.flaw(
                line, content.split("\n", 1)[0], "DL501", "Text after an attribution inside the quotation.", hint
            )
        elif _SAME_PARAGRAPH.search(content):
            hint = "Put a line with only “>” above the attribution."
            notes.flaw(line + 1, "[@", "DL506", "The attribution must be a paragraph of its own.", hint)
    last = quote.last_child
    if not quote.paragraphs or quote.paragraphs[-1] != last or not _DASH.match(out[last + 1].content):
        _turn(out, quote.start, len(out), notes.scope.dir)
        return
    inline = out[last + 1]
    words = inline.content[_DASH.match(inline.content).end() :].replace("\n", " ").strip()  # type: ignore[union-attr]
    caption = _attribution(words, _line(inline), out[quote.start : last], depth, notes)
    if caption is None:
        return
    turned = _turn(out, quote.start, last, notes.scope.dir)
    close = out.pop()
    del out[last:]
    inline.children, inline.content = caption, ""
    out.insert(quote.start, opening("quotation", "figure", class_="quotation h-cite"))
    out[quote.start].block = True
    figcaption = _block(opening("attribution", "figcaption"))
    if turned:
        # The slip stands as its text runs; who said it is said in the words of the page.
        del out[quote.start + 1].attrs["dir"]
        out[quote.start].attrSet("dir", turned)
        figcaption.attrSet("dir", notes.scope.dir)
    out += [close, figcaption, inline, _block(closing("attribution", "figcaption"))]
    out.append(_block(closing("quotation", "figure")))


def _turn(out: list[Token], start: int, end: int, around: str) -> str:
    """Gives a quotation the direction of its text where that is not the one `around` it, and says it; else ""."""
    runs = running(_plain(out[start:end]))
    if not runs or runs == around:
        return ""
    for token in out[start:end]:
        # A quotation within that has no direction of its own has the one around.
        if token.type in ("blockquote_open", "quotation_open") and "dir" not in token.attrs:
            token.attrSet("dir", around)
    out[start].attrSet("dir", runs)
    return runs


def running(text: str) -> str:
    """ "ltr" or "rtl" by most of a text's letters (Unicode's bidirectional classes L, R and AL); "" without any. The
    first letter alone would turn a sentence that begins with a foreign name."""
    classes = Counter(map(bidirectional, text))
    left, right = classes["L"], classes["R"] + classes["AL"]
    return "" if left == right == 0 else "rtl" if right > left else "ltr"


def _block(token: Token) -> Token:
    token.block = True
    return token


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _attribution(words: str, line: int, quoted: list[Token], depth: int, notes: Notes) -> list[Token] | None:
    first = _TARGET.search(words)
    if first is None:
        hint = FORM + " Without a source nobody can check the quotation."
        notes.flaw(line, words[:20], "DL502", "This attribution names no source.", hint, "warning")
        notes.quotations.append(Quotation(line, depth, _plain(quoted), words, "", "", ()))
        return _speaker(words)
    speaker = words[: first.start()].rstrip(" ,،:;؛\t")
    targets, rest = [first], words[first.end() :]
    while via := _VIA.match(rest):
        found = _TARGET.match(rest, via.end())
        if found is None:
            break
        targets.append(found)
        rest = rest[found.end() :]
    if rest.strip(" .\t"):
        notes.flaw(line, rest.strip()[:20], "DL503", "This part of the attribution is not understood.", FORM)
        return None
    lang = notes.scope.lang
    tokens = _speaker(speaker)
    if speaker:
        tokens.append(text(said(_COMMA, lang)))
    tokens += _as_name(_target(targets[0], notes))
    if len(targets) > 1:
        tokens += [text(" "), opening("via", "span", class_="via"), text(said(_VIA_WORD, lang))]
        for index, target in enumerate(targets[1:]):
            if index:
                tokens.append(text(said(_COMMA, lang) + said(_VIA_WORD, lang)))
            tokens += _target(target, notes)
        tokens.append(closing("via", "span"))
    notes.quotations.append(
        Quotation(
            line,
            depth,
            _plain(quoted),
            speaker,
            targets[0]["id"] or "",
            (targets[0]["known"] or "").strip(),
            tuple(target["id"] or "" for target in targets[1:]),
        )
    )
    return tokens


def _speaker(words: str) -> list[Token]:
    if not words:
        return []
    return [opening("speaker", "span", class_="speaker p-author"), text(words), closing("speaker", "span")]


def _target(found: re.Match[str], notes: Notes) -> list[Token]:
    if found["known"] is not None:
        known = found["known"].strip() or said(_UNKNOWN, notes.scope.lang)
        return [opening("lost", "cite", class_="lost"), text(known), closing("lost", "cite")]
    if found["id"] is not None:
        source = found["id"]
        if source not in notes.scope.labels:
            return [opening("lost", "cite"), text(source), closing("lost", "cite")]
        if not notes.scope.listed:
            return [opening("cite", "cite"), text(notes.scope.labels[source]), closing("cite", "cite")]
        href = f"#{anchors.source(notes.scope.prefix, notes.number(source))}"
        return _cite(notes.scope.labels[source], href, class_="cite")
    url = found["url"]
    if not is_web_address(url):
        return [opening("lost", "cite"), text(found["text"]), closing("lost", "cite")]
    return _cite(found["text"], url, rel="external")


def _as_name(tokens: list[Token]) -> list[Token]:
    """A target as the name of the work that is quoted, and its address where it has one (microformats' h-cite)."""
    tokens[0].attrJoin("class", "p-name")
    if tokens[1].attrGet("rel") == "external":
        tokens[1].attrJoin("class", "u-url")
    return tokens


def _cite(label: str, href: str, **attrs: str) -> list[Token]:
    link = opening("cite_link", "a", href=href, **attrs)
    return [opening("cite", "cite"), link, text(label), closing("cite_link", "a"), closing("cite", "cite")]


def _plain(tokens: list[Token]) -> str:
    # The caption of a quotation within has no content of its own any more.
    return "\n".join(token.content for token in tokens if token.type == "inline" and token.content)
