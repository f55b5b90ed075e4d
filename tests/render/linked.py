"""JSON-LD as it was written, and the rules that it is held to."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

RULES: dict[str, Any] = tomllib.loads((Path(__file__).parent / "schema_org.toml").read_text())
_BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")

Node = dict[str, Any]


def said(page: str) -> list[Node]:
    """What a page says, as a parser of HTML and then one of JSON read it: no sign of the text ends the element."""
    blocks = _BLOCK.findall(page)
    assert len(blocks) <= 1 == page.count("ld+json") if blocks else "ld+json" not in page
    if not blocks:
        return []
    data = msgspec.json.decode(blocks[0])
    assert set(data) == {"@context", "@graph"} and data["@context"] == "https://schema.org"
    assert data["@graph"], "an empty graph says nothing"
    return list(data["@graph"])


def nodes(node: Node) -> Iterator[Node]:
    """A thing and all that it holds."""
    yield node
    for value in node.values():
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, dict):
                yield from nodes(part)


def faults(node: Node, *, url: str) -> Iterator[str]:
    """All that is wrong with a thing and what it holds, by the rules. `url` is the site's, or ""."""
    kind = str(node.get("@type"))
    if kind not in RULES["types"]:
        yield f"unknown type {kind}"
        return
    known = dict(_properties(kind))
    for name, value in node.items():
        if name == "@type":
            continue
        wanted = known.get(name.removeprefix("@"))
        if wanted is None:
            yield f"{kind} has no property {name}"
            continue
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, dict):
                if not set(wanted.split("|")) & set(_line(str(part.get("@type")))):
                    yield f"{kind}.{name} is a {part.get('@type')}, not a {wanted}"
                yield from faults(part, url=url)
            elif not _fits(part, wanted):
                yield f"{kind}.{name} is {part!r}, not a {wanted}"
    # A reference names a thing that is told of elsewhere.
    if set(node) <= {"@type", "@id", "name", "url"} and kind in ("LiveBlogPosting", "WebSite"):
        return
    for name in RULES["required"].get(kind, ()):
        if name not in node:
            yield f"{kind} lacks {name}: {node}"
    if url and kind in RULES["addressed"]["types"] and not str(node.get("url", "")).startswith(url):
        yield f"{kind} is nowhere: {node.get('url')}"


def _line(kind: str) -> Iterator[str]:
    while kind:
        yield kind
        kind = RULES["types"].get(kind, {}).get("above", "")


def _properties(kind: str) -> Iterator[tuple[str, str]]:
    for name in _line(kind):
        yield from RULES["types"][name].get("has", {}).items()


def _fits(value: object, wanted: str) -> bool:
    if wanted == "whole":
        return isinstance(value, int) and value > 0
    if not isinstance(value, str) or not value:
        return False
    if wanted == "url":
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.netloc)
    if wanted == "time":
        return is_time(value)
    if wanted == "language":
        return bool(_LANGUAGE.fullmatch(value))
    return wanted == "text"


def is_time(value: str) -> bool:
    """Whether it is a date, or a dateTime with its offset (XML Schema part 2, sections 3.2.7 and 3.2.9)."""
    try:
        if len(value) == 10:
            return bool(date.fromisoformat(value))
        return datetime.fromisoformat(value).tzinfo is not None and len(value) >= len("2012-10-28T06:00:00Z")
    except ValueError:
        return False
