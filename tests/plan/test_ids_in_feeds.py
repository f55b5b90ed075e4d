"""What subscribers' programs know an entry by: it must not change (RFC 4287 section 4.2.6)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.site_kit import Site

LOG = "content/quake/2009-06-16.md"
FEEDS = ("quake/atom.xml", "quake/rss.xml", "quake/feed.json", "atom.xml", "rss.xml", "feed.json", "tags/night.xml")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A blog of two entries, published."""
    site = Site(tmp_path).bare().file("content/quake/blog.yaml", "title: Quake\n")
    site.file(LOG, "## 09:00 One {#one}\ntags: [night]\n\nText.\n\n## 10:00 Two {#two}\ntags: [night]\n\nText.\n")
    return site.build()


def ids(site: Site, folder: str = "quake") -> dict[str, list[str]]:
    """All ids in each feed, its own among them."""
    output = site.output()
    found = {path: output[path.replace("quake/", f"{folder}/")].decode() for path in FEEDS}
    return {path: sorted(re.findall(r"tag:[^\"<]+", text)) for path, text in found.items()}


def test_an_entry_that_is_renamed_keeps_its_id(site: Site) -> None:
    before = ids(site)
    assert before["atom.xml"][:2] == ["tag:archive.example,2026:quake/one", "tag:archive.example,2026:quake/two"]
    site.edit(LOG, "{#one}", "{#first}\naliases: [one]").build().has("quake/first.html", "One").same_as_clean()
    assert ids(site) == before
    site.edit(LOG, "{#first}\naliases: [one]", "{#uno}\naliases: [one, first]").build().same_as_clean()
    assert ids(site) == before


def test_so_does_one_that_is_removed_thereafter(site: Site) -> None:
    before = ids(site)
    site.edit(LOG, "{#one}", "{#first .removed}\naliases: [one]").build().same_as_clean()
    assert ids(site)["quake/atom.xml"] == before["quake/atom.xml"]


def test_a_blog_that_is_renamed_keeps_its_id_and_all_of_its_entries(site: Site) -> None:
    before = ids(site)
    site.rename("content/quake", "content/tremor").file("content/tremor/blog.yaml", "title: Quake\naliases: [quake]\n")
    site.build().same_as_clean()
    assert ids(site, "tremor") == before
