"""All commands under one name; and what every end of a command exits with.

Nothing heavy is imported before a command runs: `--help` and `--version` answer at once.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

from dateline import __version__

COMMANDS = ("build", "check", "import", "init", "new", "serve")


class Guarded(click.Group):
    """A group that imports a command when it is asked for, and in which no exception reaches the user as a traceback
    unless it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names; each is a module in `dateline.cli.commands`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by name."""
        if cmd_name not in COMMANDS:
            return None
        found = import_module(f"dateline.cli.commands.{cmd_name}").command
        assert isinstance(found, click.Command)
        return found

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; exits 130 when interrupted, 2 when the system refuses, 3 for a bug."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt:
            raise SystemExit(130) from None
        except BrokenPipeError:
            # Whoever read our output has enough. Python would complain once more when it flushes at the end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(141) from None
        except Exception as fault:
            if ctx.params.get("traceback"):
                import traceback

                traceback.print_exc()
            raise SystemExit(_tell(fault)) from None


def _tell(fault: Exception) -> int:
    from dateline.cli.faults import bug_paragraph, reason_of

    if isinstance(fault, OSError):
        where = f"{fault.filename}: " if fault.filename else ""
        click.echo(f"dateline: {where}{reason_of(fault)}.", err=True)
        return 2
    click.echo(click.wrap_text(bug_paragraph(fault), 100), err=True)
    return 3


@click.group(
    cls=Guarded,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="`dateline COMMAND --help` tells more. Exit codes: 0 fine, 1 errors in the content, 2 wrong usage or a "
    "refused output, 3 a fault of Dateline's own.",
)
@click.version_option(__version__, "-V", "--version", prog_name="dateline", message="%(prog)s %(version)s")
@click.option(
    "--traceback", is_flag=True, envvar="DATELINE_TRACEBACK", help="Show where a fault of Dateline's own happened."
)
def program(traceback: bool) -> None:
    """Turns a folder of live-blog entries into a static archive with feeds.

    \b
    dateline init my-archive      begin a site
    dateline serve my-archive     write, and see it as you save
    dateline check my-archive     every problem in the content at once
    dateline build my-archive     the site, ready for any static host

    ROOT is the folder that holds content/. Left out, it is looked for from the current folder upwards.
    """
