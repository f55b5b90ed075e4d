"""`dateline push`."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import AS_OF, ROOT


@click.command("push", short_help="Check, commit and share what you wrote.")
@ROOT
@click.option("-m", "--message", default="", metavar="TEXT", help="What the commit says.  [default: the files' names]")
@AS_OF
def command(root: Path | None, message: str, as_of: str | None) -> None:
    """Shares what you wrote in ROOT: checks it, commits content/ and themes/, takes in what colleagues pushed
    meanwhile, and pushes; again, when one of them was faster.

    What two people append to one day's log stands there side by side. Where both changed the same words, everything
    stays as it was, and the files are named. Nothing is pushed that does not build.

    \b
    Examples:
      dateline push
      dateline push -m "The bridge is open again"
    """
    from dateline.cli.place import find_root
    from dateline.cli.push import run_push

    run_push(find_root(root, Path.cwd()), message=message, as_of=as_of)
