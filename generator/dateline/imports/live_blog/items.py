"""Items of a Live Blog post: words, quotations, pictures, what was embedded, polls; from their fields to HTML."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from dateline.imports.elements import element
from dateline.imports.found import Medium, Origin
from dateline.imports.given import Given, as_json
from dateline.imports.texts import host_of, web_address
from dateline.imports.values import first_words, mapping, objects, words

_SIZES = ("original", "baseImage", "viewImage", "thumbnail")
"""The sizes of a picture, the largest first."""
_SPOKEN = ("facebook", "instagram", "mastodon", "bluesky", "threads", "twitter", "x")
"""Providers whose posts are words: they are quoted, and the others' pages linked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What an item says, as HTML; the pictures and documents that belong to it."""

    html: str
    media: tuple[Medium, ...] = ()
    origins: tuple[Origin, ...] = ()


def said(item: Mapping[str, Any], given: Given) -> Said | None:
    """One item; None when there is nothing in it that could be said. Kinds that a newsroom made up are words."""
    kind, meta = words(item.get("item_type")), _meta(item)
    if kind == "image":
        return _image(item, meta, given)
    if kind == "quote" and first_words(meta.get("quote")):
        return _quote(meta)
    if kind == "embed" or meta.get("provider_name"):
        return _embed(item, meta)
    if kind == "poll":
        return _poll(mapping(item.get("poll_body")))
    text = shown(words(item.get("text")))
    return Said(html=text) if text else None


def _meta(item: Mapping[str, Any]) -> dict[str, Any]:
    """An item's own facts; some versions give most of them but as a text of JSON."""
    text = words(item.get("filemeta_json"))
    stored = as_json(text.encode("utf-8", "replace"), "") if text else {}
    return {**mapping(stored), **mapping(item.get("meta"))}


def shown(text: str) -> str:
    """A text as HTML. Where it holds no element, its line breaks are the writer's."""
    text = text.strip()
    if not text or re.search(r"<[a-zA-Z/!]", text):
        return text
    return "".join(element("p", part.strip()) for part in re.split(r"\n\s*\n", text) if part.strip())


def _quote(meta: Mapping[str, Any]) -> Said:
    credit, address = first_words(meta.get("credit")), web_address(first_words(meta.get("url"), meta.get("source")))
    inner = [element("p", words(meta.get("quote")).strip())]
    if credit or address:
        named = element("a", credit or host_of(address), href=address) if address else credit
        inner.append(element("footer", named))
    return Said(html=element("blockquote", *inner), origins=(Origin(url=address),) if address else ())


def _image(item: Mapping[str, Any], meta: Mapping[str, Any], given: Given) -> Said | None:
    stored = mapping(mapping(meta.get("media")).get("renditions"))
    found = [mapping(rendition.get(name)) for rendition in (stored, mapping(item.get("renditions"))) for name in _SIZES]
    addresses = [href for rendition in found if (href := first_words(rendition.get("href")))]
    caption, credit = first_words(meta.get("caption")), first_words(meta.get("credit"))
    if not addresses:
        text = first_words(item.get("text"), meta.get("html"))
        return Said(html=text) if text else None
    src = addresses[0] if addresses else ""
    held = [(address, data) for address in addresses if (data := _held(address, given)) is not None]
    medium = Medium(
        src=src,
        name=posixpath.basename(_path(held[0][0] if held else src)),
        data=held[0][1] if held else None,
        alt=first_words(meta.get("alt"), meta.get("description_text"), caption),
        caption=caption,
        credit=credit,
        was=web_address(src),
    )
    picture = element("img", src=src, alt=caption)
    inner = (picture, element("figcaption", caption)) if caption else (picture,)
    return Said(html=element("figure", *inner) if src else "", media=(medium,))


def _held(address: str, given: Given) -> Path | None:
    """The picture, where it was saved beside the answer under the last part of its address."""
    name = posixpath.basename(_path(address))
    places = (name, f"media/{name}", f"images/{name}")
    found = (given.member(place, beside=not given.is_folder) for place in places if name)
    return next((path for path in found if path is not None), None)


def _embed(item: Mapping[str, Any], meta: Mapping[str, Any]) -> Said | None:
    address = web_address(first_words(meta.get("original_url"), meta.get("url")))
    html = first_words(item.get("text"), meta.get("html"))
    provider, title = first_words(meta.get("provider_name")), first_words(meta.get("title"))
    author, words_in = first_words(meta.get("author_name"), meta.get("credit")), first_words(meta.get("description"))
    origin = Origin(url=address, title=title, publisher=provider, author=first_words(meta.get("author_name")))
    if not address or ("<blockquote" in html and not words_in):
        return Said(html=html, origins=(origin,) if address else ()) if html else None
    label = title or first_words(meta.get("author_name")) or f"{provider or host_of(address)}"
    link = element("a", label, href=address)
    if provider.lower() in _SPOKEN and words_in:
        who = (f"{author}, ", link) if author and author != label else (link,)
        said_there = element("blockquote", element("p", words_in), element("footer", *who), cite=address)
        return Said(html=said_there, origins=(origin,))
    inner = [element("p", link)]
    if words_in:
        inner.append(element("p", words_in))
    return Said(html="".join(inner), origins=(origin,))


def _poll(poll: Mapping[str, Any]) -> Said | None:
    question = first_words(poll.get("question"))
    answers = []
    for answer in objects(poll.get("answers")):
        votes = answer.get("votes")
        option = words(answer.get("option"))
        answers.append(element("li", f"{option}: {votes}" if isinstance(votes, int) else option))
    if not question:
        return None
    return Said(html=element("p", element("b", question)) + (element("ul", *answers) if answers else ""))


def _path(address: str) -> str:
    try:
        return unquote(urlsplit(address).path)
    except ValueError:
        return ""
