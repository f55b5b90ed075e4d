"""`dateline serve`: runs the preview until it is told to stop, and says what happens."""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path

import click

from dateline.cli.faults import bug_paragraph
from dateline.cli.place import shown
from dateline.cli.tell import count_line, print_problems, summary_line
from dateline.problems import Problem
from dateline.serve import Built, Changes, begin_hand, open_server, preview


def run_serve(root: Path, *, host: str, port: int, drafts: bool, follow: bool) -> None:
    """Serves until Ctrl-C or SIGTERM."""
    here = Path.cwd()
    way = shown(root, here)
    prefix = "" if way == "." else f"{way}/"
    told: list[tuple[Problem, ...]] = [()]

    def tell(built: Built) -> None:
        clock = time.strftime("%H:%M:%S")
        result = built.result
        if built.bug is not None:
            click.echo(click.wrap_text(bug_paragraph(built.bug), 100), err=True)
        if result is None:
            return
        if result.problems != told[0]:
            print_problems(result.problems, "text", root, prefix)
            if result.problems:
                click.echo(count_line(result.problems), err=True)
        told[0] = result.problems
        if result.refused is not None:
            click.echo(f"{clock} {result.refused[0]} {result.refused[1]}", err=True)
        elif result.ok:
            click.echo(f"{clock} {summary_line(result, built.seconds)}")
        else:
            click.echo(f"{clock} The last good site stays until this is put right.", err=True)
        sys.stdout.flush()

    changes = Changes()
    # SIGTERM stops as Ctrl-C does. A build may be cut off at any moment: the next one cleans up after it.
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with begin_hand() as hand, open_server(root, host, port, follow=follow) as server:
            what = "with what is held back" if drafts else "as it would be published"
            click.echo(f"Preview {what}: {server.url}  (Ctrl-C stops it)")
            if not server.is_private:
                click.echo(f"Others on the network can see it: it listens at {host}.", err=True)
            sys.stdout.flush()
            preview(root, server.latest, changes, drafts=drafts, tell=tell, hand=hand)
    except KeyboardInterrupt:
        click.echo("\nStopped.")
    finally:
        signal.signal(signal.SIGTERM, before)
