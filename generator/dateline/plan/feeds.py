"""Which feeds there are and what stands in them. Their ids do not depend on the domain (RFC 4151)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from dateline.plan.archives import Archive, archived_feed
from dateline.plan.blog_pages import BlogPages
from dateline.plan.combine import combine
from dateline.plan.desk import Shared
from dateline.plan.digest import digest
from dateline.plan.heads import ATOM, FORMATS
from dateline.plan.lines import Line
from dateline.plan.output import FEED, Output
from dateline.plan.shelved import FetchContent
from dateline.plan.views import BlogHead, FeedItem, FeedView, View
from dateline.urls import path_to_href

_NEVER = "1970-01-01T00:00:00+00:00"
CONTENT = "_entry_feed.html"


class FeedPlan(View, frozen=True, kw_only=True):
    """A feed before its items are known: `specific` is the last part of its id, `page` the page that it feeds; `links`
    are (relation, path) of the other documents of an archived feed, of which this one `is_archive` or not."""

    path: str
    format: str
    specific: str
    title: str
    subtitle: str
    page: str
    language: str
    links: tuple[tuple[str, str], ...] = ()
    is_archive: bool = False
    hubs: tuple[str, ...] = ()


def blog_feeds(
    pages: BlogPages, newest: tuple[Line, ...], lines: Iterable[Line], content: FetchContent
) -> Iterator[Output]:
    """The feeds of one blog. The one in Atom leads back to its first entry by archives; the others hold the `newest`
    lines."""
    head, shared = pages.head, pages.desk.shared
    if not shared.url:
        return
    parted = archived_feed(lines)
    archives = parted.archives
    name = pages.desk.blog.first_id
    for form, (_, _, file) in FORMATS.items():
        shown = parted.current if form == ATOM else newest
        links = _linked(head, prev=archives[-1:]) if form == ATOM else ()
        yield _blog_feed(head, name, f"{head.id}/{file}", form, links, shown, shared, content, pages.standfirst)
    for at, archive in enumerate(archives):
        links = (("current", f"{head.id}/{FORMATS[ATOM][2]}"),)
        links += _linked(head, prev=archives[:at][-1:], later=archives[at + 1 :][:1])
        yield _blog_feed(head, name, _path(head, archive), ATOM, links, archive.lines, shared, content, is_archive=True)


def _linked(
    head: BlogHead, *, prev: tuple[Archive, ...], later: tuple[Archive, ...] = ()
) -> tuple[tuple[str, str], ...]:
    """To the archives on either side, where there are any (RFC 5005 section 4)."""
    named = [("prev-archive", archive) for archive in prev] + [("next-archive", archive) for archive in later]
    return tuple((relation, _path(head, archive)) for relation, archive in named)


def _path(head: BlogHead, archive: Archive) -> str:
    return f"{head.id}/atom-{archive.name}.xml"


def _blog_feed(
    head: BlogHead,
    specific: str,
    path: str,
    form: str,
    links: tuple[tuple[str, str], ...],
    lines: tuple[Line, ...],
    shared: Shared,
    content: FetchContent,
    subtitle: str = "",
    *,
    is_archive: bool = False,
) -> Output:
    plan = FeedPlan(
        path=path,
        format=form,
        specific=specific,
        title=head.title,
        subtitle=subtitle,
        page=f"{head.id}/",
        language=head.lang,
        links=links,
        is_archive=is_archive,
        # Nobody subscribes to what changes no more.
        hubs=() if is_archive else shared.common.settings.hub,
    )
    rows = combine(*(line.item for line in lines))
    return feed_output(plan, rows, lambda: tuple(line.row.item for line in lines if line.row.item), shared, content)


def feed_output(
    plan: FeedPlan, rows: bytes, items: Callable[[], tuple[FeedItem, ...]], shared: Shared, content: FetchContent
) -> Output:
    """The output of a feed; `rows` stands for its items, which are fetched only to make it again."""

    def view() -> FeedView:
        found = items()
        settings = shared.common.settings
        return FeedView(
            format=plan.format,
            id=f"tag:{shared.authority}:{plan.specific}",
            title=plan.title,
            subtitle=plan.subtitle,
            href=shared.url + plan.page,
            own_href=shared.url + path_to_href(plan.path),
            language=plan.language,
            author=settings.publisher.name if settings.publisher else settings.title,
            rights=settings.licence.name if settings.licence else "",
            updated=max((item.updated for item in found), default=_NEVER, key=datetime.fromisoformat),
            items=found,
            content=content,
            url=shared.url,
            links=tuple((relation, shared.url + path_to_href(path)) for relation, path in plan.links),
            is_archive=plan.is_archive,
            hubs=plan.hubs,
        )

    # What the common part says is in the signature of every block, and here through the site's view.
    key = combine(
        shared.engine, shared.templates[CONTENT], digest(plan), digest(shared.site), shared.authority, shared.url, rows
    )
    return Output(path=plan.path, kind=FEED, template=CONTENT, key=key, view=view)
