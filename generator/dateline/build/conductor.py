"""The one conductor: every build, check, preview and test goes through `build`.

What is imported here is light, for a build that finds nothing to do should cost next to nothing; the stages
themselves are in `whole`.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Mapping
from functools import partial
from typing import Any

from msgspec.structs import replace

from dateline.build.beside import Beside, edited_blog, is_worth_it
from dateline.build.options import CONTENT, STATE, Options, Progress, Result
from dateline.build.seen import Seen
from dateline.build.still import is_still
from dateline.build.workers import available
from dateline.commit import (
    SHARD_FILE,
    Layers,
    OutputRefused,
    Owned,
    check_output,
    drop_replaced,
    lock_output,
    read_owned,
    recover,
)
from dateline.engine import fingerprint
from dateline.gate.gate import Gate
from dateline.kept import Kept
from dateline.load.scan import Known, Stamp, Tree, scan, scan_again
from dateline.plan.combine import combine
from dateline.problems import Span, error
from dateline.state.store import Store


def _silent(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def build(options: Options, progress: Progress = _silent, kept: Kept | None = None) -> Result:
    """Builds a site, or says all that is wrong with it. The output changes wholly or not at all.

    `kept` is what a process that builds again and again, such as the preview, keeps between its builds.
    """
    # What a build makes is kept to its end, and frozen records form no rings: looking for garbage is lost time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _whole_build(options, None if kept is None else kept.turn(), progress)
    finally:
        if collecting:
            gc.enable()


def _whole_build(options: Options, kept: Kept | None, progress: Progress) -> Result:
    if not (options.root / CONTENT).is_dir():
        hint = "Run this in the site's folder, or begin a site with `dateline init`."
        return Result(problems=(error(Span(CONTENT), "DL106", f"There is no folder {CONTENT}/ here.", hint),))
    if not options.commit:
        # Looking touches nothing: neither the output nor what another build may be doing there.
        return _owned_build(options, kept, progress, "")
    lock = lock_output(options.output)
    if isinstance(lock, OutputRefused):
        return Result(refused=(lock.message, lock.hint))
    with lock:
        recovered = recover(options.output) or ""
        if options.lasting:
            # Of a process that was killed, or just completed.
            drop_replaced(options.output, inside=not options.frees)
        return _owned_build(options, kept, progress, recovered)


def _owned_build(options: Options, kept: Kept | None, progress: Progress, recovered: str) -> Result:
    # The preview has threads, and a process with threads is better not divided.
    divided = kept is None and options.lasting and (options.jobs or available()) > 1
    with Seen(options.output, ahead=divided) as seen:
        # Keys, fragments and blocks are dropped whole when the engine or the protected list changes.
        engine = combine(fingerprint(), Gate(options.terms).digest, "preview" if options.preview else "site")
        store = Store(options.root / STATE / _state_name(options), engine, kept)
        owned = read_owned(options.output, kept, _sound(store))
        refused = _refused(options, owned) if options.commit else None
        if refused is not None:
            return Result(refused=(refused.message, refused.hint), recovered=recovered)
        found = Layers({}, {}) if owned is None else owned.files
        result = _build(options, found, seen, engine, store, kept, progress, divided=divided)
        return replace(result, recovered=recovered)


def _refused(options: Options, owned: Owned | None) -> OutputRefused | None:
    """Why nothing may be written to the output."""
    forbidden = tuple(options.root / folder for folder in (CONTENT, "themes", "private"))
    refused = check_output(options.output, owned, adopt=options.adopt, forbidden=forbidden)
    if refused is None and options.part is not None and owned is not None and SHARD_FILE not in owned.files:
        hint = "Choose another output for the shard: it would take the place of the whole."
        return OutputRefused(message=f"The output folder {options.output} holds a whole site.", hint=hint)
    return refused


def _state_name(options: Options) -> str:
    """Each output has a state of its own, so that a preview and the site do not take turns at forgetting."""
    kind = "preview" if options.preview else "site" if options.part is None else f"shard {options.part}"
    return combine(str(options.output.absolute()), kind).hex()[:16]


def _build(
    options: Options,
    owned: Layers,
    seen: Seen,
    engine: bytes,
    store: Store,
    kept: Kept | None,
    progress: Progress,
    *,
    divided: bool,
) -> Result:
    # Whoever builds again and again does so because something changed; a shard is carried away, and a whole page is
    # written nowhere.
    asks_more = options.wholes is not None or options.part is not None or options.shards is not None
    now_ns = time.time_ns()
    progress("read", 0, 0)
    before = _tree(kept)
    known = _known(store) if before is None else before.files
    tree = None if before is None or options.changed is None else scan_again(before, options.changed, now_ns)
    tree = tree or scan(options.root, (CONTENT,), known, now_ns)
    edited = edited_blog(tree, known) if divided and not asks_more else ""
    looks = not asks_more and not edited and (kept is None or kept.is_new)
    still = is_still(options, tree, owned, seen, store) if looks else None
    if still is not None:
        return still
    from dateline.build.whole import build_whole

    with Beside(edited if is_worth_it(owned) else "") as beside:
        try:
            result = build_whole(options, tree, owned, seen, engine, store, kept or Kept(once=True), progress, beside)
            if options.commit and result.ok:
                store.save_made_plain("files", partial(_plain, tree.files))
                if kept is not None:
                    kept.put("tree", None, tree)
        finally:
            # What waits to be saved is saved whatever comes of the build: its shares are good ones.
            store.flush()
    return result


def _plain(files: Mapping[str, Known]) -> tuple[tuple[str, Stamp, str, int], ...]:
    return tuple((path, known.stamp, known.sha, known.seen) for path, known in files.items())


def _sound(store: Store) -> frozenset[str]:
    """The hashes of the manifests that the last build wrote or found good: those of this very engine."""
    record: Any = store.load_plain("manifests")
    return frozenset(record) if isinstance(record, tuple) else frozenset()


def _tree(kept: Kept | None) -> Tree | None:
    """The tree of the last build with this memory that was ok."""
    found: Any = None if kept is None else kept.find("tree")
    tree: Tree | None = None if found is None else found[1]
    return tree


def _known(store: Store) -> Mapping[str, Known]:
    record: Any = store.load_plain("files")
    if not isinstance(record, tuple):
        return {}
    return {path: Known(stamp, sha, seen) for path, stamp, sha, seen in record}
