"""`dateline export`."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import AS_OF, QUIET, ROOT


@click.command("export", short_help="Make copies for keeping: HTML, BagIt, WACZ.")
@ROOT
@click.option(
    "--format",
    "form",
    type=click.Choice(("html", "bagit", "wacz")),
    required=True,
    help="html: each blog in one file. bagit: the site as a bag. wacz: a web archive that can be replayed.",
)
@click.option(
    "-o",
    "--output",
    "path",
    type=click.Path(path_type=Path),
    metavar="PATH",
    required=True,
    help="Where the copy goes: a file, or a folder for html of several blogs and for a bag.",
)
@click.option("--blog", default="", metavar="ID", help="One blog alone.  [default: all]")
@click.option(
    "--largest",
    type=click.IntRange(0),
    default=1000,
    show_default=True,
    metavar="KB",
    help="html: link pictures and sounds above this size instead of putting them in.",
)
@click.option("--force", is_flag=True, help="Take the place of whatever file stands at PATH.")
@AS_OF
@QUIET
@click.pass_context
def command(
    ctx: click.Context,
    root: Path | None,
    form: str,
    path: Path,
    blog: str,
    largest: int,
    force: bool,
    as_of: str | None,
    quiet: bool,
) -> None:
    """Makes a copy of the site in ROOT that can be kept, sent and read without it.

    The site is built first if it is stale, and what is published is all that is copied. The same content and --as-of
    (or SOURCE_DATE_EPOCH) give the same bytes, on any machine. An earlier export of this site at PATH is replaced;
    anything else that stands there is left as it is.

    \b
    Examples:
      dateline export --format html --blog flood-2026 -o flood-2026.html
      dateline export --format bagit -o archive-bag.zip
      dateline export --format wacz -o archive.wacz --as-of 2026-11-20T00:00Z
    """
    from dateline.cli.export import Asked, run_export

    asked = Asked(root=root, form=form, path=path, blog=blog, largest=largest, force=force, as_of=as_of, quiet=quiet)
    ctx.exit(run_export(asked))
