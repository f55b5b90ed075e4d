"""Sitemaps (sitemaps.org 0.9): an index over one per blog, and one for the site's own pages; robots.txt (RFC 9309)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from dateline.model.entry import Entry
from dateline.plan.blog_pages import BlogPages
from dateline.plan.combine import combine
from dateline.plan.desk import Shared
from dateline.plan.digest import digest
from dateline.plan.heads import canonical
from dateline.plan.output import PAGE, Output
from dateline.plan.summary import Summary
from dateline.plan.views import Robots, Sitemap, SitemapIndex
from dateline.urls import path_to_href

MOST = 45_000
"""Addresses in one file; the protocol allows 50,000."""


def blog_sitemaps(pages: BlogPages) -> tuple[Output, ...]:
    """The sitemaps of a blog: its front, days and entries. Held-back and unindexed pages are left out."""
    desk = pages.desk
    shared, blog, index = desk.shared, desk.blog, desk.index
    if not shared.url or blog.settings.noindex:
        return ()
    changed: dict[str, tuple[int, str]] = {}
    entries: list[tuple[str, str]] = []
    for entry in index.entries:
        view = pages.views[entry.id]
        if view.tombstone or entry.id in desk.marks or entry.at_risk:
            continue
        when = desk.kept.same(("changed", entry.id), entry, partial(_changed, entry))
        for path in (index.pages[entry.id], f"{blog.id}/index.html"):
            changed[path] = max(changed.get(path, when), when)
        if not entry.noindex:
            entries.append((f"{blog.id}/{entry.id}.html", when[1]))
    days = [day.path(blog.id, part) for day in index.days for part in range(1, len(day.parts) + 1)]
    listed = [(path, changed.get(path, (0, ""))[1]) for path in (f"{blog.id}/index.html", *days)] + entries
    urls = tuple((canonical(shared, path), when) for path, when in listed)
    return tuple(
        _output(f"{blog.id}/{_name('sitemap', part)}", "sitemap.xml", Sitemap(urls=urls[start : start + MOST]), shared)
        for part, start in enumerate(range(0, len(urls), MOST), 1)
    )


def _changed(entry: Entry) -> tuple[int, str]:
    moment = entry.updated or entry.published or entry.time
    return moment.instant, moment.iso()


def _name(stem: str, part: int) -> str:
    return f"{stem}.xml" if part == 1 else f"{stem}-{part}.xml"


def site_sitemaps(summaries: tuple[Summary, ...], shared: Shared) -> Iterator[Output]:
    """The index, the sitemap of the site's own pages, and robots.txt."""
    yield _output("robots.txt", "robots.txt", Robots(sitemap=f"{shared.url}sitemap.xml" if shared.url else ""), shared)
    if not shared.url:
        return
    own = [(canonical(shared, "index.html"), "")]
    own += [(canonical(shared, f"{page.id}.html"), "") for page in shared.common.pages if not page.noindex]
    own += [(canonical(shared, f"{section}/index.html"), "") for section in ("chronology", "tags", "people", "sources")]
    yield _output("sitemap-pages.xml", "sitemap.xml", Sitemap(urls=tuple(own)), shared)
    maps: list[tuple[str, str]] = [(f"{shared.url}sitemap-pages.xml", "")]
    for summary in summaries:
        maps += [(shared.url + path_to_href(path), "") for path in summary.sitemaps]
    yield _output("sitemap.xml", "sitemap-index.xml", SitemapIndex(sitemaps=tuple(maps)), shared)


def _output(path: str, template: str, view: object, shared: Shared) -> Output:
    key = combine(shared.engine, shared.templates[template], path, digest(view))
    return Output(path=path, kind=PAGE, template=template, key=key, view=lambda: view)
