"""One blog's block: its outputs, its summary, its problems. An unchanged blog's is taken whole from the state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dateline.checks.blog import check_blog
from dateline.checks.texts import Links, check_text, inside_links
from dateline.index.order import index_blog
from dateline.load.blog import read_blog
from dateline.load.files import BlogFiles, Files
from dateline.markup.fragment import EMPTY, Fragment
from dateline.markup.memo import Memo
from dateline.markup.render import render
from dateline.markup.scope import Scope
from dateline.model.blog import Blog
from dateline.model.text import Body
from dateline.plan.blog_pages import BlogPages
from dateline.plan.desk import Desk, Shared, blog_scope
from dateline.plan.digest import combine
from dateline.plan.entries import label_of
from dateline.plan.feeds import blog_feed_outputs
from dateline.plan.output import PAGE, Output
from dateline.plan.sitemaps import blog_sitemaps
from dateline.plan.summary import Summary, summarise
from dateline.plan.texts import short_texts
from dateline.plan.views import EntryView
from dateline.problems import Problem
from dateline.protect.protect import protect
from dateline.state.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What one blog yields. It holds as long as `signature` does and `as_of` lies between the two due instants."""

    blog: str
    signature: bytes
    last_due: int | None
    next_due: int | None
    outputs: tuple[Output, ...]
    summary: Summary | None
    problems: tuple[Problem, ...]
    links: Links
    entries: Callable[[], Mapping[str, EntryView]]
    reused: bool


def signature_of(files: Files, blog: BlogFiles, shared_digest: bytes) -> bytes:
    """Stands for everything that a block is made from, but for the instant."""
    parts: list[bytes | str] = [shared_digest, blog.id]
    for path in blog.all():
        parts += [path, files.tree.files[path].sha]
    return combine(*parts)


def block_of(
    files: Files, blog: BlogFiles, shared: Shared, signature: bytes, as_of: int, *, preview: bool, store: Store
) -> Block:
    """The block of a blog: from the state when it still holds, else made anew."""
    found = _stored(
        blog.id,
        signature,
        as_of,
        store,
        lambda: make_block(files, blog, shared, signature, as_of, preview=preview, store=store),
    )
    return found or make_block(files, blog, shared, signature, as_of, preview=preview, store=store)


def make_block(
    files: Files, blog: BlogFiles, shared: Shared, signature: bytes, as_of: int, *, preview: bool, store: Store
) -> Block:
    """Reads, protects, renders, orders, checks and plans one blog."""
    raw, problems = read_blog(files, blog, shared.common)
    memo = Memo(store.load_record(f"memo/{blog.id}"))
    fragments = _fragments(raw, shared, memo)
    found = problems + check_blog(raw, shared.common, shared.titles, fragments)
    found += _other_texts(raw, shared, memo)
    shown = protect(raw, as_of=as_of, preview=preview)
    index = index_blog(shown.blog)
    labels = {entry.id: label_of(entry, fragments[entry.id]) for entry in index.entries if entry.id in fragments}
    for entry in index.entries:
        if entry.id not in labels:
            labels[entry.id] = label_of(entry, _NOTHING)
    if any(problem.severity == "error" for problem in found):
        # Views are only made of what is whole.
        return Block(
            blog=blog.id, signature=b"", last_due=None, next_due=None, outputs=(), summary=None,
            problems=found, links=(), entries=dict, reused=False,
        )  # fmt: skip
    desk = Desk(
        shared=shared, blog=shown.blog, index=index, fragments=fragments, labels=labels, marks=shown.marks, memo=memo
    )
    pages = BlogPages(desk)
    outputs = tuple(pages.outputs())
    sitemaps = blog_sitemaps(pages)
    addresses = tuple(output.path for output in outputs if output.kind == PAGE)
    summary = summarise(pages, addresses, tuple(output.path for output in sitemaps))
    views = pages.views
    outputs += blog_feed_outputs(summary, shared, lambda _: views) + sitemaps
    links: Links = ()
    for entry in shown.blog.entries:
        if entry.status != "removed" and entry.id in fragments:
            links += inside_links(fragments[entry.id].inside, entry.path, entry.body)
    for short in short_texts(shown.blog, shared.common):
        links += inside_links(short.fragment(memo).inside, short.where.path, Body(short.text, short.where.line))
    block = Block(
        blog=blog.id,
        signature=signature,
        last_due=shown.last_due,
        next_due=shown.next_due,
        outputs=outputs,
        summary=summary,
        problems=found,
        links=links,
        entries=lambda: views,
        reused=False,
    )
    store.save_record(f"memo/{blog.id}", memo.kept)
    return block


_NOTHING = EMPTY


def _fragments(blog: Blog, shared: Shared, memo: Memo) -> dict[str, Fragment]:
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
        scope = Scope(
            prefix=entry.anchor, folder=base.folder, quotes=base.quotes, labels=base.labels, pictures=base.pictures
        )
        found[entry.id] = memo.get(render, entry.body.text, scope)
    return found


def _other_texts(blog: Blog, shared: Shared, memo: Memo) -> tuple[Problem, ...]:
    return tuple(
        problem
        for short in short_texts(blog, shared.common)
        for problem in check_text(short.fragment(memo), short.where.path, Body(short.text, 0), short.where)
    )


def _are_of(found: Any, summary: Summary) -> bool:
    """Whether saved views are those of the block: the two are written one after the other, and one may have failed."""
    items = [row.item for row in summary.rows if row.item is not None]
    return isinstance(found, dict) and all(
        item.entry in found and found[item.entry].digest == item.content for item in items
    )


_OUTPUT = ("path", "kind", "template", "key", "source", "top", "absolute")


def save_block(block: Block, store: Store) -> None:
    """Keeps a block for the next build."""
    if block.reused or not block.signature:
        return
    outputs = tuple(tuple(getattr(output, name) for name in _OUTPUT) for output in block.outputs)
    record = (
        block.signature, block.last_due, block.next_due, outputs, block.summary, block.problems, block.links,
    )  # fmt: skip
    store.save_record(f"blocks/{block.blog}", record)
    store.save_record(f"entries/{block.blog}", dict(block.entries()))


def _stored(name: str, signature: bytes, as_of: int, store: Store, remake: Callable[[], Block]) -> Block | None:
    record: Any = store.load_record(f"blocks/{name}")
    if not isinstance(record, tuple) or len(record) != 7 or record[0] != signature:
        return None
    _, last_due, next_due, rows, summary, problems, links = record
    if (last_due is not None and as_of < last_due) or (next_due is not None and as_of >= next_due):
        return None
    made: list[Block] = []

    def again() -> Block:
        # Only when a file of the output was lost: the block's views are made once more.
        if not made:
            made.append(remake())
        return made[0]

    def view_of(path: str) -> Callable[[], Any]:
        return lambda: next(output for output in again().outputs if output.path == path).view()

    def entries() -> Mapping[str, EntryView]:
        found: Mapping[str, EntryView] = store.load_record(f"entries/{name}") if not made else {}
        return found if _are_of(found, summary) else again().entries()

    outputs = []
    for row in rows:
        fields = dict(zip(_OUTPUT, row, strict=True))
        outputs.append(Output(view=view_of(fields["path"]), **fields))
    return Block(
        blog=name,
        signature=signature,
        last_due=last_due,
        next_due=next_due,
        outputs=tuple(outputs),
        summary=summary,
        problems=problems,
        links=links,
        entries=entries,
        reused=True,
    )
