"""The one conductor: every build, check, preview and test goes through `build`."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping

from dateline.build.block import Block, block_of, save_block, signature_of
from dateline.build.options import CONTENT, STATE, Options, Progress, Result
from dateline.build.publish import Published, publish
from dateline.checks.site import check_addresses, check_navigation, check_settings
from dateline.checks.texts import Links, check_links, check_text, inside_links
from dateline.commit import OutputRefused, Owned, check_output, lock_output, read_owned, recover
from dateline.engine import fingerprint
from dateline.gate.gate import Gate
from dateline.load.blog import read_blog_settings
from dateline.load.files import Files, sort_files
from dateline.load.scan import scan
from dateline.load.site import read_common
from dateline.load.theme import read_theme
from dateline.markup.memo import Memo
from dateline.markup.render import render
from dateline.model.text import Body
from dateline.plan.desk import Shared
from dateline.plan.digest import combine, digest
from dateline.plan.output import COPY, Output
from dateline.plan.shared import asset_outputs, shared_part
from dateline.plan.site_pages import SitePages, bio_scope, page_fragment
from dateline.plan.views import EntryView
from dateline.problems import Problem, Span, error, has_errors
from dateline.state.store import State, Store


def _silent(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def build(options: Options, progress: Progress = _silent) -> Result:
    """Builds a site, or says all that is wrong with it. The output changes wholly or not at all."""
    content = options.root / CONTENT
    if not content.is_dir():
        hint = "Run this in the site's folder, or begin a site with `dateline init`."
        return Result(problems=(error(Span(CONTENT), "DL106", f"There is no folder {CONTENT}/ here.", hint),))
    lock = lock_output(options.output)
    if isinstance(lock, OutputRefused):
        return Result(refused=(lock.message, lock.hint))
    with lock:
        recovered = recover(options.output) or ""
        owned = read_owned(options.output)
        forbidden = (content, options.root / "themes", options.root / "private", options.root / STATE)
        refused = check_output(options.output, owned, adopt=options.adopt, forbidden=forbidden)
        if refused is not None:
            return Result(refused=(refused.message, refused.hint), recovered=recovered)
        # Keys, fragments and blocks are dropped whole when the engine or the protected list changes.
        engine = combine(fingerprint(), Gate(options.terms).digest, "preview" if options.preview else "site")
        store = Store(options.root / STATE / _state_name(options), engine)
        return _build(options, owned, engine, store, progress, recovered)


def _state_name(options: Options) -> str:
    """Each output has a state of its own, so that a preview and the site do not take turns at forgetting."""
    named = combine(str(options.output.absolute()), "preview" if options.preview else "site")
    return named.hex()[:16]


def _build(
    options: Options, owned: Owned | None, engine: bytes, store: Store, progress: Progress, recovered: str
) -> Result:
    now_ns = time.time_ns()
    state = store.load()
    progress("read", 0, 0)
    tree = scan(options.root, (CONTENT,), state.files, now_ns)
    files = sort_files(tree, CONTENT)
    common, problems = read_common(files)
    settings = common.settings
    theme, theme_problems = read_theme(options.root, settings.theme, settings.where("theme"))
    found: list[Problem] = [*tree.problems, *files.problems, *problems, *theme_problems, *check_settings(common)]
    titles = _titles(files)
    shared = shared_part(common, theme, titles, engine)
    if theme_problems and has_errors(theme_problems):
        # Without its templates nothing can be planned; the content is still checked.
        shared = shared_part(common, theme, titles, b"")
    blocks = _blocks(files, shared, options, store, progress)
    for block in blocks:
        found += block.problems
    memo = Memo(store.load_record("memo-site"))
    links, page_problems = _pages(shared, memo)
    found += page_problems
    if has_errors(found) or not all(block.summary for block in blocks):
        return Result(problems=_sorted(found), recovered=recovered)
    outputs = _outputs(options, files, shared, blocks, memo, asset_outputs(theme, engine))
    paths = frozenset(output.path for output in outputs)
    found += check_addresses(outputs)
    found += check_navigation(common, paths)
    for block in blocks:
        links += block.links
    found += check_links(links, paths)
    if has_errors(found):
        return Result(problems=_sorted(found), recovered=recovered)
    blogs = tuple(block.blog for block in blocks)
    done = publish(options, outputs, blogs, theme, shared.url, owned, state, progress)
    next_due = min((block.next_due for block in blocks if block.next_due is not None), default=None)
    if done.made is not None:
        for block in blocks:
            save_block(block, store)
        store.save_record("memo-site", memo.kept)
        for folder in ("blocks", "entries", "memo"):
            store.forget(folder, set(blogs))
        store.save(State(manifest=done.manifest, files=tree.files, made=done.made, next_due=next_due))
    return _result(done, found, outputs, blocks, next_due, recovered, shared.url)


def _result(
    done: Published,
    found: list[Problem],
    outputs: tuple[Output, ...],
    blocks: tuple[Block, ...],
    next_due: int | None,
    recovered: str,
    url: str,
) -> Result:
    return Result(
        problems=_sorted([*found, *done.problems]),
        refused=None if done.refused is None else (done.refused.message, done.refused.hint),
        made=tuple((output.path, reason) for output, reason in done.stale.todo),
        total=len(outputs),
        written=done.written,
        removed=done.removed,
        recovered=recovered,
        next_due=next_due,
        entries=sum(len(block.summary.rows) for block in blocks if block.summary),
        blogs=len(blocks),
        url=url,
    )


def _sorted(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(set(problems)))


def _titles(files: Files) -> dict[str, str]:
    """Every blog's title, for links between blogs. What is wrong with a blog.yaml is told when its blog is read."""
    return {name: read_blog_settings(files, blog, []).title for name, blog in files.blogs.items()}


def _blocks(files: Files, shared: Shared, options: Options, store: Store, progress: Progress) -> tuple[Block, ...]:
    common = shared.common
    part = combine(
        shared.engine,
        digest(shared.site),
        digest(dict(shared.titles)),
        digest(dict(shared.templates)),
        *(
            files.tree.files[path].sha
            for path in (f"{CONTENT}/{name}" for name in ("site.yaml", "people.yaml", "sources.yaml"))
            if path in files.tree.files
        ),
        common.settings.language,
    )
    found = []
    for number, blog in enumerate(files.blogs.values()):
        progress("plan", number, len(files.blogs))
        signature = signature_of(files, blog, part)
        found.append(block_of(files, blog, shared, signature, options.as_of, preview=options.preview, store=store))
    return tuple(found)


def _pages(shared: Shared, memo: Memo) -> tuple[Links, list[Problem]]:
    links: Links = ()
    problems: list[Problem] = []
    for page in shared.common.pages:
        fragment = page_fragment(page, shared, memo)
        problems += check_text(fragment, page.path, page.body, page.where())
        links += inside_links(fragment.inside, page.path, page.body)
    for person in shared.common.people.values():
        bio = memo.get(render, person.bio, bio_scope(shared))
        problems += check_text(bio, person.path, Body(person.bio, 0), person.where("bio"))
        links += inside_links(bio.inside, person.path, Body(person.bio, person.where("bio").line))
    return links, problems


def _outputs(
    options: Options,
    files: Files,
    shared: Shared,
    blocks: tuple[Block, ...],
    memo: Memo,
    assets: tuple[Output, ...],
) -> tuple[Output, ...]:
    by_blog: Mapping[str, Block] = {block.blog: block for block in blocks}
    read: dict[str, Mapping[str, EntryView]] = {}

    def entries(blog: str) -> Mapping[str, EntryView]:
        if blog not in read:
            read[blog] = by_blog[blog].entries()
        return read[blog]

    summaries = tuple(block.summary for block in blocks if block.summary)
    pages = SitePages(shared, summaries, entries, memo)
    found = [output for block in blocks for output in block.outputs]
    found += pages.outputs()
    found += assets
    found += _static(files, shared.engine)
    return tuple(found)


def _static(files: Files, engine: bytes) -> Iterator[Output]:
    for source in files.static():
        path = source.removeprefix(f"{CONTENT}/static/")
        key = combine(engine, "copy", files.tree.files[source].sha)
        yield Output(path=path, kind=COPY, template="", key=key, view=lambda: None, source=source)
