"""What an editor does to Dateline's content: a text changed, an entry added."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from bench.facts import Newest


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A save. `text` is new, and stands on each of the `pages` (paths in the output) once they are published."""

    text: str
    pages: tuple[str, ...]


class Desk:
    """Edits the newest day's log of a site. `restore` puts everything back."""

    def __init__(self, site: Path, newest: Newest) -> None:
        self._newest = newest
        self._log = site / "content" / newest.blog / f"{newest.day}.md"
        # Next to content/, not in it: a save is one rename, as most editors do it.
        self._written = site / "saving.tmp"
        self._original = self._log.read_text(encoding="utf-8")
        self._text = self._original
        self._saves = 0

    def edit_body(self) -> Saved:
        """A sentence goes before the text of one of the newest entries, another one at each call."""
        self._saves += 1
        entry = self._newest.entries[-1 - self._saves % min(4, len(self._newest.entries))]
        sentence = f"Looked at once more, for the sake of save number {self._saves}."
        heading = self._text.index(f"{{#{entry}")
        body = self._text.index("\n\n", heading) + 2
        self._save(f"{self._text[:body]}{sentence} {self._text[body:]}")
        return Saved(text=sentence, pages=self._pages(entry, f"{self._newest.blog}/atom.xml", "atom.xml"))

    def add_entry(self) -> Saved:
        """An entry newer than all others: an existing day, no new part of it, known tags, person and publishers."""
        self._saves += 1
        entry, title = f"added-{self._saves}", f"Added with save number {self._saves}"
        # The corpus ends at half past ten in the evening.
        minute = 22 * 60 + 31 + self._saves
        newest = self._newest
        self._save(
            f"{self._text}\n## {minute // 60}:{minute % 60:02} {title} {{#{entry} .verified}}\n"
            f"tags: [{', '.join(newest.tags)}]\nplace: Oldhaven\nsources: [{', '.join(newest.sources)}]\n\n"
            "The covered market is *open again*, says the deputy mayor, and nobody **at the harbour** denies it.\n"
            f"More than that is not to be had at this hour [@{newest.sources[0]}].\n\n"
            "Our reporter on the southern bank saw forty people, and will go back before the next tide.\n"
        )
        feeds = tuple(f"tags/{tag}.xml" for tag in newest.tags)
        return Saved(text=title, pages=self._pages(entry, f"{newest.blog}/atom.xml", "atom.xml", "index.html", *feeds))

    def restore(self) -> None:
        """Puts the log back as it was."""
        self._save(self._original)

    def _save(self, text: str) -> None:
        self._text = text
        self._written.write_text(text, encoding="utf-8")
        os.replace(self._written, self._log)  # noqa: PTH105 - the one call that is measured from

    def _pages(self, entry: str, *more: str) -> tuple[str, ...]:
        blog = self._newest.blog
        return (f"{blog}/{entry}.html", f"{blog}/index.html", *more)
