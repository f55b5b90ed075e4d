"""Sources as views: numbered within an entry, and grouped under publishers for the index."""

from __future__ import annotations

from urllib.parse import urlsplit

from dateline.markup import anchors
from dateline.markup.fragment import Fragment, Outside
from dateline.model.entry import Entry
from dateline.model.source import UNLINKABLE, Source
from dateline.placeholders import ROOT
from dateline.plan import words
from dateline.plan.desk import Desk
from dateline.plan.views import ArchivedView, CitedView, SourceView, State
from dateline.times import Moment
from dateline.times.show import short_date
from dateline.urls import path_to_href, plain_address, slugify
from dateline.words import said


def host_of(url: str) -> str:
    """The host of an address without `www.`: who a provisional source is filed under."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


def provisional(link: Outside) -> Source:
    """The source that a plain link makes."""
    return Source(id=link.url, provisional=True, title=link.text or link.url, url=link.url, publisher=host_of(link.url))


def publisher_of(source: Source) -> str:
    """Who a source is filed under; in English where nobody is known, for addresses are made of it."""
    return source.publisher or (host_of(source.url) if source.url else words.PUBLISHER_UNKNOWN)


def publisher_slug(source: Source) -> str:
    """The publisher's part of an address."""
    return slugify(publisher_of(source))[:80].strip("-") or "unknown"


def cited_sources(entry: Entry, fragment: Fragment, desk: Desk) -> tuple[Source, ...]:
    """The sources of an entry in the order of their numbers: cited in the text, linked in it, then only listed."""
    return desk.memo.once(("cited", entry.id), None, lambda: _cited_sources(entry, fragment, desk))


def _cited_sources(entry: Entry, fragment: Fragment, desk: Desk) -> tuple[Source, ...]:
    found: list[Source] = []
    for name in fragment.cited:
        source = desk.source(name)
        if source is not None:
            found.append(source)
    named = {source.id for source in found}
    listed: list[Source] = []
    for ref in (*entry.sources, *(media.source for media in entry.media if media.source)):
        source = desk.source(ref.id)
        if source is not None and source.id not in named:
            named.add(source.id)
            listed.append(source)
    if not fragment.outside:
        return (*found, *listed)
    # A link to what is cited by its id besides makes no second source of it.
    known = {plain_address(source.url) for source in (*found, *listed) if source.url}
    linked = [provisional(link) for link in fragment.outside if not known or plain_address(link.url) not in known]
    return (*found, *linked, *listed)


def source_views(entry: Entry, fragment: Fragment, desk: Desk) -> tuple[CitedView, ...]:
    """The list at the entry's foot; quotations whose origin is lost stand last in it, so that the loss is said."""
    found = [source_view(source, desk, desk.locale) for source in cited_sources(entry, fragment, desk)]
    found += [
        _lost(known, desk.lang)
        for known in dict.fromkeys(quotation.known for quotation in fragment.quotations)
        if known
    ]
    return tuple(
        CitedView(number=number, anchor=anchors.source(entry.anchor, number), source=source)
        for number, source in enumerate(found, 1)
    )


def _lost(known: str, lang: str) -> SourceView:
    return SourceView(
        publisher="", title="", author="", href="", published="", accessed="",
        states=(State(slug="lost", word=said(words.LOST, lang)),), archived=(), index_href="", known=known, lang="",
    )  # fmt: skip


def source_view(source: Source, desk: Desk, locale: str) -> SourceView:
    """A source as shown in a language with a calendar, one object however often it is cited."""
    return desk.memo.once(("source", id(source), locale), source, lambda: _source_view(source, locale))


def _source_view(source: Source, locale: str) -> SourceView:
    """An address that was taken over is never linked."""
    lang = locale.partition("-u-")[0]
    linkable = bool(source.url) and source.url_status not in UNLINKABLE
    return SourceView(
        publisher=source.publisher,
        title=source.title,
        author=source.author,
        href=source.url if linkable else "",
        published=_date(source.published, locale),
        accessed=_date(source.accessed, locale),
        states=_states(source, lang),
        archived=tuple(ArchivedView(href=copy.url, at=_date(copy.at, locale)) for copy in source.archived),
        index_href=ROOT + path_to_href(f"sources/{publisher_slug(source)}.html"),
        known="",
        lang=source.lang if source.lang != lang else "",
    )


def _date(moment: Moment | None, locale: str) -> str:
    return "" if moment is None else short_date(moment, locale)


def _states(source: Source, lang: str) -> tuple[State, ...]:
    found = []
    if source.url:
        found.append(State(slug=source.url_status, word=said(words.URL_STATUS[source.url_status], lang)))
    else:
        found.append(State(slug="no-address", word=said(words.NO_ADDRESS, lang)))
    if source.archived:
        found.append(State(slug="archived", word=said(words.ARCHIVED, lang)))
    elif not source.snapshot:
        found.append(State(slug="no-copy", word=said(words.NO_COPY, lang)))
    return tuple(found)
