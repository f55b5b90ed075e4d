"""The rows of the whole site, fetched blog by blog and only for pages that have to be made again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import le
from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.plan.combine import combine
from dateline.plan.summary import FEED, NEWEST, FeedRow, FeedShelf, Row, Rows, Shelf, ShelfKey, Summary, feed_rows
from dateline.plan.views import EntryView, FeedItem, SourceView

if TYPE_CHECKING:
    from dateline.plan.lines import Line


class BlogRows:
    """The rows of a blog, and those of a page when they are asked for."""

    __slots__ = ("_asked", "_days", "_lines", "_shelves", "rows")

    def __init__(self, rows: Rows, lines: Mapping[ShelfKey, tuple[Line, ...]] | None = None) -> None:
        """`lines` are the rows of each page, where they are at hand."""
        self.rows = rows
        self._lines = lines
        self._shelves: dict[ShelfKey, tuple[Row, ...]] | None = None
        self._days: dict[ShelfKey, dict[str, tuple[Row, ...]]] = {}
        self._asked = 0

    def shelf(self, key: ShelfKey) -> tuple[Row, ...]:
        """Those that stand on a page."""
        if self._lines is not None:
            return tuple(line.row for line in self._lines.get(key, ()))
        if self._shelves is None and key[0] != FEED and self._asked < _FEW:
            # One new entry changes the pages of a handful of subjects.
            self._asked += 1
            return tuple(row for row in self.rows.rows if row.stands_on(key))
        if self._shelves is None:
            self._shelves = self.rows.by_shelf()
        return self._shelves.get(key, ())

    def days(self, key: ShelfKey) -> dict[str, tuple[Row, ...]]:
        """Those that stand on a page, by their days."""
        found = self._days.get(key)
        if found is None:
            days: dict[str, list[Row]] = {}
            for row in self.shelf(key):
                days.setdefault(row.day, []).append(row)
            found = self._days[key] = {day: tuple(rows) for day, rows in days.items()}
        return found


_FEW = 12
"""Pages for which it is cheaper to look through the rows than to shelve them all."""


FetchRows = Callable[[str], BlogRows]
"""Blog id → its rows."""
FetchFeed = Callable[[str, str], FeedShelf]
"""Blog id, and a tag or "" for the site's feed → the blog's newest rows, as many as lie at hand."""
FetchContent = Callable[[FeedItem], "EntryView | str"]
"""A feed's item → the entry's view, or its content as it was made for another feed."""
Subject = Mapping[str, tuple[tuple[str, Shelf], ...]]
"""Month → the blogs with rows in it, by name, and their shelves; the newest month first."""


class Catalogue(Struct, frozen=True):
    """Which blogs have rows for which page: kind of page → subject → its months. A subject stays the same object from
    catalogue to catalogue for as long as none of its shelves changes."""

    summaries: Mapping[str, Summary] = {}
    kinds: Mapping[str, Mapping[str, Subject]] = {}

    def now(self, summaries: Iterable[Summary]) -> Catalogue:
        """The catalogue of these summaries, at the cost of what differs."""
        named = {summary.head.id: summary for summary in summaries}
        touched: dict[tuple[str, str], dict[str, dict[str, Shelf]]] = {}
        gone: dict[tuple[str, str], set[tuple[str, str]]] = {}
        for blog in self.summaries.keys() | named.keys():
            before, after = self.summaries.get(blog), named.get(blog)
            if before is after:
                continue
            old: Mapping[ShelfKey, Shelf] = before.shelves if before else {}
            new: Mapping[ShelfKey, Shelf] = after.shelves if after else {}
            for key, shelf in new.items():
                known = old.get(key)
                if known is not shelf and known != shelf:
                    kind, subject, month = key
                    touched.setdefault((kind, subject), {}).setdefault(month, {})[blog] = shelf
            for kind, subject, month in old.keys() - new.keys():
                gone.setdefault((kind, subject), set()).add((month, blog))
        kinds: dict[str, dict[str, Subject]] = {}
        for kind, subject in touched.keys() | gone.keys():
            subjects = kinds.get(kind)
            if subjects is None:
                subjects = kinds[kind] = dict(self.kinds.get(kind, {}))
            found = _changed(
                subjects.get(subject, {}), touched.get((kind, subject), {}), gone.get((kind, subject), set())
            )
            if found:
                subjects[subject] = found
            else:
                subjects.pop(subject, None)
        return Catalogue(named, {**self.kinds, **{kind: _in_order(subjects) for kind, subjects in kinds.items()}})


def _changed(before: Subject, new: Mapping[str, Mapping[str, Shelf]], gone: set[tuple[str, str]]) -> Subject:
    months: dict[str, tuple[tuple[str, Shelf], ...]] = {}
    touched = {*new, *(month for month, _ in gone)}
    for month in sorted(before.keys() | new.keys(), reverse=True):
        if month not in touched:
            months[month] = before[month]
            continue
        here = {blog: shelf for blog, shelf in before.get(month, ()) if (month, blog) not in gone}
        here.update(new.get(month, {}))
        if here:
            months[month] = tuple(sorted(here.items(), key=_name))
    return months


def _in_order(subjects: dict[str, Subject]) -> dict[str, Subject]:
    """By their names: as nearly all are, but for those that are new."""
    names = list(subjects)
    return subjects if all(map(le, names, names[1:])) else {name: subjects[name] for name in sorted(names)}


def _newest(rows: list[FeedRow]) -> list[FeedRow]:
    return sorted(rows, key=lambda row: row.order, reverse=True)[:NEWEST]


def _name(pair: tuple[str, Shelf]) -> str:
    return pair[0]


class Shelves:
    """The catalogue of a site, and the rows of its pages when they are asked for.

    Pages that are kept from an earlier build ask it too: it answers as of the latest `turn`.
    """

    def __init__(self) -> None:
        self._catalogue = Catalogue()
        self.summaries: tuple[Summary, ...] = ()

    def turn(self, summaries: Iterable[Summary], rows: FetchRows, feed: FetchFeed, content: FetchContent) -> Shelves:
        """Begins a build, in which these are the blogs, and whoever asks gets their rows, their newest rows and
        contents from these."""
        self.summaries = tuple(summaries)
        self._catalogue = self._catalogue.now(self.summaries)
        self._rows = rows
        self._feed = feed
        self._content = content
        return self

    def content(self, item: FeedItem) -> EntryView | str:
        """What a feed shows of an entry."""
        return self._content(item)

    def subjects(self, kind: str) -> Mapping[str, Subject]:
        """All subjects of a kind of page, in order: the tags in use, the publishers cited."""
        return self._catalogue.kinds.get(kind, {})

    def subject(self, kind: str, subject: str) -> Subject:
        """The months in which a subject has rows, the newest first."""
        return self._catalogue.kinds.get(kind, {}).get(subject, {})

    def digest(self, key: ShelfKey) -> bytes:
        """Stands for the rows of a page."""
        return combine(*(part for blog, shelf in self._shelves(key) for part in (blog, shelf.digest)))

    def days(self, key: ShelfKey) -> list[tuple[str, tuple[tuple[Row, ...], ...]]]:
        """The rows of a page by their days, oldest first; those of a day blog by blog."""
        found: dict[str, list[tuple[Row, ...]]] = {}
        for blog, _ in self._shelves(key):
            for day, rows in self._rows(blog).days(key).items():
                found.setdefault(day, []).append(rows)
        return [(day, tuple(rows)) for day, rows in sorted(found.items())]

    def rows(self, key: ShelfKey) -> tuple[Row, ...]:
        """The rows of a page, oldest first."""
        found = [row for blog, _ in self._shelves(key) for row in self._rows(blog).shelf(key)]
        return tuple(sorted(found, key=lambda row: (row.day, row.instant, row.headline.href)))

    def newest(self, key: ShelfKey) -> tuple[FeedItem, ...]:
        """The items of a feed, the newest first. Only blogs that can have a share in them are fetched."""
        found: list[FeedRow] = []
        for blog, shelf in sorted(self._shelves(key), key=lambda pair: pair[1].newest, reverse=True):
            if len(found) >= NEWEST and shelf.newest < found[NEWEST - 1].published:
                break
            near = self._feed(blog, key[1])
            merged = _newest([*found, *near.rows])
            if not near.whole and (not near.rows or near.rows[-1] in merged):
                # More of this blog's rows may be among the newest than lie at hand.
                merged = _newest([*found, *feed_rows(self._rows(blog).shelf(key))])
            found = merged
        return tuple(row.item for row in found)

    def documents(self, blogs: Iterable[str], names: Iterable[str]) -> Mapping[str, SourceView]:
        """Of the documents that some blogs cite those of these names."""
        by_blog = [self._rows(blog).rows.documents for blog in blogs]
        by_blog.reverse()
        return {name: next(documents[name] for documents in by_blog if name in documents) for name in names}

    def blogs(self, key: ShelfKey) -> Iterator[str]:
        """The blogs that have rows for a page."""
        return (blog for blog, _ in self._shelves(key))

    def _shelves(self, key: ShelfKey) -> tuple[tuple[str, Shelf], ...]:
        kind, subject, month = key
        return self.subject(kind, subject).get(month, ())
