"""Problems as text for people, as JSON, as annotations of GitHub's workflow commands, as GitLab's code quality."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from dateline.problems.problem import Problem

SourceLine = Callable[[str, int], str]
"""(path, line from 1) → that line of the file without its end, or "" when there is none."""

_WIDEST = 160


def as_text(problems: Iterable[Problem], source_line: SourceLine) -> str:
    """Each problem as `path:line:col: CODE severity: message`, with the source line, a caret and a hint under it."""
    return "".join(_one(problem, source_line) for problem in problems)


def _one(problem: Problem, source_line: SourceLine) -> str:
    span = problem.span
    place = span.path if not span.line else f"{span.path}:{span.line}:{max(span.column, 1)}"
    parts = [f"{_clean(place)}: {problem.code} {problem.severity}: {_clean(problem.message)}\n"]
    if span.line:
        line = source_line(span.path, span.line)
        if line:
            parts.append(_excerpt(line, max(span.column, 1)))
    if problem.hint:
        parts.append(f"    = {_clean(problem.hint)}\n")
    return "".join(parts)


def _excerpt(line: str, column: int) -> str:
    start = 0
    if column > _WIDEST - 20:
        start = column - _WIDEST // 2
    shown = _clean(line[start : start + _WIDEST])
    before = "".join(" " * _width(char) for char in _clean(line[start : column - 1]))
    return f"    | {shown}\n    | {before}^\n"


def _width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _clean(text: str) -> str:
    """Content is untrusted: no control character of a file reaches a terminal."""
    return "".join(
        " " if char in "\t\r\n" else char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text
    )


def as_json(problems: Sequence[Problem]) -> str:
    """A JSON array of objects with path, line, column, code, severity, message and hint."""
    import json  # few ask for it

    rows = [
        {
            "path": problem.span.path,
            "line": problem.span.line,
            "column": problem.span.column,
            "code": problem.code,
            "severity": problem.severity,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_github(problems: Iterable[Problem]) -> str:
    """Workflow commands (`::error file=…,line=…,col=…::…`), escaped as GitHub's toolkit does."""
    lines = []
    for problem in problems:
        span = problem.span
        where = f"file={_property(span.path)}"
        if span.line:
            where += f",line={span.line},col={max(span.column, 1)}"
        text = problem.message + (f" {problem.hint}" if problem.hint else "")
        title = _property(problem.code)
        lines.append(f"::{problem.severity} {where},title={title}::{_data(text)}\n")
    return "".join(lines)


def as_gitlab(problems: Sequence[Problem]) -> str:
    """A report of GitLab's Code Quality, which shows each finding at its line of a merge request (its documentation,
    “Code Quality report format”). A fingerprint stays the same while lines above it come and go."""
    import json  # few ask for it

    rows = []
    seen: dict[str, int] = {}
    for problem in problems:
        span = problem.span
        named = f"{span.path}\0{problem.code}\0{problem.message}"
        seen[named] = seen.get(named, 0) + 1
        rows.append(
            {
                "description": problem.message + (f" {problem.hint}" if problem.hint else ""),
                "check_name": problem.code,
                "fingerprint": hashlib.sha256(f"{named}\0{seen[named]}".encode()).hexdigest(),
                "severity": "major" if problem.severity == "error" else "minor",
                "location": {"path": span.path, "lines": {"begin": max(span.line, 1)}},
            }
        )
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _data(text: str) -> str:
    return "%0A".join(
        "%0D".join(_clean(part) for part in line.split("\r")) for line in text.replace("%", "%25").split("\n")
    )


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
