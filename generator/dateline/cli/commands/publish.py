"""`dateline publish`."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import QUIET, SITE, traceback


@click.command("publish", short_help="Send what changed to a folder, an SFTP server or S3 storage.")
@click.argument("target")
@SITE
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="What is published, as `build` left it.  [default: ROOT/output]",
)
@click.option("--dry-run", is_flag=True, help="Say what would be sent and deleted, and do neither.")
@click.option("--delete/--keep", "delete", default=True, help="Delete what is no longer part of the site, or keep it.")
@click.option("--adopt", is_flag=True, help="Publish to a place that holds other files, and leave those there.")
@click.option("--all", "everything", is_flag=True, help="Send every file again, whatever the target says it has.")
@click.option("--endpoint", default="", metavar="URL", help="Of S3-compatible storage that is not Amazon's.")
@click.option("--region", default="", help="Of S3 storage.  [default: AWS_REGION]")
@QUIET
@click.pass_context
def command(
    ctx: click.Context,
    target: str,
    root: Path | None,
    output: Path | None,
    dry_run: bool,
    delete: bool,
    adopt: bool,
    everything: bool,
    endpoint: str,
    region: str,
    quiet: bool,
) -> None:
    """Publishes the built site to TARGET: a folder, sftp://USER@HOST/PATH, or s3://BUCKET/PREFIX.

    Only what differs is sent: pictures and styles first, then pages, then fronts, feeds and manifests; what is gone is
    deleted last. It may be stopped at any moment and run again. Credentials come from the environment or from
    ~/.ssh, never from TARGET.

    \b
    Examples:
      dateline publish /srv/www/archive
      dateline publish sftp://desk@host.example/srv/www/archive --dry-run
      dateline publish s3://my-archive --endpoint https://storage.example
    """
    from dateline.cli.publish import Asked, run_publish

    asked = Asked(
        target=target, root=root, output=output, dry_run=dry_run, keep=not delete, adopt=adopt, everything=everything,
        endpoint=endpoint, region=region, quiet=quiet,
    )  # fmt: skip
    ctx.exit(run_publish(asked, traceback(ctx)))
