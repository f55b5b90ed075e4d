"""What an import must know of the site that it goes into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dateline.begin.reading import CONTENT, read_files
from dateline.imports.ledger import NAME as LEDGER
from dateline.imports.ledger import Ledger, read_ledger
from dateline.load.blog import read_blog_settings, read_entries
from dateline.load.files import Files
from dateline.load.site import read_common, read_table
from dateline.model.site import Common
from dateline.model.source import Source
from dateline.problems import Problem

PRIVATE = "private"


@dataclass(frozen=True, slots=True, kw_only=True)
class Blog:
    """A blog that is there, or a new one. `entries`, `threads`: ids in use, `living`: those of entries that are there
    now; `media`: file names under media/; `sources_text`: what its sources.yaml holds."""

    id: str
    zone: str
    mode: str
    exists: bool
    ledger: Ledger
    entries: frozenset[str] = frozenset()
    living: frozenset[str] = frozenset()
    threads: frozenset[str] = frozenset()
    media: frozenset[str] = frozenset()
    sources: Mapping[str, Source] = field(default_factory=dict)
    sources_text: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """The site under `root`: what all blogs share, and the ledgers of those that have one."""

    root: Path
    files: Files
    common: Common
    ledgers: Mapping[str, Ledger]

    @property
    def zone(self) -> str:
        """The site's time zone."""
        return self.common.settings.zone

    def blog_of(self, digest: str) -> str:
        """The blog that something of this digest was imported into before; "" when there is none."""
        return next((blog for blog, ledger in self.ledgers.items() if ("blog", digest) in ledger.lines), "")

    def zone_of(self, blog: str) -> str:
        """The zone of a blog's times: its own, or the site's."""
        if blog not in self.files.blogs:
            return self.zone
        return read_blog_settings(self.files, self.files.blogs[blog], []).zone or self.zone

    def existing(self, blog: str) -> Blog:
        """A blog as it stands."""
        files = read_files(self.root, blog)
        found = files.blogs[blog]
        unread: list[Problem] = []  # told by `check`; nothing of these files is changed
        settings = read_blog_settings(files, found, unread)
        zone = settings.zone or self.zone
        text = _text(self.root / found.folder / "sources.yaml")
        sources = read_table(files, found.sources, Source, zone, unread) if found.sources else {}
        entries = [entry for path in found.entries for entry in read_entries(files, path, zone, unread)]
        living = {entry.id for entry in entries}
        aliases = {alias for entry in entries for alias in entry.aliases}
        return Blog(
            id=blog,
            zone=zone,
            mode=settings.mode,
            exists=True,
            ledger=self.ledgers.get(blog, read_ledger("")),
            entries=frozenset(living | aliases | _stems(self.root / found.folder / "entries")),
            living=frozenset(living),
            threads=frozenset(_stems(self.root / found.folder / "threads") | _stems(private_threads(self.root, blog))),
            media=frozenset(_names(self.root / found.folder / "media")),
            sources=sources,
            sources_text=text,
        )


def read_site(root: Path) -> Site:
    """The site's settings and ledgers. What is wrong with its files is told by `check`."""
    files = read_files(root, "")
    common, _ = read_common(files)
    ledgers = {blog: read_ledger(_text(root / CONTENT / blog / LEDGER)) for blog in files.blogs}
    return Site(root, files, common, ledgers)


def private_threads(root: Path, blog: str) -> Path:
    """Where the threads of a blog wait until an editor has released what may be shown."""
    return root / PRIVATE / blog / "threads"


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def _stems(folder: Path) -> set[str]:
    return {name.removesuffix(".md") for name in _names(folder)}
