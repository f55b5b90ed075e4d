"""`dateline check`."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import AS_OF, FORMAT, QUIET, ROOT, traceback


@click.command("check", short_help="Report every problem in the content, and write nothing.")
@ROOT
@AS_OF
@FORMAT
@QUIET
@click.pass_context
def command(ctx: click.Context, root: Path | None, as_of: str | None, form: str, quiet: bool) -> None:
    """Makes the site in ROOT without writing it, and reports every problem at once.

    Each problem names its file, line and column. Exits 1 when there are errors; warnings do not stop a build.

    \b
    Examples:
      dateline check
      dateline check --format github     annotations in a pull request
      dateline check --format json       an array for other programs
    """
    from dateline.cli.build import Asked, run_check

    ctx.exit(run_check(Asked(root=root, as_of=as_of, form=form, quiet=quiet), traceback(ctx)))
