"""What a blog tells the rest of the site: pages that span blogs read summaries, and rows only to be made again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from dateline.plan.views import BlogHead, FeedItem, Headline, SourceView, View

MONTH, TAG, PERSON, PUBLISHER, FEED = "month", "tag", "person", "publisher", "feed"
ShelfKey = tuple[str, str, str]
"""(kind of page, its subject, month such as 2009-06): rows that stand on one page of the site. A feed has no month;
the subject of a month's page and of the site's feed is "", that of a person's feed `person_feed`."""

T = TypeVar("T")
FeedOrder = tuple[int, int, str]

NEWEST = 50
"""Entries in a feed; older ones stay in archived feeds (RFC 5005) and on the site."""
ROWS = ("_row.html", "_row_dated.html")
"""The templates of a row: under its day, and by itself. Each stands on several pages, and is made once."""
LATEST = 3
"""Headlines of each blog on the home page."""


def person_feed(person: str) -> str:
    """The subject of a person's feed; that of a tag's is the tag, which holds no slash."""
    return f"{PERSON}/{person}"


class Citation(View, frozen=True, kw_only=True):
    """One document cited by an entry: the publisher it is filed under, and the document's key among the rows."""

    publisher: str
    name: str
    document: str


class Row(View, frozen=True, kw_only=True):
    """An entry as the rest of the site sees it. Days and months are those of its blog's zone."""

    day: str
    instant: int
    published: int
    headline: Headline
    tags: tuple[str, ...]
    people: tuple[str, ...]
    citations: tuple[Citation, ...]
    item: FeedItem | None
    """None for an entry that feeds leave out: one at risk has no address to give."""

    def shelves(self) -> Iterator[ShelfKey]:
        """Every page of the site that this row stands on. A tombstone knows nothing of tags and people, and stands in
        the feed of the site alone."""
        if self.item is not None and self.item.tombstone:
            yield (FEED, "", "")
            return
        month = self.day[:7]
        yield (MONTH, "", month)
        for tag in self.tags:
            yield (TAG, tag, month)
        for person in dict.fromkeys(self.people):
            yield (PERSON, person, month)
        for publisher in dict.fromkeys(citation.publisher for citation in self.citations):
            yield (PUBLISHER, publisher, month)
        if self.item is not None:
            yield (FEED, "", "")
            for tag in self.tags:
                yield (FEED, tag, "")
            for person in dict.fromkeys(self.people):
                yield (FEED, person_feed(person), "")

    def stands_on(self, key: ShelfKey) -> bool:
        """Whether a page of the site, other than a feed, is among `shelves`."""
        kind, subject, month = key
        if not self.day.startswith(month):
            return False
        if kind == TAG:
            return subject in self.tags
        if kind == PERSON:
            return subject in self.people
        if kind == PUBLISHER:
            return any(citation.publisher == subject for citation in self.citations)
        return True


class Rows(View, frozen=True, kw_only=True):
    """All rows of a blog, oldest first, the documents they cite, and the rows of tombstones, which only feeds show."""

    rows: tuple[Row, ...]
    documents: Mapping[str, SourceView]
    stones: tuple[Row, ...] = ()

    def by_shelf(self) -> dict[ShelfKey, tuple[Row, ...]]:
        """The rows of each page, in order. A feed's are its newest, the newest first."""
        return shelve((*self.rows, *self.stones), Row.shelves, feed_order)


def shelve(
    rows: Iterable[T], shelves: Callable[[T], Iterable[ShelfKey]], order: Callable[[T], FeedOrder]
) -> dict[ShelfKey, tuple[T, ...]]:
    """What stands on each page, in order. In a feed it is the newest by publication, the newest first; of equal times
    the one later in its blog first."""
    found: dict[ShelfKey, list[T]] = {}
    for row in rows:
        for key in shelves(row):
            found.setdefault(key, []).append(row)
    return {key: ordered(key, here, order) for key, here in found.items()}


def ordered(key: ShelfKey, rows: list[T], order: Callable[[T], FeedOrder]) -> tuple[T, ...]:
    """Rows as they stand on a page; given oldest first."""
    return tuple(sorted(rows, key=order, reverse=True)[:NEWEST] if key[0] == FEED else rows)


def feed_order(row: Row) -> FeedOrder:
    """By publication (of a tombstone: by removal), then by the time told of, then by id."""
    return (row.published, row.instant, row.item.id if row.item else "")


class FeedRow(View, frozen=True, kw_only=True):
    """What a feed needs of a row: its place in the order, and the item."""

    published: int
    instant: int
    item: FeedItem

    @property
    def order(self) -> FeedOrder:
        """As `feed_order` has it."""
        return (self.published, self.instant, self.item.id)


class FeedShelf(View, frozen=True):
    """The newest rows of a feed, the newest first: all that the feed can want of a blog if `whole`."""

    rows: tuple[FeedRow, ...]
    whole: bool


def feed_rows(rows: Iterable[Row]) -> tuple[FeedRow, ...]:
    """What a feed needs of its rows."""
    return tuple(
        FeedRow(published=row.published, instant=row.instant, item=row.item) for row in rows if row.item is not None
    )


class Shelf(View, frozen=True):
    """What a page must know to see whether its rows changed: their digest, and when the newest was published."""

    digest: bytes
    newest: int


class StretchRow(View, frozen=True):
    """Days in a row that search has one file of words for: its name, its version, the first day and the last."""

    name: str
    version: str
    first: str
    last: str


class BlogSearch(View, frozen=True, kw_only=True):
    """What the site must know of a blog to search it: its stretches of days, oldest first, and of each bucket of the
    beginnings of its words (`dateline.search.stems`) a digest and how many they are."""

    stretches: tuple[StretchRow, ...]
    digests: tuple[bytes, ...]
    counts: tuple[int, ...]


class Summary(View, frozen=True, kw_only=True):
    """A blog in brief: no entry's text, but a digest for every page of the site that shows any of its rows."""

    head: BlogHead
    latest: tuple[Headline, ...]
    newest: int
    """When the newest entry was published (seconds since 1970); 0 when there is none."""
    entries: int
    shelves: Mapping[ShelfKey, Shelf]
    publishers: Mapping[str, str]
    """Publisher's slug → name, as this blog's sources write it."""
    aliases: tuple[str, ...]
    addresses: tuple[str, ...]
    """The blog's pages (root-relative), for redirects from its old names; none when it had no other."""
    sitemaps: tuple[str, ...]
    redirects: tuple[tuple[str, str], ...] = ()
    """(old path, new path) of pages that moved within the blog."""
    accent: str = ""
    search: BlogSearch | None = None
