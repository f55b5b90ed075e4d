"""A site within its repository."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dateline.begin.outcome import Declined
from dateline.repository.git import git

CONTENT = ("content", "themes")
"""What a site is built from, below its folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """`top` is the repository's folder; `prefix` leads from it to the site's, "" or ending in a slash."""

    root: Path
    top: Path
    prefix: str


def find_place(root: Path) -> Place | Declined:
    """Where the repository of a site begins."""
    said = git(root, "rev-parse", "--show-toplevel", "--show-prefix")
    if said.code == 127:
        return Declined(message="git is not installed.", hint="Install git, then run this again.")
    lines = said.out.split("\n")
    if not said.ok or len(lines) < 2 or not lines[0]:
        hint = "Begin one with `git init`, and connect it to where your colleagues' is."
        return Declined(message=f"{root} lies in no git repository.", hint=hint)
    return Place(root=root, top=Path(lines[0]), prefix=lines[1])
