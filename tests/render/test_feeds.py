"""Feeds are put together from entries that were written once: the bytes are those of a feed written as a whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from feedgen.feed import FeedGenerator
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from dateline.plan.views import Enclosure, FeedItem, FeedView
from dateline.render import feeds
from dateline.render.feed_entries import Entries, feed_entry
from dateline.render.json_feed import render_json_feed
from dateline.times.moment import iso_text
from tests.formats.rules import json_feed

_ODD = st.sampled_from(
    ["<entries/>", "<item>", "</rss>", "]]>", "&", "é", "–", "🜨", "dc:creator", "'\"", "\n\t\r", "x"]
)
_TEXT = st.lists(_ODD, min_size=1, max_size=4).map("".join)
_ENCLOSURES = st.builds(
    Enclosure,
    href=st.just("https://x.example/a.mp3"),
    type=st.sampled_from(["audio/mpeg", "image/png"]),
    size=st.integers(0, 3),
)
_TIME = st.datetimes(min_value=datetime(1990, 1, 1), timezones=st.just(UTC)).map(datetime.isoformat)


ITEM = FeedItem(
    id="tag:x", blog="b", entry="e", title="T", href="https://x.example/", authors=(),
    published="2026-01-01T00:00:00+00:00", updated="2026-01-01T00:00:00+00:00", categories=(), content=b"",
    summary="1 < 2 & <b>",
)  # fmt: skip


@st.composite
def items(draw: st.DrawFn) -> FeedItem:
    """An entry of a feed."""
    return FeedItem(
        id=draw(_TEXT),
        blog="b",
        entry="e",
        title=draw(_TEXT),
        href="https://x.example/" + draw(_TEXT),
        authors=tuple(draw(st.lists(_TEXT, max_size=2))),
        published=draw(_TIME),
        updated=draw(_TIME),
        categories=tuple(draw(st.lists(st.tuples(_TEXT, _TEXT), max_size=2))),
        content=b"",
        lang=draw(st.sampled_from(["", "en", "fa"])),
        summary=draw(_TEXT),
        enclosures=tuple(draw(st.lists(_ENCLOSURES, max_size=2))),
        tombstone=draw(st.booleans()),
    )


_SHAPE = {"lang": "en", "authors": ("Ada",), "categories": (("s", "l"),), "tombstone": False}
"""Of what many entries have in common: they are written in one form."""


@pytest.mark.parametrize("format_", ["atom", "rss"])
@given(
    shown=st.lists(st.tuples(items(), st.sampled_from(["", "<p>1</p>", "a]]>b"])), max_size=6),
    alike=st.booleans(),
    lacking=st.sampled_from([{}, {"authors": ("",)}, {"categories": (("s", ""),)}]),
)
def test_an_entry_in_the_form_of_another_is_what_feedgen_makes_of_it(
    format_: str, shown: list[tuple[FeedItem, str]], alike: bool, lacking: dict[str, Any]
) -> None:
    entries = Entries()
    for item, content in dict(shown).items():
        told = msgspec.structs.replace(item, **(_SHAPE if alike else lacking))
        entries.made.clear()
        assert entries.xml(told, {told: content}.__getitem__, format_) == written_by_feedgen(told, content, format_)


@pytest.mark.parametrize("format_", ["atom", "rss"])
def test_what_no_xml_can_hold_is_refused_and_the_form_is_as_good_as_before(format_: str) -> None:
    entries, item = Entries(), msgspec.structs.replace(ITEM, title="One")
    expected = entries.xml(item, lambda _: "<p>1</p>", format_)
    entries.made.clear()
    item = msgspec.structs.replace(item)
    with pytest.raises(ValueError, match="XML"):
        entries.xml(item, lambda _: "\x00", format_)
    assert entries.xml(item, lambda _: "<p>1</p>", format_) == expected == written_by_feedgen(item, "<p>1</p>", format_)


def written_by_feedgen(item: FeedItem, content: str, format_: str) -> bytes:
    """An entry that is in no other's form."""
    entry = feed_entry(item, content, format_)
    if format_ == "atom":
        return bytes(etree.tostring(entry.atom_entry(), encoding="UTF-8"))
    feed = FeedGenerator()
    feed.title("T")
    feed.link(href="https://x.example/")
    feed.description("D")
    feed.load_extension("dc", atom=False)
    feed.add_entry(entry)
    whole: bytes = feed.rss_str()
    return whole[whole.index(b"<item>") : whole.rindex(b"</channel>")]


@given(instant=st.integers(-(10**10), 10**11), offset=st.integers(-14 * 60, 14 * 60).map(lambda minutes: minutes * 60))
def test_times_are_told_as_feedgen_would_tell_them(instant: int, offset: int) -> None:
    told = iso_text(instant, offset, seconds=True)
    assert datetime.fromisoformat(told).isoformat() == told


def feed_of(format_: str, shown: list[tuple[FeedItem, str]]) -> tuple[FeedView, Callable[[FeedItem], str]]:
    """A feed and what gives the contents of its items."""
    content = dict(reversed(shown)).__getitem__
    view = FeedView(
        format=format_,
        id="tag:x.example,2026:feed",
        title="A <feed> & more",
        subtitle="",
        href="https://x.example/",
        own_href="https://x.example/feed.xml",
        language="en",
        author="Ada <entries/>",
        rights="",
        updated="2026-01-01T00:00:00+00:00",
        items=tuple(item for item, _ in shown),
        content=content,
        url="https://x.example/",
        links=(("prev-archive", "https://x.example/feed-1.xml"),) if format_ == "atom" else (),
        hubs=("https://hub.example/", "https://hub.example/?a&b"),
    )
    return view, content


@pytest.mark.parametrize("format_", ["atom", "rss"])
@given(shown=st.lists(st.tuples(items(), _TEXT), max_size=3))
def test_a_feed_is_what_feedgen_writes_of_it_as_a_whole(format_: str, shown: list[tuple[FeedItem, str]]) -> None:
    view, content = feed_of(format_, shown)
    made = Entries()
    written = feeds.render_feed(view, content, made)
    assert written == feeds.render_feed(view, content, made), "from what was made before"
    whole = as_a_whole(format_, *feed_of(format_, list(dict(shown).items())))
    assert feeds.render_feed(*feed_of(format_, list(dict(shown).items())), Entries()) == whole


@pytest.mark.parametrize("format_", ["atom", "rss"])
@pytest.mark.parametrize(
    "title", ["Plain", "It ended on 9999-12-31T23:59:58+00:00", "It ended: Fri, 31 Dec 9999 23:59:58 +0000"]
)
@given(instants=st.lists(st.datetimes(timezones=st.just(UTC)), min_size=2, max_size=2))
def test_a_feed_that_was_written_before_has_its_new_time_and_nothing_of_the_old(
    format_: str, title: str, instants: list[datetime]
) -> None:
    view, content = feed_of(format_, [(ITEM, "<p>1</p>")])
    made = Entries()
    for instant in instants:
        told = msgspec.structs.replace(view, title=title, updated=instant.replace(microsecond=0).isoformat())
        assert feeds.render_feed(told, content, made) == as_a_whole(format_, told, content)


def as_a_whole(format_: str, view: FeedView, content: Callable[[FeedItem], str]) -> bytes:
    """The feed as feedgen writes it when it holds the entries themselves, not one that stands in for them all."""
    entries = [feed_entry(item, content(item), format_) for item in view.items]
    written: list[bytes] = []
    name = f"{format_}_str"
    write = getattr(FeedGenerator, name)

    def writing(feed: Any) -> bytes:
        written.append(write(feed))
        return written[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FeedGenerator, "add_entry", lambda feed, _: feed.entry(entries))
        patch.setattr(FeedGenerator, name, writing)
        patch.setattr(feeds, "_SOMETIME", view.updated)
        feeds.render_feed(view, content, Entries())
    return written[0] + b"\n"


@given(shown=st.lists(st.tuples(items(), _TEXT), max_size=3))
def test_json_gives_back_what_was_put_in(shown: list[tuple[FeedItem, str]]) -> None:
    view, content = feed_of("json", shown)
    made = Entries()
    written = render_json_feed(view, content, made)
    assert written == render_json_feed(view, content, made), "from what was made before"
    assert b"\\u" not in written, "letters of every script stand as they are"
    read = msgspec.json.decode(written)
    first: dict[FeedItem, str] = {}
    for item, text in shown:
        first.setdefault(item, text)
    assert [(item["id"], item["title"], item["content_html"]) for item in read["items"]] == [
        (item.id, item.title, first[item]) for item, _ in shown
    ]
    assert [item.get("tags", []) for item in read["items"]] == [
        [label for _, label in item.categories] for item, _ in shown
    ]


def test_an_empty_feed_is_a_feed() -> None:
    assert json_feed(render_json_feed(*feed_of("json", []), Entries())).items == ()


@pytest.mark.parametrize("format_", ["atom", "rss"])
@given(shown=st.lists(st.tuples(items(), _TEXT), max_size=3))
def test_hubs_and_archives_are_named_in_the_head(format_: str, shown: list[tuple[FeedItem, str]]) -> None:
    root = etree.fromstring(feeds.render_feed(*feed_of(format_, shown), Entries()))
    head = root if format_ == "atom" else root[0]
    links = [(link.get("rel"), link.get("href")) for link in head.iterfind("{http://www.w3.org/2005/Atom}link")]
    assert ("self", "https://x.example/feed.xml") in links
    assert [href for rel, href in links if rel == "hub"] == ["https://hub.example/", "https://hub.example/?a&b"]
    assert (("prev-archive", "https://x.example/feed-1.xml") in links) == (format_ == "atom")
    if format_ == "rss":
        assert root.findtext("channel/link") == "https://x.example/"


@given(shown=st.lists(st.tuples(items(), _TEXT), max_size=3))
def test_an_archive_says_so_and_nothing_that_may_change_with_the_site(shown: list[tuple[FeedItem, str]]) -> None:
    view, content = feed_of("atom", shown)
    view = msgspec.structs.replace(view, is_archive=True, hubs=(), rights="CC")
    root = etree.fromstring(feeds.render_feed(view, content, Entries()))
    atom = "{http://www.w3.org/2005/Atom}"
    assert root.find("{http://purl.org/syndication/history/1.0}archive") is not None
    assert root.find(f"{atom}generator") is None and root.find(f"{atom}rights") is None


def test_a_summary_in_rss_is_read_as_html_and_says_what_was_written() -> None:
    root = etree.fromstring(feeds.render_feed(*feed_of("rss", [(ITEM, "<p>1</p>")]), Entries()))
    assert root.findtext("channel/item/description") == "1 &lt; 2 &amp; &lt;b&gt;"
    assert root.findtext("channel/item/{http://purl.org/rss/1.0/modules/content/}encoded") == "<p>1</p>"
