"""The loop of the preview: build, tell the browsers, wait for a change or for an entry that falls due."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dateline.build import Options, Result, build
from dateline.build.left import look_ahead
from dateline.build.workers import available
from dateline.cli.faults import write_problem
from dateline.cli.tell import source_lines
from dateline.commit import drop_replaced
from dateline.commit.hand import Hand
from dateline.kept import Kept
from dateline.serve.latest import Latest
from dateline.serve.overlay import message_overlay, problems_overlay
from dateline.serve.rings import Rings
from dateline.serve.server import PREVIEW
from dateline.serve.watch import Changes, Watch
from dateline.state.store import settle

_IDLE = 3.0
"""Seconds without a change after which a round looks at every file of the preview. Those before it trust the folders
that nobody touched (`build/left.py`)."""
_BLOGS = 8
"""Blogs of which all is kept from round to round: more are not written at once."""
_MANY = 1_000
"""Paths that changed at once above which every file is looked at: the system may have told of more than it could."""
_LONGEST_WAIT = 60.0
"""Seconds. The clock is looked at again after each: a machine that slept may have missed an instant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """One round: its result, or the bug that ended it."""

    seconds: float
    result: Result | None = None
    bug: Exception | None = None


def begin_hand() -> contextlib.AbstractContextManager[Hand | None]:
    """Another process that writes for this one, where there is a processor for it. To be entered before there are
    threads."""
    if available() > 1:
        # It is a help; where the system has none to give, one does without.
        with contextlib.suppress(OSError):
            return Hand()
    return contextlib.nullcontext()


def preview(
    root: Path,
    latest: Latest,
    changes: Changes,
    *,
    drafts: bool,
    tell: Callable[[Built], None],
    hand: Hand | None = None,
) -> None:
    """Keeps a preview of the site at `root` up to date until `changes` is stopped."""
    look = partial(_round, root, drafts=drafts, hand=hand)
    kept = Kept(_BLOGS)
    ahead = partial(look_ahead, root / PREVIEW, kept)
    with Rings() as rings, Watch(root, changes) as watch:
        next_due: int | None = None
        changed: frozenset[str] | None = None
        while not changes.stopped:
            built = look(kept, changed)
            publish(built, root, latest)
            tell(built)
            if built.result is not None and built.result.ok:
                next_due = built.result.next_due
                changed = frozenset()
            if not changes.wait(min(_IDLE, _wait(next_due, time.time())), ahead):
                settle(kept)
                drop_replaced(root / PREVIEW)
                kept.let_go()
                if _is_fine(built) and not changes.stopped:
                    altered = _look_at_all(look, root, latest, tell)
                    changed = None if altered else changed
                while not changes.stopped:
                    rings.free()
                    if changes.wait(_wait(next_due, time.time()), ahead) or _is_due(next_due, time.time()):
                        break
            heard = changes.taken()
            if watch.refresh() or changed is None or len(heard) > _MANY:
                changed = None
            else:
                changed |= heard
            if _is_due(next_due, time.time()):
                # Told once; the build that follows finds the next one.
                next_due = None
    settle(kept)
    drop_replaced(root / PREVIEW)


def _is_fine(built: Built) -> bool:
    return built.result is not None and built.result.ok


def _look_at_all(
    look: Callable[[Kept | None, frozenset[str] | None], Built],
    root: Path,
    latest: Latest,
    tell: Callable[[Built], None],
) -> bool:
    """A round that remembers nothing, and puts right what somebody altered in the preview: whether there was anything.
    Mostly it finds nothing."""
    looked = look(None, None)
    if _is_fine(looked) and (looked.result is None or not (looked.result.written or looked.result.removed)):
        return False
    publish(looked, root, latest)
    tell(looked)
    return True


def publish(built: Built, root: Path, latest: Latest) -> None:
    """Tells the browsers of a round: a newer site, or what stands in its way."""
    result = built.result
    if result is None:
        hint = "The terminal says how to find out more. Save a file to try again."
        latest.publish(pages_changed=False, overlay=message_overlay("Dateline met a fault of its own.", hint))
    elif result.refused is not None:
        latest.publish(pages_changed=False, overlay=message_overlay(*result.refused))
    elif not result.ok:
        latest.publish(pages_changed=False, overlay=problems_overlay(result.problems, source_lines(root)))
    else:
        # The first round always counts: whoever opened the page before has seen nothing yet, or an older session's.
        first = latest.news.version.endswith("-0")
        changed = first or bool(result.written or result.removed)
        place = next((f"/{address}" for address in result.touched), "")
        latest.publish(pages_changed=changed, overlay="", url=result.url, place=place)


def _round(root: Path, kept: Kept | None, changed: frozenset[str] | None, *, drafts: bool, hand: Hand | None) -> Built:
    began = time.monotonic()
    output = root / PREVIEW
    try:
        result = build(
            Options(
                root=root,
                output=output,
                as_of=int(time.time()),
                preview=drafts,
                lasting=False,
                changed=changed,
                hand=hand,
            ),
            kept=kept,
        )
    except OSError as fault:
        result = Result(problems=(write_problem(fault, output, PREVIEW.as_posix()),))
    except Exception as fault:
        # The preview goes on: the next save may well be free of what tripped this one.
        return Built(seconds=time.monotonic() - began, bug=fault)
    return Built(seconds=time.monotonic() - began, result=result)


def _wait(next_due: int | None, now: float) -> float:
    return _LONGEST_WAIT if next_due is None else min(max(next_due - now, 0.0) + 0.01, _LONGEST_WAIT)


def _is_due(next_due: int | None, now: float) -> bool:
    return next_due is not None and now >= next_due
