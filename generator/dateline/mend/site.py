"""Repairing a site's files one by one, each proven to say what it said."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from dateline.begin.reading import CONTENT, read_files
from dateline.load.blog import read_blog_settings, read_entries
from dateline.load.files import BlogFiles, Files
from dateline.load.scan import Known, Tree
from dateline.load.site import read_common, read_table
from dateline.load.text import decode
from dateline.mend.edits import Edit, apply
from dateline.mend.ids import pins
from dateline.mend.parts import parts_of
from dateline.mend.proof import meaning
from dateline.mend.times import instants
from dateline.model.source import Source
from dateline.problems import Problem

Read = Callable[[Files, list[Problem]], Any]
"""How a file is read into the model, with what is wrong in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """What was done at a line (from 1, as it stood before) of a file."""

    path: str
    line: int
    what: str


def mend_site(root: Path) -> tuple[Repair, ...]:
    """Repairs what is safe in the content of a site. A file with errors is left to its editors, and so is a blog whose
    zone cannot be read, since times and default ids come of it. OSError as it comes; a file is written wholly or not.
    """
    files = read_files(root, "")
    common, problems = read_common(files)
    if any(problem.span.path == f"{CONTENT}/site.yaml" for problem in problems):
        return ()
    zone = common.settings.zone
    repairs: list[Repair] = []
    shared_sources = f"{CONTENT}/sources.yaml"
    if shared_sources in files.tree.files:
        repairs += _mend(files, shared_sources, zone, partial(_table, path=shared_sources, zone=zone))
    for name in files.blogs:
        of_blog = read_files(root, name)
        repairs += _mend_blog(of_blog, of_blog.blogs[name], zone)
    return tuple(repairs)


def _mend_blog(files: Files, blog: BlogFiles, site_zone: str) -> Iterator[Repair]:
    problems: list[Problem] = []
    settings = read_blog_settings(files, blog, problems)
    if problems:
        return
    zone = settings.zone or site_zone
    yield from _mend(files, blog.settings, zone, lambda files, found: read_blog_settings(files, blog, found))
    if blog.sources:
        yield from _mend(files, blog.sources, zone, partial(_table, path=blog.sources, zone=zone))
    unread: list[Problem] = []
    entries = {path: read_entries(files, path, zone, unread) for path in blog.entries}
    ids = Counter(name for found in entries.values() for entry in found for name in (entry.id, *entry.aliases))
    if unread:
        # What cannot be read may hold the same id.
        ids.update(entry.id for found in entries.values() for entry in found)
    shared = {name for name, count in ids.items() if count > 1}
    for path in blog.entries:
        yield from _mend(files, path, zone, partial(_entries, path=path, zone=zone), shared)


def _table(files: Files, problems: list[Problem], *, path: str, zone: str) -> Mapping[str, Source]:
    return read_table(files, path, Source, zone, problems)


def _entries(files: Files, problems: list[Problem], *, path: str, zone: str) -> Any:
    return read_entries(files, path, zone, problems)


def _mend(
    files: Files, path: str, zone: str, read: Read, shared: set[str] | frozenset[str] | None = None
) -> Iterator[Repair]:
    full = (files.tree.root / path).resolve()
    data = full.read_bytes()
    problems: list[Problem] = []
    before = read(files, problems)
    text = decode(data, path)
    if problems or isinstance(text, Problem):
        return
    edits = list(instants(parts_of(path, text), text, zone))
    if shared is not None:
        edits += pins(path, text, before, shared)
    proven = _proven(path, data, sorted(edits), meaning(before), read)
    if not proven or full.read_bytes() != data:
        return
    _write(full, apply(data, proven))
    for edit in proven:
        yield Repair(path=path, line=edit.line, what=edit.what)


def _proven(path: str, data: bytes, edits: list[Edit], wanted: Any, read: Read) -> list[Edit]:
    """Those edits after which the file still says the same: all of them at once, as a rule."""
    if not edits or _says(path, apply(data, edits), read) == wanted:
        return edits
    if len(edits) == 1:
        return []
    half = len(edits) // 2
    kept = [edit for part in (edits[:half], edits[half:]) for edit in _proven(path, data, part, wanted, read)]
    return kept if _says(path, apply(data, kept), read) == wanted else []


def _says(path: str, data: bytes, read: Read) -> Any:
    """What a file would say if these were its bytes; None when something would be wrong in it."""
    problems: list[Problem] = []
    known = {path: Known((len(data), 0, 0, 0), "", 0)}
    found = read(Files(_Held(Path(), known, (), data=data), CONTENT, {}, ()), problems)
    return None if problems else meaning(found)


class _Held(Tree, frozen=True):
    """A tree of one file that is not written yet."""

    data: bytes = b""

    def read(self, path: str) -> bytes:
        """Its bytes."""
        return self.data


def _write(file: Path, data: bytes) -> None:
    """Puts new bytes in a file's place, its rights kept. Whoever reads it meanwhile sees the old or the new ones."""
    beside = file.with_name(f".{file.name}.dateline-tmp")
    beside.unlink(missing_ok=True)  # left by one that was killed
    try:
        with beside.open("xb") as stream:
            stream.write(data)
            os.fchmod(stream.fileno(), stat.S_IMODE(file.stat().st_mode))
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
