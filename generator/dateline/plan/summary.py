"""What a blog tells the rest of the site: pages that span blogs read summaries, never entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dateline.markup.fragment import EMPTY
from dateline.model.entry import Entry
from dateline.plan import words
from dateline.plan.blog_pages import BlogPages
from dateline.plan.desk import Desk
from dateline.plan.sources import cited_sources, publisher_of, publisher_slug, source_view
from dateline.plan.views import BlogHead, EntryView, FeedItem, Headline, Link, SourceView, TimeView
from dateline.protect.protect import published_of
from dateline.times import Moment
from dateline.urls import path_to_href


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One document cited by an entry: the publisher it is filed under, and the document's key in the summary."""

    publisher: str
    name: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A blog in brief. `rows` oldest first; `addresses` are its pages (root-relative) for redirects from old names."""

    head: BlogHead
    language: str
    rows: tuple[Row, ...]
    documents: Mapping[str, SourceView]
    aliases: tuple[str, ...]
    addresses: tuple[str, ...]
    sitemaps: tuple[str, ...]
    """Root-relative paths of the blog's sitemaps."""


def summarise(pages: BlogPages, addresses: tuple[str, ...], sitemaps: tuple[str, ...]) -> Summary:
    """The summary of a blog. `addresses` are its pages, `sitemaps` its sitemaps."""
    desk = pages.desk
    documents: dict[str, SourceView] = {}
    blog_link = Link(text=pages.head.title, href=pages.head.href)
    rows = tuple(
        _row(entry, pages.views[entry.id], blog_link, documents, desk)
        for entry in desk.index.entries
        if entry.status != "removed" and entry.id not in desk.marks
    )
    return Summary(
        head=pages.head,
        language=desk.blog.language,
        rows=rows,
        documents=documents,
        aliases=desk.blog.settings.aliases,
        addresses=addresses,
        sitemaps=sitemaps,
    )


def _row(entry: Entry, view: EntryView, blog: Link, documents: dict[str, SourceView], desk: Desk) -> Row:
    assert view.time is not None
    citations = []
    for source in cited_sources(entry, desk.fragments.get(entry.id, EMPTY), desk):
        own = source.id in desk.blog.sources and not source.provisional
        key = source.url if source.provisional else f"{desk.blog.id if own else ''}:{source.id}"
        if key not in documents:
            documents[key] = source_view(source, desk, desk.shared.common.settings.language)
        citation = Citation(publisher=publisher_slug(source), name=publisher_of(source), document=key)
        if citation not in citations:
            citations.append(citation)
    lang, around = entry.lang or desk.blog.language, desk.shared.common.settings.language
    headline = Headline(
        text=view.label,
        href=desk.href(entry),
        blog=blog,
        time=_site_time(entry.time, desk) or view.time,
        key=entry.key,
        verification=view.verification,
        lang="" if lang == around else lang,
        dir="" if lang == around else words.direction(lang),
    )
    return Row(
        day=desk.index.pages[entry.id].rsplit("/", 1)[1][:10],
        instant=entry.time.instant,
        published=published_of(entry, desk.blog),
        headline=headline,
        tags=entry.tags,
        people=tuple(b.person.id for b in entry.by if b.person and b.person.id in desk.shared.common.people),
        citations=tuple(citations),
        item=None if entry.at_risk else feed_item(entry, view, desk),
    )


def _site_time(moment: Moment, desk: Desk) -> TimeView | None:
    """A time of the blog's zone, named in the site's language."""
    return desk.time(moment, desk.shared.common.settings.language)


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
