"""When a path is sent: what is pointed at goes before what points at it.

A page finds its pictures, styles and scripts; a front its pages; the search page its words; a feed or sitemap the pages
and older documents that it lists; a manifest all that it names. Pages point at one another in rings (the entry before,
the entry after), so no more can be promised among them. Deletions go the other way round.
"""

from __future__ import annotations

import re
from typing import Final

from dateline.commit import MANIFEST_NAME

(CLEAR, ASSET, STYLE, PAGE, FRONT, WORDS, SEARCH, LIST, FEED, MANIFEST, ROOT_MANIFEST) = range(11)
"""The stages of sending. CLEAR is for what stands in the way of something new: a file where a folder must be."""

_FEED_ENDINGS: Final = (".xml", ".atom", ".rss")
_STYLE_ENDINGS: Final = (".css", ".js", ".mjs", ".webmanifest")
_FOR_HOSTS: Final = frozenset({"_headers", "_redirects", "robots.txt"})
# The older documents of a feed (RFC 5005), and the sitemaps that the sitemap at the root lists.
_LISTED: Final = re.compile(r"(?:.*/)?atom-\d{4}-\d{2}\.xml|[^/]+/sitemap[^/]*\.xml|sitemap-[^/]*\.xml")
_SEARCHED: Final = re.compile(r"(?:[^/]+/)?search/[^/]+\.json")


def stage_of(path: str) -> int:
    """The stage in which a file of the output is sent."""
    name = path.rpartition("/")[2]
    if name == MANIFEST_NAME:
        return MANIFEST if "/" in path else ROOT_MANIFEST
    if path in ("search.html", "search/blogs.json"):
        return SEARCH
    if _SEARCHED.fullmatch(path):
        return WORDS
    if _LISTED.fullmatch(path):
        return LIST
    if name.endswith(_FEED_ENDINGS) or name == "feed.json" or path in _FOR_HOSTS:
        return FEED
    if name.endswith(".html"):
        return FRONT if name == "index.html" else PAGE
    return STYLE if name.endswith(_STYLE_ENDINGS) else ASSET
