"""What was imported into a blog before: `content/BLOG/.imported`, committed with the content.

One line for each thing: what it is, a digest of the key that the origin gives it, and for entries, threads and media
the id or file that it got. It says nothing of what stands in them, and comments have nothing but their digest. What is
named there never comes again, whatever editors made of it since; a line that is deleted lets its thing come again.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

NAME = ".imported"
_HEAD = "# What was imported, so that nothing comes twice: keep it with the content.\n"
_LINE = re.compile(r"(blog|entry|thread|comment|media) ([0-9a-f]{24})(?: (\S{1,300}))?")


def digest(what: str, *keys: str) -> str:
    """The digest of an origin's key, parted from those of other kinds of thing: 24 hexadecimal digits of SHA-256."""
    return hashlib.sha256("\0".join((what, *keys)).encode("utf-8", "surrogatepass")).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The lines by (what, digest) → the id or file, "" for comments. `text` as the file holds it, "" without one."""

    text: str
    lines: Mapping[tuple[str, str], str]

    def ids(self, what: str) -> set[str]:
        """All ids that were given to one kind of thing: none is given again, even when it is gone."""
        return {name for (kind, _), name in self.lines.items() if kind == what}


def read_ledger(text: str) -> Ledger:
    """A ledger from its text. Lines that are none are passed over: a merge may have left its marks."""
    lines = {}
    for row in text.splitlines():
        if found := _LINE.fullmatch(row.strip()):
            lines[found[1], found[2]] = found[3] or ""
    return Ledger(text, lines)


def addition(before: Ledger, rows: list[tuple[str, str, str]]) -> str:
    """What is added to a ledger's file for new (what, digest, id) rows."""
    lead = _HEAD if not before.text else "" if before.text.endswith("\n") else "\n"
    return lead + "".join(f"{what} {key} {name}".rstrip() + "\n" for what, key, name in rows)
