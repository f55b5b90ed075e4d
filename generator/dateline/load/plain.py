"""The YAML that stands under most headings, read without a YAML parser: `key: text`, `key: [a, b]`, and lists of such.

libyaml takes longer to begin and to end than such lines take to read. What is read here is the part of the language
in which a line says nothing about another one but by how far it is indented; the nodes are those that libyaml would
have given.
"""

from __future__ import annotations

import re

from dateline.schema.nodes import MappingNode, Node, ScalarNode, SequenceNode

_KEY = r"([A-Za-z_][A-Za-z0-9_-]{0,99})"
_IN_TEXT = r"[^:#\n]*"
"""What never ends a plain text: no colon, which does before a space, and no #, which does after one."""
_TEXT = rf"(?:[A-Za-z0-9]|[^\x00-\x7f]){_IN_TEXT}(?::(?=[^ \n]){_IN_TEXT})*"
_ITEM = r"[A-Za-z0-9](?:[A-Za-z0-9 _./@+'()\-]*[A-Za-z0-9_./@+'()\-])?"
_VALUE = rf'(?:(?:(\[) *({_ITEM}(?: *, *{_ITEM})*) *\]|"([^"\\\n]*)") *|({_TEXT}))(?:\n|\Z)'

_match_line = re.compile(rf"{_KEY}: +{_VALUE}").match
_match_value = re.compile(_VALUE).match
_match_list = re.compile(rf"{_KEY}: *\n(?=( +)- )").match
_match_flow = re.compile(rf"\{{ *({_KEY}: +{_ITEM}(?: *, *{_KEY}: +{_ITEM})*) *\}} *(?:\n|\Z)").match
_items = re.compile(_ITEM).finditer
_flow_pairs = re.compile(rf"{_KEY}: +({_ITEM})").finditer


def plain_mapping(text: str) -> MappingNode | None:
    """The root node of a YAML text that has nothing but such lines; None when only a YAML parser can tell."""
    text = text.rstrip("\n")
    # Neither tabs nor what else YAML may take for a space, for the end of a line, or for no character at all.
    if not text.replace("\n", "").isprintable():
        return None
    reading = _Reading(text)
    while reading.at < len(text):
        if not (reading.pair(0, reading.pairs) or reading.list_below()):
            return None
    return MappingNode(reading.pairs, 0, 0) if reading.pairs else None


class _Reading:
    """Goes through a text line by line: `at` is where the line of that number begins."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.line = 0
        self.pairs: list[tuple[Node, Node]] = []

    def pair(self, indent: int, pairs: list[tuple[Node, Node]]) -> bool:
        """A key and its value in one line, so far in."""
        found = _match_line(self.text, self.at + indent)
        if found is None:
            return False
        pairs.append((ScalarNode(found[1], self.line, indent), self._value(found, 2)))
        self._next(found.end())
        return True

    def list_below(self) -> bool:
        """A key and a list below it, further in: texts, mappings in braces, or lines of keys."""
        found = _match_list(self.text, self.at)
        if found is None:
            return False
        key = ScalarNode(found[1], self.line, 0)
        self._next(found.end())
        indent = len(found[2])
        items: list[Node] = []
        dash = f"{found[2]}- "
        below = SequenceNode(items, self.line, indent)
        while self.text.startswith(dash, self.at):
            item = self._item(indent + 2)
            if item is None:
                return False
            items.append(item)
        self.pairs.append((key, below))
        return True

    def _item(self, indent: int) -> Node | None:
        """What stands behind a dash."""
        line = self.line
        flow = _match_flow(self.text, self.at + indent)
        if flow is not None:
            within = [
                (ScalarNode(pair[1], line, pair.start() - self.at), ScalarNode(pair[2], line, pair.start(2) - self.at))
                for pair in _flow_pairs(self.text, *flow.span(1))
            ]
            self._next(flow.end())
            return MappingNode([*within], line, indent, flow_style=True)
        pairs: list[tuple[Node, Node]] = []
        if self.pair(indent, pairs):
            further = " " * indent
            while self.text.startswith(further, self.at) and self.pair(indent, pairs):
                pass
            return MappingNode(pairs, line, indent)
        found = _match_value(self.text, self.at + indent)
        if found is None:
            return None
        value = self._value(found, 1)
        self._next(found.end())
        return value

    def _value(self, found: re.Match[str], first: int) -> Node:
        """Of a match its value, whose groups are from `first` on."""
        bracket, _, quoted, plain = found.groups()[first - 1 :]
        if bracket:
            items = _items(self.text, *found.span(first + 1))
            parts: list[Node] = [ScalarNode(item[0], self.line, item.start() - self.at) for item in items]
            return SequenceNode(parts, self.line, found.start(first) - self.at, flow_style=True)
        if quoted is None:
            return ScalarNode(plain.rstrip(" "), self.line, found.start(first + 3) - self.at)
        return ScalarNode(quoted, self.line, found.start(first + 2) - self.at - 1, '"')

    def _next(self, at: int) -> None:
        self.at = at
        self.line += 1
