"""`dateline serve`."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import ROOT


@click.command("serve", short_help="Show the site at a local address, rebuilt on every change.")
@ROOT
@click.option("-p", "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The next free one.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Address to listen at.")
@click.option("--no-drafts", is_flag=True, help="Show what `build` would publish, without what is held back.")
@click.option("--follow", is_flag=True, help="Have the browser go to each entry that you save.")
def command(root: Path | None, port: int, host: str, no_drafts: bool, follow: bool) -> None:
    """Shows the site in ROOT at a local address, drafts included, and rebuilds it as you save.

    The browser reloads by itself. When the content has errors, the last good page stays and shows them on top.
    With --follow, or in a tab that was opened at http://127.0.0.1:8000/?follow, it goes to the entry that you saved.
    Only this machine can see the preview, unless --host says otherwise. Ctrl-C stops it.

    \b
    Examples:
      dateline serve
      dateline serve my-archive --port 9000 --no-drafts
    """
    from dateline.cli.place import find_root
    from dateline.cli.serve import run_serve

    run_serve(find_root(root, Path.cwd()), host=host, port=port, drafts=not no_drafts, follow=follow)
