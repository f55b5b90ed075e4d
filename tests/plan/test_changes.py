"""When an entry changed last: feeds, JSON-LD, the head, microformats and sitemaps tell the same instant."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import feedparser
import mf2py
import msgspec
import pytest

from dateline.render.facts import instant
from tests.render.linked import said
from tests.site_kit import Site

DAY = "2026-03-02"
CASES = {
    # id: (keys of an entry posted at 10:00 of that day, its last change, as machines are told where it is not that)
    "never": ("", ""),
    "corrected-that-day": ("corrections: [{at: 2026-03-02, text: Three.}]", f"{DAY}T10:00:01-05:00"),
    "twice-that-day": (
        "corrections: [{at: 2026-03-02, text: Three.}, {at: 2026-03-02, text: Four.}]", f"{DAY}T10:00:02-05:00",
    ),
    "updated-that-day": ("updated: 2026-03-02", f"{DAY}T10:00:01-05:00"),
    "about-later-that-day": ("updated: {at: 2026-03-02 15:00, certainty: about}", f"{DAY}T15:00:00-05:00"),
    "about-earlier-that-day": ("updated: {at: 2026-03-02 09:00, certainty: about}", f"{DAY}T10:00:01-05:00"),
    "after-what-is-known-of-that-day": (
        "updated: 2026-03-02 15:00\ncorrections: [{at: 2026-03-02, text: Three.}]", f"{DAY}T15:00:01-05:00",
    ),
    "by-the-clock": ("corrections: [{at: 2026-03-02 12:30, text: Three.}]", f"{DAY}T12:30:00-05:00"),
    "corrected-another-day": (
        "corrections: [{at: 2026-03-05, text: Three.}]", "2026-03-05T00:00:00-05:00", "2026-03-05",
    ),
    "corrected-after-an-update": (
        "updated: 2026-03-04 10:00\ncorrections: [{at: 2026-03-05, text: A.}, {at: 2026-03-07 11:00, text: B.}]",
        "2026-03-07T11:00:00-05:00",
    ),
    "day-before-the-latest": (
        "updated: 2026-03-06 10:00\ncorrections: [{at: 2026-03-05, text: Three.}]", "2026-03-06T10:00:00-05:00",
    ),
    "published-later": ("published: 2026-04-01 08:00\nupdated: 2026-03-03 10:00", ""),
    "of-another-zone": (
        "corrections: [{at: 2026-03-03T01:00+02:00, text: Three.}]", "2026-03-03T01:00:00+02:00",
        f"{DAY}T18:00:00-05:00",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """One entry for each case."""
    site = Site(tmp_path_factory.mktemp("changes")).file("content/quake/blog.yaml", "title: Quake\n")
    entries = (f"## 10:00 {name} {{#{name}}}\n{keys}\n\nWords.\n" for name, (keys, *_) in CASES.items())
    return site.file(f"content/quake/{DAY}.md", "\n".join(entries)).build()


def feed(site: Site) -> dict[str, Any]:
    """The items of the blog's JSON Feed by their ids."""
    items = msgspec.json.decode(site.read("output/quake/feed.json"))["items"]
    return {item["id"].rpartition("/")[2]: item for item in items}


@pytest.mark.parametrize("name", CASES)
def test_all_tell_the_same(name: str, site: Site) -> None:
    _, changed, *rest = CASES[name]
    told = rest[0] if rest else changed
    item = feed(site)[name]
    assert item["date_modified"] == (changed or item["date_published"])
    (entry,) = [found for found in feedparser.parse(site.read("output/quake/atom.xml")).entries if found.title == name]
    assert (entry.updated, entry.published) == (item["date_modified"], item["date_published"])
    page = site.read(f"output/quake/{name}.html")
    assert said(page)[0].get("dateModified", "") == told
    found = re.search('property="article:modified_time" content="([^"]*)"', page)
    assert (found[1] if found else "") == told
    (card,) = (card for card in mf2py.parse(doc=page)["items"] if "h-entry" in card["type"])
    dates = [instant(date) for date in card["properties"].get("updated", ())]
    assert dates == ([instant(told)] if told else [])
    modified = re.search(rf"/{name}\.html</loc><lastmod>([^<]*)", site.read("output/quake/sitemap.xml"))
    assert modified is not None and modified[1] == item["date_modified"]


def test_nothing_changes_before_it_is_published(site: Site) -> None:
    for item in feed(site).values():
        assert instant(item["date_modified"]) >= instant(item["date_published"]), item["id"]


def test_a_page_of_many_is_as_new_as_what_changed_last_on_it(site: Site) -> None:
    sitemap = site.read("output/quake/sitemap.xml")
    for page in ("", f"{DAY}.html"):
        assert f"/quake/{page}</loc><lastmod>2026-04-01T08:00:00-04:00" in sitemap


def test_a_correction_alone_makes_a_page_new(tmp_path: Path) -> None:
    site = Site(tmp_path).file("content/quake/blog.yaml", "title: Quake\n")
    site.file(f"content/quake/{DAY}.md", "## 10:00 One {#one}\n\nWords.\n").build()
    site.edit(f"content/quake/{DAY}.md", "{#one}\n", "{#one}\ncorrections: [{at: 2026-03-02, text: Three.}]\n").build()
    sitemap = site.read("output/quake/sitemap.xml")
    assert sitemap.count(f"<lastmod>{DAY}T10:00:01-05:00</lastmod>") == 3, "front, day and entry"
    site.same_as_clean()


def test_a_tombstone_of_the_day_is_later_than_the_correction_before_it(site: Site, tmp_path: Path) -> None:
    removed = Site(tmp_path).file("content/quake/blog.yaml", "title: Quake\n")
    removed.file(f"content/quake/{DAY}.md", f"## 10:00 One {{#one}}\nstatus: removed\nremoved: {DAY}\n").build()
    when = re.search('when="([^"]*)"', removed.read("output/quake/atom.xml"))
    assert when is not None
    assert all(
        instant(when[1]) > instant(item["date_modified"])
        for item in feed(site).values()
        if item["date_modified"][:10] == DAY
    )
