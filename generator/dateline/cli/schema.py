"""`dateline schema`: prints or writes what text editors complete by."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.begin.outcome import Declined
from dateline.begin.schemas import write_schemas
from dateline.cli.tell import counted, decline
from dateline.completion.documents import text_of


def run_schema(name: str | None, into: Path | None) -> None:
    """One schema to stdout, or all of them into a folder."""
    if into is None:
        assert name is not None, "the command asks for one of the two"
        click.echo(text_of(name).encode(), nl=False)
        return
    written = write_schemas(into)
    if isinstance(written, Declined):
        decline(written)
    click.echo(f"{counted(len(written), 'schema')} in {into}.")
