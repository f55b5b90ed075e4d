"""What rules note down while a text is parsed; it lives in the parser's `env`, one per text."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from markdown_it.token import Token
from msgspec import Struct

from dateline.markup.fragment import Flaw, Inside, Outside, Quotation
from dateline.markup.scope import Scope


class Notes(Struct):
    """Collected by the rules in the order of the text."""

    scope: Scope
    lines: list[str]
    cited: dict[str, int] = {}
    unknown: set[str] = set()
    nearly: set[str] = set()
    outside: dict[str, Outside] = {}
    inside: list[Inside] = []
    media: dict[str, None] = {}
    quotations: list[Quotation] = []
    flaws: list[Flaw] = []
    has_headings: bool = False
    ids: set[str] = set()

    def flaw(self, line: int, needle: str, code: str, message: str, hint: str, severity: str = "error") -> None:
        """Notes a flaw at the first place of `needle` at or below a line (from 0)."""
        line, column = self.find(needle, line)
        self.flaws.append(Flaw(line, column, code, severity, message, hint))

    def find(self, needle: str, line: int) -> tuple[int, int]:
        """(line from 0, column from 1) of the first place of `needle` at or below `line`."""
        if needle:
            for number in range(line, min(line + 200, len(self.lines))):
                column = self.lines[number].find(needle)
                if column >= 0:
                    return number, column + 1
        return line, 1

    def number(self, source: str) -> int:
        """The number of a cited source within the entry, given out in the order of the text."""
        return self.cited.setdefault(source, len(self.cited) + 1)


def notes_of(env: MutableMapping[str, Any]) -> Notes:
    """The notes of the text that is being parsed."""
    found: Notes = env["notes"]
    return found


def opening(kind: str, tag: str, **attrs: str) -> Token:
    """An opening token; the renderer escapes its attributes. A trailing underscore of a name is dropped (`class_`)."""
    return Token(
        f"{kind}_open", tag, 1, attrs={name.rstrip("_").replace("_", "-"): text for name, text in attrs.items()}
    )


def closing(kind: str, tag: str) -> Token:
    """The closing token to `opening`."""
    return Token(f"{kind}_close", tag, -1)


def text(content: str) -> Token:
    """A text token; the renderer escapes it."""
    return Token("text", "", 0, content=content)
