"""Feeds are put together from entries that were written once: the bytes are those of a feed written as a whole."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from feedgen.feed import FeedGenerator
from hypothesis import given
from hypothesis import strategies as st

from dateline.plan.views import FeedItem, FeedView
from dateline.render import feeds

_ODD = st.sampled_from(["<entries/>", "<item>", "</rss>", "]]>", "&", "é", "–", "🜨", "dc:creator", "'\"", "x"])
_TEXT = st.lists(_ODD, min_size=1, max_size=4).map("".join)
_TIME = st.datetimes(min_value=datetime(1990, 1, 1), timezones=st.just(UTC)).map(datetime.isoformat)


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
    )


def feed_of(format_: str, shown: list[tuple[FeedItem, str]]) -> tuple[FeedView, tuple[str, ...]]:
    """A feed and the contents of its items."""
    contents = tuple(content for _, content in shown)
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
        contents=contents,
        url="https://x.example/",
    )
    return view, contents


@pytest.mark.parametrize("format_", ["atom", "rss"])
@given(shown=st.lists(st.tuples(items(), _TEXT), max_size=3))
def test_a_feed_is_what_feedgen_writes_of_it_as_a_whole(format_: str, shown: list[tuple[FeedItem, str]]) -> None:
    view, contents = feed_of(format_, shown)
    made: feeds.Made = {}
    written = feeds.render_feed(view, contents, made)
    assert written == feeds.render_feed(view, contents, made), "from what was made before"
    whole = as_a_whole(format_, *feed_of(format_, list(dict(shown).items())))
    assert feeds.render_feed(*feed_of(format_, list(dict(shown).items())), {}) == whole


def as_a_whole(format_: str, view: FeedView, contents: tuple[str, ...]) -> bytes:
    """The feed as feedgen writes it when it holds the entries themselves, not one that stands in for them all."""
    entries = [feeds._entry(item, content, format_) for item, content in zip(view.items, contents, strict=True)]
    written: list[bytes] = []
    name = f"{format_}_str"
    write = getattr(FeedGenerator, name)

    def writing(feed: Any) -> bytes:
        written.append(write(feed))
        return written[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FeedGenerator, "add_entry", lambda feed, _: feed.entry(entries))
        patch.setattr(FeedGenerator, name, writing)
        feeds.render_feed(view, contents, {})
    return written[0] + b"\n"
