"""Links: outside ones by an allow-list of schemes, inside ones made to hold wherever the fragment is shown."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from dateline.markup import anchors
from dateline.markup.fragment import Inside, Outside
from dateline.markup.rules.notes import Notes, notes_of
from dateline.markup.scope import Scope
from dateline.placeholders import ROOT
from dateline.urls import is_link, is_relative, is_web_address, path_to_href, slugify

_PLAIN = re.compile(r"(?:https?://[a-z0-9]+(?:[.-][a-z0-9]+)*/)?[A-Za-z0-9][\w./-]*", re.A)


def add(md: MarkdownIt) -> None:
    """Adds the core rule. The parser's own link check is opened: what it refuses would silently become text."""
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    md.normalizeLink = normalized  # type: ignore[method-assign,assignment]
    md.core.ruler.after("inline", "links", _links)


def normalized(href: str) -> str:
    """An address with what may not stand in it encoded, as by `normalizeLink`: in most there is no such thing."""
    return href if len(href) < 200 and _PLAIN.fullmatch(href) else normalizeLink(href)


def _links(state: StateCore) -> None:
    notes = notes_of(state.env)
    for token in state.tokens:
        # Most inline texts are one token; a link is two at least.
        if token.type == "inline" and token.children and len(token.children) > 1:
            line = token.map[0] if token.map else 0
            _in_inline(token.children, line, notes)


def _in_inline(children: list[Token], line: int, notes: Notes) -> None:
    for at, token in enumerate(children):
        if token.type != "link_open":
            continue
        href = str(token.attrs.get("href", ""))
        if is_web_address(href):
            token.attrs["rel"] = "external"
            notes.outside.setdefault(href, Outside(href, _text_of(children, at)))
        elif href.startswith("#"):
            token.attrs["href"] = within(href, notes.scope)
        elif not href:
            notes.flaw(line, "](", "DL504", "This link has no address.", "Write one between the parentheses.")
            token.attrs.pop("href", None)
        elif is_relative(unquote(href)) and is_link(href):
            _inside(token, href, line, notes)
        elif not is_link(href):
            hint = "Links begin with http://, https:// or mailto:, or lead to a page of this site."
            notes.flaw(line, href[:40], "DL504", f"This address cannot be linked: {href[:80]}", hint)
            token.attrs.pop("href", None)


def _inside(token: Token, href: str, line: int, notes: Notes) -> None:
    place, _ = notes.find(href[:40], line)
    found = to_inside(href, place, notes)
    if found is None:
        hint = "Begin it with / for the site's root."
        notes.flaw(line, href[:40], "DL504", f"This link leads out of the site: {href[:80]}", hint)
        token.attrs.pop("href", None)
    else:
        token.attrs["href"] = found


def within(href: str, scope: Scope) -> str:
    """A link to a heading of the text itself (`#the-day`), or to an element that an editor gave an id."""
    return "#" + path_to_href(anchors.heading(scope.prefix, slugify(unquote(href[1:]))))


def to_inside(href: str, line: int, notes: Notes) -> str | None:
    """A relative address as it holds on every page, noted for the check that it exists; None if it leads out."""
    path, hash_sign, fragment = unquote(href).partition("#")
    path = path.split("?", 1)[0]
    base = "" if path.startswith("/") else notes.scope.folder
    found = posixpath.normpath(posixpath.join(base, path.lstrip("/")) or ".")
    if found == "." or path.rsplit("/", 1)[-1] in ("", ".", ".."):
        found = posixpath.normpath(posixpath.join(found, "index.html"))
    if found.startswith("../") or found == "..":
        return None
    notes.inside.append(Inside(found, line))
    return ROOT + path_to_href(found) + (hash_sign + path_to_href(fragment) if fragment else "")


def _text_of(children: list[Token], at: int) -> str:
    words = []
    for token in children[at + 1 :]:
        if token.type == "link_close":
            break
        words.append(token.content)
    return "".join(words).strip()
