"""Problems and results in words, for a terminal, a program, or GitHub."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click
from msgspec import structs

from dateline.problems import Problem, Span
from dateline.problems.report import SourceLine, as_github, as_gitlab, as_json, as_text

if TYPE_CHECKING:
    from dateline.begin.outcome import Declined
    from dateline.build import Result

_LARGEST = 8 * 1024 * 1024
"""Bytes of a file that is opened to show one of its lines."""


def print_problems(problems: Sequence[Problem], form: str, root: Path, prefix: str) -> None:
    """Text goes to stderr; JSON (UTF-8, paths from the site's root), GitHub's annotations and GitLab's report to
    stdout, for programs.

    `prefix` leads from the current folder to the site, so that a path can be opened from where one stands.
    """
    if form == "json":
        click.echo(as_json(problems).encode(), nl=False)
    elif form == "github":
        click.echo(as_github(_moved(problems, prefix)).encode(), nl=False)
    elif form == "gitlab":
        click.echo(as_gitlab(_moved(problems, prefix)).encode(), nl=False)
    elif problems:
        lines = source_lines(root)
        text = as_text(_moved(problems, prefix), lambda path, line: lines(path.removeprefix(prefix), line))
        click.echo(text, nl=False, err=True)


def _moved(problems: Sequence[Problem], prefix: str) -> Sequence[Problem]:
    if not prefix:
        return problems
    return [
        structs.replace(problem, span=Span(prefix + problem.span.path, problem.span.line, problem.span.column))
        for problem in problems
    ]


def source_lines(root: Path) -> SourceLine:
    """Reads lines of files under `root` from the disk when asked; "" for whatever is missing, large or outside."""

    @lru_cache(maxsize=4)
    def lines_of(path: str) -> tuple[str, ...]:
        try:
            full = (root / path).resolve()
            if not full.is_relative_to(root.resolve()):
                return ()
            # Opened only when it is a plain file: a pipe would be waited for.
            status = full.stat()
            if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
                return ()
            text = full.read_bytes()[: _LARGEST + 1].decode("utf-8", "replace")
        except (OSError, ValueError, RuntimeError):
            return ()
        # Lines end as the loader says, not at every separator that str.splitlines knows.
        return tuple(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n"))

    def line_of(path: str, line: int) -> str:
        lines = lines_of(path)
        return lines[line - 1] if 0 < line <= len(lines) else ""

    return line_of


def count_line(problems: Sequence[Problem]) -> str:
    """ "2 errors and 1 warning in 2 files." """
    errors = sum(problem.severity == "error" for problem in problems)
    parts = [counted(errors, "error")] if errors else []
    if warnings := len(problems) - errors:
        parts.append(counted(warnings, "warning"))
    files = len({problem.span.path for problem in problems})
    return f"{' and '.join(parts)} in {counted(files, 'file')}."


def counted(number: int, thing: str) -> str:
    """ "1 file", "2 files", "2 entries"."""
    many = f"{thing[:-1]}ies" if thing.endswith("y") else f"{thing}s"
    return f"{number:,} {thing if number == 1 else many}"


def summary_line(result: Result, seconds: float) -> str:
    """What there is and what changed, without the manifests, which change with everything."""
    from dateline.commit import MANIFEST_NAME

    def files(paths: Sequence[str]) -> int:
        return sum(os.path.basename(path) != MANIFEST_NAME for path in paths)  # noqa: PTH119 - an output path

    changes = []
    if written := files(result.written):
        changes.append(f"{written:,} written")
    if removed := files(result.removed):
        changes.append(f"{removed:,} removed")
    what = f"{counted(result.entries, 'entry')} in {counted(result.blogs, 'blog')}, {counted(result.total, 'file')}"
    return f"{what}: {' and '.join(changes) or 'nothing changed'} ({seconds:.2f} s)."


def due_line(next_due: int) -> str:
    """When the next entry falls due, in UTC and by the clock of the machine."""
    when = datetime.fromtimestamp(next_due, UTC)
    here = when.astimezone()
    day = "" if here.date() == when.date() else f"{here:%Y-%m-%d} "
    clock = f" ({day}{here:%H:%M} by this computer's clock)" if here.utcoffset() else ""
    return f"The next entry falls due at {when:%Y-%m-%dT%H:%M:%SZ}{clock}; build again then."


def explain(result: Result, echo: Callable[[str], None]) -> None:
    """Each output that was made again and why, and each that is gone."""
    for path, reason in result.made:
        echo(f"{path}: {reason}")
    for path in result.removed:
        echo(f"{path}: gone, nothing of the site stands here any more")
    if not result.made and not result.removed:
        echo("Nothing had to be made again.")


def decline(declined: Declined, *, code: int = 2) -> NoReturn:
    """Says why nothing was done, and what to do, and ends the command."""
    hint = f"\n    = {declined.hint}" if declined.hint else ""
    click.echo(f"dateline: {declined.message}{hint}", err=True)
    raise click.exceptions.Exit(code)
