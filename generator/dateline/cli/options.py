"""What several commands take."""

from __future__ import annotations

from pathlib import Path

import click

FORMATS = click.Choice(("text", "json", "github", "gitlab"))
ROOT = click.argument("root", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
SITE = click.option(
    "--site",
    "root",
    metavar="ROOT",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The site's folder.  [default: looked for upwards]",
)
AS_OF = click.option(
    "--as-of", metavar="TIME", help="Which entries are due: ISO 8601 with offset.  [default: SOURCE_DATE_EPOCH, or now]"
)
FORMAT = click.option(
    "--format", "form", type=FORMATS, default="text", show_default=True, help="How problems are told."
)
QUIET = click.option("-q", "--quiet", is_flag=True, help="Tell problems only.")


def traceback(ctx: click.Context) -> bool:
    """Whether a bug is to be shown with its traceback."""
    return bool(ctx.find_root().params.get("traceback"))
