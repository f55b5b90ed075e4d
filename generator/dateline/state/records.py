"""What one build remembers for the next, and what a worker sends back: small, and plain data throughout."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from dateline.checks.texts import Links
from dateline.commit import Staged
from dateline.load.theme import Theme
from dateline.model.site import Common
from dateline.plan.summary import Rows, Summary
from dateline.problems import Problem
from dateline.search.stems import Stems


class Made(msgspec.Struct, frozen=True, array_like=True, kw_only=True, gc=False):
    """An output as it was made: its key, the hash of its bytes, (size, mtime in ns) of its file, and for a copy the
    file it was copied from."""

    key: bytes
    sha: str
    stat: tuple[int, int]
    source: str = ""


Mades = dict[str, Made]
"""Output path → how it was made."""


class Share(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """What one blog brings to the build. `made` and `sources` by output path; `reused` when nothing had to be read."""

    blog: str
    signature: bytes
    last_due: int | None
    next_due: int | None
    others: tuple[tuple[str, str | None], ...]
    summary: Summary | None
    problems: tuple[Problem, ...]
    links: Links
    made: Mapping[str, Made] = {}
    todo: tuple[tuple[str, str], ...] = ()
    written: tuple[Staged, ...] = ()
    faults: tuple[Problem, ...] = ()
    reused: bool = False
    touched: tuple[str, ...] = ()
    """Of a preview: the addresses of entries that are new or changed since the last round."""


ShownRow = tuple[bytes, tuple[str | None, ...]]


class StampedRows(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """A blog's rows, and what stands for the entries that they are of.

    `shown` are the rows as HTML, in the same order: (digest of the row, its HTML by each of the templates `ROWS`, None
    where that failed); `look` stands for those templates.
    """

    stamp: bytes
    rows: Rows
    look: bytes
    shown: tuple[ShownRow, ...]


class StampedCommon(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """What all blogs share, and what stands for the files that it was read from."""

    stamp: bytes
    common: Common


class StampedTheme(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """The theme as it was put together, and what stands for its files."""

    stamp: bytes
    theme: Theme


class StampedFeeds(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """The newest rows of a blog for the feeds of the site ("" or a tag), as many as these are likely to want, each an
    encoded `FeedShelf`: a build asks for few of them. `stamp` as of `StampedRows`."""

    stamp: bytes
    shelves: dict[str, msgspec.Raw]


class StampedStems(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """The beginnings of a blog's words, by bucket, for the search of the whole archive; `stamp` as of `StampedRows`."""

    stamp: bytes
    stems: Stems


class StampedContents(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """What feeds show of a blog's entries, encoded texts by the digest of their views; `stamp` stands for what else
    decides it."""

    stamp: bytes
    contents: dict[bytes, msgspec.Raw]
