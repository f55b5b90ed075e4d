"""Which site a command is about, which instant it builds for, and how paths are shown."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import click

CONTENT = "content"


def find_root(given: Path | None, here: Path) -> Path:
    """The site's folder: the one given, else the nearest one at or above `here` that holds content/site.yaml.

    `here` itself counts too when its content/ lacks a site.yaml: the build then says what is missing.
    """
    if given is not None:
        return given
    for folder in (here, *here.parents):
        if (folder / CONTENT / "site.yaml").is_file():
            return folder
    if (here / CONTENT).is_dir():
        return here
    raise click.UsageError(
        f"There is no site here: neither {here} nor a folder above it holds {CONTENT}/site.yaml.\n"
        "Name the site's folder, or begin a new one with `dateline init`."
    )


def shown(path: Path, here: Path) -> str:
    """A path as it can be opened from `here`: relative, or absolute when the two share no folder."""
    real, base = Path(os.path.realpath(path)), Path(os.path.realpath(here))
    shared = any(folder in base.parents or folder == base for folder in real.parents[:-1]) or real == base
    return Path(os.path.relpath(real, base)).as_posix() if shared else real.as_posix()


def as_of(given: str | None, environment: Mapping[str, str]) -> int:
    """The instant that decides which entries are due, in seconds since 1970: the flag's, else SOURCE_DATE_EPOCH's
    (reproducible-builds.org/specs/source-date-epoch), else now."""
    if given is not None:
        return _instant(given)
    epoch = environment.get("SOURCE_DATE_EPOCH", "").strip()
    if not epoch:
        return int(time.time())
    if not (epoch.isascii() and epoch.isdigit() and len(epoch) <= 12):
        raise click.UsageError(f"SOURCE_DATE_EPOCH is “{epoch[:40]}”; it must be a number of seconds since 1970.")
    return int(epoch)


def _instant(text: str) -> int:
    wanted = "Write it as ISO 8601 with an offset, such as 2026-11-20T09:00Z or 2026-11-20T09:00-05:00."
    try:
        when = datetime.fromisoformat(text.strip())
    except ValueError:
        raise click.BadParameter(f"“{text[:40]}” is no time. {wanted}", param_hint="--as-of") from None
    if when.tzinfo is None:
        # The machine's own zone must have no say in what is published.
        raise click.BadParameter(f"“{text[:40]}” has no offset. {wanted}", param_hint="--as-of")
    try:
        return int((when - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds())
    except OverflowError:
        raise click.BadParameter(f"“{text[:40]}” is too far away.", param_hint="--as-of") from None
