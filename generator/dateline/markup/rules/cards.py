"""A web address alone in a paragraph: a card of what is stored of it. Nothing is fetched, nothing embedded.

The card cites its source, so the source stands in the entry's list as well; without one the address stays a plain link.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from dateline.markup.fragment import Quotation
from dateline.markup.rules.figures import image_tokens
from dateline.markup.rules.notes import Notes, closing, notes_of, opening, text
from dateline.markup.scope import Card
from dateline.urls import is_web_address, lone_addresses, plain_address

_BLANK = re.compile(r"\n[ \t]*\n")


def add(md: MarkdownIt) -> None:
    """Adds the core rule; it stands after that of bare addresses and before the one that looks at links."""
    md.core.ruler.after("inline", "cards", _cards)


def _cards(state: StateCore) -> None:
    notes = notes_of(state.env)
    if "://" not in state.src or not notes.scope.listed or not lone_addresses(state.src):
        return
    out: list[Token] = []
    for token in state.tokens:
        out.append(token)
        if token.type == "paragraph_close" and token.level == 0 and (address := _lone(out[-2])):
            line = out[-2].map[0] if out[-2].map else 0
            card = notes.scope.cards.get(plain_address(address))
            if card is not None:
                del out[-3:]
                out += _card(card, line, notes)
            else:
                hint = "Add it to sources.yaml, with author, published and the post's own words as text:."
                message = "Nothing is stored of this address, so it stays a plain link."
                notes.flaw(line, address[:40], "DL511", message, hint, "warning")
    state.tokens = out


def _lone(inline: Token) -> str:
    """The address that a paragraph consists of; "" of any other."""
    found = lone_addresses(inline.content) if inline.type == "inline" and "\n" not in inline.content else []
    return found[0] if found and is_web_address(found[0]) else ""


def _card(card: Card, line: int, notes: Notes) -> list[Token]:
    notes.number(card.source)
    if card.text or card.picture:
        # Counted among the quotations: what may not be quoted may not be shown in this way either.
        notes.quotations.append(Quotation(line, 0, card.text, card.author, card.source, "", ()))
    out = [_block(opening("quotation", "figure", class_="quotation post h-cite"))]
    if card.text:
        out += _words(card)
    elif card.title:
        out += [opening("paragraph", "p", class_="title"), _inline(_title(card)), _block(closing("paragraph", "p"))]
    if card.picture is not None:
        out += _picture(card, line, notes)
    caption = _inline(_caption(card))
    out += [_block(opening("attribution", "figcaption")), caption, _block(closing("attribution", "figcaption"))]
    out.append(_block(closing("quotation", "figure")))
    return out


def _words(card: Card) -> list[Token]:
    attrs = {name: value for name, value in (("lang", card.lang), ("dir", card.dir)) if value}
    out = [_block(opening("blockquote", "blockquote", class_="e-content", **attrs))]
    for paragraph in _BLANK.split(card.text.strip()):
        children: list[Token] = []
        for number, words in enumerate(paragraph.strip().split("\n")):
            if number:
                children.append(Token("hardbreak", "br", 0))
            children.append(_as_stored(words.strip()))
        out += [_block(opening("paragraph", "p")), _inline(children), _block(closing("paragraph", "p"))]
    return [*out, _block(closing("blockquote", "blockquote"))]


def _picture(card: Card, line: int, notes: Notes) -> list[Token]:
    picture = card.picture
    assert picture is not None
    if picture.warned:
        hint = "Take it out of the source, and show it under the entry's media: behind its warning."
        notes.flaw(line, "", "DL607", "This source's picture would be shown without its warning.", hint)
        return []
    image = Token("image", "img", 0, attrs={"src": "", "alt": ""}, children=[text(card.alt)], content=card.alt)
    shown = _inline(image_tokens(picture, image))
    return [_block(opening("paragraph", "p")), shown, _block(closing("paragraph", "p"))]


def _caption(card: Card) -> list[Token]:
    """Who, where, what, when; then how the address stands and which copies there are."""
    parts: list[list[Token]] = []
    if card.author:
        parts.append(_span("speaker p-author h-card", card.author))
    if card.publisher and card.publisher != card.author:
        parts.append(_span("p-publication", card.publisher))
    if card.text and card.title:
        parts.append(_title(card))
    if card.date:
        time = opening("published", "time", class_="dt-published", datetime=card.machine)
        parts.append([time, _as_stored(card.date), closing("published", "time")])
    parts += [_span(f"state {slug}", word) for slug, word in card.states]
    parts += [_link(href, words, "external") for href, words in card.copies]
    out: list[Token] = []
    for number, part in enumerate(parts):
        out += [*([text(" · ")] if number else []), *part]
    return out


def _title(card: Card) -> list[Token]:
    return _link(card.href, card.title, "external", class_="u-url p-name") if card.href else _span("p-name", card.title)


def _link(href: str, words: str, rel: str, **attrs: str) -> list[Token]:
    # No `link_open`: that would make the address a source of its own.
    return [opening("card_link", "a", href=href, rel=rel, **attrs), _as_stored(words), closing("card_link", "a")]


def _span(classes: str, words: str) -> list[Token]:
    return [opening("part", "span", class_=classes), _as_stored(words), closing("part", "span")]


def _as_stored(words: str) -> Token:
    """Text of a type that typography passes over."""
    return Token("text_special", "", 0, content=words)


def _inline(children: list[Token]) -> Token:
    return Token("inline", "", 0, children=children, content="".join(child.content for child in children))


def _block(token: Token) -> Token:
    token.block = True
    return token
