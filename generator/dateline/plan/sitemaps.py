"""Sitemaps (sitemaps.org 0.9): an index over one per blog, and one for the site's own pages; robots.txt (RFC 9309)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from dateline.kept import Kept
from dateline.model.entry import Entry
from dateline.plan.blog_pages import BlogPages
from dateline.plan.changes import last_change
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
    front = f"{blog.id}/index.html"
    changed: dict[str, tuple[int, str]] = {}
    entries: list[tuple[str, str]] = []
    for (name, run), there in zip(index.runs, index.places, strict=True):
        marked = tuple([entry.id for entry in run if entry.id in desk.marks]) if desk.marks else ()
        make = partial(_of_run, run, there, marked, shared, blog.id)
        found = desk.kept.within(("changed", name), (run, there, marked, shared.url), make)
        for path, when in found.pages.items():
            changed[path] = max(changed.get(path, when), when)
            changed[front] = max(changed.get(front, when), when)
        entries += found.entries
    days = [day.path(blog.id, part) for day in index.days for part in range(1, len(day.parts) + 1)]
    urls = (*((canonical(shared, path), changed.get(path, (0, ""))[1]) for path in (front, *days)), *entries)
    return tuple(
        _output(f"{blog.id}/{_name('sitemap', part)}", "sitemap.xml", Sitemap(urls=urls[start : start + MOST]), shared)
        for part, start in enumerate(range(0, len(urls), MOST), 1)
    )


class _Run(NamedTuple):
    """The latest change on each page of a day, and (address, latest change) of its entries' own."""

    pages: dict[str, tuple[int, str]]
    entries: list[tuple[str, str]]


def _of_run(
    run: tuple[Entry, ...], there: tuple[str, ...], marked: tuple[str, ...], shared: Shared, blog: str, kept: Kept
) -> _Run:
    pages: dict[str, tuple[int, str]] = {}
    entries: list[tuple[str, str]] = []
    for entry, path, when in zip(run, there, kept.each("changes", run, _changed), strict=True):
        if entry.status == "removed" or entry.at_risk or entry.id in marked:
            continue
        pages[path] = max(pages.get(path, when), when)
        if not entry.noindex:
            entries.append((canonical(shared, f"{blog}/{entry.id}.html"), when[1]))
    return _Run(pages, entries)


def _changed(entry: Entry) -> tuple[int, str]:
    moment = last_change(entry) or entry.published or entry.time
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
