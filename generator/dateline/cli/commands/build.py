"""`dateline build`."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import AS_OF, FORMAT, QUIET, ROOT, traceback


@click.command("build", short_help="Build the site into output/.")
@ROOT
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the site goes.  [default: ROOT/output]",
)
@click.option("--drafts", is_flag=True, help="Build a preview with what is held back, into ROOT/preview instead.")
@AS_OF
@click.option("--adopt", is_flag=True, help="Build into a folder that holds other files, and leave those there.")
@click.option("--explain", is_flag=True, help="Name every file that was made again, and why.")
@click.option(
    "--shard", metavar="I/N", help="Build the I-th of N parts, into ROOT/shards/I-of-N, for `dateline merge`."
)
@FORMAT
@QUIET
@click.pass_context
def command(
    ctx: click.Context,
    root: Path | None,
    output: Path | None,
    drafts: bool,
    as_of: str | None,
    adopt: bool,
    explain: bool,
    shard: str | None,
    form: str,
    quiet: bool,
) -> None:
    """Builds the site in ROOT.

    Only what changed is made again, and the output changes wholly or not at all: a build that fails, or is stopped,
    leaves it as it was. Problems go to stderr; as json or github they go to stdout, and the words to stderr.

    \b
    Examples:
      dateline build
      dateline build --drafts && open preview/index.html
      dateline build my-archive -o /srv/www/archive
      dateline build --as-of 2026-11-20T09:00Z --explain
      dateline build --shard 2/5 --as-of 2026-11-20T09:00Z
    """
    from dateline.cli.build import Asked, run_build

    asked = Asked(
        root=root, output=output, drafts=drafts, as_of=as_of, adopt=adopt, explain=explain, form=form, quiet=quiet,
        shard=shard,
    )  # fmt: skip
    ctx.exit(run_build(asked, traceback(ctx)))
