"""`dateline init`."""

from __future__ import annotations

from pathlib import Path

import click

PIPELINES = ("github", "gitlab", "cloudflare", "netlify", "none")


@click.command("init", short_help="Begin a new site that builds as it is.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", default="", help="Title of the archive.")
@click.option("--url", default="", help="Where the site will stand, such as https://archive.example/.")
@click.option("--zone", default="", help="Time zone, such as America/New_York.  [default: UTC]")
@click.option(
    "--ci",
    type=click.Choice(PIPELINES),
    default="none",
    show_default=True,
    help="A pipeline that checks and publishes; cloudflare and netlify are published to from GitHub.",
)
def command(folder: Path, title: str, url: str, zone: str, ci: str) -> None:
    """Begins a site in DIR: settings, policies, and one example blog, with comments that explain them.

    Text editors are told what may stand in each file. Nothing is written over: when one of its files is there already,
    DIR is left as it is.

    \b
    Examples:
      dateline init my-archive
      dateline init . --title "Flood archive" --url https://flood.example/ --zone Europe/Paris
      dateline init my-archive --ci github
    """
    from dateline.cli.begin import run_init

    run_init(folder, title=title, url=url, zone=zone, ci=ci)
