"""Doing what a plan says: the note first, then stage after stage, each by several threads; the note's end last."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from dateline.publish.headers import Caching, headers_of, read_caching
from dateline.publish.local import Local
from dateline.publish.note import DONE_PATH, NOTE_PATH, format_done, format_note
from dateline.publish.order import CLEAR, MANIFEST
from dateline.publish.outcome import TargetFailed
from dateline.publish.planning import Act, Plan
from dateline.publish.target import Headers, Target

LARGE: Final = 16 * 1024 * 1024
"""Bytes from which a file is streamed instead of being held."""
_OFTEN: Final = 64
"""Acts after which the target is told how far they are."""
_SECONDS: Final = 5.0
"""Seconds after which it is told so, too."""
_PLAIN: Final = Headers(content_type="text/plain; charset=utf-8", cache_control="no-store")

Progress = Callable[[str, int, int], None]


@dataclass(slots=True, kw_only=True)
class _Carrying:
    """One run. `done` tells of each act, by its number, whether it is done: `count` are, and all before `first`."""

    local: Local
    target: Target
    caching: Caching
    acts: tuple[Act, ...]
    note: bytes
    progress: Progress
    done: list[bool] = field(default_factory=list)
    count: int = 0
    first: int = 0
    told: int = 0
    told_at: float = 0.0

    def act(self, act: Act) -> None:
        """One file sent or deleted."""
        if not act.is_sent:
            self.target.delete(act.path)
            return
        path = self.local.folder / act.path
        data: bytes | Path = path
        try:
            if self.local.sizes[act.path] < LARGE:
                data = path.read_bytes()
                if hashlib.sha256(data).hexdigest() != act.sha:
                    raise _changed(act.path)
            with path.open("rb") as stream:
                head = stream.read(1024)
        except OSError:
            raise _changed(act.path) from None
        self.target.send(act.path, data, headers_of(act.path, head, self.caching))

    def tell(self) -> None:
        """Tells the target how many of the acts are done."""
        while self.first < len(self.done) and self.done[self.first]:
            self.first += 1
        if self.first > self.told:
            self.target.send(DONE_PATH, format_done(self.note, self.first), _PLAIN)
            self.told, self.told_at = self.first, time.monotonic()

    def is_due(self) -> bool:
        """Whether the target should be told."""
        new = self.count - self.told
        return new >= _OFTEN or (new > 0 and time.monotonic() - self.told_at > _SECONDS)

    def require_own_note(self) -> None:
        """Two that publish to one place at a time would each believe the other's files to be their own."""
        if self.target.read(NOTE_PATH) != self.note:
            raise TargetFailed(
                "Someone else began to publish to the same target meanwhile.",
                "Let one finish, then publish again: it puts right what is left.",
            )


def carry_out(local: Local, target: Target, plan: Plan, progress: Progress, *, keep: bool) -> None:
    """Brings the target from what it holds to the local output. Can be stopped anywhere and begun again.

    `keep`: nothing is deleted, and the note goes on naming what should be. Raises `TargetFailed`.
    """
    acts = tuple(act for act in plan.acts if not keep or _is_kept_to(act))
    left = tuple(act for act in plan.acts if keep and not _is_kept_to(act))
    note = format_note(plan, (*acts, *left))
    carrying = _Carrying(
        local=local, target=target, caching=_caching(local), acts=acts, note=note, progress=progress,
        done=[False] * len(acts), told_at=time.monotonic(),
    )  # fmt: skip
    target.send(NOTE_PATH, note, _PLAIN)
    with ThreadPoolExecutor(max_workers=max(1, target.jobs)) as pool:
        try:
            _all_stages(carrying, plan, pool, keep=keep)
        except BaseException as fault:
            pool.shutdown(wait=True, cancel_futures=True)
            if isinstance(fault, KeyboardInterrupt):
                carrying.tell()
            raise
    # What is not in the note is not in doubt: whatever is interrupted from here on costs nothing.
    target.send(NOTE_PATH, format_note(Plan(), left), _PLAIN)
    target.delete(DONE_PATH)
    target.tidy([act.path for act in acts if not act.is_sent])
    if not left:
        target.delete(NOTE_PATH)


def _all_stages(carrying: _Carrying, plan: Plan, pool: ThreadPoolExecutor, *, keep: bool) -> None:
    number = 0
    asked = False
    for stage in plan.stages():
        acts = [act for act in stage if not keep or _is_kept_to(act)]
        if stage[0].stage >= MANIFEST and not asked:
            carrying.require_own_note()
            asked = True
        _one_stage(carrying, range(number, number + len(acts)), pool)
        number += len(acts)


def _is_kept_to(act: Act) -> bool:
    """Whether an act is done even when nothing is to be deleted: what stands in the way cannot stay."""
    return act.is_sent or act.stage == CLEAR


def _one_stage(carrying: _Carrying, numbers: Iterable[int], pool: ThreadPoolExecutor) -> None:
    total = len(carrying.acts)
    running: dict[Future[None], int] = {}
    waiting = iter(numbers)
    while True:
        # Few are handed out at a time, so that a stop is a stop.
        while len(running) < 2 * max(1, carrying.target.jobs):
            number = next(waiting, None)
            if number is None:
                break
            running[pool.submit(carrying.act, carrying.acts[number])] = number
        if not running:
            return
        finished, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in finished:
            number = running.pop(future)
            future.result()
            carrying.done[number] = True
            carrying.count += 1
        carrying.progress("send" if carrying.acts[carrying.count - 1].is_sent else "delete", carrying.count, total)
        if carrying.is_due():
            carrying.tell()


def _caching(local: Local) -> Caching:
    """What the output's `_headers` says, if there is one."""
    if "_headers" not in local.files:
        return Caching()
    return read_caching((local.folder / "_headers").read_bytes())


def _changed(path: str) -> TargetFailed:
    return TargetFailed(
        f"{path} was changed in the output while it was being published.",
        "Run `dateline build`, then publish again: it goes on from here.",
    )
