"""`dateline import`."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import SITE, traceback
from dateline.imports.kinds import KINDS
from dateline.imports.needed import missing

_KINDS = tuple(kind.name for kind in KINDS)


@click.command("import", short_help="Bring in a page, a feed or another program's export.")
@click.argument("words", nargs=-1, required=True, metavar="[KIND] SOURCE")
@click.option("--kind", type=click.Choice(_KINDS), help="What SOURCE is.  [default: recognised by itself]")
@click.option("--blog", default="", metavar="ID", help="The blog it goes into.  [default: its own, begun if need be]")
@click.option("--dry-run", is_flag=True, help="Tell what would come of it, and write nothing.")
@click.option("--zone", default="", help="Time zone of times that name none.  [default: the blog's]")
@click.option("--time", default="", help="When it was published, for a page that does not show it.")
@click.option("--title", default="", help="Its title, where it shows none or a wrong one.")
@click.option("--url", default="", help="The address that it was taken from.")
@click.option("--language", default="", help="Language of a page, such as en.")
@click.option(
    "--status",
    type=click.Choice(("published", "draft", "withheld")),
    help="Status of all entries.  [default: as at the origin; pages are drafts]",
)
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@SITE
@click.pass_context
def command(
    ctx: click.Context,
    words: tuple[str, ...],
    kind: str | None,
    blog: str,
    dry_run: bool,
    zone: str,
    time: str,
    title: str,
    url: str,
    language: str,
    status: str | None,
    form: str,
    root: Path | None,
) -> None:
    """Brings what SOURCE holds into the site: one file for each entry under content/BLOG/entries/, pictures into
    media/, and readers' comments, all withheld and without names, into private/BLOG/threads/.

    KIND is recognised by itself where it is left out. What was imported before never comes again, whatever was changed
    or deleted since: run it as often as you like. A broken input gives one error, and nothing is written.

    \b
    Examples:
      dateline import saved-page.html --blog iran-2009 --url https://news.example/post
      dateline import wordpress export.xml --dry-run
      dateline import page pasted.txt --blog iran-2009 --zone America/New_York
    """
    named, source = (words[0], words[1]) if len(words) == 2 else ("", words[0])
    if len(words) > 2:
        raise click.UsageError("One SOURCE at a time, with its kind before it at most.")
    if named and named not in _KINDS:
        raise click.UsageError(f"“{named[:60]}” is no kind of input. Kinds: {', '.join(_KINDS)}.")
    if named and kind and named != kind:
        raise click.UsageError(f"Both {named} and --kind {kind} are given: choose one.")
    if fault := missing():  # before anything is imported that needs it
        click.echo(f"dateline: {fault.message}\n    = {fault.hint}", err=True)
        ctx.exit(2)
    from dateline.cli.importing import Asked, run_import

    asked = Asked(
        root=root,
        source=Path(source),
        kind=named or kind or "",
        blog=blog,
        dry_run=dry_run,
        zone=zone,
        time=time,
        title=title,
        url=url,
        language=language,
        status=status or "",
        form=form,
    )
    ctx.exit(run_import(asked, traceback(ctx)))
