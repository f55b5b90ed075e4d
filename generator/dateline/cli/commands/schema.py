"""`dateline schema`."""

from __future__ import annotations

from pathlib import Path

import click

NAMES = ("blog", "comment", "entries", "entry", "log", "page", "people", "site", "sources", "thread")


@click.command("schema", short_help="The JSON Schema of content files, for text editors.")
@click.argument("name", required=False, metavar="NAME", type=click.Choice(NAMES))
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write all of them there as NAME.json.",
)
def command(name: str | None, into: Path | None) -> None:
    """Prints the JSON Schema (2020-12) of one kind of file: site, people, sources, blog, entries (a YAML list), the
    front matter of an entry, page or thread, or the keys under a heading of a log or of a thread (comment).

    Text editors complete keys and mark mistakes by it. `dateline init` wires it; after an update of Dateline write it
    anew.

    \b
    Examples:
      dateline schema --into .schema
      dateline schema blog > blog.schema.json
    """
    from dateline.cli.schema import run_schema

    if (name is None) == (into is None):
        raise click.UsageError(f"Name one of {', '.join(NAMES)}, or a folder for all of them with --into.")
    run_schema(name, into)
