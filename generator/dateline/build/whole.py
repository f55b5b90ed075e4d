"""A whole build: everything that was not left as it was by the last one."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Collection, Mapping
from functools import partial
from itertools import chain
from operator import attrgetter
from pathlib import Path

from msgspec import Struct, structs

from dateline.build.common import Site, read_site, remember_site
from dateline.build.left import Group, Left
from dateline.build.making import Done, Making
from dateline.build.options import CONTENT, STATE, Options, Progress, Result, Whole
from dateline.build.paths import Paths
from dateline.build.seen import Seen
from dateline.build.shares import bench_for, make_shares
from dateline.build.site import SitePlan, make_site, site_outputs, static_outputs
from dateline.build.still import Still, still_record
from dateline.build.workers import available
from dateline.checks.addresses import check_addresses
from dateline.checks.echoes import without_echoes
from dateline.checks.site import check_navigation, check_redirects
from dateline.checks.texts import Links, check_links
from dateline.commit import MANIFEST_NAME, Layers, OutputRefused, Staging, format_manifest, remember_manifest
from dateline.gate.gate import Gate
from dateline.kept import Itself, Kept
from dateline.load.files import sort_files
from dateline.load.scan import Tree
from dateline.load.theme_files import DEFAULT, package_themes, theme_digest
from dateline.plan.output import Output
from dateline.problems import Problem, has_errors
from dateline.render.renderer import Renderer
from dateline.state.records import Made, Share
from dateline.state.store import Store

_BY_BLOG = (
    "blocks", "contents", "feeds", "lines", "memo", "pictures", "read", "rows", "seen", "stems", "views", "words",
)  # fmt: skip
"""Folders of the state that hold a record for each blog."""


def compiled_folders(options: Options) -> tuple[Path, ...]:
    """Where compiled templates are kept."""
    beside = package_themes() / DEFAULT / "__pycache__"
    return (beside, options.root / STATE / "templates") if options.commit else (beside,)


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
    groups: tuple[Group, ...]
    done: Done
    anew: Mapping[str, Made]
    """Of the site's outputs those that were looked at: the others are as the last round left them."""


def build_whole(
    options: Options,
    tree: Tree,
    owned_files: Mapping[str, str],
    seen: Seen,
    engine: bytes,
    store: Store,
    kept: Kept,
    progress: Progress,
    recovered: str,
) -> Result:
    """Builds from a scanned tree. `owned_files` is what the manifests say of the output: path → hash; `seen` are those
    files as they lie there."""
    progress = _of_this_process(progress)
    files = sort_files(tree, CONTENT, kept)
    site = read_site(options.root, files, engine, store, kept)
    seen.settle()
    left = Left(options.output, seen, kept)
    with contextlib.ExitStack() as stack:
        staging: Staging | None = None
        if options.commit:
            staging = stack.enter_context(
                Staging(options.output, owned=owned_files, adopt=options.adopt, lasting=options.lasting)
            )
        making = Making(
            root=options.root,
            output=options.output,
            owned=owned_files,
            renderer=kept.same(
                "renderer",
                (site.theme, site.shared.url),
                lambda: Renderer(site.theme, site.shared.url, compiled_folders(options)),
            ),
            gate=Gate(options.terms),
            writer=staging.writer if staging else None,
            progress=progress,
            left=left,
            jobs=options.jobs or available(),
            pictures=store.beside(b"pictures"),
        )
        shares = _shares(options, site, making, engine, store, kept, progress)
        if isinstance(shares, OutputRefused):
            return Result(refused=(shares.message, shares.hint), recovered=recovered)
        problems = [*site.problems, *(problem for share in shares for problem in (*share.problems, *share.faults))]
        if has_errors(problem for share in shares for problem in share.problems) or has_errors(site.problems):
            problems += check_addresses(tuple(static_outputs(site)))
            return Result(problems=_sorted(problems), recovered=recovered)
        if options.part is not None:
            plan, whole = SitePlan((), _carried(options, site, shares, engine, store)), []
        else:
            plan = site_outputs(site, shares, store, kept, making.renderer, options)
            whole = _check_whole(site, shares, plan.groups(), kept)
        problems += whole
        if has_errors(whole):
            return Result(problems=_sorted(problems), recovered=recovered)
        done, anew = make_site(plan, making, store, options)
        built = _Built(site=site, shares=shares, groups=plan.groups(), done=done, anew=anew)
        problems += done.faults
        wholes: tuple[Whole, ...] = ()
        if options.wholes is not None and not has_errors(problems):
            from dateline.build.wholes import make_wholes

            wholes, faults = make_wholes(site, making, store, options)
            problems += faults
        result = structs.replace(_result(built, problems, recovered), wholes=wholes)
        if staging is None or has_errors(problems):
            return result
        return _publish(options, built, result, staging, making, store, kept)


def _shares(
    options: Options, site: Site, making: Making, engine: bytes, store: Store, kept: Kept, progress: Progress
) -> tuple[Share, ...] | OutputRefused:
    """Every blog's share, made here or brought from the shards that made it."""
    if options.shards is None:
        return make_shares(options, site, making, store, kept, progress)
    from dateline.shard.bringing import bring_shares

    # With errors of the site's own no blog's signature would hold; they are told as they are by every build.
    if has_errors(site.problems):
        return ()
    bench = bench_for(options, site, making, store, kept)
    found = bring_shares(options.shards, bench, engine, _content(options, site))
    return found if isinstance(found, tuple) else OutputRefused(message=found.message, hint=found.hint)


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


def _check_whole(site: Site, shares: tuple[Share, ...], groups: tuple[Group, ...], kept: Kept) -> list[Problem]:
    """What can only be seen of all pages together: addresses, the navigation, links."""
    seen = [kept.same(("places", group[0].path), Itself(group), partial(_places, group)) for group in groups if group]
    paths = Paths(frozenset[str]().union(*(found.paths for found in seen)), shares)
    # A blog's pages lie in its folder, and were looked at with it; only where the site has files there can they meet.
    entered = frozenset[str]().union(*(found.tops for found in seen))
    beside = tuple(
        Output(path=path, kind="", template="", key=b"", view=lambda: None, source=made.source)
        for share in shares
        if share.blog.casefold() in entered
        for path, made in share.made.items()
    )
    places = (_places(beside).places, *(found.places for found in seen))
    # Most links of a blog lead to its own pages.
    away = (
        kept.same(("away", share.blog), (Itself(share.links), Itself(share.made)), partial(_leading_away, share))
        for share in shares
    )
    links = site.links + tuple(link for found in away for link in found)
    return [
        *kept.same("addresses", places, lambda: tuple(check_addresses((*beside, *chain.from_iterable(groups))))),
        *check_navigation(site.shared.common, paths),
        *check_redirects(site.shared.common, tuple(share.summary for share in shares if share.summary)),
        *check_links(links, paths),
    ]


class _Places(Struct, frozen=True):
    """Where some outputs stand: (path, source) of each, and the folders below the root in which they do."""

    places: tuple[tuple[str, str], ...]
    paths: frozenset[str]
    tops: frozenset[str]


def _places(outputs: Group) -> _Places:
    paths = frozenset(output.path for output in outputs)
    return _Places(
        places=tuple((output.path, output.source) for output in outputs),
        paths=paths,
        tops=frozenset(path.partition("/")[0].casefold() for path in paths),
    )


def _leading_away(share: Share) -> Links:
    """The links of a blog that do not lead to pages of its own."""
    return tuple(link for link in share.links if link[2] not in share.made)


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
    removed = _removed(built, owned, manifests[MANIFEST_NAME][1], hashes, making.left.held)
    for path in removed:
        staging.remove(path)
    making.progress("commit", 0, len(written))
    committed = staging.commit()
    if isinstance(committed, OutputRefused):
        return Result(problems=result.problems, refused=(committed.message, committed.hint), recovered=result.recovered)
    inner = tuple(f"{share.blog}/{MANIFEST_NAME}" for share in built.shares)
    for path in stale:
        remember_manifest(options.output, path, *manifests[path], kept, inner if path == MANIFEST_NAME else ())
    # Readers have it; the rest is for builds to come.
    untouched = (f"{share.blog}/{MANIFEST_NAME}" for share in built.shares)
    listed = {path: owned[path] for path in untouched if path not in hashes} | hashes
    making.left.leave({share.blog: share.made for share in built.shares}, built.groups, built.done.made, listed)
    _remember(options, built, result, listed, store, kept)
    return structs.replace(result, written=tuple(staged.path for staged in written) + tuple(stale), removed=removed)


def _removed(
    built: _Built,
    owned: Mapping[str, str],
    root: Mapping[str, str],
    hashes: Mapping[str, str],
    held: Collection[str],
) -> tuple[str, ...]:
    """What is ours and made no more. `root` is what the site's manifest names now, `hashes` are the manifests; blogs
    that are `held` lie there as theirs say."""
    blogs = {share.blog: share.made for share in built.shares}
    if isinstance(owned, Layers):
        gone = owned.of("").keys() - root.keys()
        for folder in owned.folders:
            if folder not in held:
                gone |= owned.of(folder).keys() - blogs.get(folder, {}).keys()
    else:
        gone = set(owned).difference(root, *blogs.values())
    gone.discard(MANIFEST_NAME)
    stays = hashes.keys() | root.keys() if gone else set()
    return tuple(sorted(path for path in gone - stays if path not in blogs.get(path.partition("/")[0], ())))


def _manifests(built: _Built, owned: Mapping[str, str]) -> dict[str, tuple[bytes, dict[str, str]]]:
    """The root manifest, and those of blogs that were made again: path → its bytes, and the hashes by path."""
    manifests: dict[str, tuple[bytes, dict[str, str]]] = {}
    own: dict[str, str] = {}
    for share in built.shares:
        path = f"{share.blog}/{MANIFEST_NAME}"
        if share.reused and path in owned:
            own[path] = owned[path]
            continue
        named = _hashes(share.made)
        start = len(share.blog) + 1
        data = format_manifest({name[start:]: sha for name, sha in named.items()})
        manifests[path] = (data, named)
        own[path] = hashlib.sha256(data).hexdigest()
    before = dict(owned.of("")) if isinstance(owned, Layers) else {}
    before.pop(MANIFEST_NAME, None)
    root = {**before, **_hashes(built.anew), **own}
    if len(root) != len(built.done.made) + len(own):
        # More than what was looked at has changed.
        root = {**_hashes(built.done.made), **own}
    manifests[MANIFEST_NAME] = (format_manifest(root, before), root)
    return manifests


def _hashes(made: Mapping[str, Made]) -> dict[str, str]:
    return dict(zip(made, map(attrgetter("sha"), made.values()), strict=True))


def _remember(
    options: Options, built: _Built, result: Result, listed: Mapping[str, str], store: Store, kept: Kept
) -> None:
    """Leaves for the next build what it would have to find out again. `listed` are the manifests and their hashes."""
    site = built.site
    store.defer()
    store.save_record("site", built.done.made)
    store.save_record("memo-site", site.memo.kept)
    remember_site(options.root, site, store)
    due = [share.last_due for share in built.shares if share.last_due is not None]
    theme = site.shared.common.settings.theme
    still = Still(
        tree=site.files.tree, theme=theme, looks=site.theme_files, last_due=max(due, default=None),
        next_due=result.next_due,
    )  # fmt: skip
    # The long list is only looked at when the short record says that it may matter.
    store.save_made_plain("inputs", lambda: (theme, still.inputs, still.last_due, still.next_due))
    store.save_made_plain("still", partial(_still, options.output, still, built, result, listed))
    blogs = frozenset(share.blog for share in built.shares)
    kept.same("blogs of the state", blogs, partial(_forget_others, store, blogs))


def _still(output: Path, still: Still, built: _Built, result: Result, listed: Mapping[str, str]) -> tuple[object, ...]:
    made: dict[str, Made] = {}
    for part in (built.done.made, *(share.made for share in built.shares)):
        made.update(part)
    held = dict(listed)
    held.update(zip(made, map(attrgetter("sha"), made.values()), strict=True))
    return still_record(output, still, held, made, result)


def _forget_others(store: Store, blogs: frozenset[str]) -> None:
    for folder in _BY_BLOG:
        store.forget(folder, blogs)


def _result(built: _Built, problems: list[Problem], recovered: str) -> Result:
    shares = built.shares
    return Result(
        problems=_sorted(problems),
        made=tuple(item for share in shares for item in share.todo) + built.done.todo,
        total=len(built.done.made) + sum(len(share.made) for share in shares),
        paths=Paths(built.done.made, shares),
        recovered=recovered,
        next_due=min((share.next_due for share in shares if share.next_due is not None), default=None),
        entries=sum(share.summary.entries for share in shares if share.summary),
        blogs=len(shares),
        touched=tuple(address for share in shares for address in share.touched),
        url=built.site.shared.url,
    )


def _sorted(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(set(without_echoes(problems))))
