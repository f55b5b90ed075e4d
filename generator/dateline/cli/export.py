"""`dateline export`: what was made, or why not."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.build import OUTPUT
from dateline.cli.place import as_of, find_root, shown
from dateline.cli.progress import ProgressLine, is_watched
from dateline.cli.tell import counted, print_problems

if TYPE_CHECKING:
    from dateline.export import Declined, Exported, Wish


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The options as they were given; `largest` in kilobytes."""

    root: Path | None
    form: str
    path: Path
    blog: str
    largest: int
    force: bool
    as_of: str | None
    quiet: bool


def run_export(asked: Asked) -> int:
    """Exports and tells; the exit code."""
    from dateline.export import Declined, Wish

    here = Path.cwd()
    root = find_root(asked.root, here)
    wish = Wish(
        root=root,
        output=root / OUTPUT,
        format=asked.form,
        path=asked.path,
        as_of=as_of(asked.as_of, os.environ),
        blog=asked.blog,
        largest=asked.largest * 1000,
        force=asked.force,
    )
    done = _run(wish, asked.quiet)
    way = shown(root, here)
    print_problems(done.problems, "text", root, "" if way == "." else f"{way}/")
    if isinstance(done, Declined):
        click.echo(f"dateline: {done.message}" + (f"\n    = {done.hint}" if done.hint else ""), err=True)
        return 1 if any(problem.severity == "error" for problem in done.problems) else 2
    if not asked.quiet:
        for line in _lines(done, here):
            click.echo(line)
    return 0


def _run(wish: Wish, quiet: bool) -> Exported | Declined:
    from dateline.export import export_site

    if quiet or not is_watched(sys.stderr, os.environ.get("TERM", "")):
        return export_site(wish)
    progress = ProgressLine(sys.stderr)
    try:
        return export_site(wish, progress)
    finally:
        progress.clear()


def _lines(done: Exported, here: Path) -> list[str]:
    held = f"{counted(done.files, 'file')}, " if done.files else ""
    lines = [f"{shown(path, here)}: {held}{_size(size)}." for path, size in done.copies]
    if done.apart:
        names = ", ".join(done.apart[:4]) + (" and more" if len(done.apart) > 4 else "")
        lines.append(f"Too large to be put in, so linked: {names}. --largest KB puts in more.")
    if done.loose:
        lines.append(f"{counted(done.loose, 'link')} to the rest of the site lead nowhere: site.yaml has no `url`.")
    return lines


def _size(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB" if size >= 1_000_000 else f"{-(-size // 1000):,} kB"
