"""A fault in something an editor wrote, as a value with its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning"]


class Span(Struct, frozen=True, array_like=True, order=True):
    """A place in a file: `path` relative to the site's root, `line` and `column` counted from 1 (0: the whole file)."""

    path: str
    line: int = 0
    column: int = 0


class Problem(Struct, frozen=True, array_like=True, order=True):
    """What is wrong, where, and what to do. `code` is one of `dateline.problems.catalogue.CODES`."""

    span: Span
    code: str
    severity: Severity
    message: str
    hint: str = ""


def error(span: Span, code: str, message: str, hint: str = "") -> Problem:
    """A problem that stops the build."""
    return Problem(span, code, "error", message, hint)


def warning(span: Span, code: str, message: str, hint: str = "") -> Problem:
    """A problem that is reported and does not stop the build."""
    return Problem(span, code, "warning", message, hint)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of them stops the build."""
    return any(problem.severity == "error" for problem in problems)
