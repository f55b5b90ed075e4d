"""What a blog tells the rest of the site: pages that span blogs read summaries, and rows only to be made again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from operator import attrgetter
from typing import NamedTuple, TypeVar

from dateline.markup.fragment import EMPTY
from dateline.model.blog import Blog
from dateline.model.entry import Entry
from dateline.model.source import Source
from dateline.plan import words
from dateline.plan.blog_pages import BlogPages
from dateline.plan.combine import combine
from dateline.plan.desk import Desk
from dateline.plan.digest import digest
from dateline.plan.sources import cited_sources, publisher_of, publisher_slug, source_view
from dateline.plan.views import BlogHead, EntryView, FeedItem, Headline, Link, SourceView, View
from dateline.protect.protect import published_of
from dateline.urls import path_to_href

MONTH, TAG, PERSON, PUBLISHER, FEED = "month", "tag", "person", "publisher", "feed"
ShelfKey = tuple[str, str, str]
"""(kind of page, its subject, month such as 2009-06): rows that stand on one page of the site. A feed has no month;
the subject of a month's page and of the site's feed is ""."""

T = TypeVar("T")
FeedOrder = tuple[int, int, str]

NEWEST = 50
"""Entries in a feed; older ones stay in archived feeds (RFC 5005) and on the site."""
ROWS = ("_row.html", "_row_dated.html")
"""The templates of a row: under its day, and by itself. Each stands on several pages, and is made once."""
LATEST = 3
"""Headlines of each blog on the home page."""


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
        """Every page of the site that this row stands on."""
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
    """All rows of a blog, oldest first, and the documents they cite."""

    rows: tuple[Row, ...]
    documents: Mapping[str, SourceView]

    def by_shelf(self) -> dict[ShelfKey, tuple[Row, ...]]:
        """The rows of each page, in order. A feed's are its newest, the newest first."""
        return shelve(self.rows, Row.shelves, feed_order)


def shelve(
    rows: Iterable[T], shelves: Callable[[T], Iterable[ShelfKey]], order: Callable[[T], FeedOrder]
) -> dict[ShelfKey, tuple[T, ...]]:
    """What stands on each page, in order. In a feed it is the newest by publication, the newest first; of equal times
    the one later in its blog first."""
    found: dict[ShelfKey, list[T]] = {}
    for row in rows:
        for key in shelves(row):
            found.setdefault(key, []).append(row)
    return {
        key: tuple(sorted(here, key=order, reverse=True)[:NEWEST] if key[0] == FEED else here)
        for key, here in found.items()
    }


def feed_order(row: Row) -> FeedOrder:
    """By publication, then by the time told of, then by id."""
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


class Line(NamedTuple):
    """A row with what the rest of the site asks of it: its shelves, the documents it cites, and digests of the row on a
    page of headlines, in a feed, and with its documents."""

    row: Row
    shelves: tuple[ShelfKey, ...]
    documents: tuple[tuple[str, SourceView], ...]
    headline: bytes
    item: bytes
    cited: bytes


def lines_of(pages: BlogPages) -> tuple[Line, ...]:
    """The rows of a blog, oldest first; what is removed or held back has none."""
    desk = pages.desk
    blog = Link(text=pages.head.title, href=pages.head.href)
    found = []
    for entry in desk.index.entries:
        if entry.status != "removed" and entry.id not in desk.marks:
            view, page = pages.views[entry.id], desk.index.pages[entry.id]
            made_from = (pages.around, blog, entry, view, page)
            make = partial(_line, entry, view, page, blog, desk)
            found.append(desk.kept.same(("line", entry.id), made_from, make))
    return tuple(found)


def rows_of(lines: tuple[Line, ...]) -> Rows:
    """The rows and the documents that they cite."""
    documents = {name: view for line in lines for name, view in line.documents}
    return Rows(rows=tuple(line.row for line in lines), documents=documents)


def by_shelf(lines: tuple[Line, ...]) -> dict[ShelfKey, tuple[Line, ...]]:
    """The lines of each page, as `shelve` puts them."""
    return shelve(lines, attrgetter("shelves"), lambda line: feed_order(line.row))


def summarise(
    pages: BlogPages,
    lines: tuple[Line, ...],
    shelved: Mapping[ShelfKey, tuple[Line, ...]],
    addresses: tuple[str, ...],
    sitemaps: tuple[str, ...],
) -> Summary:
    """The summary of a blog. `shelved` are its lines by shelf, `addresses` its pages, `sitemaps` its sitemaps."""
    kept = pages.desk.kept
    shelves = {key: kept.same(("shelf", key), found, partial(_shelf, key, found)) for key, found in shelved.items()}
    publishers: dict[str, str] = {}
    for line in lines:
        for citation in line.row.citations:
            publishers[citation.publisher] = min(publishers.get(citation.publisher, citation.name), citation.name)
    aliases = pages.desk.blog.settings.aliases
    return Summary(
        head=pages.head,
        latest=tuple(line.row.headline for line in lines[::-1][:LATEST]),
        newest=max((line.row.published for line in lines), default=0),
        entries=len(lines),
        shelves=shelves,
        publishers=publishers,
        aliases=aliases,
        addresses=addresses if aliases else (),
        sitemaps=sitemaps,
    )


def _shelf(key: ShelfKey, lines: tuple[Line, ...]) -> Shelf:
    if key[0] == FEED:
        parts = [line.item for line in lines]
    elif key[0] == PUBLISHER:
        parts = [part for line in lines for part in (line.headline, line.cited)]
    else:
        parts = [line.headline for line in lines]
    return Shelf(combine(*parts), max(line.row.published for line in lines))


def _line(entry: Entry, view: EntryView, page: str, blog: Link, desk: Desk) -> Line:
    assert view.time is not None
    lang, around = entry.lang or desk.blog.language, desk.shared.common.settings.language
    citations: list[Citation] = []
    documents: dict[str, SourceView] = {}
    for source in cited_sources(entry, desk.fragments.get(entry.id, EMPTY), desk):
        citation = _citation(source, desk)
        documents[citation.document] = source_view(source, desk, around)
        if citation not in citations:
            citations.append(citation)
    headline = Headline(
        text=view.label,
        href=desk.href(entry),
        blog=blog,
        # A time of the blog's zone, named in the site's language.
        time=desk.time(entry.time, around) or view.time,
        key=entry.key,
        verification=view.verification,
        lang="" if lang == around else lang,
        dir="" if lang == around else words.direction(lang),
    )
    row = Row(
        day=page.rsplit("/", 1)[1][:10],
        instant=entry.time.instant,
        published=published_of(entry, desk.blog),
        headline=headline,
        tags=entry.tags,
        people=tuple(b.person.id for b in entry.by if b.person and b.person.id in desk.shared.common.people),
        citations=tuple(citations),
        item=None if entry.at_risk else feed_item(entry, view, desk),
    )
    return Line(
        row=row,
        shelves=tuple(row.shelves()),
        documents=tuple(documents.items()),
        headline=digest((row.day, row.instant, row.headline)),
        item=digest((row.published, row.instant, row.item)),
        cited=digest(tuple(documents.items())),
    )


def _citation(source: Source, desk: Desk) -> Citation:
    return desk.memo.once(("citation", id(source)), source, lambda: _make_citation(source, desk.blog))


def _make_citation(source: Source, blog: Blog) -> Citation:
    own = source.id in blog.sources and not source.provisional
    document = source.url if source.provisional else f"{blog.id if own else ''}:{source.id}"
    return Citation(publisher=publisher_slug(source), name=publisher_of(source), document=document)


def feed_item(entry: Entry, view: EntryView, desk: Desk) -> FeedItem:
    """An entry in a feed: its dates are those of its publication here, whatever the time it tells of."""
    shared, blog = desk.shared, desk.blog
    published = entry.published or entry.time
    updated = max((moment for moment in (entry.updated, published) if moment), key=lambda moment: moment.instant)
    authors = tuple(byline.name for byline in view.by) or tuple(b.name for b in desk.by(blog.settings.by))
    publisher = shared.common.settings.publisher
    return FeedItem(
        id=f"tag:{shared.authority}:{blog.id}/{entry.id}",
        blog=blog.id,
        entry=entry.id,
        title=view.label,
        href=f"{shared.url}{path_to_href(f'{blog.id}/{entry.id}.html')}",
        authors=authors or ((publisher.name if publisher else shared.common.settings.title),),
        published=published.iso(),
        updated=updated.iso(),
        categories=tuple((tag, link.text) for tag, link in zip(entry.tags, view.tags, strict=True)),
        content=view.digest,
    )
