"""YAML as it was written: nodes, each at its place, of which nobody has guessed a type yet."""

from __future__ import annotations

from msgspec import Struct


class ScalarNode(Struct, gc=False):
    """A text. `line` and `column` from 0, in the YAML text; `style` is the quote or sign that it stands in, "" when it
    is bare."""

    value: str
    line: int
    column: int
    style: str = ""


class SequenceNode(Struct):
    """A list; with `flow_style` it stands in brackets."""

    value: list[Node]
    line: int
    column: int
    flow_style: bool = False


class MappingNode(Struct):
    """Keys and their values, in the order in which they were written, each as often as it was."""

    value: list[tuple[Node, Node]]
    line: int
    column: int
    flow_style: bool = False


Node = ScalarNode | SequenceNode | MappingNode
