"""What one build remembers for the next, and what a worker sends back: small, and plain data throughout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dateline.checks.texts import Links
from dateline.commit import Staged
from dateline.plan.summary import Summary
from dateline.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An output as it was made: its key, the hash of its bytes, (size, mtime in ns) of its file, and for a copy the
    file it was copied from."""

    key: bytes
    sha: str
    stat: tuple[int, int]
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one blog brings to the build. `made` and `sources` by output path; `reused` when nothing had to be read."""

    blog: str
    signature: bytes
    last_due: int | None
    next_due: int | None
    others: tuple[tuple[str, str | None], ...]
    summary: Summary | None
    problems: tuple[Problem, ...]
    links: Links
    made: Mapping[str, Made] = field(default_factory=dict)
    todo: tuple[tuple[str, str], ...] = ()
    written: tuple[Staged, ...] = ()
    faults: tuple[Problem, ...] = ()
    reused: bool = False
