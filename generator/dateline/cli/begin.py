"""`dateline new` and `dateline init`: says what was begun, where, and what to do next."""

from __future__ import annotations

import time
from pathlib import Path
from typing import NoReturn

import click

from dateline.begin import Begun, Declined, Wish, append_entry, begin_blog, begin_site
from dateline.cli.place import shown
from dateline.cli.tell import decline, print_problems


def run_new_entry(root: Path, blog: str, *, title: str, by: str, id_: str) -> None:
    """Appends an entry to today's log."""
    wish = Wish(blog=blog, title=title, by=by, id=id_)
    begun = _unless_declined(append_entry(root, wish, int(time.time())), root)
    place = shown(root / begun.path, Path.cwd())
    click.echo(f"{place}:{begun.line}: entry “{begun.id}” {'begun, the first of this log' if begun.made else 'begun'}.")
    if begun.is_draft:
        click.echo("Write the text under the heading, and a headline behind the time; take out .draft to publish it.")
    else:
        click.echo("Write the text under the heading. `dateline serve` shows it as you save.")
    for note in begun.notes:
        click.echo(note)


def run_new_blog(root: Path, blog: str, *, title: str) -> None:
    """Creates a blog's folder."""
    begun = _unless_declined(begin_blog(root, blog, title), root)
    click.echo(f"{shown(root / begun.path, Path.cwd())}:{begun.line}: blog “{blog}” begun.")
    click.echo(f"Say in it what the blog is about, then begin its first entry: dateline new entry {blog}")


def run_init(folder: Path, *, title: str, url: str, zone: str) -> None:
    """Begins a site."""
    begun = begin_site(folder, title=title, url=url, zone=zone)
    if isinstance(begun, Declined):
        _decline(begun)
    here = Path.cwd()
    way = shown(folder, here)
    argument = "" if way == "." else f" {way}"
    site = shown(folder / "content" / "site.yaml", here)
    click.echo(f"A site of {len(begun)} files was begun in {folder}. It builds as it is:\n")
    click.echo(f"  dateline build{argument}")
    click.echo(f"  dateline serve{argument}\n")
    changes = "title, url, feed_authority and contact" if not url else "contact and publisher"
    click.echo(f"Before anyone else sees it, change {changes} in {site}. README.md says what comes next.")


def _unless_declined(outcome: Begun | Declined, root: Path) -> Begun:
    if isinstance(outcome, Declined):
        _decline(outcome, root)
    return outcome


def _decline(declined: Declined, root: Path | None = None) -> NoReturn:
    if declined.problem is not None and root is not None:
        way = shown(root, Path.cwd())
        print_problems((declined.problem,), "text", root, "" if way == "." else f"{way}/")
        raise click.exceptions.Exit(1)
    decline(declined)
