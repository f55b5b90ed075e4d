"""`dateline new` and `dateline init`: says what was begun, where, and what to do next."""

from __future__ import annotations

import dataclasses
import sys
import time
from pathlib import Path
from typing import NoReturn

import click

from dateline.begin import Begun, Declined, Wish, append_entry, begin_blog, begin_site
from dateline.cli.place import shown
from dateline.cli.tell import decline, print_problems
from dateline.load.text import LARGEST_TEXT, decode
from dateline.problems import Problem
from dateline.repository.author import author


def run_new_entry(root: Path, wish: Wish, *, stdin: bool) -> None:
    """Appends an entry to today's log. With `stdin`, its text comes from there, and what is said is for a script."""
    if stdin:
        text = _text_of(sys.stdin.buffer.read(LARGEST_TEXT + 1))
        if isinstance(text, Declined):
            decline(text)
        wish = dataclasses.replace(wish, text=text)
    if not wish.by:
        wish = dataclasses.replace(wish, guess=author(root))
    begun = _unless_declined(append_entry(root, wish, int(time.time())), root)
    place = shown(root / begun.path, Path.cwd())
    if stdin:
        click.echo(f"{begun.id}\t{place}\t{begun.line}")
    else:
        first = ", the first of this log" if begun.made else ""
        by = f", by {begun.by}" if begun.by and not wish.by else ""
        click.echo(f"{place}:{begun.line}: entry “{begun.id}” begun{first}{by}.")
        if begun.is_draft and not wish.title:
            click.echo(
                "Write the text under the heading, and a headline behind the time; take out .draft to publish it."
            )
        elif begun.is_draft:
            click.echo("Write the text under the heading; take out .draft to publish it.")
        else:
            click.echo("Write the text under the heading. `dateline serve` shows it as you save.")
    for note in begun.notes:
        click.echo(note, err=stdin)


def _text_of(data: bytes) -> str | Declined:
    text = decode(data, "")
    if isinstance(text, Problem):
        line = f"Line {text.span.line} of the text: " if text.span.line else ""
        return Declined(message=f"{line}{text.message}", hint=text.hint)
    text = text.strip("\n").rstrip()
    if not text:
        hint = "Send it: echo 'Water in the streets.' | dateline new entry --stdin"
        return Declined(message="Nothing came from standard input.", hint=hint)
    return text


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
