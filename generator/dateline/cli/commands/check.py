"""`dateline check`."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import AS_OF, FORMAT, QUIET, ROOT, traceback


@click.command("check", short_help="Report every problem in the content, and repair what is safe.")
@ROOT
@click.option("--fix", is_flag=True, help="First repair what is safe: write default ids down, put times into figures.")
@click.option("--against", default="", metavar="REV", help="Errors for addresses that this revision had and are gone.")
@AS_OF
@FORMAT
@QUIET
@click.pass_context
def command(
    ctx: click.Context, root: Path | None, fix: bool, against: str, as_of: str | None, form: str, quiet: bool
) -> None:
    """Makes the site in ROOT without writing it, and reports every problem at once.

    Each problem names its file, line and column. Exits 1 when there are errors; warnings do not stop a build.

    --fix changes the content: comments, order and every other byte stay, and what the files say. --against builds the
    site as it was at a branch, tag or commit of its git repository too, and compares the addresses.

    \b
    Examples:
      dateline check
      dateline check --format github     # annotations in a pull request
      dateline check --format json       # an array for other programs
      dateline check --fix
      dateline check --against origin/main
    """
    from dateline.cli.build import Asked, run_check

    asked = Asked(root=root, as_of=as_of, form=form, quiet=quiet, fix=fix, against=against)
    ctx.exit(run_check(asked, traceback(ctx)))
