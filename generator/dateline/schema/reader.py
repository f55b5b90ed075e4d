"""Reading one file's nodes: where they stand, and what was wrong with them."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from dateline.problems import Problem, Span, error
from dateline.schema.nodes import Node

Place = tuple[int, int]
"""(line, column), counted from 1."""


class Reader(Struct, kw_only=True):
    """Collects the problems of one file. `first_line` is the 0-based line of the file at which the YAML text begins."""

    path: str
    zone: str
    day: date | None = None
    first_line: int = 0
    problems: list[Problem] = []

    def place(self, node: Node) -> Place:
        """Where a node starts."""
        return (node.line + self.first_line + 1, node.column + 1)

    def span(self, node: Node, shift: int = 0) -> Span:
        """Where a node starts, `shift` columns on."""
        line, column = self.place(node)
        return Span(self.path, line, column + shift)

    def fault(self, node: Node, code: str, message: str, hint: str = "", shift: int = 0) -> None:
        """Notes an error at a node."""
        self.problems.append(error(self.span(node, shift), code, message, hint))
