"""What a reader of a half-published site would miss: pages without their assets, feeds without their pages."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

URL = "https://archive.example/"
"""Where the sites of these tests stand."""

_SHOWN = {"stylesheet", "icon", "manifest", "preload"}


class _Assets(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value for name, value in attrs if value is not None}
        if tag == "link" and _SHOWN & set(given.get("rel", "").split()):
            self.found.add(given["href"])
        if tag in ("script", "img", "source", "video", "audio", "track", "embed"):
            self.found.update(given[name] for name in ("src", "poster") if name in given)
            self.found.update(part.split()[0] for part in given.get("srcset", "").split(",") if part.strip())


def _of_page(path: str, data: bytes) -> Iterator[str]:
    parser = _Assets()
    parser.feed(data.decode())
    for href in parser.found:
        if not urlsplit(href).scheme:
            yield posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(href.partition("?")[0])))


def _of_feed(path: str, data: bytes) -> Iterator[str]:
    """The pages, documents and enclosures that a feed or sitemap lists."""
    if path.endswith(".json"):
        items = json.loads(data)["items"]
        hrefs = [item["url"] for item in items if "url" in item]
        hrefs += [one["url"] for item in items for one in item.get("attachments", ())]
    else:
        hrefs = []
        for node in etree.fromstring(data).iter():
            name = etree.QName(node).localname
            rel = node.get("rel", "alternate")
            if name == "link" and node.get("href") and rel in ("alternate", "enclosure", "prev-archive"):
                hrefs.append(node.get("href"))
            elif name in ("link", "loc") and node.text:
                hrefs.append(node.text)
            elif name == "enclosure":
                hrefs.append(node.get("url"))
    for href in hrefs:
        full = urljoin(URL + path, href)
        if full.startswith(URL):
            inside = unquote(full.removeprefix(URL).partition("#")[0])
            yield inside if inside and not inside.endswith("/") else f"{inside}index.html"


def _reader(path: str) -> Callable[[str, bytes], Iterator[str]] | None:
    if path.endswith(".html"):
        return _of_page
    return _of_feed if path.endswith(".xml") or path.rpartition("/")[2] == "feed.json" else None


class Watcher:
    """Looks for gaps; each file is read once."""

    def __init__(self) -> None:
        self._needs: dict[tuple[str, bytes], frozenset[str]] = {}
        self.looks = 0

    def needs(self, path: str, data: bytes) -> frozenset[str]:
        """What must be there for readers of this file."""
        # The hash of bytes is counted once.
        key = (path, data)
        if key not in self._needs:
            reader = _reader(path)
            self._needs[key] = frozenset(reader(path, data)) if reader else frozenset()
        return self._needs[key]

    def gaps(self, files: Mapping[str, bytes]) -> list[str]:
        """What is missing in a tree, in words."""
        self.looks += 1
        return [
            f"{path} has no {missing}"
            for path, data in files.items()
            for missing in sorted(self.needs(path, data) - files.keys())
        ]
