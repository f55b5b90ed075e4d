"""`dateline merge`."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import FORMAT, QUIET, SITE, traceback


@click.command("merge", short_help="Put the shards of a build together.")
@click.argument(
    "folders",
    metavar="DIR...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@SITE
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the site goes.  [default: ROOT/output]",
)
@click.option("--adopt", is_flag=True, help="Merge into a folder that holds other files, and leave those there.")
@click.option("--explain", is_flag=True, help="Name every file that was made or brought, and why.")
@FORMAT
@QUIET
@click.pass_context
def command(
    ctx: click.Context,
    folders: tuple[Path, ...],
    root: Path | None,
    output: Path | None,
    adopt: bool,
    explain: bool,
    form: str,
    quiet: bool,
) -> None:
    """Makes one site of all shards that `build --shard` made of one commit, byte for byte what one build makes.

    Each DIR is a shard, or holds some. The commit that they were built from must be checked out here: the pages that
    span blogs are made now, at the shards' own instant.

    \b
    Examples:
      dateline build --shard 1/2 --as-of 2026-11-20T09:00Z      # on one machine
      dateline build --shard 2/2 --as-of 2026-11-20T09:00Z      # on another
      dateline merge shards
    """
    from dateline.cli.build import Asked
    from dateline.cli.merge import AskedMerge, run_merge

    asked = Asked(root=root, output=output, adopt=adopt, explain=explain, form=form, quiet=quiet)
    ctx.exit(run_merge(AskedMerge(folders=folders, asked=asked), traceback(ctx)))
