"""From all that was made and staged to the output, and to what the next build is told of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from msgspec import Struct, structs

from dateline.build.bench import remember_shares
from dateline.build.common import Site, remember_site
from dateline.build.making import Done, Making
from dateline.build.options import Options, Result
from dateline.build.still import Rest, Still, lying_as, share_record, still_record
from dateline.commit import (
    MANIFEST_NAME,
    Layers,
    Listing,
    OutputRefused,
    Staging,
    remember_manifest,
)
from dateline.kept import Kept
from dateline.markup.memo import Fragments
from dateline.state.records import Made, Share
from dateline.state.store import Store

_BY_BLOG = (
    "blocks", "contents", "feeds", "lines", "memo", "pictures", "read", "rows", "seen", "stems", "views", "words",
)  # fmt: skip
"""Folders of the state that hold a record for each blog."""


class Built(Struct, frozen=True, kw_only=True):
    """All that was made and nothing of it published yet."""

    site: Site
    shares: tuple[Share, ...]
    done: Done
    anew: Mapping[str, Made]
    """Of the site's outputs those that were looked at: the others are as the last round left them."""
    memo: Fragments
    """Of the site's own texts."""


def publish(
    options: Options,
    built: Built,
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
    manifests = _manifests(built, owned, kept)
    hashes = {path: manifest.sha for path, manifest in manifests.items()}
    before = owned.of("")
    stale = [path for path, sha in hashes.items() if before.get(path) != sha]
    for path in stale:
        staging.add(path, manifests[path].data, hashes[path])
    removed = _removed(built, owned, manifests[MANIFEST_NAME].files, hashes, making.left.held)
    for path in removed:
        staging.remove(path)
    making.progress("commit", 0, len(written))
    committed = staging.commit()
    if isinstance(committed, OutputRefused):
        return Result(problems=result.problems, refused=(committed.message, committed.hint))
    inner = tuple(f"{share.blog}/{MANIFEST_NAME}" for share in built.shares)
    for path in stale:
        manifest = manifests[path]
        named = inner if path == MANIFEST_NAME else ()
        remember_manifest(options.output, path, manifest.sha, manifest.files, kept, named)
    # Readers have it; the rest is for builds to come.
    listed = {path: before[path] for path in inner if path not in hashes} | hashes
    if not kept.once:
        making.left.leave({share.blog: share.made for share in built.shares}, built.done.made, listed)
        remember_shares(built.shares, built.site.shared, kept)
    _remember(built, result, listed, making, store, kept)
    if kept.once:
        # While what was replaced is freed.
        store.flush()
    return structs.replace(result, written=tuple(staged.path for staged in written) + tuple(stale), removed=removed)


def _removed(
    built: Built,
    owned: Layers,
    root: Mapping[str, str],
    hashes: Mapping[str, str],
    held: Collection[str],
) -> tuple[str, ...]:
    """What is ours and made no more. `root` is what the site's manifest names now, `hashes` are the manifests; blogs
    that are `held` lie there as theirs say."""
    blogs = {share.blog: share.made for share in built.shares}
    gone = owned.of("").keys() - root.keys()
    for folder in owned.folders:
        if folder not in held:
            gone |= owned.of(folder).keys() - blogs.get(folder, {}).keys()
    gone.discard(MANIFEST_NAME)
    stays = hashes.keys() | root.keys() if gone else set()
    return tuple(sorted(path for path in gone - stays if path not in blogs.get(path.partition("/")[0], ())))


class _Manifest(NamedTuple):
    """A manifest as it will lie in the output: its bytes, their hash, and the hashes that it names, by path."""

    data: bytes
    sha: str
    files: Mapping[str, str]


def _manifests(built: Built, owned: Layers, kept: Kept) -> dict[str, _Manifest]:
    """The root manifest, and those of blogs that were made again, by path."""
    manifests: dict[str, _Manifest] = {}
    own: dict[str, str] = {}
    before = owned.of("")
    for share in built.shares:
        path = f"{share.blog}/{MANIFEST_NAME}"
        sha = before.get(path) if share.reused else None
        if sha is None:
            manifests[path] = _manifest(share.blog, _hashes(share.made), kept)
            sha = manifests[path].sha
        own[path] = sha
    looked = {**_hashes(built.anew), **own}
    root = {**before, **looked}
    root.pop(MANIFEST_NAME, None)
    changed: list[str] | None = None
    if len(root) != len(built.done.made) + len(own):
        # More than what was looked at has changed.
        root = {**_hashes(built.done.made), **own}
    elif _listing(kept, "").sha == owned.get(MANIFEST_NAME):
        changed = [path for path, sha in looked.items() if before.get(path) != sha]
    manifests[MANIFEST_NAME] = _manifest("", root, kept, changed)
    return manifests


def _manifest(folder: str, files: dict[str, str], kept: Kept, changed: list[str] | None = None) -> _Manifest:
    """The manifest of a folder, or of the root (""), that names these files; `changed` as `Listing` has it."""
    listing = Listing(folder) if kept.is_new else _listing(kept, folder)
    data = listing.data(files, changed)
    return _Manifest(data, listing.sha, files)


def _listing(kept: Kept, folder: str) -> Listing:
    return kept.always(("listing", folder), partial(Listing, folder))


def _hashes(made: Mapping[str, Made]) -> dict[str, str]:
    return dict(zip(made, map(attrgetter("sha"), made.values()), strict=True))


def _remember(
    built: Built,
    result: Result,
    listed: Mapping[str, str],
    making: Making,
    store: Store,
    kept: Kept,
) -> None:
    """Leaves for the next build what it would have to find out again. `listed` are the manifests and their hashes."""
    site = built.site
    store.defer()
    store.save_record("site", built.done.made)
    store.save_record("memo-site", built.memo)
    store.save_plain("manifests", tuple(listed.values()))
    remember_site(making.root, site, store)
    due = [share.last_due for share in built.shares if share.last_due is not None]
    theme = site.shared.common.settings.theme
    still = Still(
        tree=site.files.tree, theme=theme, looks=site.theme_files, last_due=max(due, default=None),
        next_due=result.next_due,
    )  # fmt: skip
    # The long list is only looked at when the short record says that it may matter.
    store.save_made_plain("inputs", lambda: (theme, still.inputs, still.last_due, still.next_due))
    store.save_made_plain("still", partial(_still, still, built, result, listed, making, store))
    blogs = frozenset(share.blog for share in built.shares)
    kept.same("blogs of the state", blogs, partial(_forget_others, store, blogs))


def _still(
    still: Still, built: Built, result: Result, listed: Mapping[str, str], making: Making, store: Store
) -> tuple[object, ...]:
    blogs = {share.blog: _rest(share, listed, making, store) for share in built.shares}
    return still_record(making.output, still, built.done.made, blogs, listed, result)


def _rest(share: Share, listed: Mapping[str, str], making: Making, store: Store) -> Rest:
    """How a blog was left: if nothing was made of it, as it was left before."""
    rest = making.left.rest_of(share.blog, making.owned) if share.reused else None
    if rest is not None:
        return rest
    stats = {path: made.stat for path, made in share.made.items()}
    return Rest(listed[f"{share.blog}/{MANIFEST_NAME}"], store.sum_of(share_record(share.blog)), lying_as(stats))


def _forget_others(store: Store, blogs: frozenset[str]) -> None:
    for folder in _BY_BLOG:
        store.forget(folder, blogs)
