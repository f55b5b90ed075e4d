"""What is asked of an export, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dateline.problems import Problem

HTML, BAGIT, WACZ = "html", "bagit", "wacz"
FORMATS = (HTML, BAGIT, WACZ)
LARGEST = 1000
"""Kilobytes of a picture or sound above which it is linked, not put into the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """`output` is the site's own, `path` where the copy goes; `blog` is "" for all; `largest` in bytes; `force` takes
    the place of whatever file stands there."""

    root: Path
    output: Path
    format: str
    path: Path
    as_of: int
    blog: str = ""
    largest: int = LARGEST * 1000
    force: bool = False
    terms: tuple[bytes, ...] = ()
    """Protected text for the gate, as for a build."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was written: (path, bytes in all) of each copy; `files` counts what is in it, if it holds files.

    `apart` are pictures and sounds that are linked instead of held, `loose` counts links that lead nowhere since the
    site has no `url`. `problems` are warnings of the build.
    """

    copies: tuple[tuple[Path, int], ...]
    files: int = 0
    apart: tuple[str, ...] = ()
    loose: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """Nothing was written. `problems` when faults of the content are the reason."""

    message: str
    hint: str = ""
    problems: tuple[Problem, ...] = ()


def in_the_way(name: str) -> Declined:
    """Something else stands where the copy is to go."""
    return Declined(
        message=f"{name} is no export of this site, or was changed since; it is left as it is.",
        hint="Choose another name, or move what is there. `--force` takes its place.",
    )
