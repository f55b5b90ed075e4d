"""Looking into what a generator has made: whether the pages hold what they must."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.facts import Facts

_DATA = re.compile(r'<script type="?application/ld\+json"?>(.*?)</script>', re.S)
_MARKS = {
    "entries": ("og:title", "article:tag", "h-entry", "@misc{", "TY  - BLOG", "post-weblog", 'rel="alternate"'),
    "days": ("og:title", "<svg", "text/plain"),
    "blogs": ("og:title", "<svg", "data-live"),
}
_TYPES = {"entries": "NewsArticle", "days": "CollectionPage", "blogs": "LiveBlogPosting", "home": "WebSite"}
_SHOWING = ("entries", "days", "texts", "blogs", "feeds", "JSON feeds", "feeds of people")
"""Kinds of which a page must show the newest entry's headline."""


def lacks(files: Mapping[str, Sequence[Path]], facts: Facts, *, rich: bool) -> list[str]:
    """What the pages do not hold: the newest entry, what machines read of them (`rich`), all that is archived."""
    assert facts.newest is not None
    newest = facts.newest
    entry, title = newest.entries[-1], newest.titles[-1]
    found: list[str] = []
    own = {"entries": f"{entry}.html", "days": newest.day, "texts": newest.day, "blogs": newest.blog}
    shown: dict[str, str] = {}
    for kind in _SHOWING:
        pages = [path for path in files[kind] if own.get(kind, "") in path.as_posix()]
        showing = [text for path in pages if title in (text := path.read_text("utf-8"))]
        if files[kind] and not showing:
            found.append(f"the newest entry is on none of {len(pages)} {kind}")
        shown[kind] = showing[0] if showing else ""
    # The site's and the newest blog's.
    for name, kind in (("atom.xml", "feeds"), ("rss.xml", "feeds"), ("feed.json", "JSON feeds")):
        paths = sorted(files[kind], key=lambda path: len(path.parts))
        paths = [path for path in paths if path.name == name]
        for path in [*paths[:1], *(path for path in paths if path.parent.name == newest.blog)]:
            if title not in path.read_text("utf-8"):
                found.append(f"the newest entry is not in {path.parent.name}/{name}")
    for path in files["JSON feeds"]:
        items = json.loads(path.read_bytes())["items"]
        if not all(item["content_html"] and item["id"] and item["date_published"] for item in items):
            found.append(f"{path.parent.name}/{path.name} is no whole feed")
    if files["archived feeds"]:
        current = [path for path in files["feeds"] if path.name == "atom.xml" and path.parent.name.startswith("blog-")]
        chained = sum(path.read_text("utf-8").count("<entry") for path in (*files["archived feeds"], *current))
        if chained < facts.entries:
            found.append(f"{chained:,} entries in the blogs' feeds and archived ones instead of {facts.entries:,}")
    if rich:
        shown["home"] = files["home"][0].read_text("utf-8")
        for kind, marks in _MARKS.items():
            found += [f"no {mark!r} on one of {kind}" for mark in marks if mark not in shown[kind]]
        for kind, wanted in _TYPES.items():
            said = _DATA.search(shown[kind])
            types = [part.get("@type") for part in json.loads(said[1])["@graph"]] if said else []
            if wanted not in types:
                found.append(f"no {wanted} on one of {kind}")
    return found
