"""Cutting a Markdown file at its level-2 headings, fences and comments respected."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile(r"^(?:##(?=[ \t])|(?P<fence>`{3,}|~{3,})|(?P<comment><!--))", re.M)
_HEADING = re.compile(r"##[ \t]+(.*?)[ \t]*(?:[ \t]#+)?[ \t]*$")
_ATTRIBUTES = re.compile(r"[ \t]*\{([^{}]*)\}$")
_KEY_LINE = re.compile(r"[A-Za-z_][A-Za-z_-]*:(?:[ \t]|$)")


@dataclass(frozen=True, slots=True)
class Attribute:
    """One word of `{#id .class name=value}`; `column` from 1 in the heading's line."""

    sign: str
    name: str
    value: str
    column: int


@dataclass(frozen=True, slots=True)
class Section:
    """A level-2 heading and what stands under it. Lines count from 1; `text` starts at `column` of `line`."""

    line: int
    column: int
    text: str
    attributes: tuple[Attribute, ...]
    keys: str
    keys_line: int
    body: str
    body_line: int


def cut(text: str) -> tuple[str, tuple[Section, ...]]:
    """(what stands before the first heading, the sections)."""
    starts = _heading_starts(text)
    if not starts:
        return text, ()
    sections = []
    line = text.count("\n", 0, starts[0]) + 1
    for index, start in enumerate(starts):
        end = starts[index + 1] if index + 1 < len(starts) else len(text)
        chunk = text[start:end]
        sections.append(_section(chunk, line))
        line += chunk.count("\n")
    return text[: starts[0]], tuple(sections)


def _heading_starts(text: str) -> list[int]:
    starts: list[int] = []
    position = 0
    while found := _MARK.search(text, position):
        position = found.end()
        if fence := found["fence"]:
            closing = re.compile(rf"^ {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$", re.M)
            end = closing.search(text, position)
            position = end.end() if end else len(text)
        elif found["comment"]:
            end_at = text.find("-->", position)
            position = end_at + 3 if end_at >= 0 else len(text)
        else:
            starts.append(found.start())
    return starts


def _section(chunk: str, line: int) -> Section:
    first, _, rest = chunk.partition("\n")
    matched = _HEADING.match(first)
    text = matched[1] if matched else first[2:].strip()
    column = first.index(text, 2) + 1 if text else 4
    attributes: tuple[Attribute, ...] = ()
    if braces := _ATTRIBUTES.search(text):
        attributes = _attributes(braces[1], column + braces.start(1))
        text = text[: braces.start()]
    keys, body, body_line = "", rest, line + 1
    if _KEY_LINE.match(rest):
        keys, body, body_line = _take_keys(rest, line + 1)
    stripped = body.lstrip("\n")
    body_line += len(body) - len(stripped)
    return Section(line, column, text.rstrip(), attributes, keys, line + 1, stripped.rstrip(), body_line)


def _take_keys(rest: str, line: int) -> tuple[str, str, int]:
    blank = re.search(r"^[ \t]*$", rest, re.M)
    if blank is None:
        return rest, "", line
    keys = rest[: blank.start()]
    return keys, rest[blank.start() :], line + keys.count("\n")


def _attributes(inner: str, column: int) -> tuple[Attribute, ...]:
    found = []
    for word in re.finditer(r"\S+", inner):
        text, at = word.group(), column + word.start()
        if text[0] in "#.":
            found.append(Attribute(text[0], text[1:], "", at))
        else:
            name, _, value = text.partition("=")
            found.append(Attribute("=", name, value.strip("\"'"), at))
    return tuple(found)


def front_matter(text: str) -> tuple[str, str, int] | None:
    """(YAML, body, line at which the body begins) of a file that opens with `---`; None when there is none."""
    if not text.startswith("---\n") and text != "---":
        return None
    end = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.M).search(text, 4)
    if end is None:
        return None
    body = text[end.end() :]
    stripped = body.lstrip("\n")
    line = text.count("\n", 0, end.end()) + 1 + len(body) - len(stripped)
    return text[4 : end.start()], stripped.rstrip(), line
