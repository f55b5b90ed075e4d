"""What came of beginning something."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """`path` from the site's root and `line` from 1, where it begins; `made` tells whether the file is new; `by` is the
    byline that was written."""

    path: str
    line: int
    id: str
    made: bool
    is_draft: bool = False
    by: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """Nothing was written. `problem` when a fault of a file is the reason."""

    message: str
    hint: str = ""
    problem: Problem | None = None
