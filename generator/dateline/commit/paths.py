"""Which output paths exist at all, and where the staging folder and the lock lie.

This is the one resolver: whatever is written, renamed or removed has passed `path_fault`.
"""

# Plain strings on purpose: one Path object costs more than the system call it is for.
# ruff: noqa: PTH116, PTH118, PTH120

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

# One segment: not empty, not '.' or '..', no control character (a manifest is one path a line), no backslash
# (a separator on Windows, an escape in sha256sum), no lone surrogate (it has no UTF-8 form).
_SEGMENT: Final = r"(?!\.{1,2}(?:[/\n]|\Z))[^/\\\x00-\x1f\x7f\ud800-\udfff]+"
# No drive letter, and nothing under the names that the staging itself uses inside an output.
SAFE_PATH: Final = rf"(?![A-Za-z]:)(?!\.dateline-){_SEGMENT}(?:/{_SEGMENT})*"

_SAFE: Final = re.compile(SAFE_PATH)


def path_fault(path: str) -> str | None:
    """What keeps `path` from being an output path, in words; None when it is a good one."""
    if _SAFE.fullmatch(path):
        return None
    if not path:
        return "the path is empty"
    if "\\" in path:
        return "the path holds a backslash"
    if path.startswith("/") or re.match(r"[A-Za-z]:", path):
        return "the path is absolute"
    if path.startswith(".dateline-"):
        return "names that start with .dateline- are kept for the build itself"
    segments = path.split("/")
    if ".." in segments or "." in segments or "" in segments:
        return "the path has an empty, '.' or '..' segment"
    return "the path holds a control character or cannot be written as UTF-8"


def require_safe(path: str) -> None:
    """Raise ValueError for a path outside the rules: the caller's bug, as content is checked long before."""
    if not _SAFE.fullmatch(path):
        raise ValueError(f"{path!r} is no output path: {path_fault(path)}")


def parent_of(path: str) -> str:
    """The folder of an output path, '' for the root."""
    return path.rpartition("/")[0]


def real_root(output: Path) -> str:
    """The output folder with symlinks followed: a link to a folder elsewhere is a fine output."""
    return os.path.realpath(output)


def stage_folders(root: str) -> tuple[str, str]:
    """Where a stage may lie: beside the output, or inside it."""
    head, name = os.path.split(root)
    return os.path.join(head, f".{name}.dateline-staging"), os.path.join(root, ".dateline-staging")


def choose_stage_folder(root: str) -> str:
    """Beside the output, so that no server ever shows it; inside when only that is on the same device."""
    beside, inside = stage_folders(root)
    return beside if _beside_is_usable(root) else inside


def replaced_folder(stage: str) -> str:
    """Where a stage is moved when its commit is done, with what was replaced in it: nobody wants it any more."""
    return f"{stage.removesuffix('staging')}replaced"


def lock_file(root: str) -> str:
    head, name = os.path.split(root)
    if _beside_is_usable(root):
        return os.path.join(head, f".{name}.dateline-lock")
    return os.path.join(root, ".dateline-lock")


def _beside_is_usable(root: str) -> bool:
    try:
        here = os.stat(root)
    except FileNotFoundError:
        return True
    head = os.path.dirname(root)
    return os.stat(head).st_dev == here.st_dev and os.access(head, os.W_OK | os.X_OK)
