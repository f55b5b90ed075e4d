"""A whole build: everything that was not left as it was by the last one."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Mapping
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from dateline.build.bench import bench_for
from dateline.build.beside import Beside
from dateline.build.common import Site, read_site
from dateline.build.left import Left
from dateline.build.making import Act, Making, SitePart, at_once
from dateline.build.options import CONTENT, STATE, Options, Progress, Result, Whole
from dateline.build.paths import Paths
from dateline.build.publication import Built, publish
from dateline.build.seen import Seen
from dateline.build.shares import make_shares
from dateline.build.together import check_together
from dateline.build.workers import available
from dateline.checks.addresses import check_addresses
from dateline.checks.echoes import without_echoes
from dateline.commit import Layers, OutputRefused, Staging
from dateline.gate.gate import Gate
from dateline.kept import Kept
from dateline.load.files import sort_files
from dateline.load.scan import Tree
from dateline.load.theme_files import DEFAULT, package_themes, theme_digest
from dateline.plan.output import Output
from dateline.problems import Problem, has_errors
from dateline.state.records import Made, Share
from dateline.state.store import Store
from dateline.times.told import recall

if TYPE_CHECKING:
    from dateline.render.renderer import Renderer


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


def build_whole(
    options: Options,
    tree: Tree,
    owned_files: Layers,
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
    files = sort_files(tree, CONTENT, kept)
    site = read_site(options.root, files, engine, store, kept, few=options.changed is not None)
    with contextlib.ExitStack() as stack:
        staging: Staging | None = None
        if options.commit:
            staging = stack.enter_context(
                Staging(
                    options.output,
                    owned=owned_files,
                    adopt=options.adopt,
                    lasting=options.lasting,
                    frees=options.frees,
                    hand=options.hand,
                )
            )

        later: list[Act] = []
        last: list[Act] = []

        def making_by(seen: Seen) -> Making:
            return Making(
                root=options.root,
                output=options.output,
                owned=owned_files,
                renderer=renderer_of(options, site, kept),
                gate=Gate(options.terms),
                writer=staging.writer if staging else None,
                progress=progress,
                left=Left(options.output, seen, kept, store),
                jobs=options.jobs or available(),
                pictures=store.beside(b"pictures"),
                later=at_once if options.hand is None else later.append,
                last=at_once if options.hand is None else last.append,
            )

        # However it ends: a blog that was made is kept in the state, whatever is wrong elsewhere.
        stack.callback(_do, last)
        stack.callback(_do, later, before=last)
        if beside.blog in files.blogs:
            _begin(beside, options, site, partial(making_by, seen), store)
            # What that process asks about the other blogs' files has been asked for it; this one has few to ask for.
            seen = Seen(options.output, ahead=False)
        else:
            seen.settle()
        making = making_by(seen)
        shares = _shares(options, site, making, engine, store, kept, progress, beside)
        if isinstance(shares, OutputRefused):
            return Result(refused=(shares.message, shares.hint))
        problems = [*site.problems, *(problem for share in shares for problem in (*share.problems, *share.faults))]
        if has_errors(problem for share in shares for problem in share.problems) or has_errors(site.problems):
            from dateline.build.site import static_outputs

            problems += check_addresses(tuple(static_outputs(site)))
            return Result(problems=_sorted(problems))
        made = _beside(beside.answer()) or _here(options, site, shares, making, engine, store, kept)
        part = made.part
        problems += part.problems
        if has_errors(part.problems):
            return Result(problems=_sorted(problems))
        recall(part.dates)
        problems += part.done.faults
        built = Built(site=site, shares=shares, done=part.done, anew=made.anew, memo=part.memo)
        wholes: tuple[Whole, ...] = ()
        if options.wholes is not None and not has_errors(problems):
            from dateline.build.wholes import make_wholes

            wholes, faults = make_wholes(site, making, store, options)
            problems += faults
        _do(later, before=last)
        result = structs.replace(_result(built, problems), wholes=wholes)
        if staging is None or has_errors(problems):
            return result
        published = publish(options, built, result, staging, making, store, kept)
        _do(last)
        return structs.replace(published, touched=tuple(chain.from_iterable(share.touched for share in shares)))


def _do(acts: list[Act], before: list[Act] | None = None) -> None:
    """Each of them, once. After one that fails those that follow would find less than they need, and so would those
    that these come `before`: they are dropped."""
    try:
        for act in acts:
            act()
    except BaseException:
        if before is not None:
            before.clear()
        raise
    finally:
        acts.clear()


def _begin(beside: Beside, options: Options, site: Site, making_of: Callable[[], Making], store: Store) -> None:
    def work(hear: Callable[[], bytes]) -> SitePart:
        from dateline.build.site_beside import make_beside

        return make_beside(beside.blog, options, site, making_of, store, hear)

    beside.begin(work)


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


class _OfSite(Struct, frozen=True, kw_only=True):
    """What is the site's and no blog's, made; `anew` as `Built` has it."""

    part: SitePart
    anew: Mapping[str, Made] = {}


def _beside(part: SitePart | None) -> _OfSite | None:
    return None if part is None else _OfSite(part=part, anew=part.done.made)


def _here(
    options: Options, site: Site, shares: tuple[Share, ...], making: Making, engine: bytes, store: Store, kept: Kept
) -> _OfSite:
    # Where another process does this, nothing of it need be imported here.
    from dateline.build.site import SitePlan, make_site, site_outputs

    problems: tuple[Problem, ...] = ()
    if options.part is not None:
        plan = SitePlan((), _carried(options, site, shares, engine, store))
    else:
        plan = site_outputs(site, shares, store, kept, making.renderer(), options)
        problems = tuple(check_together(site, shares, plan.groups(), kept))
        if has_errors(problems):
            return _OfSite(part=SitePart(holds=True, problems=problems))
    done, anew = make_site(plan, making, store, options)
    part = SitePart(holds=True, problems=problems, done=done, memo=site.memo.kept)
    return _OfSite(part=part, anew=anew)


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


def _result(built: Built, problems: list[Problem]) -> Result:
    shares = built.shares
    return Result(
        problems=_sorted(problems),
        made=tuple(item for share in shares for item in share.todo) + built.done.todo,
        total=len(built.done.made) + sum(len(share.made) for share in shares),
        paths=Paths(built.done.made, shares),
        next_due=min((share.next_due for share in shares if share.next_due is not None), default=None),
        entries=sum(share.summary.entries for share in shares if share.summary),
        blogs=len(shares),
        url=built.site.shared.url,
    )


def _sorted(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(set(without_echoes(problems))))
