"""`dateline publish`: the words around a publish."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from dateline.cli.build import OUTPUT
from dateline.cli.place import find_root, shown
from dateline.cli.progress import ProgressLine, is_watched
from dateline.cli.tell import counted

if TYPE_CHECKING:
    from dateline.publish import Published


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The options as they were given."""

    target: str
    root: Path | None = None
    output: Path | None = None
    dry_run: bool = False
    keep: bool = False
    adopt: bool = False
    everything: bool = False
    endpoint: str = ""
    region: str = ""
    quiet: bool = False


def run_publish(asked: Asked, traceback: bool) -> int:
    """Publishes and tells; the exit code."""
    from dateline.publish import Declined, TargetFailed, Wish, publish
    from dateline.publish.address import FolderAddress, read_address

    here = Path.cwd()
    address = read_address(asked.target, here, endpoint=asked.endpoint, region=asked.region)
    if isinstance(address, tuple):
        _decline(*address)
    root = _root(asked, here)
    output = asked.output or (root or here) / OUTPUT
    if root is not None and not asked.output and not output.is_dir():
        _decline(f"There is no output {shown(output, here)} to publish.", "Run `dateline build`, then publish again.")
    forbidden = tuple(root / name for name in ("content", "themes", "private")) if root else ()
    wish = Wish(
        output=output, address=address, forbidden=forbidden, adopt=asked.adopt, keep=asked.keep,
        everything=asked.everything, dry_run=asked.dry_run,
    )  # fmt: skip
    watched = not asked.quiet and is_watched(sys.stderr, os.environ.get("TERM", ""))
    line = ProgressLine(sys.stderr) if watched else None
    began = time.monotonic()
    try:
        done = publish(wish, line or _silent)
    except TargetFailed as fault:
        if traceback:
            raise
        if line:
            line.clear()
        _decline(fault.message, fault.hint)
    except KeyboardInterrupt:
        if line:
            line.clear()
        click.echo("Stopped. Readers see whole pages; publish again, and it goes on from here.", err=True)
        return 130
    finally:
        if line:
            line.clear()
    if isinstance(done, Declined):
        _decline(done.message, done.hint)
    if not asked.quiet:
        target = os.path.normpath(address.folder) if isinstance(address, FolderAddress) else str(address)
        _tell(asked, target, done, time.monotonic() - began)
    return 0


def _root(asked: Asked, here: Path) -> Path | None:
    """The site's folder. An output that is named may be published where its site is not, by a pipeline's last job."""
    try:
        return find_root(asked.root, here)
    except click.UsageError:
        if asked.output is None:
            raise
        return None


def _silent(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def _tell(asked: Asked, target: str, done: Published, seconds: float) -> None:
    if done.resumed:
        click.echo("An earlier publish was not completed; this one took it up.", err=True)
    if asked.dry_run:
        for act in done.plan.acts:
            if act.is_sent or not asked.keep:
                click.echo(f"{'send' if act.is_sent else 'delete'} {act.path}")
    sends, deletes = len(done.plan.sends), len(done.plan.deletes)
    parts = [f"{counted(sends, 'file')} {'to send' if asked.dry_run else 'sent'}"] if sends else []
    if deletes:
        what = "kept although no longer part of the site" if asked.keep else "to delete" if asked.dry_run else "deleted"
        parts.append(f"{counted(deletes, 'file')} {what}")
    size = f", {_size(done.size)}" if done.size else ""
    click.echo(f"{target}: {' and '.join(parts) or 'nothing differs'}{size} ({seconds:.2f} s).")
    if done.others:
        click.echo(f"{counted(done.others, 'file')} in the output that the site did not make stayed here.", err=True)


def _size(size: int) -> str:
    """Bytes, in units that people read."""
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return f"{size:,.0f} {unit}"
        size //= 1000
    return f"{size:,} GB"


def _decline(message: str, hint: str) -> NoReturn:
    click.echo(f"dateline: {message}\n    = {hint}", err=True)
    raise click.exceptions.Exit(2)
