"""Feeds by feedgen: Atom 1.0 (RFC 4287, with archives by RFC 5005 and tombstones by RFC 6721) and RSS 2.0 by the best
practices profile of the RSS Advisory Board; the same ids, dates and content in both.

RSS knows no tombstones. There an entry that was removed stays as an item of the same id that says no more than that: a
reader's program puts it in the place of the copy that it keeps, where of an item that is just gone it would keep all.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator
from feedgen.util import formatRFC2822
from lxml import etree
from msgspec import structs

from dateline import __version__
from dateline.plan.heads import ATOM, FORMATS
from dateline.plan.views import FeedItem, FeedView
from dateline.render.feed_entries import Around, Entries

_ATOM = "http://www.w3.org/2005/Atom"
_HISTORY = "http://purl.org/syndication/history/1.0"
_SPECIFICATION = "https://www.rssboard.org/rss-specification"
_SOMETIME = "9999-12-31T23:59:58+00:00"
"""Stands for the time at which a feed was updated while what is around its entries waits to be used again."""


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


def render_feed(view: FeedView, content: Callable[[FeedItem], str], entries: Entries) -> bytes:
    """The XML of a feed. Every time is given, since feedgen stamps the present on what has none."""
    head, tail = _around(view, entries)
    return b"".join((head, *[entries.xml(item, content, view.format) for item in view.items], tail, b"\n"))


def _around(view: FeedView, entries: Entries) -> tuple[bytes, bytes]:
    """What stands before and after the entries. Of a feed that was written before, only the time is another."""
    known = entries.around.get((view.format, view.own_href))
    empty = structs.replace(view, updated=_SOMETIME, items=(), content=str)
    if known is None or known.view != empty:
        head, tail = _written(empty)
        known = Around(empty, head.split(_told(view.format, _SOMETIME)), tail)
        entries.around[view.format, view.own_href] = known
    if len(known.head) != 2:
        # A title that says what the time says.
        return _written(view)
    before, after = known.head
    return before + _told(view.format, view.updated) + after, known.tail


def _told(format_: str, instant: str) -> bytes:
    """An instant as feedgen writes it."""
    when = datetime.fromisoformat(instant)
    return (when.isoformat() if format_ == ATOM else formatRFC2822(when)).encode()


def _written(view: FeedView) -> tuple[bytes, bytes]:
    feed = _head(view)
    feed.add_entry(EntriesHere())
    written: bytes = feed.atom_str() if view.format == ATOM else feed.rss_str()
    # Text cannot hold the mark: its "<" is written otherwise.
    head, _, tail = written.partition(b"<entries/>")
    return head, tail


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
