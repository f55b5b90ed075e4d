"""Writing down the ids that entries have by default, so that no later change of their time moves their address."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from dateline.load.log import NAME
from dateline.mend.edits import Edit
from dateline.mend.parts import items_of, sections_of
from dateline.model.entry import Entry
from dateline.schema.kinds import key_name
from dateline.schema.nodes import MappingNode, Node

_HEADING = re.compile(r"##[ \t]+(?P<text>.*?)[ \t]*(?:[ \t]#+)?[ \t]*")


def pins(path: str, text: str, entries: tuple[Entry, ...], shared: Collection[str]) -> Iterator[Edit]:
    """An edit for each entry of a file whose id is a default.

    Left alone are ids that more than one entry has (`shared`): which of the two was published under it, only editors
    know; and those of people at risk, for whom the minute in it is too much (DL417).
    """
    at = {entry.spot: entry for entry in entries if _is_default(entry, shared)}
    lines = text.split("\n")
    name = path.rsplit("/", 1)[1]
    if NAME.fullmatch(name):
        for section in sections_of(text):
            if entry := at.get((section.line, 1)):
                yield _heading(section.line, lines[section.line - 1], entry.id)
    elif name.endswith(".yaml"):
        for item in items_of(text):
            place = (item.line + 1, item.column + 1)
            entry = at.get(place)
            if entry is not None and isinstance(item, MappingNode) and item.value:
                edit = _item(item, lines, entry.id)
                if edit is not None:
                    yield edit


def _is_default(entry: Entry, shared: Collection[str]) -> bool:
    return not entry.pinned_id and not entry.at_risk and entry.id not in shared


def _what(name: str) -> str:
    return f"the id “{name}” is written down"


def _heading(line: int, text: str, name: str) -> Edit:
    matched = _HEADING.fullmatch(text)
    start, said = (matched.start("text"), matched["text"]) if matched else (len(text), "")
    if said.endswith("}"):
        before, brace, inner = said[:-1].rpartition("{")
        if brace and "}" not in inner:
            return Edit(line, start + len(before) + 2, 0, f"#{name} " if inner.strip() else f"#{name}", _what(name))
    return Edit(line, start + len(said) + 1, 0, f" {{#{name}}}", _what(name))


def _item(item: MappingNode, lines: list[str], name: str) -> Edit | None:
    for key, value in item.value:
        if key_name(key) == "id":
            return _empty(key, value, lines, name)
    line, column = item.line + 1, item.column + 1
    if item.flow_style:
        return Edit(line, column + 1, 0, f"id: {name}, ", _what(name))
    return Edit(line, column, 0, f"id: {name}\n{' ' * (column - 1)}", _what(name))


def _empty(key: Node, value: Node, lines: list[str], name: str) -> Edit | None:
    """An id whose key stands there without a value."""
    line, end = key.line, key.column + len("id")
    if lines[line][end : end + 1] != ":":
        return None
    if value.value:  # ~ or null
        return Edit(value.line + 1, value.column + 1, len(value.value), name, _what(name))
    return Edit(line + 1, end + 2, 0, f" {name}", _what(name))
