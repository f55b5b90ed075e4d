"""A site as it was written: its pages parsed once, their ids, links and headings."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import feedparser
from lxml import html as lxml_html
from lxml.etree import _Element

LOADED = ("src", "srcset", "poster", "data", "action", "formaction", "background", "manifest")
"""Attributes by which a browser asks for something without being told to by its reader."""


@dataclass(frozen=True)
class Page:
    """A page by its path below the output's root."""

    path: str
    text: str

    @cached_property
    def root(self) -> _Element:
        """The page as the HTML parser of libxml2 sees it."""
        return lxml_html.document_fromstring(self.text.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))

    @cached_property
    def ids(self) -> list[str]:
        """Every id, in the order of the page."""
        return [str(found) for found in self.root.xpath("//@id")]

    @cached_property
    def levels(self) -> list[int]:
        """The levels of its headings."""
        return [int(str(found.tag)[1]) for found in self.root.iter("h1", "h2", "h3", "h4", "h5", "h6")]

    @property
    def kind(self) -> str:
        """The kind of page, as the theme tells it in the body's class."""
        return str(self.root.xpath("string(//body/@class)")).split()[0].removeprefix("page-")

    @property
    def is_tombstone(self) -> bool:
        """Whether it stands where an entry was removed."""
        return self.kind == "entry" and bool(self.root.xpath("//article[contains(@class, 'tombstone')]"))

    def links(self) -> Iterator[tuple[str, str, str]]:
        """(element, attribute, address) of whatever leads or loads."""
        for element in self.root.iter("*"):
            for name in ("href", *LOADED):
                value = element.get(name)
                if value is not None:
                    yield str(element.tag), name, value

    def text_of(self, path: str) -> str:
        """The text of what an XPath finds."""
        return " ".join(str(self.root.xpath(f"string({path})")).split())


@dataclass(frozen=True)
class Written:
    """An output folder. `url` is where the site will stand."""

    folder: Path
    url: str

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Every file by its path."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Every page by its path."""
        return {path: Page(path, data.decode()) for path, data in self.files.items() if path.endswith(".html")}

    @cached_property
    def feeds(self) -> dict[str, Any]:
        """Every feed by its path, as feedparser reads it."""
        found = [path for path in self.files if path.endswith(".xml") and "sitemap" not in path]
        return {path: feedparser.parse(self.files[path]) for path in found}

    def page(self, path: str) -> Page:
        """One page."""
        return self.pages[path]

    def target(self, page: str, href: str) -> tuple[str, str] | None:
        """(path, fragment) that an address on a page leads to within the site; None when it leads out of it."""
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            if not self.url or not href.startswith(self.url):
                return None
            path, base = parts.path[len(urlsplit(self.url).path) :], ""
        else:
            path, base = parts.path, posixpath.dirname(page)
        if not path and not base and (parts.scheme or parts.netloc):
            return "index.html", unquote(parts.fragment)
        if not path:
            return page, unquote(parts.fragment)
        found = posixpath.normpath(posixpath.join(base, unquote(path)))
        return (found + "/index.html" if path.endswith("/") else found), unquote(parts.fragment)
