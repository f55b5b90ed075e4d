"""Cutting a Markdown file at its level-2 headings, fences and comments respected."""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

from msgspec import Struct

from dateline.kept import Kept

# These look for the line's end above: a text with one more in front is searched in a quarter of the time that ^ takes.
_MARK = re.compile(r"\n(?:##(?=[ \t])| {0,3}(?:(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})|(?P<comment><!--)))", re.M)
_PLAIN_HEADING = re.compile(r"\n##(?=[ \t])")
_BLANK_LINE = re.compile(r"\n[ \t]*$", re.M)

_HEADING = re.compile(r"##[ \t]+(.*?)[ \t]*(?:[ \t]#+)?[ \t]*$")
_WORD = re.compile(r"\S+")
_FENCED = re.compile(r"---[ \t]*\n")
_KEY_LINE = re.compile(r"[A-Za-z_][A-Za-z_-]*:(?:[ \t]|$)", re.M)


class Attribute(NamedTuple):
    """One word of `{#id .class name=value}`; `column` from 1 in the heading's line."""

    sign: str
    name: str
    value: str
    column: int


class Section(NamedTuple):
    """A level-2 heading and what stands under it. Lines count from 1; `text` starts at `column` of `line`."""

    line: int
    column: int
    text: str
    attributes: tuple[Attribute, ...]
    keys: str
    keys_line: int
    body: str
    body_line: int


class Unclosed(Struct, frozen=True):
    """A code fence or HTML comment that is never closed: `opened` at `line`, it hides the heading at `hidden`."""

    line: int
    opened: str
    hidden: int


def never_closed(text: str) -> Unclosed | None:
    """What swallows the headings below it, so that entries would be lost unseen."""
    text = "\n" + text
    position = 0
    while found := _MARK.search(text, position):
        position = found.end()
        closing = _end_of(found, text)
        if closing is None:
            hidden = re.compile(r"^##[ \t]", re.M).search(text, position)
            if hidden is None:
                return None
            opened = found["fence"] or found["comment"]
            return Unclosed(text.count("\n", 0, found.end()), opened, text.count("\n", 0, hidden.start()))
        position = closing
    return None


def _end_of(found: re.Match[str], text: str) -> int | None:
    """Where a mark ends: a heading at once, a fence or comment at its closing, if there is one."""
    if fence := found["fence"]:
        end = re.compile(rf"^ {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$", re.M).search(text, found.end())
        return end.end() if end else None
    if found["comment"]:
        at = text.find("-->", found.end())
        return at + 3 if at >= 0 else None
    return found.end()


def stands_in_text(text: str, place: int) -> bool:
    """Whether a place of a Markdown file is in no code fence and no comment."""
    text = "\n" + text
    position = 0
    while (found := _MARK.search(text, position)) and found.start() <= place:
        end = _end_of(found, text)
        if end is None or (end > place and (found["fence"] or found["comment"])):
            return False
        position = end
    return True


def cut(text: str, *, markdown: bool = True, kept: Kept | None = None) -> tuple[str, tuple[Section, ...]]:
    """(what stands before the first heading, the sections); `kept` is the memory of this very file. Without `markdown`,
    fences and comments hide no heading: a stranger's text knows neither, and what two strangers typed must not swallow
    a third, who is withheld."""
    starts = _heading_starts(text) if markdown else [found.start() for found in _PLAIN_HEADING.finditer("\n" + text)]
    if not starts:
        return text, ()
    sections = []
    line = text.count("\n", 0, starts[0]) + 1
    for index, start in enumerate(starts):
        end = starts[index + 1] if index + 1 < len(starts) else len(text)
        chunk = text[start:end]
        make = partial(_section, chunk, line)
        sections.append(make() if kept is None else kept.same(("section", line), chunk, make))
        line += chunk.count("\n")
    return text[: starts[0]], tuple(sections)


def _heading_starts(text: str) -> list[int]:
    text = "\n" + text
    starts: list[int] = []
    position = 0
    while found := _MARK.search(text, position):
        if not found["fence"] and not found["comment"]:
            starts.append(found.start())
        end = _end_of(found, text)
        position = len(text) if end is None else end
    return starts


def _section(chunk: str, line: int) -> Section:
    first, _, rest = chunk.partition("\n")
    text = first[2:].strip(" \t")
    if text.endswith("#") and (matched := _HEADING.match(first)):
        text = matched[1]
    column = first.index(text, 2) + 1 if text else 4
    attributes: tuple[Attribute, ...] = ()
    if text.endswith("}"):
        before, brace, inner = text[:-1].rpartition("{")
        if brace and "}" not in inner:
            attributes = _attributes(inner, column + len(before) + 1)
            text = before
    keys, body, body_line = "", rest, line + 1
    if _KEY_LINE.match(rest):
        keys, body, body_line = _take_keys(rest, line + 1)
    stripped = body.lstrip("\n")
    body_line += len(body) - len(stripped)
    return Section(line, column, text.rstrip(), attributes, keys, line + 1, stripped.rstrip(), body_line)


def _take_keys(rest: str, line: int) -> tuple[str, str, int]:
    blank = _BLANK_LINE.search(rest)
    if blank is None:
        return rest, "", line
    keys = rest[: blank.start() + 1]
    return keys, rest[blank.start() + 1 :], line + keys.count("\n")


def _attributes(inner: str, column: int) -> tuple[Attribute, ...]:
    found = []
    for word in _WORD.finditer(inner):
        text, at = word.group(), column + word.start()
        if text[0] in "#.":
            found.append(Attribute(text[0], text[1:], "", at))
        else:
            name, _, value = text.partition("=")
            found.append(Attribute("=", name, value.strip("\"'"), at))
    return tuple(found)


def front_matter(text: str) -> tuple[str, str, int] | None:
    """(YAML, body, line at which the body begins) of a file that opens with `---`; None when there is none."""
    opening = _FENCED.match(text)
    if opening is None:
        return None
    end = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.M).search(text, opening.end())
    if end is None:
        return None
    body = text[end.end() :]
    stripped = body.lstrip("\n")
    line = text.count("\n", 0, end.end()) + 1 + len(body) - len(stripped)
    return text[opening.end() : end.start()], stripped.rstrip(), line


def say_no_front_matter(text: str, what: str, hint: str) -> tuple[str, str]:
    """(message, hint) for a file whose front matter could not be cut off."""
    if _FENCED.match(text):
        return "The front matter is never closed.", "Write a line --- between the keys and the text."
    if _FENCED.match(text.lstrip()):
        return "The front matter does not begin on the first line.", "Remove the empty lines above the first ---."
    return f"This {what} has no front matter.", hint
