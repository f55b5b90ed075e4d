"""Feeds by feedgen: Atom 1.0 (RFC 4287, with archives by RFC 5005 and tombstones by RFC 6721) and RSS 2.0 by the best
practices profile of the RSS Advisory Board; the same ids, dates and content in both.

RSS knows no tombstones. There an entry that was removed stays as an item of the same id that says no more than that: a
reader's program puts it in the place of the copy that it keeps, where of an item that is just gone it would keep all.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from dateline import __version__
from dateline.plan.heads import ATOM, FORMATS
from dateline.plan.views import FeedView
from dateline.render.feed_entries import Entries

_ATOM = "http://www.w3.org/2005/Atom"
_HISTORY = "http://purl.org/syndication/history/1.0"
_SPECIFICATION = "https://www.rssboard.org/rss-specification"


class EntriesHere(FeedEntry):  # type: ignore[misc]
    """Stands in a feed where its entries go, which are bytes by then."""

    def atom_entry(self, extensions: bool = True) -> Any:
        """An element that no feed has otherwise."""
        return etree.Element("entries")

    rss_entry = atom_entry


class _InArchive(BaseExtension):  # type: ignore[misc]
    """Marks an archive document (RFC 5005 section 4)."""

    def extend_ns(self) -> dict[str, str]:
        return {"fh": _HISTORY}

    def extend_atom(self, feed: Any) -> Any:
        etree.SubElement(feed, f"{{{_HISTORY}}}archive")
        return feed


class _Hubs(BaseExtension):  # type: ignore[misc]
    """The hubs in RSS, where feedgen writes no link but that of the feed itself (WebSub section 4)."""

    addresses: tuple[str, ...] = ()

    def extend_rss(self, feed: Any) -> Any:
        for address in self.addresses:
            etree.SubElement(feed[0], f"{{{_ATOM}}}link", href=address, rel="hub")
        return feed


def render_feed(view: FeedView, contents: tuple[str, ...], entries: Entries) -> bytes:
    """The XML of a feed. Every time is given, since feedgen stamps the present on what has none."""
    feed = _head(view)
    feed.add_entry(EntriesHere())
    written: bytes = feed.atom_str() if view.format == ATOM else feed.rss_str()
    # Text cannot hold the mark: its "<" is written otherwise.
    head, _, tail = written.partition(b"<entries/>")
    pairs = zip(view.items, contents, strict=True)
    return b"".join((head, *(entries.xml(item, content, view.format) for item, content in pairs), tail, b"\n"))


def _head(view: FeedView) -> FeedGenerator:
    feed = FeedGenerator()
    feed.id(view.id)
    feed.title(view.title)
    feed.link(href=view.own_href, rel="self", type=FORMATS[view.format][1])
    for relation, address in view.links:
        feed.link(href=address, rel=relation, type=FORMATS[view.format][1])
    feed.author({"name": view.author})
    feed.language(view.language)
    updated = datetime.fromisoformat(view.updated)
    feed.updated(updated)
    if view.is_archive:
        # What may change with the site is told by the subscription document, which speaks for the whole feed.
        feed.generator("")
        feed.register_extension("history", _InArchive, rss=False)
    else:
        feed.generator("Dateline", version=__version__)
        if view.rights:
            feed.rights(view.rights)
    if view.format == ATOM:
        for address in view.hubs:
            feed.link(href=address, rel="hub")
        if view.subtitle:
            feed.subtitle(view.subtitle)
    else:
        feed.load_extension("dc", atom=False, rss=True)
        feed.register_extension("hubs", _Hubs, atom=False)
        feed.hubs.addresses = view.hubs
        feed.description(view.subtitle or view.title)
        feed.docs(_SPECIFICATION)
        feed.lastBuildDate(updated)
    # The last one becomes the channel's link in RSS, which is that of the page.
    feed.link(href=view.href, rel="alternate", type="text/html")
    return feed
