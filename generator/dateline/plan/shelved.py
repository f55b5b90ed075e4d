"""The rows of the whole site, fetched blog by blog and only for pages that have to be made again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from dateline.plan.combine import combine
from dateline.plan.summary import NEWEST, Row, Rows, Shelf, ShelfKey, Summary, feed_order
from dateline.plan.views import EntryView, FeedItem, SourceView

FetchRows = Callable[[str], Rows]
"""Blog id → its rows."""
FetchContent = Callable[[FeedItem], "EntryView | str"]
"""A feed's item → the entry's view, or its content as it was made for another feed."""


class Shelves:
    """Which blogs have rows for which page, and those rows when they are asked for."""

    def __init__(self, summaries: Iterable[Summary], fetch: FetchRows) -> None:
        self.summaries = tuple(summaries)
        self._fetch = fetch
        self._rows: dict[str, tuple[Rows, dict[ShelfKey, tuple[Row, ...]]]] = {}
        self._blogs: dict[str, dict[str, dict[str, list[tuple[str, Shelf]]]]] = {}
        for summary in self.summaries:
            for (kind, subject, month), shelf in summary.shelves.items():
                months = self._blogs.setdefault(kind, {}).setdefault(subject, {})
                months.setdefault(month, []).append((summary.head.id, shelf))

    def subjects(self, kind: str) -> tuple[str, ...]:
        """All subjects of a kind of page, in order: the tags in use, the publishers cited."""
        return tuple(sorted(self._blogs.get(kind, {})))

    def months(self, kind: str, subject: str) -> tuple[str, ...]:
        """The months in which a subject has rows, the newest first."""
        return tuple(sorted(self._blogs.get(kind, {}).get(subject, {}), reverse=True))

    def digest(self, key: ShelfKey) -> bytes:
        """Stands for the rows of a page."""
        kind, subject, month = key
        parts: list[bytes | str] = []
        for blog, shelf in self._blogs.get(kind, {}).get(subject, {}).get(month, ()):
            parts += [blog, shelf.digest]
        return combine(*parts)

    def rows(self, key: ShelfKey) -> tuple[Row, ...]:
        """The rows of a page, oldest first."""
        kind, subject, month = key
        found = [row for blog, _ in self._blogs[kind][subject][month] for row in self._shelf(blog, key)]
        return tuple(sorted(found, key=lambda row: (row.day, row.instant, row.headline.href)))

    def newest(self, key: ShelfKey) -> tuple[FeedItem, ...]:
        """The items of a feed, the newest first. Only blogs that can have a share in them are fetched."""
        kind, subject, month = key
        blogs = self._blogs.get(kind, {}).get(subject, {}).get(month, [])
        found: list[Row] = []
        for blog, shelf in sorted(blogs, key=lambda pair: pair[1].newest, reverse=True):
            if len(found) >= NEWEST and shelf.newest < found[NEWEST - 1].published:
                break
            found = sorted([*found, *self._shelf(blog, key)], key=feed_order, reverse=True)[:NEWEST]
        return tuple(row.item for row in found if row.item)

    def documents(self, blogs: Iterable[str]) -> Mapping[str, SourceView]:
        """The documents that some blogs cite."""
        return {name: view for blog in blogs for name, view in self._of(blog)[0].documents.items()}

    def blogs(self, key: ShelfKey) -> Iterator[str]:
        """The blogs that have rows for a page."""
        kind, subject, month = key
        return (blog for blog, _ in self._blogs.get(kind, {}).get(subject, {}).get(month, ()))

    def _shelf(self, blog: str, key: ShelfKey) -> tuple[Row, ...]:
        return self._of(blog)[1].get(key, ())

    def _of(self, blog: str) -> tuple[Rows, dict[ShelfKey, tuple[Row, ...]]]:
        found = self._rows.get(blog)
        if found is None:
            rows = self._fetch(blog)
            found = self._rows[blog] = (rows, rows.by_shelf())
        return found
