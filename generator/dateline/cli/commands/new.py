"""`dateline new entry` and `dateline new blog`."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import SITE


@click.group("new", short_help="Begin an entry or a live blog.")
def command() -> None:
    """Begins an entry in today's log, or a new live blog.

    \b
    Examples:
      dateline new entry --title "The bridge is open again" --by mk
      dateline new blog flood-2026 --title "The flood of 2026"
    """


@command.command("entry", short_help="Append an entry to today's log.")
@click.argument("blog", required=False)
@click.option("--title", default="", help="Headline. Without headline and text the entry begins as a draft.")
@click.option(
    "--by",
    default="",
    envvar="DATELINE_BY",
    show_envvar=True,
    metavar="PERSON",
    help="Who writes: an id of people.yaml.  [default: the log's own byline, else whom git knows you as]",
)
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="A tag; may be given more than once.")
@click.option("--id", "id_", default="", metavar="ID", help="Address of the entry.  [default: from title or time]")
@click.option("--draft", is_flag=True, help="Not to be published yet.")
@click.option(
    "--stdin", is_flag=True, help="Take the text from standard input; print id, path and line, parted by tabs."
)
@SITE
def new_entry(
    blog: str | None,
    title: str,
    by: str,
    tags: tuple[str, ...],
    id_: str,
    draft: bool,
    stdin: bool,
    root: Path | None,
) -> None:
    """Appends an entry to today's log of BLOG, timed now by the blog's clock.

    BLOG may be left out when only one blog is open. What stands in the log is never changed.

    Without --by, the byline is that of the log's first lines; else yours, when git's `dateline.by` is an id of
    people.yaml, or git's `user.name` the name of one person there. `git config dateline.by mk` sets it.

    \b
    Examples:
      dateline new entry --title "The bridge is open again"
      dateline new entry flood-2026 --by mk --id bridge-open --title "The bridge is open again"
      echo "Water in the cellars of Mill Lane." | dateline new entry --stdin --tag water
    """
    from dateline.begin import Wish
    from dateline.cli.begin import run_new_entry
    from dateline.cli.place import find_root

    wish = Wish(blog=blog or "", title=title, by=by, id=id_, tags=tags, draft=draft)
    run_new_entry(find_root(root, Path.cwd()), wish, stdin=stdin)


@command.command("blog", short_help="Create a live blog's folder.")
@click.argument("blog", metavar="ID")
@click.option("--title", default="", help="Title of the live blog.  [default: from the id]")
@SITE
def new_blog(blog: str, title: str, root: Path | None) -> None:
    """Creates content/ID/ with a blog.yaml. ID becomes the blog's address and is never changed afterwards.

    \b
    Example:
      dateline new blog flood-2026 --title "The flood of 2026"
    """
    from dateline.cli.begin import run_new_blog
    from dateline.cli.place import find_root

    run_new_blog(find_root(root, Path.cwd()), blog, title=title)
