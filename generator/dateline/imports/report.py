"""What came of an import: what was kept, what was dropped, what is withheld, and how complete each thread is."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.imports.found import Dropped


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """An entry that was added. `path` from the site's root; `time` as shown."""

    path: str
    time: str
    title: str
    status: str
    by: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadLine:
    """A thread of which comments were added. `held`: how many the input holds, of `declared` (None: not said); `added`
    of them are new; `at_risk` seem to ask for protection; `page` of `pages`, 0 when there is no pager."""

    path: str
    held: int
    declared: int | None
    added: int
    at_risk: int
    page: int
    pages: int

    def completeness(self) -> str:
        """In words: “27 of 82 comments held”."""
        held = f"{self.held} comment{'' if self.held == 1 else 's'} held"
        if self.declared is not None:
            held = f"{self.held} of {self.declared} comments held"
        if self.pages > 1:
            held += f" (page {self.page} of {self.pages})" if self.page else f" (one of {self.pages} pages)"
        return held


@dataclass(frozen=True, slots=True, kw_only=True)
class MediumLine:
    """A medium: `file` where it is kept ("" when it is lost), `was` its address or name, `why` it is not published."""

    entry: str
    file: str
    was: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlogLine:
    """What came into one blog. `known`: entries and comments that were imported before."""

    blog: str
    made: bool
    entries: tuple[EntryLine, ...]
    threads: tuple[ThreadLine, ...]
    media: tuple[MediumLine, ...]
    sources: tuple[str, ...]
    known_entries: int
    known_comments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The whole. `written` is False for a dry run; `ignored` whether git passes private/ over; `undone` whether an
    import that had been killed was taken back first."""

    kind: str
    blogs: tuple[BlogLine, ...]
    dropped: tuple[Dropped, ...]
    written: bool
    ignored: bool = True
    undone: bool = False

    def is_empty(self) -> bool:
        """Whether there was nothing new."""
        return not any(blog.entries or blog.threads for blog in self.blogs)
