"""Bare http(s) addresses become links; a small rule, since linkify-it costs as much as all other parsing."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from dateline.markup.rules.notes import closing, opening, text
from dateline.urls import is_web_address

_ADDRESS = re.compile(r"(?<![\w/@])https?://[^\s<>\"“”«»|`{}\\^]+", re.I)
_TAIL = ".,;:!?'’”»…"


def add(md: MarkdownIt) -> None:
    """Adds the core rule; it stands before the one that looks at links."""
    md.core.ruler.after("inline", "bare_links", _bare_links)


def _bare_links(state: StateCore) -> None:
    if "://" not in state.src:
        return
    for token in state.tokens:
        if token.type == "inline" and token.children and "://" in token.content:
            token.children = _in_inline(token.children)


def _in_inline(children: list[Token]) -> list[Token]:
    out: list[Token] = []
    depth = 0
    for token in children:
        depth += (token.type == "link_open") - (token.type == "link_close")
        if token.type != "text" or depth or "://" not in token.content:
            out.append(token)
        else:
            out += _split(token)
    return out


def _split(token: Token) -> list[Token]:
    out: list[Token] = []
    end = 0
    for found in _ADDRESS.finditer(token.content):
        address = found.group()
        while address and (address[-1] in _TAIL or (address[-1] == ")" and address.count(")") > address.count("("))):
            address = address[:-1]
        if not is_web_address(address):
            continue
        if found.start() > end:
            out.append(_level(text(token.content[end : found.start()]), token.level))
        link = opening("link", "a", href=address)
        link.info, link.markup = "auto", "linkify"
        out += [
            _level(link, token.level),
            _level(_as_typed(address), token.level + 1),
            _level(closing("link", "a"), token.level),
        ]
        end = found.start() + len(address)
    if not out:
        return [token]
    if end < len(token.content):
        out.append(_level(text(token.content[end:]), token.level))
    return out


def _as_typed(address: str) -> Token:
    """The visible address: of a type that typography passes over, joined with other text after it."""
    return Token("text_special", "", 0, content=address)


def _level(token: Token, level: int) -> Token:
    token.level = level
    return token
