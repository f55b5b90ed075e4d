"""JSON-LD: what a page says of itself to search engines and archives, from its view alone.

Where the site has no `url` nothing has an address: JSON-LD has no relative ones that mean the same everywhere.
Tombstones say nothing. Entries without a permalink are told of by their headline and their day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import msgspec
from markupsafe import Markup
from msgspec import Raw

from dateline.plan.views import (
    BlogHead,
    BlogView,
    BylineView,
    DayView,
    EntryPage,
    EntryView,
    HomeView,
    Link,
    MediaView,
    MonthView,
    Shell,
    SiteView,
    SourceView,
)
from dateline.render import schema_org as so
from dateline.render.facts import (
    absolute,
    address,
    cover,
    instant,
    is_late,
    known,
    latest,
    permalink,
    picture,
    shown_on,
    writers,
)
from dateline.render.writing import markup

_ABOUT = 5
"""Subjects of a page: those that most of its entries are filed under."""

_encode = msgspec.json.Encoder().encode
_ESCAPES = tuple((sign, f"\\u{ord(sign):04x}") for sign in "<>&\u2028\u2029")
"""Signs that must not stand as they are in a script element (HTML section 4.12.1.3), or in a line of JavaScript."""


def linked_data(view: Any) -> Markup:
    """The JSON-LD of a page as it may stand in a script element; "" when there is nothing to say.

    Only what could end the element, or break a line of it in old readers, is written as an escape: the gate reads
    everything else as it is.
    """
    said = tuple(_said(view))
    if not said:
        return Markup()
    data = _encode(so.Graph(graph=said)).decode()
    for sign, escape in _ESCAPES:
        if sign in data:
            data = data.replace(sign, escape)
    return markup(data)


def _said(view: Any) -> Iterator[so.Thing]:
    if view.shell.metadata is None:
        return
    if isinstance(view, EntryPage):
        if view.entry.tombstone:
            return
        yield _article(view)
    elif isinstance(view, BlogView):
        yield _front(view)
    elif isinstance(view, DayView):
        yield _day(view)
    elif isinstance(view, HomeView):
        yield _website(view.site)
    elif isinstance(view, MonthView) and view.person is not None:
        yield _profile(view)
    if view.site.url and view.shell.trail:
        yield _way(view.shell, view.site)


def _website(site: SiteView) -> so.WebSite:
    return so.WebSite(
        id=site.url,
        url=site.url,
        name=site.title,
        description=site.description,
        in_language=site.language,
        publisher=_publisher(site),
        license=site.licence_href,
    )


def _publisher(site: SiteView) -> Raw:
    return _organization(site.publisher or site.title, site.publisher_href or site.url)


@lru_cache(maxsize=64)
def _organization(name: str, url: str) -> Raw:
    return Raw(_encode(so.Organization(name=name, url=url)))


def _authors(by: tuple[BylineView, ...], site: SiteView) -> Raw:
    """Who answers for a work: its writers, else the publisher."""
    return _people(by, site.url) if by else Raw(_encode([_publisher(site)]))


@lru_cache(maxsize=1024)
def _people(by: tuple[BylineView, ...], url: str) -> Raw:
    return Raw(_encode([so.Person(name=b.name, url=address(b.href, url), job_title=b.role) for b in by]))


# --- blogs and their days ---------------------------------------------------------------------------------


def _front(view: BlogView) -> so.LiveBlogPosting:
    site = view.site
    entries = tuple(entry for entry in shown_on(view) if not entry.tombstone)
    coverage = view.shell.metadata.coverage if view.shell.metadata else None
    published = coverage.published if coverage else ""
    changes = [latest(entry) or known(entry.published) for entry in entries if entry.published]
    return so.LiveBlogPosting(
        id=view.shell.canonical,
        url=view.shell.canonical,
        headline=view.blog.title,
        in_language=view.blog.lang,
        author=_authors(view.blog.by, site),
        publisher=_publisher(site),
        license=site.licence_href,
        is_part_of=so.WebSite(id=site.url, name=site.title),
        about=_subjects(entries, site),
        date_published=published,
        date_modified=max((*changes, published) if published else changes, key=instant, default=""),
        image=_image(cover(view), site),
        coverage_start_time=coverage.started if coverage else "",
        coverage_end_time=coverage.ended if coverage else "",
        live_blog_update=tuple(_update(entry, site) for entry in entries),
    )


def _day(view: DayView) -> so.CollectionPage:
    """A day of the coverage. Its entries are told by their own pages, and the newest of them by the front: to list them
    here too would cost readers of a busy day two kilobytes."""
    entries = tuple(entry for entry in view.entries if not entry.tombstone)
    changes = [latest(entry) or known(entry.published) for entry in entries if entry.published]
    return so.CollectionPage(
        id=view.shell.canonical,
        url=view.shell.canonical,
        name=view.shell.title,
        in_language=view.blog.lang,
        publisher=_publisher(view.site),
        license=view.site.licence_href,
        is_part_of=_blog(view.blog, view.site),
        temporal_coverage=view.machine,
        date_modified=max(changes, key=instant, default=""),
    )


def _update(entry: EntryView, site: SiteView) -> so.BlogPosting:
    """One entry among others: its text, and who its writers are, is told by its own page. What search engines are kept
    from has no address here."""
    return so.BlogPosting(
        headline=entry.label,
        url="" if entry.noindex else permalink(entry, site),
        date_published=known(entry.published) if entry.published else "",
        date_modified=latest(entry),
        temporal_coverage=known(entry.time) if entry.time and is_late(entry) else "",
        author=tuple(so.Person(name=by.name) for by in entry.by),
        in_language=entry.lang,
    )


def _subjects(entries: tuple[EntryView, ...], site: SiteView) -> tuple[so.Thing, ...]:
    tags: Counter[Link] = Counter(tag for entry in entries for tag in entry.tags)
    return tuple(so.Thing(name=tag.text, url=absolute(tag.href, site)) for tag, _ in tags.most_common(_ABOUT))


def _blog(blog: BlogHead, site: SiteView) -> Raw:
    return _blog_of(blog.title, blog.href, site.url)


@lru_cache(maxsize=64)
def _blog_of(title: str, href: str, url: str) -> Raw:
    where = address(href, url).removesuffix("index.html")
    return Raw(_encode(so.LiveBlogPosting(id=where, url=where, name=title)))


# --- entries ------------------------------------------------------------------------------------------------


def _article(view: EntryPage) -> so.NewsArticle:
    entry, site, shell = view.entry, view.site, view.shell
    return so.NewsArticle(
        id=shell.canonical,
        url=shell.canonical,
        headline=entry.label,
        in_language=entry.lang or entry.blog_lang,
        author=_authors(writers(view), site),
        publisher=_publisher(site),
        license=site.licence_href,
        is_part_of=_blog(view.blog, site),
        date_published=known(entry.published) if entry.published else "",
        date_modified=latest(entry),
        temporal_coverage=known(entry.time) if entry.time and is_late(entry) else "",
        article_body=shell.metadata.text if shell.metadata else "",
        keywords=tuple(tag.text for tag in entry.tags),
        content_location=so.Place(name=entry.place) if entry.place else None,
        image=_image(picture(entry), site),
        citation=tuple(_source(cited.source) for cited in entry.sources if cited.source.title),
        correction=_corrections(entry, site),
    )


def _image(shown: MediaView | None, site: SiteView) -> tuple[so.ImageObject, ...]:
    if shown is None or not site.url:
        return ()
    return (
        so.ImageObject(
            url=absolute(shown.href, site),
            caption=shown.alt,
            credit_text=shown.credit,
            width=shown.width,
            height=shown.height,
        ),
    )


@lru_cache(maxsize=1024)
def _source(source: SourceView) -> Raw:
    found = so.CreativeWork(
        name=source.title,
        publisher=so.Organization(name=source.publisher) if source.publisher else None,
        url=source.href,
        archived_at=tuple(copy.href for copy in source.archived),
        in_language=source.lang,
    )
    return Raw(_encode(found))


def _corrections(entry: EntryView, site: SiteView) -> tuple[so.CorrectionComment, ...]:
    """Those that stand in it, and the entries that correct it."""
    if not entry.corrections and not entry.relations:
        return ()
    own = tuple(so.CorrectionComment(text=c.text, date_published=known(c.time)) for c in entry.corrections)
    return own + tuple(
        so.CorrectionComment(text=r.link.text, url=absolute(r.link.href, site))
        for r in entry.relations
        if r.slug == "corrected-by"
    )


# --- other pages ----------------------------------------------------------------------------------------------


def _profile(view: MonthView) -> so.ProfilePage:
    person = view.person
    assert person is not None
    about = so.Person(name=person.name, job_title=person.role, same_as=person.href)
    return so.ProfilePage(
        id=view.shell.canonical, url=view.shell.canonical, main_entity=about, in_language=view.shell.lang
    )


def _way(shell: Shell, site: SiteView) -> so.BreadcrumbList:
    steps = _steps(shell.trail, site.url)
    here = shell.metadata.name if shell.metadata else shell.title
    return so.BreadcrumbList(item_list_element=(*steps, so.ListItem(position=len(steps) + 1, name=here)))


@lru_cache(maxsize=1024)
def _steps(trail: tuple[Link, ...], url: str) -> tuple[Raw, ...]:
    """The steps above a page."""
    steps = (
        so.ListItem(position=position, name=link.text, item=address(link.href, url).removesuffix("index.html"))
        for position, link in enumerate(trail, 1)
    )
    return tuple(Raw(_encode(step)) for step in steps)
