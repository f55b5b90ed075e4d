"""From what a build wants written and removed to a journal, or to what stands in its way.

Only looks at the output. Every refusal is found here, before the commit is decided.
"""

# Plain strings on purpose: one Path object costs more than the system call it is for.
# ruff: noqa: PTH112

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Collection

from msgspec import Struct

from dateline.commit.folders import Way, ancestors, way_to
from dateline.commit.journal import PAGES, Journal, rank
from dateline.commit.paths import parent_of
from dateline.commit.refusal import OutputRefused


class _Survey(Struct):
    """What was found so far; dicts with None values are ordered sets."""

    root: str
    removes: Collection[str]
    known: dict[str, Way] = {}
    clear: dict[str, None] = {}
    clear_folders: dict[str, None] = {}
    foreign: dict[str, None] = {}


def plan_commit(
    root: str, writes: Collection[str], removes: Collection[str], owned: Collection[str], *, adopt: bool
) -> Journal | OutputRefused:
    """`removes` are owned paths, none of them in `writes`; `adopt`: foreign files may be written over.

    Cost: one lstat for each write into a folder that exists.
    """
    survey = _Survey(root=root, removes=removes)
    twins = {_fold(path): path for path in removes}
    same: set[str] = set()
    placed: dict[str, int] = {}
    moved: dict[str, str] = {}
    for path in writes:
        parent = parent_of(path)
        whole = moved.get(parent)
        way = Way.MISSING if whole else way_to(root, parent, survey.known)
        if way is Way.MISSING and parent:
            # The whole folder is moved at once.
            if whole is None:
                whole = moved[parent] = next(above for above in ancestors(path) if survey.known[above] is Way.MISSING)
            if placed.get(whole) != PAGES:
                placed[whole] = max(placed.get(whole, 0), min(rank(path), PAGES))
            continue
        placed[path] = rank(path)
        if way is Way.BARRED:
            _clear_bar(survey, path)
        elif way is Way.OPEN:
            try:
                found = os.lstat(f"{root}/{path}")
            except FileNotFoundError:
                continue
            if stat.S_ISDIR(found.st_mode):
                _clear_folder(survey, path, frozenset(above for gone in removes for above in ancestors(gone)))
            elif path not in owned:
                # `News.html` becomes `news.html` where case does not count: one file, and ours.
                twin = twins.get(_fold(path))
                if twin is not None and _is_file(f"{root}/{twin}", found):
                    same.add(twin)
                elif not adopt:
                    survey.foreign[path] = None
    if survey.foreign:
        return _refuse_foreign(tuple(survey.foreign))
    if locked := _unwritable(survey, writes, removes):
        return OutputRefused(
            message=f"The folder {locked[0] or 'of the output'} in the output cannot be written to.",
            hint="Give yourself the right to write there, then build again. Nothing was changed.",
            paths=tuple(locked),
        )
    gone = [path for path in removes if path not in survey.clear and path not in same]
    return Journal(
        clear=tuple(survey.clear),
        clear_folders=tuple(survey.clear_folders),
        place=tuple(sorted(placed, key=lambda path: (placed[path], path))),
        delete=tuple(sorted(gone)),
    )


def _clear_bar(survey: _Survey, path: str) -> None:
    """A file or symlink stands where a folder above `path` must be."""
    bar = next((above for above in ancestors(path) if survey.known[above] is Way.BARRED), "")
    if bar in survey.removes:
        survey.clear[bar] = None
    else:
        survey.foreign[bar] = None


def _clear_folder(survey: _Survey, folder: str, ours: Collection[str]) -> None:
    """A folder stands where a file must be: it can go when all in it is ours and to be removed."""
    if folder not in ours:
        survey.foreign[folder] = None
        return
    with os.scandir(f"{survey.root}/{folder}") as entries:
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                _clear_folder(survey, path, ours)
            elif path in survey.removes:
                survey.clear[path] = None
            else:
                survey.foreign[path] = None
    survey.clear_folders[folder] = None  # after those inside it


def _unwritable(survey: _Survey, writes: Collection[str], removes: Collection[str]) -> list[str]:
    """Folders whose rights would stop the renames half-way."""
    touched = {parent_of(path) for path in writes} | {parent_of(path) for path in removes}
    standing: set[str] = set()
    for folder in touched:
        while way_to(survey.root, folder, survey.known) is not Way.OPEN and folder:
            folder = parent_of(folder)  # noqa: PLW2901 - climbs to what exists
        standing.add(folder)
    return [
        folder
        for folder in sorted(standing)
        if os.path.isdir(f"{survey.root}/{folder}") and not os.access(f"{survey.root}/{folder}", os.W_OK | os.X_OK)
    ]


def _refuse_foreign(paths: tuple[str, ...]) -> OutputRefused:
    more = f", and {len(paths) - 1} more," if len(paths) > 1 else ""
    return OutputRefused(
        message=f"In the output, {paths[0] or 'the folder itself'}{more} is in the way, "
        "and Dateline did not put it there.",
        hint="Move or delete it, or rename what the site writes there. Nothing was changed.",
        paths=paths,
    )


def _fold(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _is_file(path: str, found: os.stat_result) -> bool:
    try:
        return os.path.samestat(os.lstat(path), found)
    except OSError:
        return False
