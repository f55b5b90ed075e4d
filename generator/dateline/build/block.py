"""One blog, from its files to its outputs: read, checked, protected, ordered, planned. It knows no other blog."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import msgspec
from msgspec import Struct, structs

from dateline.checks.addresses import check_addresses
from dateline.checks.blog import check_blog
from dateline.checks.texts import Links, check_text, inside_links
from dateline.index.order import REFERENCES, index_blog
from dateline.kept import Kept
from dateline.load.blog import read_blog
from dateline.load.files import BlogFiles, Files
from dateline.markup.fragment import EMPTY, Fragment
from dateline.markup.memo import Memo
from dateline.markup.render import render
from dateline.markup.scope import Scope
from dateline.model.blog import Blog
from dateline.model.entry import Entry
from dateline.model.text import Body
from dateline.plan.blog_pages import BlogPages
from dateline.plan.desk import Desk, Shared, blog_scope
from dateline.plan.drawn import Drawn
from dateline.plan.entries import label_of
from dateline.plan.feeds import blog_feeds
from dateline.plan.host_files import moved_pages
from dateline.plan.lines import Line, by_shelf, lines_of, rows_of, stones_of, summarise
from dateline.plan.output import PAGE, Output
from dateline.plan.sitemaps import blog_sitemaps
from dateline.plan.summary import FEED, Rows, ShelfKey, Summary
from dateline.plan.texts import short_texts
from dateline.plan.views import EntryView
from dateline.plan.whole_page import whole_page
from dateline.problems import Problem, has_errors
from dateline.protect.protect import protect


class Block(Struct, frozen=True, kw_only=True):
    """What one blog yields, with its views at hand.

    It holds as long as its files and the shared part of the site stay as they are, `as_of` lies between the two due
    instants, and the `others` (blogs it refers to, with their titles, None when there is none) are as they were.
    With errors among its `problems` it has no outputs.
    """

    blog: str
    last_due: int | None
    next_due: int | None
    others: tuple[tuple[str, str | None], ...]
    outputs: tuple[Output, ...]
    summary: Summary | None
    rows: Rows
    lines: tuple[Line, ...]
    shelved: Mapping[ShelfKey, tuple[Line, ...]]
    views: Mapping[str, EntryView]
    problems: tuple[Problem, ...]
    links: Links
    memo: Memo
    entries: tuple[Entry, ...] = ()
    """Those that are shown, in the order of their files."""
    pages: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Entry id → the output path of the day that it stands on."""
    whole: Callable[[], tuple[Output, Mapping[str, str]]] | None = None
    """Plans the page that holds the whole blog, see `plan.whole_page`."""


def make_block(
    files: Files,
    blog: BlogFiles,
    shared: Shared,
    as_of: int,
    memo: Memo,
    kept: Kept,
    *,
    preview: bool,
    drawn: Drawn | None = None,
) -> Block:
    """Reads, checks, protects, orders and plans one blog."""
    raw, problems = read_blog(files, blog, shared.common, kept)
    fragments = _fragments(raw, shared, memo, kept)
    found = problems + check_blog(raw, shared.common, shared.titles, fragments)
    found += _other_texts(raw, shared, memo)
    shown = protect(raw, as_of=as_of, preview=preview)
    others = tuple((name, shared.titles.get(name)) for name in _other_blogs(raw))
    if has_errors(found):
        # Views are only made of what is whole.
        return Block(
            blog=blog.id, last_due=None, next_due=None, others=others, outputs=(), summary=None,
            rows=Rows(rows=(), documents={}), lines=(), shelved={}, views={}, problems=found, links=(), memo=memo,
        )  # fmt: skip
    index = index_blog(shown.blog)
    labels = {entry.id: label_of(entry, fragments.get(entry.id, EMPTY), raw.language) for entry in index.entries}
    desk = Desk(
        shared=shared, blog=shown.blog, index=index, fragments=fragments, labels=labels, marks=shown.marks, memo=memo,
        kept=kept, drawn=drawn,
    )  # fmt: skip
    pages = BlogPages(desk)
    outputs = tuple(pages.outputs())
    places = tuple((output.path, output.source) for output in outputs)
    found += kept.same("addresses", places, lambda: tuple(check_addresses(outputs)))
    sitemaps = blog_sitemaps(pages)
    lines, stones = lines_of(pages), stones_of(pages)
    rows = rows_of(lines, stones)
    addresses = tuple(output.path for output in outputs if output.kind == PAGE and output.path.endswith(".html"))
    shelved = by_shelf((*lines, *stones))
    summary = summarise(
        pages, lines, shelved, addresses, tuple(output.path for output in sitemaps), moved_pages(outputs)
    )
    newest = shelved.get((FEED, "", ""), ())
    feeds = tuple(blog_feeds(pages.head, newest, (*lines, *stones), shared, lambda item: pages.views[item.entry]))
    return Block(
        blog=blog.id,
        last_due=shown.last_due,
        next_due=shown.next_due,
        others=others,
        outputs=outputs + feeds + sitemaps,
        summary=summary,
        rows=rows,
        lines=lines,
        shelved=shelved,
        views=pages.views,
        problems=found,
        links=_links(shown.blog, shared, fragments, memo),
        memo=memo,
        entries=shown.blog.entries,
        pages=index.pages,
        whole=partial(whole_page, pages),
    )


def _links(blog: Blog, shared: Shared, fragments: Mapping[str, Fragment], memo: Memo) -> Links:
    links: Links = ()
    for entry in blog.entries:
        if entry.status != "removed" and entry.id in fragments:
            links += inside_links(fragments[entry.id].inside, entry.path, entry.body)
            links += _to_other_blogs(entry, shared)
    for short in short_texts(blog, shared.common):
        links += inside_links(short.fragment(memo).inside, short.where.path, Body(short.text, short.where.line))
    return links


def _other_blogs(blog: Blog) -> tuple[str, ...]:
    """The other blogs that this one names."""
    named = [ref.id for ref in (blog.settings.continues, blog.settings.continued_by) if ref]
    refs = (ref.id for entry in blog.entries for kind in REFERENCES for ref in getattr(entry, kind) if "/" in ref.id)
    return tuple(sorted({*named, *(ref.partition("/")[0] for ref in refs)}))


def _fragments(blog: Blog, shared: Shared, memo: Memo, kept: Kept) -> dict[str, Fragment]:
    """The fragments of all entries, held back or not: what is wrong with a draft is told too."""
    found: dict[str, Fragment] = {}
    scopes: dict[str, Scope] = {}
    for entry in blog.entries:
        if entry.status == "removed":
            continue
        lang = entry.lang or blog.language
        base = scopes.get(lang)
        if base is None:
            base = scopes[lang] = blog_scope(blog, shared.common, "", lang)
        make = partial(_fragment, entry, base, memo)
        fragment = kept.same(("fragment", entry.id), (entry, base), make)
        if fragment.flaws:
            # What is wrong must be said again by every build, with hints of that day.
            kept.drop(("fragment", entry.id))
        found[entry.id] = fragment
    return found


def _fragment(entry: Entry, base: Scope, memo: Memo) -> Fragment:
    return memo.get(render, entry.body.text, structs.replace(base, prefix=entry.anchor))


def _other_texts(blog: Blog, shared: Shared, memo: Memo) -> tuple[Problem, ...]:
    """What is wrong with the short texts; with those of a draft it warns."""
    ready = structs.replace(blog, entries=tuple(entry for entry in blog.entries if entry.status != "draft"))
    found = _flaws_of(ready, shared, memo)
    if len(ready.entries) == len(blog.entries):
        return found
    drafts = (problem for problem in _flaws_of(blog, shared, memo) if problem not in found)
    return found + tuple(structs.replace(problem, severity="warning") for problem in drafts)


def _flaws_of(blog: Blog, shared: Shared, memo: Memo) -> tuple[Problem, ...]:
    return tuple(
        problem
        for short in short_texts(blog, shared.common)
        for problem in check_text(short.fragment(memo), short.where.path, Body(short.text, 0), short.where)
    )


def _to_other_blogs(entry: Entry, shared: Shared) -> Links:
    """What the entry refers to in other blogs, of which this one knows no more than the names."""
    refs = (ref for kind in REFERENCES for ref in getattr(entry, kind))
    return tuple(
        (entry.path, ref.place[0], f"{ref.id}.html")
        for ref in refs
        if ref.id.partition("/")[0] in shared.titles and "/" in ref.id
    )
