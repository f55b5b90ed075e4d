"""One blog, from its files to its outputs: read, checked, protected, ordered, planned. It knows no other blog."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from itertools import chain

import msgspec
from msgspec import Struct, structs

from dateline.checks.addresses import check_addresses, stand_of
from dateline.checks.blog import check_blog
from dateline.checks.texts import Links, check_text, inside_links
from dateline.index.order import REFERENCES, index_blog
from dateline.index.pieces import Piece, by_file
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
from dateline.plan.output import PAGE, Group, Output
from dateline.plan.sitemaps import blog_sitemaps
from dateline.plan.summary import FEED, Rows, ShelfKey, Summary
from dateline.plan.texts import ShortText, blog_texts, entry_texts
from dateline.plan.views import EntryView
from dateline.plan.whole_page import whole_page
from dateline.problems import Problem, has_errors
from dateline.protect.protect import protect


class Gist(Struct, frozen=True, kw_only=True):
    """What the pages of the site read of a blog."""

    summary: Summary
    rows: Rows
    links: Links


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
    groups: tuple[Group, ...]
    lines: tuple[Line, ...]
    shelved: Mapping[ShelfKey, tuple[Line, ...]]
    views: Mapping[str, EntryView]
    problems: tuple[Problem, ...]
    memo: Memo
    find_gist: Callable[[], Gist] | None = None
    entries: tuple[Entry, ...] = ()
    """Those that are shown, in the order of their files."""
    pages: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Entry id → the output path of the day that it stands on."""
    whole: Callable[[], tuple[Output, Mapping[str, str]]] | None = None
    """Plans the page that holds the whole blog, see `plan.whole_page`."""

    @property
    def outputs(self) -> Iterator[Output]:
        """All of them."""
        return chain.from_iterable(self.groups)

    @property
    def gist(self) -> Gist:
        """Found out when it is first asked for: whoever writes the outputs need not wait for it."""
        assert self.find_gist is not None, f"{self.blog} has errors"
        return self.find_gist()


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
    found = problems + check_blog(raw, shared.common, shared.titles, fragments, kept)
    found += _other_texts(raw, shared, memo, kept)
    shown = protect(raw, kept, as_of=as_of, preview=preview)
    others = tuple((name, shared.titles.get(name)) for name in _other_blogs(raw))
    if has_errors(found):
        # Views are only made of what is whole.
        return Block(
            blog=blog.id, last_due=None, next_due=None, others=others, groups=(), lines=(), shelved={},
            views={}, problems=found, memo=memo,
        )  # fmt: skip
    index = index_blog(shown.blog, kept)
    pieces = by_file(shown.blog.entries, kept, "shown")
    labels = _labels(pieces, fragments, raw.language, kept)
    desk = Desk(
        shared=shared, blog=shown.blog, index=index, fragments=fragments, labels=labels, marks=shown.marks, memo=memo,
        kept=kept, drawn=drawn,
    )  # fmt: skip
    pages = BlogPages(desk, pieces)
    outputs = tuple(chain.from_iterable(groups := tuple(pages.groups())))
    stands = tuple(kept.each("stands", filter(None, groups), stand_of))
    found += kept.same("addresses", stands, lambda: tuple(check_addresses(outputs, stands)))
    sitemaps = blog_sitemaps(pages)
    runs, stones = lines_of(pages), stones_of(pages)
    lines = tuple(chain.from_iterable(run for _, run in runs))
    shelved = by_shelf((*runs, ("", stones)), kept)
    newest = shelved.get((FEED, "", ""), ())
    feeds = tuple(blog_feeds(pages, newest, (*lines, *stones), lambda item: pages.views[item.entry]))

    @cache
    def gist() -> Gist:
        aliases = bool(shown.blog.settings.aliases)
        addresses = tuple(output.path for output in outputs if output.kind == PAGE and output.path.endswith(".html"))
        return Gist(
            summary=summarise(
                pages,
                runs,
                shelved,
                addresses if aliases else (),
                tuple(output.path for output in sitemaps),
                moved_pages(outputs),
            ),
            rows=rows_of(runs, stones, kept),
            links=_links(shown.blog, pieces, shared, fragments, memo, kept),
        )

    return Block(
        blog=blog.id,
        last_due=shown.last_due,
        next_due=shown.next_due,
        others=others,
        groups=(*groups, feeds, sitemaps),
        lines=lines,
        shelved=shelved,
        views=pages.views,
        problems=found,
        memo=memo,
        find_gist=gist,
        entries=shown.blog.entries,
        pages=index.pages,
        whole=partial(whole_page, pages),
    )


def _labels(pieces: tuple[Piece, ...], fragments: Mapping[str, Fragment], lang: str, kept: Kept) -> dict[str, str]:
    labels: dict[str, str] = {}
    for name, entries in pieces:
        texts = tuple(fragments.get(entry.id, EMPTY) for entry in entries)
        make = partial(_labels_of, entries, texts, lang)
        labels.update(kept.same(("labels", name), (entries, texts, lang), make))
    return labels


def _labels_of(entries: tuple[Entry, ...], texts: tuple[Fragment, ...], lang: str) -> dict[str, str]:
    return {entry.id: label_of(entry, text, lang) for entry, text in zip(entries, texts, strict=True)}


def _links(
    blog: Blog,
    pieces: tuple[Piece, ...],
    shared: Shared,
    fragments: Mapping[str, Fragment],
    memo: Memo,
    kept: Kept,
) -> Links:
    found = [_short_links(structs.replace(blog, entries=()), shared, memo)]
    around = kept.same("links around", _around_texts(blog, shared), object)
    for name, entries in pieces:
        texts = tuple(fragments.get(entry.id) for entry in entries)
        make = partial(_links_of, structs.replace(blog, entries=entries), texts, shared, memo)
        found.append(kept.same(("links", name), (around, shared.titles, entries, texts), make))
    return tuple(chain.from_iterable(found))


def _links_of(blog: Blog, texts: tuple[Fragment | None, ...], shared: Shared, memo: Memo) -> Links:
    links: Links = ()
    for entry, text in zip(blog.entries, texts, strict=True):
        if entry.status != "removed" and text is not None:
            links += inside_links(text.inside, entry.path, entry.body)
            links += _to_other_blogs(entry, shared)
    for short in entry_texts(blog, shared.common):
        links += inside_links(short.fragment(memo).inside, short.where.path, Body(short.text, short.where.line))
    return links


def _short_links(blog: Blog, shared: Shared, memo: Memo) -> Links:
    links: Links = ()
    for short in blog_texts(blog, shared.common):
        links += inside_links(short.fragment(memo).inside, short.where.path, Body(short.text, short.where.line))
    return links


def _around_texts(blog: Blog, shared: Shared) -> tuple[object, ...]:
    """All that texts of a blog may be rendered from, besides the entry that they are of."""
    return (shared.common, blog.id, blog.language, blog.sources, blog.media)


def _other_blogs(blog: Blog) -> tuple[str, ...]:
    """The other blogs that this one names."""
    named = [ref.id for ref in (blog.settings.continues, blog.settings.continued_by) if ref]
    refs = (ref.id for entry in blog.entries for ref in (*entry.corrects, *entry.updates, *entry.supersedes))
    return tuple(sorted({*named, *(ref.partition("/")[0] for ref in refs if "/" in ref)}))


def _fragments(blog: Blog, shared: Shared, memo: Memo, kept: Kept) -> dict[str, Fragment]:
    """The fragments of all entries, held back or not: what is wrong with a draft is told too."""
    found: dict[str, Fragment] = {}
    around = kept.same("fragments around", _around_texts(blog, shared), object)
    for name, entries in by_file(blog.entries, kept, "read"):
        make = partial(_fragments_of, structs.replace(blog, entries=entries), shared, memo)
        here = kept.within(("fragments", name), (around, entries), make)
        if any(fragment.flaws for fragment in here.values()):
            # What is wrong must be said again by every build, with hints of that day.
            kept.drop(("fragments", name))
        found.update(here)
    return found


def _fragments_of(blog: Blog, shared: Shared, memo: Memo, kept: Kept) -> dict[str, Fragment]:
    found: dict[str, Fragment] = {}
    scopes: dict[str, Scope] = {}
    for entry in blog.entries:
        if entry.status == "removed":
            continue
        lang = entry.lang or blog.language
        base = scopes.get(lang)
        if base is None:
            make_scope = partial(blog_scope, blog, shared.common, "", lang)
            base = scopes[lang] = kept.same(("scope", lang), _around_texts(blog, shared), make_scope)
        make = partial(_fragment, entry, base, memo)
        fragment = kept.same(("fragment", entry.id), (entry, base), make)
        if fragment.flaws:
            kept.drop(("fragment", entry.id))
        found[entry.id] = fragment
    return found


def _fragment(entry: Entry, base: Scope, memo: Memo) -> Fragment:
    return memo.get(render, entry.body.text, structs.replace(base, prefix=entry.anchor))


def _other_texts(blog: Blog, shared: Shared, memo: Memo, kept: Kept) -> tuple[Problem, ...]:
    """What is wrong with the short texts; with those of a draft it warns."""
    ready = structs.replace(blog, entries=tuple(entry for entry in blog.entries if entry.status != "draft"))
    found = _flaws_of(ready, shared, memo, kept)
    if len(ready.entries) == len(blog.entries):
        return found
    drafts = (problem for problem in _flaws_of(blog, shared, memo, Kept()) if problem not in found)
    return found + tuple(structs.replace(problem, severity="warning") for problem in drafts)


def _flaws_of(blog: Blog, shared: Shared, memo: Memo, kept: Kept) -> tuple[Problem, ...]:
    found = list(_flaws(blog_texts(blog, shared.common), memo))
    around = kept.same("flaws around", _around_texts(blog, shared), object)
    for name, entries in by_file(blog.entries, kept, "ready"):
        texts = entry_texts(structs.replace(blog, entries=entries), shared.common)
        here = kept.same(("flaws", name), (around, entries), partial(_all_flaws, texts, memo))
        if here:
            # With hints of that day, as above.
            kept.drop(("flaws", name))
        found += here
    return tuple(found)


def _all_flaws(texts: Iterable[ShortText], memo: Memo) -> tuple[Problem, ...]:
    return tuple(_flaws(texts, memo))


def _flaws(texts: Iterable[ShortText], memo: Memo) -> Iterator[Problem]:
    for short in texts:
        yield from check_text(short.fragment(memo), short.where.path, Body(short.text, 0), short.where)


def _to_other_blogs(entry: Entry, shared: Shared) -> Links:
    """What the entry refers to in other blogs, of which this one knows no more than the names."""
    refs = (ref for kind in REFERENCES for ref in getattr(entry, kind))
    return tuple(
        (entry.path, ref.place[0], f"{ref.id}.html")
        for ref in refs
        if ref.id.partition("/")[0] in shared.titles and "/" in ref.id
    )
