"""`dateline merge-log`."""

from __future__ import annotations

from pathlib import Path

import click

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("merge-log", short_help="Merge two versions of a day's log (called by git).")
@click.argument("base", type=_FILE)
@click.argument("ours", type=_FILE)
@click.argument("theirs", type=_FILE)
@click.pass_context
def command(ctx: click.Context, base: Path, ours: Path, theirs: Path) -> None:
    """Merges OURS and THEIRS, which both come from BASE, entry by entry, and writes the result to OURS.

    `dateline push` uses it by itself. To have plain `git pull` and `git merge` use it too, tell git once:

    \b
      git config merge.dateline-log.driver "dateline merge-log %O %A %B"

    Exits 1 when a conflict was left, marked within its entry.
    """
    from dateline.cli.push import run_merge_log

    ctx.exit(run_merge_log(base, ours, theirs))
