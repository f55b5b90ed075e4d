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
from markupsafe import escape

from dateline import __version__
from dateline.plan.heads import ATOM, FORMATS
from dateline.plan.views import Enclosure, FeedItem, FeedView

_ATOM = "http://www.w3.org/2005/Atom"
_HISTORY = "http://purl.org/syndication/history/1.0"
_TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SPECIFICATION = "https://www.rssboard.org/rss-specification"

Made = dict[tuple[str, FeedItem], bytes]
"""(format, item) → how it is written in a feed, within one build."""

_NAMESPACES = {
    "atom": _ATOM,
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
"""Of those that feedgen declares on the root of RSS, the ones that an item may use."""


class EntriesHere(FeedEntry):  # type: ignore[misc]
    """Stands in a feed where its entries go, which are bytes by then: each is made once, however many feeds hold it,
    the site's, its blog's, one for each tag."""

    def atom_entry(self, extensions: bool = True) -> Any:
        """An element that no feed has otherwise."""
        return etree.Element("entries")

    rss_entry = atom_entry


class _EntryIn(FeedEntry):  # type: ignore[misc]
    """An entry in a language of its own, as it may stand in a feed of another one."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang

    def atom_entry(self, extensions: bool = True) -> Any:
        """`atom:entry` with `xml:lang`, which feedgen has for whole feeds only, and with links that say what they are:
        feedgen 1.0 writes their addresses alone."""
        element = super().atom_entry(extensions)
        if self._lang:
            element.set(_XML_LANG, self._lang)
        for link, told in zip(element.iterfind("link"), self.link() or (), strict=True):
            link.attrib.update(told)
        return element


class _Tombstone(FeedEntry):  # type: ignore[misc]
    """What Atom says of an entry that was removed."""

    def __init__(self, item: FeedItem) -> None:
        super().__init__()
        self._item = item

    def atom_entry(self, extensions: bool = True) -> Any:
        """`at:deleted-entry` (RFC 6721 section 3): id and time, and nothing of what the entry was."""
        stone = etree.Element(f"{{{_TOMBSTONES}}}deleted-entry", nsmap={"at": _TOMBSTONES})
        stone.set("ref", self._item.id)
        stone.set("when", self._item.updated)
        return stone


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


def render_feed(view: FeedView, contents: tuple[str, ...], made: Made) -> bytes:
    """The XML of a feed. Every time is given, since feedgen stamps the present on what has none."""
    feed = _head(view)
    feed.add_entry(EntriesHere())
    written: bytes = feed.atom_str() if view.format == ATOM else feed.rss_str()
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


def _xml(item: FeedItem, content: str, format_: str) -> bytes:
    """An entry as it is written inside a feed. That of RSS has names of namespaces which the feed's root declares."""
    entry = _entry(item, content, format_)
    if format_ == ATOM:
        whole: bytes = etree.tostring(entry.atom_entry(), encoding="UTF-8")
        return whole
    root = etree.Element("rss", nsmap=_NAMESPACES)
    root.append(entry.rss_entry())
    written: bytes = etree.tostring(root, encoding="UTF-8")
    return written[written.index(b"<item>") : written.rindex(b"</rss>")]


def _entry(item: FeedItem, content: str, format_: str) -> FeedEntry:
    if format_ == ATOM:
        return _Tombstone(item) if item.tombstone else _atom_entry(item, content)
    return _rss_item(item, content)


def _atom_entry(item: FeedItem, content: str) -> FeedEntry:
    entry = _EntryIn(item.lang)
    entry.id(item.id)
    entry.title(item.title)
    # As objects: feedgen would guess at the form of a text, at ten times the cost.
    entry.published(datetime.fromisoformat(item.published))
    entry.updated(datetime.fromisoformat(item.updated))
    entry.author([{"name": name} for name in item.authors])
    entry.content(content, type="html")
    entry.link(href=item.href, rel="alternate", type="text/html")
    for found in item.enclosures:
        size = {"length": str(found.size)} if found.size else {}
        entry.link(href=found.href, rel="enclosure", type=found.type, **size)
    entry.category([{"term": slug, "label": label} for slug, label in item.categories])
    return entry


def _rss_item(item: FeedItem, content: str) -> FeedEntry:
    entry = FeedEntry()
    entry.title(item.title)
    entry.link(href=item.href, rel="alternate")
    entry.guid(item.id, permalink=False)
    entry.published(datetime.fromisoformat(item.published))
    entry.updated(datetime.fromisoformat(item.updated))
    entry.load_extension("dc", atom=False, rss=True)
    entry.dc.dc_creator(list(item.authors))
    # What stands there is read as HTML, even if it is a text.
    entry.description(str(escape(item.summary or item.title)))
    entry.content(content, type="CDATA")
    if item.enclosures:
        # There can be one. What can be played goes first; of an unknown size the profile asks for 0.
        found = min(item.enclosures, key=_is_picture)
        entry.enclosure(url=found.href, length=str(found.size), type=found.type)
    entry.category([{"term": slug, "label": label} for slug, label in item.categories])
    return entry


def _is_picture(enclosure: Enclosure) -> bool:
    return enclosure.type.startswith("image/")
