"""Problems as a layer of HTML over the last good page. Everything is content and so escaped, by the template."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dateline.problems import Problem
from dateline.problems.report import SourceLine, as_text

_MOST = 50
"""Problems in the overlay; the terminal has all."""


@cache
def _templates() -> Environment:
    folder = Path(__file__).resolve().parent / "pages"
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def problems_overlay(problems: Sequence[Problem], source_line: SourceLine) -> str:
    """The overlay of a build that the content stopped."""
    errors = [problem for problem in problems if problem.severity == "error"]
    rows = [(problem, _place(problem), _excerpt(problem, source_line)) for problem in errors[:_MOST]]
    return _templates().get_template("overlay.html").render(rows=rows, more=len(errors) - len(rows), count=len(errors))


def message_overlay(message: str, hint: str) -> str:
    """The overlay of a build that could not be made for another reason."""
    return _templates().get_template("message.html").render(message=message, hint=hint)


def waiting_page(overlay: str) -> bytes:
    """A page for when none was built yet, or nothing stands at an address and the site has no 404 page."""
    return _templates().get_template("waiting.html").render(failed=bool(overlay)).encode()


def _place(problem: Problem) -> str:
    span = problem.span
    return f"{span.path}:{span.line}:{max(span.column, 1)}" if span.line else span.path


def _excerpt(problem: Problem, source_line: SourceLine) -> str:
    lines = as_text((problem,), source_line).splitlines()
    return "\n".join(line[6:] for line in lines if line.startswith("    | "))
