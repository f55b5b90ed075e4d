"""The mappings of a content file, with what each is read as and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.load.log import NAME
from dateline.load.nodes import compose
from dateline.load.sections import Section, cut, front_matter
from dateline.model.blog import BlogSettings
from dateline.model.entry import Entry
from dateline.model.source import Source
from dateline.schema.kinds import key_name
from dateline.schema.nodes import MappingNode, Node, SequenceNode
from dateline.schema.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A mapping that is read as `record`; lines of its nodes count from `first_line` (0-based) of the file."""

    record: type[Any]
    node: Node
    first_line: int
    day: date | None = None

    def line(self, node: Node) -> int:
        """The line of a node in the file, from 1."""
        return node.line + self.first_line + 1


def parts_of(path: str, text: str) -> tuple[Part, ...]:
    """Every mapping of a file in which a time may stand. The file is known to have no errors."""
    name = path.rsplit("/", 1)[1]
    if name == "blog.yaml":
        return tuple(_whole(text, BlogSettings))
    if name == "sources.yaml":
        return tuple(_values(text, Source))
    if name.endswith(".yaml"):
        return tuple(_list(text))
    log = NAME.fullmatch(name)
    return tuple(_log(text, date.fromisoformat(log[1])) if log else _front(text))


def items_of(text: str) -> tuple[Node, ...]:
    """The items under `entries` of a YAML list."""
    return _under(text, "entries")


def _node(text: str) -> Node | None:
    return compose(text, Reader(path="", zone="UTC"))


def _whole(text: str, record: type[Any], first_line: int = 0, day: date | None = None) -> Iterator[Part]:
    node = _node(text)
    if node is not None:
        yield Part(record=record, node=node, first_line=first_line, day=day)


def _values(text: str, record: type[Any]) -> Iterator[Part]:
    node = _node(text)
    for _, value in node.value if isinstance(node, MappingNode) else ():
        yield Part(record=record, node=value, first_line=0)


def _under(text: str, name: str) -> tuple[Node, ...]:
    """The items of a list, or the one mapping, under a top key."""
    node = _node(text)
    for key, value in node.value if isinstance(node, MappingNode) else ():
        if key_name(key) == name:
            return tuple(value.value) if isinstance(value, SequenceNode) else (value,)
    return ()


def _list(text: str) -> Iterator[Part]:
    for node in (*_under(text, "defaults"), *items_of(text)):
        yield Part(record=Entry, node=node, first_line=0)


def _front(text: str) -> Iterator[Part]:
    found = front_matter(text)
    if found is not None:
        yield from _whole(found[0], Entry, 1)


def _log(text: str, day: date) -> Iterator[Part]:
    before, sections = cut(text)
    found = front_matter(before)
    if found is not None:
        yield from _whole(found[0], Entry, 1, day)
    elif before.strip():
        yield from _whole(before, Entry, 0, day)
    for section in sections:
        if section.keys:
            yield from _whole(section.keys, Entry, section.keys_line - 1, day)


def sections_of(text: str) -> tuple[Section, ...]:
    """The entries' sections of a log."""
    return cut(text)[1]
