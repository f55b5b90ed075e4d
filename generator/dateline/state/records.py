"""What one build remembers for the next, and what a worker sends back: small, and plain data throughout."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, KeysView, Mapping, ValuesView

import msgspec

from dateline.checks.texts import Links
from dateline.commit import Staged
from dateline.load.theme import Theme
from dateline.model.site import Common
from dateline.plan.summary import FeedRow, FeedShelf, Rows, Summary
from dateline.problems import Problem
from dateline.search.stems import Stems
from dateline.state.codec import decode, packed


class Made(msgspec.Struct, frozen=True, array_like=True, kw_only=True, gc=False):
    """An output as it was made: its key, the hash of its bytes, (size, mtime in ns) of its file, and for a copy the
    file it was copied from."""

    key: bytes
    sha: str
    stat: tuple[int, int]
    source: str = ""


Mades = dict[str, Made]
"""Output path → how it was made."""


class LaterMades(Mapping[str, Made]):
    """The same of a blog that rests: mostly nobody asks, or only how many there are."""

    def __init__(self, told: msgspec.Raw, count: int) -> None:
        self.told = told
        self._count = count
        self._found: Mades | None = None

    def _read(self) -> Mades:
        if self._found is None:
            self._found = decode(self.told, Mades) or {}
        return self._found

    def __getitem__(self, path: str) -> Made:
        return self._read()[path]

    def __contains__(self, path: object) -> bool:
        return path in self._read()

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return self._count

    def keys(self) -> KeysView[str]:
        """Those of the mapping itself, which are quick."""
        return self._read().keys()

    def values(self) -> ValuesView[Made]:
        """Likewise."""
        return self._read().values()

    def items(self) -> ItemsView[str, Made]:
        """Likewise."""
        return self._read().items()


class Share(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """What one blog brings to the build. `made` and `sources` by output path; `reused` when nothing had to be read."""

    blog: str
    signature: bytes
    last_due: int | None
    next_due: int | None
    others: tuple[tuple[str, str | None], ...]
    problems: tuple[Problem, ...]
    summary: Summary | None = None
    links: Links = ()
    made: Mapping[str, Made] = {}
    todo: tuple[tuple[str, str], ...] = ()
    written: list[Staged] = []
    faults: tuple[Problem, ...] = ()
    reused: bool = False
    touched: list[str] = []
    """Of a preview: the addresses of entries that are new or changed since the last round."""


def as_left(share: Share) -> Share:
    """A share as the next build finds it: made before, and not by that one."""
    return share if share.reused else msgspec.structs.replace(share, todo=(), written=[], touched=[], reused=True)


class StoredShare(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """A share as the state holds it: `made` apart from it, and how many they are."""

    share: Share
    made: msgspec.Raw
    count: int

    @classmethod
    def of(cls, share: Share) -> StoredShare:
        """As the next build is to find it."""
        made = share.made.told if isinstance(share.made, LaterMades) else packed(share.made)
        return cls(share=msgspec.structs.replace(as_left(share), made={}), made=made, count=len(share.made))

    def found(self) -> Share:
        """The share."""
        return msgspec.structs.replace(self.share, made=LaterMades(self.made, self.count))


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


class FeedShelves(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """The newest rows of a blog for the feeds of the site ("" or a tag), as many as these are likely to want: each row
    encoded, once for all its feeds, since a build asks for few of them. Of each feed the places of its rows, and
    whether they are all that it can want of the blog."""

    rows: tuple[msgspec.Raw, ...] = ()
    feeds: dict[str, tuple[tuple[int, ...], bool]] = {}

    def shelf(self, tag: str) -> FeedShelf | None:
        """The rows of one feed, as far as they were kept."""
        places, whole = self.feeds.get(tag, ((), False))
        rows = tuple(row for place in places if (row := decode(self.rows[place], FeedRow)) is not None)
        return FeedShelf(rows, whole=whole) if len(rows) == len(places) else None


class StampedFeeds(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """Those of a blog; `stamp` as of `StampedRows`."""

    stamp: bytes
    shelves: FeedShelves


class StampedStems(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """The beginnings of a blog's words, by bucket, for the search of the whole archive; `stamp` as of `StampedRows`."""

    stamp: bytes
    stems: Stems


class StampedContents(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """What feeds show of a blog's entries, encoded texts by the digest of their views; `stamp` stands for what else
    decides it."""

    stamp: bytes
    contents: dict[bytes, msgspec.Raw]
