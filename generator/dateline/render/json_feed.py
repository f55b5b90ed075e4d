"""JSON Feed 1.1 (jsonfeed.org): the same ids, dates and content as in the other formats. As in RSS, an entry that was
removed stays as an item of the same id that says no more than that, see `dateline.render.feeds`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from dateline.plan.views import FeedItem, FeedView
from dateline.render.feed_entries import Entries

_VERSION = "https://jsonfeed.org/version/1.1"


def render_json_feed(view: FeedView, content: Callable[[FeedItem], str], entries: Entries) -> bytes:
    """The JSON of a feed; letters of all scripts stand as they are."""
    items: list[msgspec.Raw] = []
    for item in view.items:
        key = (view.format, item)
        written = entries.made.get(key)
        if written is None:
            written = entries.made[key] = msgspec.json.encode(_item(item, content(item)))
        items.append(msgspec.Raw(written))
    feed = {
        "version": _VERSION,
        "title": view.title,
        "home_page_url": view.href,
        "feed_url": view.own_href,
        "description": view.subtitle,
        "language": view.language,
        "authors": [{"name": view.author}],
        "hubs": [{"type": "WebSub", "url": address} for address in view.hubs],
    }
    return msgspec.json.encode({**_filled(feed), "items": items}) + b"\n"


def _item(item: FeedItem, content: str) -> Mapping[str, Any]:
    return _filled(
        {
            "id": item.id,
            "url": item.href,
            "title": item.title,
            "content_html": content,
            "date_published": item.published,
            "date_modified": item.updated,
            "authors": [{"name": name} for name in item.authors],
            "tags": [label for _, label in item.categories],
            "language": item.lang,
            "attachments": [
                _filled({"url": found.href, "mime_type": found.type, "size_in_bytes": found.size})
                for found in item.enclosures
            ],
        }
    )


def _filled(members: Mapping[str, Any]) -> dict[str, Any]:
    """Without those that say nothing."""
    return {name: value for name, value in members.items() if value}
