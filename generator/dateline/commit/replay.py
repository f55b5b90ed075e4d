"""Doing what a complete journal says, any number of times.

Each act is safe to repeat: a rename whose staged file is gone was done, a removal of what is gone too. So a
killed replay is simply begun again. An OSError on the way (full disk, lost rights) leaves the journal.
"""

# Plain strings on purpose: one Path object costs more than the system call it is for.
# ruff: noqa: PTH102, PTH103, PTH104, PTH105, PTH106, PTH108, PTH110, PTH112, PTH114, PTH118, PTH120, PTH208

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import time
from collections.abc import Sequence
from pathlib import Path

from dateline.commit.folders import Way, way_to
from dateline.commit.journal import FILES_NAME, JOURNAL_NAME, REPLACED_NAME, Journal
from dateline.commit.paths import parent_of, real_root, replaced_folder, stage_folders
from dateline.commit.writer import Step


def replay(root: str, stage: str, journal: Journal, step: Step | None, *, lasting: bool = True) -> int:
    """How many files this run removed; earlier, killed runs may have done the rest.

    What is replaced keeps a name in the stage. To free its place on the disk may take a hundred times as long as the
    rename, and until the last of them readers find the old beside the new. What need not be `lasting` is not put over
    what stands there, but after it is gone: ext4 begins to write a file to the disk when it takes another's place (its
    option auto_da_alloc).
    """
    removed = _remove_files(root, journal.clear, "clear", step)
    for folder in journal.clear_folders:
        _tell(step, f"clear-folder {folder}")
        _remove_empty(f"{root}/{folder}")
    os.makedirs(root, exist_ok=True)
    replaced = f"{stage}/{REPLACED_NAME}"
    os.makedirs(replaced, exist_ok=True)
    made = {""}
    for number, path in enumerate(journal.place):
        old = f"{replaced}/{number}"
        if lasting:
            # A system that has no second names frees it at once.
            with contextlib.suppress(OSError):
                os.link(f"{root}/{path}", old, follow_symlinks=False)
        else:
            _make_room(root, f"{stage}/{FILES_NAME}", path, old, step)
        _place(root, f"{stage}/{FILES_NAME}", path, made, step)
    removed += _remove_files(root, journal.delete, "delete", step)
    _prune(root, journal.delete, step)
    return removed


def _make_room(root: str, staged: str, path: str, old: str, step: Step | None) -> None:
    """Takes away the file that another one waits to replace."""
    _tell(step, f"room {path}")
    if os.path.exists(f"{staged}/{path}") and not os.path.isdir(f"{root}/{path}"):
        with contextlib.suppress(OSError):
            os.rename(f"{root}/{path}", old)


def _place(root: str, staged: str, path: str, made: set[str], step: Step | None) -> None:
    parent = parent_of(path)
    if parent not in made:
        _make(root, parent, made, step)
    if step:
        step(f"place {path}")
    try:
        os.replace(f"{staged}/{path}", f"{root}/{path}")
    except FileNotFoundError:
        pass
    except OSError as error:
        if os.path.isdir(f"{staged}/{path}"):
            # The folder has come to be there since the plan, or the output lies on another device.
            for name in sorted(os.listdir(f"{staged}/{path}")):
                _place(root, staged, f"{path}/{name}", made, step)
        elif error.errno == errno.EXDEV:
            _move_across(f"{staged}/{path}", f"{root}/{path}")
        else:
            raise


def retire_stage(stage: str, step: Step | None) -> None:
    """Ends a stage of which everything is done: by one act it is none any more. What is left of it is in nobody's way,
    for `drop_replaced`."""
    left = replaced_folder(stage)
    _tell(step, "make room for what was replaced")
    with contextlib.suppress(OSError):
        os.makedirs(left, exist_ok=True)
    _tell(step, "retire the stage")
    try:
        os.rename(stage, f"{left}/{time.time_ns()}")
    except OSError:
        # Somebody else's stands there, or another process has just cleared up.
        _unlink(f"{stage}/{JOURNAL_NAME}")
        drop_stage(stage, step)


def drop_stage(stage: str, step: Step | None) -> None:
    """Delete a stage that has no journal."""
    _tell(step, "drop the stage")
    shutil.rmtree(stage)


def drop_replaced(output: Path, *, inside: bool = False) -> None:
    """Frees what commits have replaced in an output; with `inside` only what lies inside it, where whoever copies the
    output would find it. It needs no lock."""
    beside, within = stage_folders(real_root(output))
    for stage in (within,) if inside else (beside, within):
        shutil.rmtree(replaced_folder(stage), ignore_errors=True)


def has_replaced(output: Path) -> bool:
    """Whether there is anything to free."""
    return any(os.path.isdir(replaced_folder(stage)) for stage in stage_folders(real_root(output)))


def _tell(step: Step | None, act: str) -> None:
    if step:
        step(act)


def _make(root: str, folder: str, made: set[str], step: Step | None) -> None:
    parent = parent_of(folder)
    if parent not in made:
        _make(root, parent, made, step)
    full = f"{root}/{folder}"
    _tell(step, f"make {folder}")
    try:
        os.mkdir(full)
    except FileExistsError:
        # The plan saw no obstacle, so this came since; a symlink would lead out of the root.
        if not stat.S_ISDIR(os.lstat(full).st_mode):
            raise NotADirectoryError(errno.ENOTDIR, "a folder must be here; move this away", full) from None
    made.add(folder)


def _move_across(source: str, target: str) -> None:
    """The rename of a file to another device: a copy beside the target, then a rename."""
    partial = os.path.join(os.path.dirname(target), ".dateline-partial")
    shutil.copyfile(source, partial)
    shutil.copystat(source, partial)
    os.replace(partial, target)
    os.unlink(source)


def _remove_files(root: str, paths: Sequence[str], verb: str, step: Step | None) -> int:
    known: dict[str, Way] = {}
    removed = 0
    for path in paths:
        # Behind a symlink, or a file since put in the folder's place, nothing is ours.
        if way_to(root, parent_of(path), known) is Way.OPEN:
            if step:
                step(f"{verb} {path}")
            removed += _unlink(f"{root}/{path}")
    return removed


def _unlink(path: str) -> bool:
    try:
        os.unlink(path)
    except FileNotFoundError:
        return False
    except OSError:
        # A folder stands here by now: one of this commit's, or someone else's. Neither is to go.
        if os.path.isdir(path) and not os.path.islink(path):
            return False
        raise
    return True


def _prune(root: str, deleted: Sequence[str], step: Step | None) -> None:
    """Remove the folders that the removals left empty, upwards, never the root."""
    known: dict[str, Way] = {}
    for start in sorted({parent_of(path) for path in deleted}, reverse=True):
        folder = start
        # A folder that is gone already may be the work of a killed run that did not come to the one above.
        while folder and way_to(root, folder, known) is not Way.BARRED:
            _tell(step, f"prune {folder}")
            if not _remove_empty(f"{root}/{folder}"):
                break
            folder = parent_of(folder)


def _remove_empty(folder: str) -> bool:
    """Whether the folder is gone now. One that is not empty, or cannot go, stays: it harms nobody."""
    try:
        os.rmdir(folder)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True
