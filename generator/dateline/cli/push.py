"""`dateline push` and `dateline merge-log`: git's part of the desk, in words."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.begin.outcome import Declined
from dateline.cli.build import Asked, run_check
from dateline.cli.tell import counted, decline
from dateline.repository.merging import merge_files
from dateline.repository.push import push


def run_push(root: Path, *, message: str, as_of: str | None) -> None:
    """Shares what was written; exits 2 when it could not be, 1 when the content has errors."""
    told: list[int] = []

    def sound() -> bool:
        told.append(run_check(Asked(root=root, as_of=as_of, quiet=True), False))
        return told[-1] == 0

    done = push(root, message=message, sound=sound)
    if isinstance(done, Declined):
        decline(done, code=told[-1] if told and told[-1] else 2)
    if done.subject:
        click.echo(f"Committed: {done.subject}")
    if done.taken:
        click.echo(f"Took in {counted(done.taken, 'commit')} of colleagues.")
    if done.commits:
        click.echo(f"Pushed {counted(done.commits, 'commit')} to {done.target}.")
    else:
        click.echo(f"Nothing to push: {done.target} has all of it.")


def run_merge_log(base: Path, ours: Path, theirs: Path) -> int:
    """Merges into `ours`; the exit code that git asks of a merge driver."""
    return 0 if merge_files(base, ours, theirs) else 1
