"""Putting a few characters into a file's bytes: byte-order mark, line ends and all the rest stay."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterable
from dataclasses import dataclass

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """At `line` and `column` (from 1, in characters), `length` characters make way for `new`. `what` it does, in words
    for editors."""

    line: int
    column: int
    length: int
    new: str
    what: str


def apply(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes of a UTF-8 file with all edits made. Line breaks in `new` become the file's own."""
    mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
    text = data.removeprefix(BOM_UTF8).decode("utf-8")
    lines = _LINE.findall(text)
    end = "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
    # From the last to the first, so that the places of those before stay what they are.
    for edit in sorted(edits, reverse=True):
        line = lines[edit.line - 1]
        at = edit.column - 1
        lines[edit.line - 1] = line[:at] + edit.new.replace("\n", end) + line[at + edit.length :]
    return mark + "".join(lines).encode("utf-8")
