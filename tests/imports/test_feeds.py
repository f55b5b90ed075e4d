"""Feeds: RSS, Atom, JSON Feed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.imports.kit import INPUTS, blog_of, entries_of, given, imported, new_site, refused
from tests.site_kit import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site without a blog."""
    return new_site(tmp_path)


def test_rss(site: Site) -> None:
    report = imported(site, INPUTS / "rss.xml")
    blog = blog_of(site, "harbour-news")
    assert (blog.settings.mode, blog.language, blog.settings.standfirst) == (
        "retrospective",
        "en-GB",
        "What the tide brings",
    )
    fog = entries_of(site, "harbour-news")["ferry-fog"]
    assert (fog.title, fog.time.machine(), fog.tags) == ("Ferry & fog", "2026-01-12T08:30-05:00", ("ferries",))
    assert fog.body.text == (
        "No ferry [until noon](https://harbour.example/table).\n\n"
        "[Embedded: video.example](https://video.example/embed/7)"
    )
    assert {medium.was for medium in fog.media} == {
        "https://harbour.example/horn.mp3",
        "https://harbour.example/fog.jpg",
    }
    assert all(medium.lost for medium in fog.media)
    told = [(one.what, one.why) for one in report.dropped]
    assert ("“No date”", "it has no date") in told
    assert "<form>" in [what for what, _ in told]


def test_atom(site: Site) -> None:
    """Types of text are kept apart: HTML, XHTML, and plain words that only look like either."""
    imported(site, INPUTS / "atom.xml")
    entries = entries_of(site, "lamp")
    assert (entries["light"].title, entries["light"].body.text) == ("Light on", "It **burns**.")
    assert entries["light"].time.machine() == "2026-01-12T03:00-05:00"
    assert blog_of(site, "lamp").sources["lamp-light-on"].url == "https://lamp.example/light"
    assert entries["plain"].body.text == "1 \\< 2 \\*stars\\*"


def test_json_feed(site: Site) -> None:
    report = imported(site, INPUTS / "feed.json")
    entries = entries_of(site, "quay")
    seven = entries["seven"]
    assert (seven.body.text, seven.tags, [by.name for by in seven.by]) == ("Seven *boats*.", ("boats",), ["Fay Mast"])
    assert [by.name for by in entries["20260112-0400"].by] == ["Ed Pier"]
    assert {source.url for source in blog_of(site, "quay").sources.values()} == {
        "https://quay.example/7",
        "https://else.example/x",
    }
    assert len(report.dropped) == 2


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.xml", "<rss><channel><title>T</title>", "broken"),
        ("a.xml", "<rss version='2.0'><channel><item><title>T</title></item></channel></rss>", "has a date"),
        ("a.xml", "<feed>nothing</feed>", "no item"),
        ("a.xml", "<rss>nothing</rss>", "no item"),
        ("a.json", '{"version": "https://jsonfeed.org/version/1.1", "items": [', "not JSON"),
        ("a.json", '{"version": "https://jsonfeed.org/version/1.1"}', "no list of items"),
        (
            "a.json",
            '{"version": "https://jsonfeed.org/version/1.1", "items": [1, {"id": "x"}, null]}',
            "an id and a date",
        ),
    ],
)
def test_feeds_that_cannot_be_read(site: Site, name: str, text: str, said: str) -> None:
    assert said in refused(site, given(site, name, text), blog="b").message
