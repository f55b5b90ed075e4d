"""The room's one function: a built output to a target."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from dateline.commit import OutputLock, lock_output
from dateline.publish.address import Address, BucketAddress, SftpAddress
from dateline.publish.carrying import Progress, carry_out
from dateline.publish.folder import FolderTarget
from dateline.publish.local import Local, read_local
from dateline.publish.outcome import Declined, Published, TargetFailed
from dateline.publish.planning import plan_publish
from dateline.publish.remote import look
from dateline.publish.target import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked for: the `output` to the target at `address`.

    `forbidden` folders are never published into. `keep`: what is no longer part of the site stays at the target.
    `everything`: no file is believed to be there already. `dry_run`: look, and send nothing.
    """

    output: Path
    address: Address
    forbidden: tuple[Path, ...] = ()
    adopt: bool = False
    keep: bool = False
    everything: bool = False
    dry_run: bool = False


def publish(wish: Wish, progress: Progress, open_: Callable[[Address], Target] | None = None) -> Published | Declined:
    """Publishes, or says why not. An interruption leaves a target that is whole for readers; the next run completes it.

    Raises `TargetFailed` when the target refused on the way. `open_` opens a target other than by its address.
    """
    if not isinstance(wish.address, BucketAddress | SftpAddress):
        refused = _refuse_folder(wish.output, wish.address.folder, wish.forbidden)
        if refused is not None:
            return refused
    lock = _lock(wish.output)
    if isinstance(lock, Declined):
        return lock
    with lock or nullcontext():
        local = read_local(wish.output, lambda done, total: progress("verify", done, total))
        if isinstance(local, Declined):
            return local
        target = (open_ or open_target)(wish.address)
        try:
            return _publish(wish, local, target, progress)
        finally:
            target.close()


def open_target(address: Address) -> Target:
    """The target at an address."""
    if isinstance(address, BucketAddress):
        from dateline.publish.bucket import BucketTarget

        return BucketTarget(address)
    if isinstance(address, SftpAddress):
        from dateline.publish.sftp import SftpTarget

        return SftpTarget(address)
    return FolderTarget(address.folder)


def _publish(wish: Wish, local: Local, target: Target, progress: Progress) -> Published | Declined:
    progress("look", 0, 0)
    there = look(target, local.files, adopt=wish.adopt, everything=wish.everything)
    if isinstance(there, Declined):
        return there
    plan = plan_publish(local.files, there, folders=target.has_folders, everything=wish.everything)
    found = Published(plan=plan, others=local.others, resumed=there.stopped and not wish.dry_run)
    if wish.dry_run:
        return found
    if not (plan.acts or there.noted):
        # A run that was stopped before its note was in place may have left half of it.
        target.tidy(())
        return found
    carry_out(local, target, plan, progress, keep=wish.keep)
    return Published(
        plan=plan,
        sent=len(plan.sends),
        deleted=0 if wish.keep else len(plan.deletes),
        size=sum(local.sizes[act.path] for act in plan.sends),
        others=local.others,
        resumed=there.stopped,
    )


def _lock(output: Path) -> OutputLock | Declined | None:
    """No build may change the output meanwhile. One that cannot be written to needs no lock."""
    if not output.is_dir() or not os.access(output, os.W_OK) or not os.access(output.absolute().parent, os.W_OK):
        return None
    lock = lock_output(output)
    if isinstance(lock, OutputLock):
        return lock
    return Declined(
        message=f"A build, or another publish, is at work on the output folder {os.path.relpath(output)}.",
        hint="Wait until it has ended, then publish again.",
    )


def _refuse_folder(output: Path, folder: Path, forbidden: tuple[Path, ...]) -> Declined | None:
    """A target that is a folder lies neither in the output or the site's own folders, nor around them."""
    target = Path(os.path.realpath(folder))
    if target.exists() and not target.is_dir():
        return Declined(message=f"The target {folder} is no folder.", hint="Choose a folder.")
    for own in (output, *forbidden):
        real = Path(os.path.realpath(own))
        if target == real or target in real.parents or real in target.parents:
            return Declined(
                message=f"The target {folder} is {os.path.relpath(own)}, lies in it, or holds it.",
                hint="Choose a folder of its own for what is published.",
            )
    return None


__all__ = ["Address", "TargetFailed", "Wish", "open_target", "publish"]
