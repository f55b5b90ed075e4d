"""What a page tells machines: Open Graph, schema.org in JSON-LD, `<meta>` and `<link>`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from dateline.imports.found import Person
from dateline.imports.texts import line, web_address
from dateline.times import Moment, read_moment

_ARTICLE = re.compile(r"Article|Posting|Report|LiveBlog")


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What was told; "" or empty where nothing was."""

    title: str = ""
    url: str = ""
    time: Moment | None = None
    updated: Moment | None = None
    by: tuple[Person, ...] = ()
    tags: tuple[str, ...] = ()
    publisher: str = ""
    language: str = ""


def read_linked(tree: LexborHTMLParser, zone: str) -> Linked:
    """What the page tells, the fullest source first: JSON-LD, then Open Graph and `<meta>`."""
    article = next(_articles(tree), {})
    metas: dict[str, list[str]] = {}
    for node in tree.css("meta"):
        name = (node.attributes.get("property") or node.attributes.get("name") or "").lower()
        metas.setdefault(name, []).append((node.attributes.get("content") or "").strip())

    def first(*names: str) -> str:
        return next((found for name in names for found in metas.get(name, []) if found), "")

    canonical = tree.css_first("link[rel=canonical]")
    root = tree.css_first("html")
    by = tuple(_people(article.get("author"))) or tuple(
        Person(name=line(name)) for name in metas.get("author", []) if name and not name.startswith("http")
    )
    tags = _words(article.get("keywords")) or metas.get("article:tag", []) or _words(first("news_keywords", "keywords"))
    return Linked(
        title=unescape(_string(article.get("headline")) or first("og:title", "twitter:title", "dc.title")),
        url=web_address((canonical.attributes.get("href") or "") if canonical else "")
        or web_address(first("og:url"))
        or web_address(_string(article.get("url"))),
        time=_time(_string(article.get("datePublished")) or first("article:published_time", "date", "dc.date"), zone),
        updated=_time(_string(article.get("dateModified")) or first("article:modified_time"), zone),
        by=by,
        tags=tuple(dict.fromkeys(filter(None, map(line, tags)))),
        publisher=line(_name(article.get("publisher")) or first("og:site_name"), 200),
        language=_language((root.attributes.get("lang") or "") if root else ""),
    )


def _articles(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    for node in tree.css('script[type="application/ld+json"]'):
        try:
            told = json.loads(node.text())
        except (ValueError, RecursionError):
            continue
        graph = told.get("@graph") if isinstance(told, dict) else told
        for one in graph if isinstance(graph, list) else [told]:
            if isinstance(one, dict) and _ARTICLE.search(str(one.get("@type", ""))):
                yield one


def _people(told: Any) -> Iterator[Person]:
    for one in told if isinstance(told, list) else [told]:
        name = _name(one)
        if name and not name.startswith("http"):
            role = _string(one.get("jobTitle")) if isinstance(one, dict) else ""
            yield Person(name=line(name), role=line(role))


def _name(told: Any) -> str:
    return _string(told.get("name")) if isinstance(told, dict) else _string(told)


def _string(told: Any) -> str:
    return told.strip() if isinstance(told, str) else ""


def _words(told: Any) -> list[str]:
    if isinstance(told, list):
        return [one for one in told if isinstance(one, str)]
    return [part.strip() for part in told.split(",")] if isinstance(told, str) else []


def _time(text: str, zone: str) -> Moment | None:
    # Fractions of a second say nothing here, and no form that content is read in has them.
    text = re.sub(r"(:\d\d)\.\d+", r"\1", text)
    found = read_moment(text, zone, None) if text else None
    return found if isinstance(found, Moment) else None


def _language(tag: str) -> str:
    found = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_]([A-Z][a-z]{3}))?(?:[-_]([A-Za-z]{2}))?", tag.strip())
    return "-".join(filter(None, (found[1].lower(), found[2], (found[3] or "").upper()))) if found else ""
