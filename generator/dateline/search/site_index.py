"""The part of the index that is the site's: the page, which blogs there are, and which of them hold a word."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from dateline.placeholders import ROOT
from dateline.plan import words
from dateline.plan.combine import combine
from dateline.plan.desk import Shared
from dateline.plan.digest import digest
from dateline.plan.heads import site_shell
from dateline.plan.output import BYTES, PAGE, Output
from dateline.plan.summary import Summary
from dateline.plan.views import SearchView, State
from dateline.search import fold, stems
from dateline.search.stems import Stems
from dateline.words import said

PATH = "search.html"
_TEMPLATE = "search.html"


def search_outputs(
    shared: Shared, summaries: tuple[Summary, ...], stems_of: Callable[[str], Stems]
) -> Iterator[Output]:
    """All of them, if the site is to be searched. `stems_of` gives a blog's stems, for files that are made again."""
    if not shared.common.settings.search:
        return
    yield _page(shared)
    blogs = {summary.head.id: summary.search for summary in summaries if summary.search is not None}
    versions = []
    for number, buckets in enumerate(stems.files_for(blogs.values())):
        version = stems.version_of(buckets, blogs)
        versions.append(version.hex()[:8])

        def make(buckets: tuple[int, ...] = buckets) -> bytes:
            return stems.written([[stems_of(name)[bucket] for bucket in buckets] for name in blogs])

        path = f"search/words-{number}.json"
        yield Output(path=path, kind=BYTES, template="", key=combine(shared.engine, path, version), view=make)
    listed = {
        "words": versions,
        "buckets": stems.BUCKETS,
        "letters": stems.LETTERS,
        "longest": fold.LONGEST,
        "same": fold.SAME,
        "blogs": [_blog(summary) for summary in summaries if summary.search is not None],
    }
    path = "search/blogs.json"
    key = combine(shared.engine, path, digest(listed))
    yield Output(path=path, kind=BYTES, template="", key=key, view=lambda: msgspec.json.encode(listed))


def _blog(summary: Summary) -> tuple[object, ...]:
    """(id, title, language, direction, stretches): each stretch (name, version, first day, last day), oldest first."""
    assert summary.search is not None
    head = summary.head
    rows = [(row.name, row.version, row.first, row.last) for row in summary.search.stretches]
    return head.id, head.title, head.lang, head.dir, rows


def _page(shared: Shared) -> Output:
    lang = shared.common.settings.language
    view = SearchView(
        site=shared.site,
        shell=site_shell(shared, PATH, said(words.SEARCH, lang), kind="search", noindex=True),
        title=said(words.SEARCH, lang),
        root_href=ROOT,
        states=tuple(State(slug=slug, word=said(word, lang)) for slug, word in words.VERIFICATION.items()),
    )
    key = combine(shared.engine, shared.templates[_TEMPLATE], PATH, digest(view))
    return Output(path=PATH, kind=PAGE, template=_TEMPLATE, key=key, view=lambda: view)
