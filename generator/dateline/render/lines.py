"""Text in lines of a width, as a terminal shows it. Words are never parted, so a long address stays one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from unicodedata import category, east_asian_width

WIDTH = 72
"""Columns of a line, as in mail (RFC 3676 section 4.2 recommends no more than 78)."""
NARROWEST = 20
"""Columns that are left to what is quoted within quotations within lists."""

_SPACE = re.compile(r"[ \t\n\r\f]+")
_BLANK_LINES = re.compile(r"\n\n\n+")
_NARROW = re.compile(r"[\n -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0523\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*")
"""Signs of which each takes one column: nearly all texts in Latin, Greek and Cyrillic hold no others."""


def wrapped(text: str, width: int = WIDTH, first: str = "", rest: str = "") -> str:
    """A text of one paragraph in lines; `first` begins the first of them and `rest` all others."""
    text = one_line(text)
    if first or rest:
        width = max(width - max(columns(first), columns(rest)), NARROWEST)
    if len(text) <= width and text.isascii():
        return first + text
    # What has something before it is mostly a source, which many entries cite.
    return first + f"\n{rest}".join(_again(text, width) if first else wrap(text, width))


def tidy(text: str) -> str:
    """A text without blank lines at its ends, and never more than one in it."""
    return _BLANK_LINES.sub("\n\n", text).strip("\n") + "\n"


def columns(text: str) -> int:
    """The columns that a text takes in a terminal: marks take none, wide signs take two."""
    if text.isascii():
        return len(text)
    return sum(
        0 if category(char) in ("Mn", "Me", "Cf") else 2 if east_asian_width(char) in "WF" else 1 for char in text
    )


@cache
def _lines_of(width: int) -> Callable[[str], list[str]]:
    """As many words as a line has room for, at least one."""
    return re.compile(rf"(.{{0,{width}}}|[^ \n]+)[ \n]").findall


def wrap(text: str, width: int) -> list[str]:
    """The lines of a text. Those that it has of its own stay apart."""
    if text.isascii():
        return text.split("\n") if len(text) <= width else _lines_of(width)(f"{text}\n")
    if _NARROW.fullmatch(text):
        return _lines_of(width)(f"{text}\n")
    if "\n" in text:
        return [line for paragraph in text.split("\n") for line in wrap(paragraph, width)]
    return wrap_by_columns(text, width)


@lru_cache(maxsize=1024)
def _again(text: str, width: int) -> list[str]:
    return wrap(text, width)


def wrap_by_columns(text: str, width: int) -> list[str]:
    """The same for a text without lines of its own, of any signs."""
    lines: list[str] = []
    line: list[str] = []
    room = width
    for word in text.split(" "):
        wide = columns(word)
        if line and wide >= room:
            lines.append(" ".join(line))
            line, room = [], width
        room -= wide + bool(line)
        line.append(word)
    lines.append(" ".join(line))
    return lines


def settled(text: str) -> str:
    """Runs of spaces as one; line breaks only where they were asked for, by a vertical tab."""
    if "\v" not in text:
        return one_line(text)
    text = text.replace("\n", " ").replace("\v", "\n").strip(" \n")
    if "\n " in text or " \n" in text or "\n\n\n" in text or _has_runs(text):
        text = "\n".join(one_line(line) for line in text.split("\n")).strip("\n")
        return _BLANK_LINES.sub("\n\n", text)
    return text


def one_line(text: str) -> str:
    """Runs of spaces and line breaks as one space, none at the ends."""
    text = text.replace("\n", " ").strip(" ")
    return _SPACE.sub(" ", text).strip(" ") if _has_runs(text) else text


def _has_runs(text: str) -> bool:
    return "  " in text or "\t" in text or "\r" in text or "\f" in text


def joined(blocks: Iterable[list[str]]) -> list[str]:
    """Blocks, each a list of lines, as lines, a blank line between."""
    lines: list[str] = []
    for block in blocks:
        if lines:
            lines.append("")
        lines += block
    return lines
