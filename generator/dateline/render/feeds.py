"""Feeds by feedgen: Atom 1.0 (RFC 4287) and RSS 2.0, the same ids, dates and content in both."""

from __future__ import annotations

import copy
from datetime import datetime
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from dateline import __version__
from dateline.plan.views import FeedItem, FeedView


class FeedEntryOnce(FeedEntry):  # type: ignore[misc]
    """An entry whose XML is made once, however many feeds hold it: the site's, its blog's, one for each tag.

    Every feed gets a copy of it, since lxml moves an element out of the tree that it stood in.
    """

    def __init__(self) -> None:
        super().__init__()
        self._made: Any = None

    def atom_entry(self, extensions: bool = True) -> Any:
        """The `entry` element."""
        if self._made is None:
            self._made = super().atom_entry(extensions)
        return copy.deepcopy(self._made)

    def rss_entry(self, extensions: bool = True) -> Any:
        """The `item` element."""
        if self._made is None:
            self._made = super().rss_entry(extensions)
        return copy.deepcopy(self._made)


Made = dict[tuple[str, FeedItem], FeedEntryOnce]
"""(format, item) → its entry, within one build."""


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
    for item, content in zip(view.items, contents, strict=True):
        entry = made.get((view.format, item))
        if entry is None:
            entry = made[view.format, item] = _entry(item, content, view.format)
        feed.add_entry(entry, order="append")
    written: bytes = feed.atom_str(pretty=False) if view.format == "atom" else feed.rss_str(pretty=False)
    return written + b"\n"


def _entry(item: FeedItem, content: str, format_: str) -> FeedEntryOnce:
    entry = FeedEntryOnce()
    entry.title(item.title)
    # As objects: feedgen would guess at the form of a text, at ten times the cost.
    entry.published(datetime.fromisoformat(item.published))
    entry.updated(datetime.fromisoformat(item.updated))
    entry.link(href=item.href, rel="alternate")
    for slug, label in item.categories:
        entry.category(term=slug, label=label)
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
