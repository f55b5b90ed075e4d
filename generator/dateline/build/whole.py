"""A whole build: everything that was not left as it was by the last one."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from dateline.build.beside import Beside
from dateline.build.common import Site, read_site, remember_site
from dateline.build.left import Left
from dateline.build.making import Done, Making, SitePart
from dateline.build.options import CONTENT, STATE, Options, Progress, Result, Whole
from dateline.build.seen import Seen
from dateline.build.shares import bench_for, make_shares
from dateline.build.still import remember_still
from dateline.build.workers import available
from dateline.checks.addresses import check_addresses
from dateline.checks.echoes import without_echoes
from dateline.checks.site import check_navigation, check_redirects
from dateline.checks.texts import check_links
from dateline.commit import MANIFEST_NAME, OutputRefused, Staging, format_manifest, remember_manifest
from dateline.gate.gate import Gate
from dateline.kept import Kept
from dateline.load.files import sort_files
from dateline.load.scan import Tree
from dateline.load.theme_files import DEFAULT, package_themes, theme_digest
from dateline.markup.memo import Fragments
from dateline.plan.output import Output
from dateline.problems import Problem, has_errors
from dateline.state.records import Made, Share
from dateline.state.store import Store
from dateline.times.told import recall

if TYPE_CHECKING:
    from dateline.render.renderer import Renderer

_BY_BLOG = (
    "blocks", "contents", "feeds", "lines", "memo", "pictures", "read", "rows", "seen", "stems", "views", "words",
)  # fmt: skip
"""Folders of the state that hold a record for each blog."""


def compiled_folders(options: Options) -> tuple[Path, ...]:
    """Where compiled templates are kept."""
    beside = package_themes() / DEFAULT / "__pycache__"
    return (beside, options.root / STATE / "templates") if options.commit else (beside,)


def renderer_of(options: Options, site: Site, kept: Kept) -> Callable[[], Renderer]:
    """Gives what pages and feeds are rendered with."""

    @cache
    def renderer() -> Renderer:
        from dateline.render.renderer import Renderer

        look = (site.theme, site.shared.url)
        return kept.same("renderer", look, lambda: Renderer(*look, compiled_folders(options)))

    return renderer


def _of_this_process(progress: Progress) -> Progress:
    """Progress that workers keep to themselves."""
    here = os.getpid()

    def told(what: str, done: int, total: int) -> None:
        if os.getpid() == here:
            progress(what, done, total)

    return told


class _Built(Struct, frozen=True, kw_only=True):
    """All that was made and nothing of it published yet."""

    site: Site
    shares: tuple[Share, ...]
    done: Done
    memo: Fragments


def build_whole(
    options: Options,
    tree: Tree,
    owned_files: Mapping[str, str],
    seen: Seen,
    engine: bytes,
    store: Store,
    kept: Kept,
    progress: Progress,
    beside: Beside,
) -> Result:
    """Builds from a scanned tree. `owned_files` is what the manifests say of the output: path → hash; `seen` are those
    files as they lie there; `beside` may make the pages of the site meanwhile."""
    progress = _of_this_process(progress)
    files = sort_files(tree, CONTENT)
    site = read_site(options.root, files, engine, store, kept)
    seen.settle()
    left = Left(options.output, seen, kept)
    with contextlib.ExitStack() as stack:
        # What waits to be saved is saved whatever comes of the build: its shares are good ones.
        stack.callback(store.flush)
        staging: Staging | None = None
        if options.commit:
            staging = stack.enter_context(
                Staging(options.output, owned=owned_files, adopt=options.adopt, lasting=options.lasting)
            )
        making = Making(
            root=options.root,
            output=options.output,
            owned=owned_files,
            renderer=renderer_of(options, site, kept),
            gate=Gate(options.terms),
            writer=staging.writer if staging else None,
            progress=progress,
            left=left,
            jobs=options.jobs or available(),
            pictures=store.beside(b"pictures"),
        )
        shares = _shares(options, site, making, engine, store, kept, progress, beside)
        if isinstance(shares, OutputRefused):
            return Result(refused=(shares.message, shares.hint))
        problems = [*site.problems, *(problem for share in shares for problem in (*share.problems, *share.faults))]
        if has_errors(problem for share in shares for problem in share.problems) or has_errors(site.problems):
            from dateline.build.site import static_outputs

            problems += check_addresses(tuple(static_outputs(site)))
            return Result(problems=_sorted(problems))
        part = beside.answer() or _site_part(options, site, shares, making, engine, store, kept)
        problems += part.problems
        if has_errors(part.problems):
            return Result(problems=_sorted(problems))
        recall(part.dates)
        done = part.done
        built = _Built(site=site, shares=shares, done=done, memo=part.memo)
        problems += done.faults
        wholes: tuple[Whole, ...] = ()
        if options.wholes is not None and not has_errors(problems):
            from dateline.build.wholes import make_wholes

            wholes, faults = make_wholes(site, making, store, options)
            problems += faults
        result = structs.replace(_result(built, problems), wholes=wholes)
        if staging is None or has_errors(problems):
            return result
        return _publish(options, built, result, staging, making, store, kept)


def _shares(
    options: Options,
    site: Site,
    making: Making,
    engine: bytes,
    store: Store,
    kept: Kept,
    progress: Progress,
    beside: Beside,
) -> tuple[Share, ...] | OutputRefused:
    """Every blog's share, made here or brought from the shards that made it."""
    if options.shards is None:
        return make_shares(options, site, making, store, kept, progress, beside)
    from dateline.shard.bringing import bring_shares

    # With errors of the site's own no blog's signature would hold; they are told as they are by every build.
    if has_errors(site.problems):
        return ()
    bench = bench_for(options, site, making, store, kept)
    found = bring_shares(options.shards, bench, engine, _content(options, site))
    return found if isinstance(found, tuple) else OutputRefused(message=found.message, hint=found.hint)


def _site_part(
    options: Options, site: Site, shares: tuple[Share, ...], making: Making, engine: bytes, store: Store, kept: Kept
) -> SitePart:
    """What is the site's and no blog's, made here."""
    # Where another process does this, nothing of it need be imported here.
    from dateline.build.site import make_site, site_outputs

    problems: list[Problem] = []
    if options.part is not None:
        outputs = _carried(options, site, shares, engine, store)
    else:
        outputs = site_outputs(site, shares, store, kept, making.renderer(), options)
        problems = check_whole(site, shares, outputs, kept)
        if has_errors(problems):
            return SitePart(holds=True, problems=tuple(problems))
    done = make_site(outputs, making, store, options)
    return SitePart(holds=True, problems=tuple(problems), done=done, memo=site.memo.kept)


def _carried(
    options: Options, site: Site, shares: tuple[Share, ...], engine: bytes, store: Store
) -> tuple[Output, ...]:
    """What a shard holds beside its blogs. What is seen of all pages together is checked by whoever merges."""
    from dateline.shard.carried import shard_outputs

    assert options.part is not None
    content = _content(options, site)
    found = shard_outputs(options.part, site, shares, store, as_of=options.as_of, engine=engine, content=content)
    return tuple(found)


def _content(options: Options, site: Site) -> str:
    from dateline.shard.carried import content_digest

    return content_digest(site.files.tree, theme_digest(options.root, site.shared.common.settings.theme))


def check_whole(site: Site, shares: tuple[Share, ...], outputs: tuple[Output, ...], kept: Kept) -> list[Problem]:
    """What can only be seen of all pages together: addresses, the navigation, links."""
    own = {output.path for output in outputs}
    # What a template failed to make still has its address.
    paths = own.union(*(share.made for share in shares), *((path for path, _ in share.todo) for share in shares))
    # A blog's pages lie in its folder, and were looked at with it; only where the site has files there can they meet.
    entered = {path.partition("/")[0].casefold() for path in own}
    beside = tuple(
        Output(path=path, kind="", template="", key=b"", view=lambda: None, source=made.source)
        for share in shares
        if share.blog.casefold() in entered
        for path, made in share.made.items()
    )
    links = site.links + tuple(link for share in shares for link in share.links)
    together = beside + outputs
    places = tuple((output.path, output.source) for output in together)
    return [
        *kept.same("addresses", places, lambda: tuple(check_addresses(together))),
        *check_navigation(site.shared.common, paths),
        *check_redirects(site.shared.common, tuple(share.summary for share in shares if share.summary)),
        *check_links(links, paths),
    ]


def _publish(
    options: Options,
    built: _Built,
    result: Result,
    staging: Staging,
    making: Making,
    store: Store,
    kept: Kept,
) -> Result:
    """Moves into the output what differs, and remembers what was made."""
    owned = making.owned
    written = [staged for share in built.shares for staged in share.written] + list(built.done.written)
    staging.take(written)
    manifests = _manifests(built, owned)
    hashes = {path: hashlib.sha256(data).hexdigest() for path, (data, _) in manifests.items()}
    stale = [path for path, sha in hashes.items() if owned.get(path) != sha]
    for path in stale:
        staging.add(path, manifests[path][0], hashes[path])
    # What the output will hold: everything made, and every blog's manifest, those of untouched blogs as they are.
    parts = (built.done.made, *(share.made for share in built.shares))
    made: dict[str, Made] = {}
    for part in parts:
        made.update(part)
    untouched = (f"{share.blog}/{MANIFEST_NAME}" for share in built.shares)
    held = {path: owned[path] for path in untouched if path not in hashes}
    held.update(zip(made, map(attrgetter("sha"), made.values()), strict=True))
    held.update(hashes)
    removed = tuple(sorted(owned.keys() - held.keys()))
    for path in removed:
        staging.remove(path)
    making.progress("commit", 0, len(written))
    committed = staging.commit()
    if isinstance(committed, OutputRefused):
        return Result(
            problems=result.problems,
            refused=(committed.message, committed.hint),
        )
    for path in stale:
        remember_manifest(options.output, path, *manifests[path], kept)
    making.left.leave({share.blog: share.made for share in built.shares}, built.done.made, held)
    _remember(options, built, result, made, held, store)
    return structs.replace(result, written=tuple(staged.path for staged in written) + tuple(stale), removed=removed)


def _manifests(built: _Built, owned: Mapping[str, str]) -> dict[str, tuple[bytes, dict[str, str]]]:
    """The root manifest, and those of blogs that were made again: path → its bytes, and the hashes by path."""
    manifests: dict[str, tuple[bytes, dict[str, str]]] = {}
    root = {path: made.sha for path, made in built.done.made.items()}
    for share in built.shares:
        path = f"{share.blog}/{MANIFEST_NAME}"
        if share.reused and path in owned:
            root[path] = owned[path]
            continue
        data = format_manifest({name.partition("/")[2]: made.sha for name, made in share.made.items()})
        manifests[path] = (data, {name: made.sha for name, made in share.made.items()})
        root[path] = hashlib.sha256(data).hexdigest()
    manifests[MANIFEST_NAME] = (format_manifest(root), root)
    return manifests


def _remember(
    options: Options,
    built: _Built,
    result: Result,
    made: Mapping[str, Made],
    held: Mapping[str, str],
    store: Store,
) -> None:
    store.save_record("site", dict(built.done.made))
    names = (MANIFEST_NAME, *(f"{share.blog}/{MANIFEST_NAME}" for share in built.shares))
    store.save_plain("manifests", tuple(held[name] for name in names if name in held))
    store.save_record("memo-site", built.memo)
    remember_site(options.root, built.site, store)
    due = [share.last_due for share in built.shares if share.last_due is not None]
    theme = built.site.shared.common.settings.theme
    last_due = max(due, default=None)
    remember_still(options, built.site.files.tree, theme, held, made, last_due, result, store)
    for folder in _BY_BLOG:
        store.forget(folder, {share.blog for share in built.shares})


def _result(built: _Built, problems: list[Problem]) -> Result:
    shares = built.shares
    return Result(
        problems=_sorted(problems),
        made=tuple(item for share in shares for item in share.todo) + built.done.todo,
        total=len(built.done.made) + sum(len(share.made) for share in shares),
        paths=(*built.done.made, *(path for share in shares for path in share.made)),
        next_due=min((share.next_due for share in shares if share.next_due is not None), default=None),
        entries=sum(share.summary.entries for share in shares if share.summary),
        blogs=len(shares),
        touched=tuple(address for share in shares for address in share.touched),
        url=built.site.shared.url,
    )


def _sorted(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(set(without_echoes(problems))))
