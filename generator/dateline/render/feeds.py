"""Feeds by feedgen: Atom 1.0 (RFC 4287) and RSS 2.0, the same ids, dates and content in both."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from lxml import etree

from dateline import __version__
from dateline.plan.views import FeedItem, FeedView


class EntriesHere(FeedEntry):  # type: ignore[misc]
    """Stands in a feed where its entries go, which are bytes by then: each is made once, however many feeds hold it,
    the site's, its blog's, one for each tag."""

    def atom_entry(self, extensions: bool = True) -> Any:
        """An element that no feed has otherwise."""
        return etree.Element("entries")

    rss_entry = atom_entry


Made = dict[tuple[str, FeedItem], bytes]
"""(format, item) → its XML, within one build."""

_NAMESPACES = {"atom": "http://www.w3.org/2005/Atom", "dc": "http://purl.org/dc/elements/1.1/"}
"""Of those that feedgen declares on the root of RSS, the ones that an item may use."""


def render_feed(view: FeedView, contents: tuple[str, ...], made: Made) -> bytes:
    """The XML of a feed. Every time is given, since feedgen stamps the present on what has none."""
    feed = FeedGenerator()
    feed.id(view.id)
    feed.title(view.title)
    media = "application/atom+xml" if view.format == "atom" else "application/rss+xml"
    feed.link(href=view.own_href, rel="self", type=media)
    # The last one becomes the channel's link in RSS, which is that of the page.
    feed.link(href=view.href, rel="alternate")
    feed.author({"name": view.author})
    feed.language(view.language)
    updated = datetime.fromisoformat(view.updated)
    feed.updated(updated)
    feed.generator("Dateline", version=__version__)
    if view.rights:
        feed.rights(view.rights)
    if view.format == "rss":
        feed.load_extension("dc", atom=False, rss=True)
        feed.description(view.subtitle or view.title)
        feed.lastBuildDate(updated)
    elif view.subtitle:
        feed.subtitle(view.subtitle)
    feed.add_entry(EntriesHere())
    written: bytes = feed.atom_str() if view.format == "atom" else feed.rss_str()
    # Text cannot hold the mark: its "<" is written otherwise.
    head, _, tail = written.partition(b"<entries/>")
    parts = [head]
    for item, content in zip(view.items, contents, strict=True):
        key = (view.format, item)
        entry = made.get(key)
        if entry is None:
            entry = made[key] = _xml(item, content, view.format)
        parts.append(entry)
    return b"".join((*parts, tail, b"\n"))


def _xml(item: FeedItem, content: str, format_: str) -> bytes:
    """An entry as it is written inside a feed. That of RSS has names of namespaces which the feed's root declares."""
    entry = _entry(item, content, format_)
    if format_ == "atom":
        whole: bytes = etree.tostring(entry.atom_entry(), encoding="UTF-8")
        return whole
    root = etree.Element("rss", nsmap=_NAMESPACES)
    root.append(entry.rss_entry())
    written: bytes = etree.tostring(root, encoding="UTF-8")
    return written[written.index(b"<item>") : written.rindex(b"</rss>")]


def _entry(item: FeedItem, content: str, format_: str) -> FeedEntry:
    entry = FeedEntry()
    entry.title(item.title)
    # As objects: feedgen would guess at the form of a text, at ten times the cost.
    entry.published(datetime.fromisoformat(item.published))
    entry.updated(datetime.fromisoformat(item.updated))
    entry.link(href=item.href, rel="alternate")
    entry.category([{"term": slug, "label": label} for slug, label in item.categories])
    if format_ == "atom":
        entry.id(item.id)
        entry.author([{"name": name} for name in item.authors])
        entry.content(content, type="html")
    else:
        entry.guid(item.id, permalink=False)
        entry.load_extension("dc", atom=False, rss=True)
        entry.dc.dc_creator(list(item.authors))
        entry.content(content, type="CDATA")
    return entry
