"""What must be read of a site to begin an entry: its settings, its people, and the ids of one blog."""

from __future__ import annotations

import os
from pathlib import Path

from dateline.load.blog import read_entries
from dateline.load.files import Files, sort_files
from dateline.load.scan import Known, Tree, is_passed_over
from dateline.problems import Problem

CONTENT = "content"


def read_files(root: Path, blog: str) -> Files:
    """The site's own files, every blog.yaml, and the entries of `blog`; media and comments are not looked at."""
    found: dict[str, Known] = {}
    for name in _names(root, CONTENT):
        _take(root, f"{CONTENT}/{name}", found)
        _take(root, f"{CONTENT}/{name}/blog.yaml", found)
    if blog:
        for folder in (f"{CONTENT}/{blog}", f"{CONTENT}/{blog}/entries"):
            for name in _names(root, folder):
                if name.endswith((".md", ".yaml")):
                    _take(root, f"{folder}/{name}", found)
    return sort_files(Tree(root, found, ()), CONTENT)


def taken_ids(files: Files, blog: str, zone: str) -> set[str]:
    """Every id and alias of a blog's entries, drafts and removed ones included: none is ever used again."""
    ids: set[str] = set()
    unread: list[Problem] = []  # told by `check`; an entry can be begun all the same
    for path in files.blogs[blog].entries:
        for entry in read_entries(files, path, zone, unread):
            ids |= {entry.id, *entry.aliases}
    return ids


def _names(root: Path, folder: str) -> list[str]:
    try:
        return sorted(name for name in os.listdir(root / folder) if not is_passed_over(name))  # noqa: PTH208 - names
    except OSError:
        return []


def _take(root: Path, path: str, found: dict[str, Known]) -> None:
    full = root / path
    if full.is_file() and full.resolve().is_relative_to((root / CONTENT).resolve()):
        # Nothing is kept of this reading, so that no hash is needed.
        found[path] = Known((full.stat().st_size, 0, 0, 0), "", 0)
