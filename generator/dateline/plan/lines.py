"""A blog's entries as the rest of the site sees them: a line each, with its digests, and the summary of them all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from operator import attrgetter
from typing import Any, NamedTuple

from dateline.kept import Kept
from dateline.markup.fragment import EMPTY
from dateline.model.entry import Entry
from dateline.model.source import Source
from dateline.plan import words
from dateline.plan.blog_pages import BlogPages
from dateline.plan.combine import combine
from dateline.plan.desk import Desk
from dateline.plan.digest import digest
from dateline.plan.entries import verification_state
from dateline.plan.feed_items import Place, feed_item, place_of, tombstone_item
from dateline.plan.heads import blog_head
from dateline.plan.sources import cited_sources, publisher_of, publisher_slug, source_view
from dateline.plan.summary import (
    FEED,
    LATEST,
    PUBLISHER,
    Citation,
    FeedOrder,
    Row,
    Rows,
    Shelf,
    ShelfKey,
    Summary,
    feed_order,
    ordered,
    shelve,
)
from dateline.plan.views import BlogHead, BlogLink, EntryView, Headline, SourceView
from dateline.protect.protect import published_of
from dateline.times.zones import is_one_clock
from dateline.words import said


class Line(NamedTuple):
    """A row with what the rest of the site asks of it: its shelves, the documents it cites, digests of the row on a
    page of headlines, in a feed, and with its documents, and its place in the archived feed of its blog."""

    row: Row
    shelves: tuple[ShelfKey, ...]
    documents: tuple[tuple[str, SourceView], ...]
    headline: bytes
    item: bytes
    cited: bytes
    place: Place


Lines = dict[bytes, Line]
"""Lines by what decides them, see `plan.drawn`."""


Run = tuple[str, tuple[Line, ...]]
"""The lines of a day, and what it is called: the same tuple as in the round before while none of them changes."""


def lines_of(pages: BlogPages) -> tuple[Run, ...]:
    """The lines of a blog by their days, oldest first; what is removed or held back has none."""
    desk = pages.desk
    head, site = pages.head, pages.desk.shared.common.settings
    lang, dir = words.apart(head.lang, site.language)
    blog = BlogLink(
        text=head.title,
        href=head.href,
        lang=lang,
        dir=dir,
        abroad=not is_one_clock(head.zone, site.zone),
    )
    found = []
    for (name, entries), there in zip(desk.index.runs, desk.index.places, strict=True):
        views = tuple([pages.views[entry.id] for entry in entries])
        marks = tuple(entry.id in desk.marks for entry in entries) if desk.marks else ()
        made_from = (pages.around, blog, entries, views, there, marks)
        found.append((name, desk.kept.within(("lines", name), made_from, partial(_lines, entries, pages, blog))))
    return tuple(found)


def _lines(entries: tuple[Entry, ...], pages: BlogPages, blog: BlogLink, kept: Kept) -> tuple[Line, ...]:
    desk = pages.desk
    found = []
    for entry in entries:
        if entry.status != "removed" and entry.id not in desk.marks:
            view, page = pages.views[entry.id], desk.index.pages[entry.id]
            made_from = (pages.around, blog, entry, view, page)
            make = partial(_line, entry, view, page, blog, desk)
            if desk.drawn is not None:
                make = partial(desk.drawn.line, entry.id, page, make)
            found.append(kept.same(("line", entry.id), made_from, make))
    return tuple(found)


def stones_of(pages: BlogPages) -> tuple[Line, ...]:
    """What feeds must say of entries that were removed."""
    desk = pages.desk
    found = []
    for entry in desk.index.entries:
        if entry.status == "removed":
            view = pages.views[entry.id]
            make = partial(_stone, entry, view, desk)
            found.append(desk.kept.same(("stone", entry.id), (pages.around, entry, view), make))
    return tuple(found)


def rows_of(runs: tuple[Run, ...], stones: tuple[Line, ...], kept: Kept) -> Rows:
    """The rows and the documents that they cite."""
    documents: dict[str, SourceView] = {}
    for name, lines in runs:
        documents.update(kept.same(("documents", name), lines, partial(_documents, lines)))
    return Rows(
        rows=tuple([line.row for _, lines in runs for line in lines]),
        documents=documents,
        stones=tuple(stone.row for stone in stones),
    )


def _documents(lines: tuple[Line, ...]) -> dict[str, SourceView]:
    return {name: view for line in lines for name, view in line.documents}


Shelved = dict[ShelfKey, tuple[Line, ...]]


def by_shelf(runs: tuple[Run, ...], kept: Kept) -> Shelved:
    """The lines of each page, as `shelve` puts them: the same object while none of them changes. What is not among the
    newest of its day is not of all."""
    days = tuple(_shelved(name, lines, kept) for name, lines in runs)
    known: Any = kept.find("by shelf")
    before: tuple[Shelved, ...] = known[0] if known is not None and len(known[0]) == len(days) else ()
    found: Shelved = dict(known[1]) if before else {}
    pairs = zip(before or ({},) * len(days), days, strict=True)
    changed = dict.fromkeys(key for old, new in pairs if old is not new for key in _differing(old, new))
    for key in changed:
        parts = [day[key] for day in days if key in day]
        if parts:
            found[key] = _together(key, parts)
        else:
            del found[key]
    kept.put("by shelf", days, found)
    return found


def _differing(old: Shelved, new: Shelved) -> Iterator[ShelfKey]:
    yield from (key for key, lines in new.items() if old.get(key) != lines)
    yield from (key for key in old if key not in new)


def _shelved(name: str, lines: tuple[Line, ...], kept: Kept) -> Shelved:
    """The lines of a day by their pages. After a round in which it had other lines, only the pages that these stand on
    are looked at."""
    known: Any = kept.find(("shelved", name))
    if known is None:
        found = shelve(lines, attrgetter("shelves"), _feed_order)
    elif known[0] is lines:
        found = known[1]
    else:
        before, now = set(map(id, known[0])), set(map(id, lines))
        others = [line for line in lines if id(line) not in before] + [line for line in known[0] if id(line) not in now]
        found = dict(known[1])
        for key in dict.fromkeys(key for line in others for key in line.shelves):
            here = [line for line in lines if key in line.shelves]
            if here:
                found[key] = ordered(key, here, _feed_order)
            else:
                found.pop(key, None)
    kept.put(("shelved", name), lines, found)
    return found


def _together(key: ShelfKey, parts: list[tuple[Line, ...]]) -> tuple[Line, ...]:
    return ordered(key, [line for part in parts for line in part], _feed_order)


def _feed_order(line: Line) -> FeedOrder:
    return feed_order(line.row)


def summarise(
    pages: BlogPages,
    runs: tuple[Run, ...],
    shelved: Mapping[ShelfKey, tuple[Line, ...]],
    addresses: tuple[str, ...],
    sitemaps: tuple[str, ...],
    redirects: tuple[tuple[str, str], ...],
) -> Summary:
    """The summary of a blog. `shelved` are its lines by shelf, `addresses` its pages, for a blog that had other names,
    `sitemaps` its sitemaps, `redirects` its pages that moved."""
    kept = pages.desk.kept
    shelves = kept.values("shelves", shelved, _shelf)
    publishers: dict[str, str] = {}
    newest = []
    for name, lines in runs:
        facts = kept.same(("facts", name), lines, partial(_facts, lines))
        for slug, called in facts.publishers.items():
            publishers[slug] = min(publishers.get(slug, called), called)
        if lines:
            newest.append(facts.newest)
    latest: list[Headline] = []
    for _, lines in reversed(runs):
        if len(latest) < LATEST:
            latest += [line.row.headline for line in reversed(lines)]
    aliases = pages.desk.blog.settings.aliases
    return Summary(
        head=_head(pages),
        latest=tuple(latest[:LATEST]),
        newest=max(newest, default=0),
        entries=sum(len(lines) for _, lines in runs),
        shelves=shelves,
        publishers=publishers,
        aliases=aliases,
        addresses=addresses,
        sitemaps=sitemaps,
        redirects=redirects,
        accent=pages.desk.blog.settings.accent,
    )


class _Facts(NamedTuple):
    """What the lines of a day say for the summary."""

    publishers: dict[str, str]
    newest: int


def _facts(lines: tuple[Line, ...]) -> _Facts:
    publishers: dict[str, str] = {}
    for line in lines:
        for citation in line.row.citations:
            publishers[citation.publisher] = min(publishers.get(citation.publisher, citation.name), citation.name)
    return _Facts(publishers, max((line.row.published for line in lines), default=0))


def _head(pages: BlogPages) -> BlogHead:
    """The head of the blog as the site's pages show it, in the site's words."""
    desk = pages.desk
    return pages.head if desk.locale == desk.shared.locale else blog_head(desk, desk.shared.locale)


def _shelf(key: ShelfKey, lines: tuple[Line, ...]) -> Shelf:
    if key[0] == FEED:
        parts = [line.item for line in lines]
    elif key[0] == PUBLISHER:
        parts = [part for line in lines for part in (line.headline, line.cited)]
    else:
        parts = [line.headline for line in lines]
    return Shelf(combine(*parts), max(line.row.published for line in lines))


def _line(entry: Entry, view: EntryView, page: str, blog: BlogLink, desk: Desk) -> Line:
    assert view.time is not None
    around = desk.shared.common.settings.language
    lang, dir = words.apart(entry.lang or desk.blog.language, around)
    locale = desk.shared.locale
    citations: list[Citation] = []
    documents: dict[str, SourceView] = {}
    for source in cited_sources(entry, desk.fragments.get(entry.id, EMPTY), desk):
        citation = _citation(source, desk)
        documents[citation.document] = source_view(source, desk, locale)
        if citation not in citations:
            citations.append(citation)
    headline = Headline(
        text=view.label,
        href=desk.href(entry),
        blog=blog,
        # A time of the blog's zone, named in the site's language.
        time=desk.time(entry.time, locale) or view.time,
        key=entry.key,
        verification=verification_state(entry, around),
        lang=lang,
        dir=dir,
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
        place=place_of(entry, desk.blog.zone),
    )


def _stone(entry: Entry, view: EntryView, desk: Desk) -> Line:
    item, time = tombstone_item(entry, view, desk), desk.time(entry.time)
    assert time is not None
    when = int(datetime.fromisoformat(item.updated).timestamp())
    headline = Headline(
        text=view.label, href=view.href, blog=BlogLink(text="", href=""), time=time, key=False, verification=None,
        lang="", dir="",
    )  # fmt: skip
    row = Row(
        day=entry.time.day(), instant=entry.time.instant, published=when, headline=headline, tags=(), people=(),
        citations=(), item=item,
    )  # fmt: skip
    return Line(
        row=row,
        shelves=tuple(row.shelves()),
        documents=(),
        headline=b"",
        item=digest((when, row.instant, item)),
        cited=b"",
        place=place_of(entry, desk.blog.zone),
    )


def _citation(source: Source, desk: Desk) -> Citation:
    return desk.memo.once(("citation", id(source)), source, lambda: _make_citation(source, desk))


def _make_citation(source: Source, desk: Desk) -> Citation:
    blog = desk.blog
    own = source.id in blog.sources and not source.provisional
    document = source.url if source.provisional else f"{blog.id if own else ''}:{source.id}"
    name = publisher_of(source)
    if name == words.PUBLISHER_UNKNOWN:
        name = said(words.PUBLISHER_UNKNOWN, desk.shared.common.settings.language)
    return Citation(publisher=publisher_slug(source), name=name, document=document)
