"""When each file is sent."""

from __future__ import annotations

from itertools import pairwise

import pytest

from dateline.publish.order import stage_of

BEFORE = [
    ("blog/media/square-800.webp", "assets/dateline-0123.css"),
    ("assets/font.woff2", "assets/dateline-0123.css"),
    ("2009-06-16.txt", "blog/2009-06-16.html"),
    ("assets/live-0123.js", "blog/asked.html"),
    ("data.json", "map.html"),
    ("blog/asked.html", "blog/index.html"),
    ("about.html", "index.html"),
    ("index.html", "search/words-0.json"),
    ("blog/index.html", "blog/search/2009-06-16.json"),
    ("blog/search/words-2009-06-16.json", "search/blogs.json"),
    ("search/words-0.json", "search.html"),
    ("blog/asked.html", "blog/atom-2009-06.xml"),
    ("blog/atom-2009-06.xml", "blog/atom.xml"),
    ("tags/tag.html", "tags/tag.xml"),
    ("blog/index.html", "feed.json"),
    ("blog/sitemap.xml", "sitemap.xml"),
    ("blog/sitemap-2.xml", "sitemap.xml"),
    ("sitemap-pages.xml", "sitemap.xml"),
    ("sitemap.xml", "blog/manifest-sha256.txt"),
    ("_redirects", "blog/manifest-sha256.txt"),
    ("blog/manifest-sha256.txt", "manifest-sha256.txt"),
]


@pytest.mark.parametrize(("first", "second"), BEFORE)
def test_what_is_pointed_at_goes_before_what_points_at_it(first: str, second: str) -> None:
    assert stage_of(first) < stage_of(second)


def test_the_root_manifest_is_the_very_last() -> None:
    assert all(stage_of(first) < stage_of("manifest-sha256.txt") for pair in BEFORE for first in pair[:1])
    assert all(stage_of(one) <= stage_of(two) for one, two in pairwise(["a.png", "a.css", "a.html", "index.html"]))
