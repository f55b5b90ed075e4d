"""What a build is asked to do, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.problems import Problem

if TYPE_CHECKING:
    from dateline.commit.hand import Hand
    from dateline.shard.part import Part
    from dateline.shard.reading import Shards

CONTENT = "content"
STATE = ".dateline"

Progress = Callable[[str, int, int], None]
"""(what is being done, done so far, of how many)."""


class Options(Struct, frozen=True, kw_only=True):
    """`root` is the site's folder; `output` where the site goes; `as_of` (seconds since 1970) decides which entries are
    due. `preview` shows what is held back, marked. `commit` False checks everything and writes nothing."""

    root: Path
    output: Path
    as_of: int
    preview: bool = False
    adopt: bool = False
    commit: bool = True
    lasting: bool = True
    """Whether what was published must outlive a power cut at that moment. A preview need not, and is seen sooner."""
    frees: bool = True
    """Whether a lasting build frees what it replaced before it is over, which can take longer than its whole work. Who
    says no calls `drop_replaced` soon; only what would lie inside the output is freed at once all the same."""
    changed: Collection[str] | None = None
    """Paths (relative to the root) of the content that changed since the last build with this memory that was ok: the
    others are not looked at. None: any may have."""
    hand: Hand | None = None
    """Another process that hashes and stages files meanwhile, for whoever builds again and again."""
    jobs: int = 0
    """Processes to work with; 0: as many as pay."""
    terms: tuple[bytes, ...] = ()
    """Protected text for the gate."""
    wholes: tuple[str, ...] | None = None
    """The blogs (none named: all of them) of which the result is to hold a page with all of their entries. None: of no
    blog."""
    part: Part | None = None
    """Build a shard: these blogs only, and what pages that span blogs need of them."""
    shards: Shards | None = None
    """Take the blogs from shards instead of making them."""

    def is_between(self, last_due: int | None, next_due: int | None) -> bool:
        """Whether, at `as_of`, the same entries are due as were between two instants at which some fall due."""
        return (last_due is None or last_due <= self.as_of) and (next_due is None or self.as_of < next_due)


class Whole(Struct, frozen=True, kw_only=True):
    """All of a blog on one page, rendered and scanned. `page` is HTML in which inside addresses still begin with
    `placeholders.ROOT`; `anchors` says which of them are parts of it: output path → id, "" for the page itself."""

    blog: str
    page: bytes
    anchors: Mapping[str, str]


class Result(Struct, frozen=True, kw_only=True):
    """`problems` in the order of files; `made` outputs with the reason why; `refused` when nothing could be written.

    `paths` are those of all outputs, `written` and `removed` those whose bytes changed; `next_due` is when the next
    entry falls due; `url` is where the site will stand.
    """

    problems: tuple[Problem, ...] = ()
    refused: tuple[str, str] | None = None
    made: tuple[tuple[str, str], ...] = ()
    total: int = 0
    paths: Collection[str] = ()
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    recovered: str = ""
    next_due: int | None = None
    entries: int = 0
    blogs: int = 0
    url: str = ""
    wholes: tuple[Whole, ...] = ()
    touched: tuple[str, ...] = ()
    """Of a preview: addresses of the entries that are new or changed since the last round, the likeliest first."""

    @property
    def ok(self) -> bool:
        """Whether the site is published as asked."""
        return self.refused is None and all(problem.severity != "error" for problem in self.problems)
