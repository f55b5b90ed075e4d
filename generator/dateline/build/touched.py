"""Which entries an editor has touched since the last round: where a preview that follows them opens."""

from __future__ import annotations

from dateline.build.block import Block
from dateline.load.files import Files
from dateline.state.store import Store
from dateline.urls import path_to_href

Seen = dict[str, tuple[bytes, str]]
"""Entry id → what stands for all that is shown of it, and the hash of its file."""
_MOST = 5
"""Entries; more were not written by hand just now, but came from a colleague or with another branch."""


def touched_in(block: Block, files: Files, store: Store) -> tuple[str, ...]:
    """Addresses (from the site's root) of the blog's entries that are new or changed, the likeliest first; none when
    nothing is known of an earlier round, or there are too many. Leaves for the next round what is seen now."""
    name = f"seen/{block.blog}"
    before = store.load_record(name, Seen)
    entries, views, tree = block.entries, block.views, files.tree.files
    names = [entry.id for entry in entries]
    digests = [views[name].digest for name in names]
    now = dict(zip(names, zip(digests, [tree[entry.path].sha for entry in entries], strict=True), strict=True))
    if now == before:
        return ()
    store.save_record(name, now)
    if before is None:
        return ()
    changed = [
        place
        for place, (name, digest) in enumerate(zip(names, digests, strict=True))
        if (old := before.get(name)) is None or old[0] != digest
    ]
    return () if len(changed) > _MOST else _ordered(block, changed, before, now)


def _ordered(block: Block, changed: list[int], before: Seen, now: Seen) -> tuple[str, ...]:
    """New ones first, then those whose file was saved; others changed with these, as they name them."""
    found = []
    for place in changed:
        entry = block.entries[place]
        old = before.get(entry.id)
        rank = 0 if old is None else 1 if old[1] != now[entry.id][1] else 2
        found.append((rank, place, f"{path_to_href(block.pages[entry.id])}#{entry.anchor}"))
    return tuple(address for _, _, address in sorted(found))
