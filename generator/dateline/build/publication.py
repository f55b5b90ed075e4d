"""From all that was made and staged to the output, and to what the next build is told of it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from functools import partial
from operator import attrgetter
from pathlib import Path

from msgspec import Struct, structs

from dateline.build.common import Site, remember_site
from dateline.build.making import Done, Making
from dateline.build.options import Options, Result
from dateline.build.still import Still, still_record
from dateline.commit import MANIFEST_NAME, Layers, OutputRefused, Staging, format_manifest, remember_manifest
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
        return Result(problems=result.problems, refused=(committed.message, committed.hint))
    inner = tuple(f"{share.blog}/{MANIFEST_NAME}" for share in built.shares)
    for path in stale:
        remember_manifest(options.output, path, *manifests[path], kept, inner if path == MANIFEST_NAME else ())
    # Readers have it; the rest is for builds to come.
    listed = {path: owned[path] for path in inner if path not in hashes} | hashes
    making.left.leave({share.blog: share.made for share in built.shares}, built.done.made, listed)
    _remember(options, built, result, listed, store, kept)
    return structs.replace(result, written=tuple(staged.path for staged in written) + tuple(stale), removed=removed)


def _removed(
    built: Built,
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


def _manifests(built: Built, owned: Mapping[str, str]) -> dict[str, tuple[bytes, dict[str, str]]]:
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
    options: Options, built: Built, result: Result, listed: Mapping[str, str], store: Store, kept: Kept
) -> None:
    """Leaves for the next build what it would have to find out again. `listed` are the manifests and their hashes."""
    site = built.site
    store.defer()
    store.save_record("site", built.done.made)
    store.save_record("memo-site", built.memo)
    store.save_plain("manifests", tuple(listed.values()))
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


def _still(output: Path, still: Still, built: Built, result: Result, listed: Mapping[str, str]) -> tuple[object, ...]:
    made: dict[str, Made] = {}
    for part in (built.done.made, *(share.made for share in built.shares)):
        made.update(part)
    return still_record(output, still, {**listed, **_hashes(made)}, made, result)


def _forget_others(store: Store, blogs: frozenset[str]) -> None:
    for folder in _BY_BLOG:
        store.forget(folder, blogs)
