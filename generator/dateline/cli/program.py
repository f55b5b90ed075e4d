"""The commands, their options and their help; and what every end of a command exits with.

Nothing heavy is imported before a command runs: `--help` and `--version` answer at once.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from dateline import __version__

_FORMATS = click.Choice(("text", "json", "github"))
_ROOT = click.argument("root", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))


class Guarded(click.Group):
    """A group in which no exception reaches the user as a traceback unless it is asked for."""

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


@program.command(short_help="Build the site into output/.")
@_ROOT
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the site goes.  [default: ROOT/output]",
)
@click.option("--drafts", is_flag=True, help="Build a preview with what is held back, into ROOT/preview instead.")
@click.option(
    "--as-of", metavar="TIME", help="Which entries are due: ISO 8601 with offset.  [default: SOURCE_DATE_EPOCH, or now]"
)
@click.option("--adopt", is_flag=True, help="Build into a folder that holds other files, and leave those there.")
@click.option("--explain", is_flag=True, help="Name every file that was made again, and why.")
@click.option("--format", "form", type=_FORMATS, default="text", show_default=True, help="How problems are told.")
@click.option("-q", "--quiet", is_flag=True, help="Tell problems only.")
@click.pass_context
def build(
    ctx: click.Context,
    root: Path | None,
    output: Path | None,
    drafts: bool,
    as_of: str | None,
    adopt: bool,
    explain: bool,
    form: str,
    quiet: bool,
) -> None:
    """Builds the site in ROOT.

    Only what changed is made again, and the output changes wholly or not at all: a build that fails, or is stopped,
    leaves it as it was. Problems go to stderr; as json or github they go to stdout, and the words to stderr.

    \b
    Examples:
      dateline build
      dateline build --drafts && open preview/index.html
      dateline build my-archive -o /srv/www/archive
      dateline build --as-of 2026-11-20T09:00Z --explain
    """
    from dateline.cli.build import Asked, run_build

    asked = Asked(
        root=root, output=output, drafts=drafts, as_of=as_of, adopt=adopt, explain=explain, form=form, quiet=quiet
    )
    ctx.exit(run_build(asked, _traceback(ctx)))


@program.command(short_help="Report every problem in the content, and write nothing.")
@_ROOT
@click.option(
    "--as-of", metavar="TIME", help="Which entries are due: ISO 8601 with offset.  [default: SOURCE_DATE_EPOCH, or now]"
)
@click.option("--format", "form", type=_FORMATS, default="text", show_default=True, help="How problems are told.")
@click.option("-q", "--quiet", is_flag=True, help="Tell problems only.")
@click.pass_context
def check(ctx: click.Context, root: Path | None, as_of: str | None, form: str, quiet: bool) -> None:
    """Makes the site in ROOT without writing it, and reports every problem at once.

    Each problem names its file, line and column. Exits 1 when there are errors; warnings do not stop a build.

    \b
    Examples:
      dateline check
      dateline check --format github     annotations in a pull request
      dateline check --format json       an array for other programs
    """
    from dateline.cli.build import Asked, run_check

    ctx.exit(run_check(Asked(root=root, as_of=as_of, form=form, quiet=quiet), _traceback(ctx)))


@program.command(short_help="Show the site at a local address, rebuilt on every change.")
@_ROOT
@click.option("-p", "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The next free one.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Address to listen at.")
@click.option("--no-drafts", is_flag=True, help="Show what `build` would publish, without what is held back.")
def serve(root: Path | None, port: int, host: str, no_drafts: bool) -> None:
    """Shows the site in ROOT at a local address, drafts included, and rebuilds it as you save.

    The browser reloads by itself. When the content has errors, the last good page stays and shows them on top.
    Only this machine can see the preview, unless --host says otherwise. Ctrl-C stops it.

    \b
    Examples:
      dateline serve
      dateline serve my-archive --port 9000 --no-drafts
    """
    from dateline.cli.place import find_root
    from dateline.cli.serve import run_serve

    run_serve(find_root(root, Path.cwd()), host=host, port=port, drafts=not no_drafts)


@program.group(short_help="Begin an entry or a live blog.")
def new() -> None:
    """Begins an entry in today's log, or a new live blog.

    \b
    Examples:
      dateline new entry --title "The bridge is open again" --by mk
      dateline new blog flood-2026 --title "The flood of 2026"
    """


_SITE = click.option(
    "--site",
    "root",
    metavar="ROOT",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The site's folder.  [default: looked for upwards]",
)


@new.command("entry", short_help="Append an entry to today's log.")
@click.argument("blog", required=False)
@click.option("--title", default="", help="Headline. Without one the entry begins as a draft.")
@click.option("--by", default="", metavar="PERSON", help="Who writes: an id of people.yaml.")
@click.option("--id", "id_", default="", metavar="ID", help="Address of the entry.  [default: from title or time]")
@_SITE
def new_entry(blog: str | None, title: str, by: str, id_: str, root: Path | None) -> None:
    """Appends an entry to today's log of BLOG, timed now by the blog's clock.

    BLOG may be left out when only one blog is open. What stands in the log is never changed.

    \b
    Examples:
      dateline new entry --title "The bridge is open again"
      dateline new entry flood-2026 --by mk --id bridge-open --title "The bridge is open again"
    """
    from dateline.cli.begin import run_new_entry
    from dateline.cli.place import find_root

    run_new_entry(find_root(root, Path.cwd()), blog or "", title=title, by=by, id_=id_)


@new.command("blog", short_help="Create a live blog's folder.")
@click.argument("blog", metavar="ID")
@click.option("--title", default="", help="Title of the live blog.  [default: from the id]")
@_SITE
def new_blog(blog: str, title: str, root: Path | None) -> None:
    """Creates content/ID/ with a blog.yaml. ID becomes the blog's address and is never changed afterwards.

    \b
    Example:
      dateline new blog flood-2026 --title "The flood of 2026"
    """
    from dateline.cli.begin import run_new_blog
    from dateline.cli.place import find_root

    run_new_blog(find_root(root, Path.cwd()), blog, title=title)


@program.command(short_help="Begin a new site that builds as it is.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", default="", help="Title of the archive.")
@click.option("--url", default="", help="Where the site will stand, such as https://archive.example/.")
@click.option("--zone", default="", help="Time zone, such as America/New_York.  [default: UTC]")
def init(folder: Path, title: str, url: str, zone: str) -> None:
    """Begins a site in DIR: settings, policies, and one example blog, with comments that explain them.

    Nothing is written over: when one of its files is there already, DIR is left as it is.

    \b
    Examples:
      dateline init my-archive
      dateline init . --title "Flood archive" --url https://flood.example/ --zone Europe/Paris
    """
    from dateline.cli.begin import run_init

    run_init(folder, title=title, url=url, zone=zone)


def _traceback(ctx: click.Context) -> bool:
    return bool(ctx.find_root().params.get("traceback"))
