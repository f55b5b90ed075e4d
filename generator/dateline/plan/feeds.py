"""Which feeds there are and what stands in them. Their ids do not depend on the domain (RFC 4151)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from dateline.plan.combine import combine
from dateline.plan.desk import Shared
from dateline.plan.digest import digest
from dateline.plan.output import FEED, Output
from dateline.plan.shelved import FetchContent
from dateline.plan.summary import FEED as FEED_SHELF
from dateline.plan.summary import Summary
from dateline.plan.views import FeedItem, FeedView, View
from dateline.urls import path_to_href

_NEVER = "1970-01-01T00:00:00+00:00"
CONTENT = "_entry_feed.html"


class FeedPlan(View, frozen=True, kw_only=True):
    """A feed before its items are known: `specific` is the last part of its id, `page` the page that it feeds."""

    path: str
    format: str
    specific: str
    title: str
    subtitle: str
    page: str
    language: str


def blog_feeds(
    summary: Summary, items: tuple[FeedItem, ...], shared: Shared, content: FetchContent
) -> Iterator[Output]:
    """RSS and Atom of one blog."""
    if not shared.url:
        return
    head = summary.head
    shelf = summary.shelves.get((FEED_SHELF, "", ""))
    for form in ("atom", "rss"):
        plan = FeedPlan(
            path=f"{head.id}/{form}.xml",
            format=form,
            specific=head.id,
            title=head.title,
            subtitle="",
            page=f"{head.id}/",
            language=head.lang,
        )
        yield feed_output(plan, shelf.digest if shelf else b"", lambda: items, shared, content)


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
            contents=tuple(content(item) for item in found),
            url=shared.url,
        )

    # What the common part says is in the signature of every block, and here through the site's view.
    key = combine(
        shared.engine, shared.templates[CONTENT], digest(plan), digest(shared.site), shared.authority, shared.url, rows
    )
    return Output(path=plan.path, kind=FEED, template=CONTENT, key=key, view=view)
