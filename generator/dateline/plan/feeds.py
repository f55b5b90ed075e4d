"""Which feeds there are and what stands in them. Their ids do not depend on the domain (RFC 4151)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from dateline.plan.desk import Shared
from dateline.plan.digest import combine, digest
from dateline.plan.output import FEED, Output
from dateline.plan.summary import Row, Summary
from dateline.plan.views import EntryView, FeedItem, FeedView
from dateline.urls import path_to_href

NEWEST = 50
"""Entries in a feed; older ones stay in archived feeds (RFC 5005) and on the site."""
_NEVER = "1970-01-01T00:00:00+00:00"
CONTENT = "_entry_feed.html"

Entries = Callable[[str], Mapping[str, EntryView]]
"""Blog id → its entries' views by id; read only when a feed has to be made again."""


def newest_items(rows: Iterable[Row]) -> tuple[FeedItem, ...]:
    """The newest by publication, the newest first; of equal times the one later in its blog first."""
    found = [row for row in rows if row.item is not None]
    found.sort(key=lambda row: (row.published, row.instant, row.item.id if row.item else ""), reverse=True)
    return tuple(row.item for row in found[:NEWEST] if row.item)


def blog_feed_outputs(summary: Summary, shared: Shared, entries: Entries) -> tuple[Output, ...]:
    """RSS and Atom of one blog."""
    if not shared.url:
        return ()
    head = summary.head
    items = newest_items(summary.rows)
    return tuple(
        _output(
            f"{head.id}/{format_}.xml",
            format_,
            head.id,
            head.title,
            "",
            f"{head.id}/",
            head.lang,
            items,
            shared,
            entries,
        )
        for format_ in ("atom", "rss")
    )


def site_feed_outputs(rows: tuple[Row, ...], shared: Shared, entries: Entries) -> tuple[Output, ...]:
    """RSS and Atom of the site."""
    if not shared.url:
        return ()
    settings = shared.common.settings
    items = newest_items(rows)
    return tuple(
        _output(
            f"{format_}.xml", format_, "~site", settings.title, settings.description, "", settings.language, items,
            shared, entries,
        )
        for format_ in ("atom", "rss")
    )  # fmt: skip


def tag_feed_output(tag: str, label: str, rows: tuple[Row, ...], shared: Shared, entries: Entries) -> Output:
    """Atom of one tag."""
    settings = shared.common.settings
    return _output(
        f"tags/{tag}.xml", "atom", f"~tag/{path_to_href(tag)}", f"{label} · {settings.title}", "",
        path_to_href(f"tags/{tag}.html"), settings.language, newest_items(rows), shared, entries,
    )  # fmt: skip


def _output(
    path: str,
    format_: str,
    specific: str,
    title: str,
    subtitle: str,
    page: str,
    language: str,
    items: tuple[FeedItem, ...],
    shared: Shared,
    entries: Entries,
) -> Output:
    settings = shared.common.settings
    publisher = settings.publisher.name if settings.publisher else settings.title

    def view(contents: tuple[EntryView, ...]) -> FeedView:
        return FeedView(
            format=format_,
            id=f"tag:{shared.authority}:{specific}",
            title=title,
            subtitle=subtitle,
            href=shared.url + page,
            own_href=shared.url + path_to_href(path),
            language=language,
            author=publisher,
            rights=settings.licence.name if settings.licence else "",
            updated=max((item.updated for item in items), default=_NEVER, key=datetime.fromisoformat),
            items=items,
            entries=contents,
            url=shared.url,
        )

    return Output(
        path=path,
        kind=FEED,
        template=CONTENT,
        key=combine(shared.engine, shared.templates[CONTENT], path, digest(view(()))),
        view=lambda: view(tuple(entries(item.blog)[item.entry] for item in items)),
    )
