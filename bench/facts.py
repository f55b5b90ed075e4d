"""What an archive holds: the pages that every generator must make of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from bench.corpus import PART, Blog, Corpus


@dataclass(frozen=True, slots=True, kw_only=True)
class Newest:
    """Where the archive is being written: the newest entries (oldest first) of the newest day of the newest blog.

    `tags` are those of the last entry, `sources` two of different publishers that an entry of that month cites: what is
    added with them begins no page but its own.
    """

    blog: str
    day: str
    entries: tuple[str, ...]
    titles: tuple[str, ...]
    tags: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Facts:
    """What an archive holds, counted while it is written: what the generators must have made pages of."""

    entries: int = 0
    blogs: int = 0
    days: int = 0
    parts: int = 0
    archives: int = 0
    tags: dict[str, None] = field(default_factory=dict)
    people: dict[str, None] = field(default_factory=dict)
    publishers: dict[str, None] = field(default_factory=dict)
    hosts: dict[str, None] = field(default_factory=dict)
    months: dict[str, None] = field(default_factory=dict)
    newest: Newest | None = None

    def add(self, corpus: Corpus, blog: Blog) -> None:
        """Counts a blog."""
        publishers = {document.id: document.publisher for document in (*corpus.sources, *blog.sources)}
        days = blog.days()
        self.entries += len(blog.entries)
        self.blogs += 1
        self.days += len(days)
        self.parts += sum(-(-len(entries) // PART) for entries in days.values())
        # How many documents of 50 are filled by what no longer stands among the newest 50 of the blog's feed.
        self.archives += max(0, len(blog.entries) - PART) // PART
        for entry in blog.entries:
            self.tags |= dict.fromkeys(entry.tags)
            self.people |= dict.fromkeys(entry.by)
            self.publishers |= {publishers[source]: None for source in entry.sources}
            self.hosts |= dict.fromkeys(entry.hosts)
            self.months[entry.day[:7]] = None
        last = blog.entries[-1]
        newest = days[last.day][-PART:]
        self.newest = Newest(
            blog=blog.id,
            day=last.day,
            entries=tuple(entry.id for entry in newest),
            titles=tuple(entry.title for entry in newest),
            tags=last.tags,
            sources=next(
                entry.sources
                for entry in reversed(blog.entries)
                if entry.day[:7] == last.day[:7] and len({publishers[name] for name in entry.sources}) == 2
            ),
        )

    def month_names(self) -> dict[str, str]:
        """The months as readers see them: {"2021-01": "January 2021"}."""
        return {month: f"{date.fromisoformat(f'{month}-01'):%B %Y}" for month in self.months}

    def to_json(self) -> dict[str, object]:
        """As plain values, to be kept next to the content."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Facts:
        """What `to_json` gave."""
        newest: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in values.pop("newest").items()
        }
        return cls(**values, newest=Newest(**newest))
