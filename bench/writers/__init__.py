"""The corpus in the form that each generator reads. A writer is a module with `write_blog` and `write_site`."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from bench.corpus import Blog, Corpus
from bench.facts import Facts
from bench.writers import dateline, eleventy, hugo, pelican


class Writer(Protocol):
    """What a writer's module can do."""

    def write_blog(self, corpus: Corpus, blog: Blog, root: Path) -> None:
        """Writes one live blog below `root`."""

    def write_site(self, corpus: Corpus, facts: Facts, root: Path) -> None:
        """Writes what the blogs share, when all of them are written."""


__all__ = ["Writer", "dateline", "eleventy", "hugo", "pelican"]
