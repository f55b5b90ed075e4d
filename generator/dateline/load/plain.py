"""The YAML that stands under most headings, read without a YAML parser: lines of `key: text` and `key: [a, b]`.

libyaml takes longer to begin and to end than such lines take to read. What is read here is the part of the language
in which no line says anything about another one; the nodes are those that libyaml would have given.
"""

from __future__ import annotations

import re

from yaml import MappingNode, Mark, Node, ScalarNode, SequenceNode

_IN_TEXT = r'[ -"$-9;-~]*'
"""What never ends a plain text: no colon, which does before a space, and no #, which does after one."""
_ITEM = r"[A-Za-z0-9](?:[A-Za-z0-9 _./@+'()\-]*[A-Za-z0-9_./@+'()\-])?"

_match_line = re.compile(
    r"([A-Za-z_][A-Za-z0-9_-]*): +(?:"
    rf"(\[) *({_ITEM}(?: *, *{_ITEM})*) *\]"
    rf'|"([ !#-\[\]-~]*)"'
    rf"|([A-Za-z0-9]{_IN_TEXT}(?::(?=[!-~]){_IN_TEXT})*)"
    r") *(?:\n|\Z)"
).match
_items = re.compile(_ITEM).finditer


class _Scalar(ScalarNode):
    """A scalar with no more than readers ask for."""

    def __init__(self, value: str, line: int, column: int, style: str = "") -> None:
        self.tag = ""
        self.value = value
        self.start_mark = Mark("", 0, line, column, None, 0)
        self.end_mark = None
        self.style = style


def plain_mapping(text: str) -> MappingNode | None:
    """The root node of a YAML text that has nothing but such lines; None when only a YAML parser can tell."""
    # Sets of all letters beyond ASCII would take longer to compile than they could ever save.
    if not text.isascii() or "\n " in text or "\n-" in text:
        return None
    pairs: list[tuple[Node, Node]] = []
    start = 0
    while found := _match_line(text, start):
        line = len(pairs)
        key, bracket, _, quoted, plain = found.groups()
        value: Node
        if bracket:
            parts = [_Scalar(item[0], line, item.start() - start) for item in _items(text, *found.span(3))]
            mark = Mark("", 0, line, found.start(2) - start, None, 0)
            value = SequenceNode("", parts, mark, None, flow_style=True)
        elif quoted is None:
            value = _Scalar(plain.rstrip(" "), line, found.start(5) - start)
        else:
            value = _Scalar(quoted, line, found.start(4) - start - 1, '"')
        pairs.append((_Scalar(key, line, 0), value))
        start = found.end()
    if not pairs or start < len(text):
        return None
    return MappingNode("", pairs, Mark("", 0, 0, 0, None, 0), None, flow_style=False)
