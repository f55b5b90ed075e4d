"""A feed holds the newest of all blogs, however few of a blog's rows lie at hand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.plan.shelved import BlogRows, Shelves
from dateline.plan.summary import FEED, NEWEST, FeedShelf, Row, Rows, Shelf, Summary, feed_rows
from dateline.plan.views import BlogHead, BlogLink, FeedItem, Headline, TimeView

TAG = (FEED, "storm", "")
TIME = TimeView(
    shown="", clock="", zone="", machine="", day_long="", day_short="", certainty="day", verbatim=False
)  # fmt: skip


def row(blog: str, number: int, published: int) -> Row:
    item = FeedItem(
        id=f"tag:{blog}/{number:04}", blog=blog, entry=str(number), title="", href="", authors=(), published="",
        updated="", categories=(), content=b"",
    )  # fmt: skip
    headline = Headline(
        text="", href="", blog=BlogLink(text="", href=""), time=TIME, key=False, verification=None, lang="", dir=""
    )
    return Row(
        day="2012-10-28", instant=published, published=published, headline=headline, tags=("storm",), people=(),
        citations=(), item=item,
    )  # fmt: skip


def summary(blog: str, rows: tuple[Row, ...]) -> Summary:
    head = BlogHead(
        id=blog, title="", href="", standfirst_html="", status=(), live=True, by=(), span="", zone="", place="",
        lang="", dir="",
    )  # fmt: skip
    newest = max(row.published for row in rows)
    return Summary(
        head=head, latest=(), newest=newest, entries=len(rows), shelves={TAG: Shelf(b"", newest)}, publishers={},
        aliases=(), addresses=(), sitemaps=(),
    )  # fmt: skip


@given(
    st.lists(
        st.tuples(st.lists(st.integers(0, 90), min_size=1, max_size=NEWEST + 9), st.integers(0, NEWEST)),
        min_size=1,
        max_size=5,
    )
)
def test_what_lies_at_hand_never_decides_what_is_newest(blogs: list[tuple[list[int], int]]) -> None:
    rows = {
        f"blog-{at}": Rows(rows=tuple(row(f"blog-{at}", n, when) for n, when in enumerate(times)), documents={})
        for at, (times, _) in enumerate(blogs)
    }
    at_hand: dict[str, dict[str, FeedShelf]] = {}
    for at, (_, room) in enumerate(blogs):
        shelf = rows[f"blog-{at}"].by_shelf()[TAG]
        at_hand[f"blog-{at}"] = {"storm": FeedShelf(feed_rows(shelf[:room]), whole=room >= len(shelf))}
    shelves = Shelves().turn(
        (summary(blog, found.rows) for blog, found in rows.items()),
        lambda blog: BlogRows(rows[blog]),
        lambda blog, tag: at_hand[blog][tag],
        lambda item: item.id,
    )
    for found in rows.values():
        shelved = found.by_shelf()
        assert {key: BlogRows(found).shelf(key) for key in shelved} == shelved, "whether shelved or looked for"
    every = sorted((found for blog in rows.values() for found in feed_rows(blog.rows)), key=lambda found: found.order)
    assert shelves.newest(TAG) == tuple(found.item for found in every[::-1][:NEWEST])
