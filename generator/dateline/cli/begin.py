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
from dateline.repository.git import git


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
        where = "Write the text under it, after an empty line."
        if begun.is_draft and not wish.title:
            click.echo(f"{where} Write a headline behind the time, and take out .draft to publish it.")
        elif begun.is_draft:
            click.echo(f"{where} Take out .draft to publish it.")
        else:
            click.echo(f"{where} `dateline serve` shows it as you save.")
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
    click.echo(f"Say in its `standfirst` what the blog is about, then begin its first entry: dateline new entry {blog}")


_ABOUT = (
    ("content/site.yaml", "title, address, zone and language of the whole site"),
    ("content/people.yaml", "who writes"),
    ("content/sources.yaml", "what entries cite"),
    ("content/pages/", "about, and how to have something taken down"),
    ("content/river-watch/", "an example of a live blog with its first entries, made up"),
    ("README.md", "what to do first, and what is where"),
    (".gitignore", "keeps the built site and what is private out of git"),
    (".gitattributes", "lets two people append to one day's log at the same time"),
    (".schema/", "what text editors complete by, and mark mistakes"),
    (".vscode/", "Visual Studio Code: check, preview, new entry and push at hand"),
    (".github/workflows/archive.yml", "checks pull requests, and publishes what lands on {branch}"),
    (".gitlab-ci.yml", "checks merge requests, and publishes what lands on the default branch"),
    ("requirements.txt", "the version of Dateline that the pipeline installs"),
)
"""What `init` wrote, in the order in which one meets it."""


def run_init(folder: Path, *, title: str, url: str, zone: str, ci: str) -> None:
    """Begins a site."""
    branch = "main"
    if ci != "none" and folder.is_dir():
        place = git(folder, "rev-parse", "--show-prefix")
        if place.ok and place.line:
            hint = f"Begin the site at the repository's top, or without --ci: this folder is {place.line} in it."
            decline(Declined(message="Pipelines are looked for at the top of a repository.", hint=hint))
        branch = git(folder, "symbolic-ref", "--quiet", "--short", "HEAD").line or "main"
    begun = begin_site(folder, title=title, url=url, zone=zone, ci=ci, branch=branch)
    if isinstance(begun, Declined):
        _decline(begun)
    here = Path.cwd()
    way = shown(folder, here)
    argument = "" if way == "." else f" {way}"
    site = shown(folder / "content" / "site.yaml", here)
    click.echo(f"A site of {len(begun)} files was begun in {folder}:\n")
    about = [(path, text) for path, text in _ABOUT if any(name.startswith(path) for name in begun)]
    width = max(len(path) for path, _ in about)
    for path, text in about:
        click.echo(f"  {path:<{width}}  {text.format(branch=branch)}")
    click.echo("\nIt builds as it is:\n")
    click.echo(f"  dateline build{argument}")
    click.echo(f"  dateline serve{argument}\n")
    changes = ["contact", "publisher"] if url else ["title", "url", "feed_authority", "contact"]
    changes += [] if zone else ["zone (UTC as it stands)"]
    click.echo(
        f"Before anyone else sees it, change in {site}: {', '.join(changes)}. {shown(folder / 'README.md', here)} "
        "says what comes next."
    )
    if ci != "none":
        file = ".gitlab-ci.yml" if ci == "gitlab" else ".github/workflows/archive.yml"
        requirements = shown(folder / "requirements.txt", here)
        click.echo(f"The first lines of {shown(folder / file, here)} and {requirements} say what the pipeline needs.")


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
