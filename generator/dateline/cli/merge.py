"""`dateline merge`: the words around putting shards together."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import click

from dateline.cli.build import OUTPUT, Asked, conduct, tell_build
from dateline.cli.place import find_root


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedMerge:
    """The options as they were given."""

    folders: tuple[Path, ...]
    asked: Asked


def run_merge(merge: AskedMerge, traceback: bool) -> int:
    """Merges and tells; the exit code."""
    from dateline.shard.reading import Shards, read_shards

    here = Path.cwd()
    root = find_root(merge.asked.root, here)
    output = merge.asked.output or root / OUTPUT
    shards = read_shards(merge.folders)
    if not isinstance(shards, Shards):
        click.echo(f"dateline: {shards.message}\n    = {shards.hint}", err=True)
        return 2
    began = time.monotonic()
    result, failed = conduct(merge.asked, root, output, traceback, commit=True, as_of=shards.head.as_of, shards=shards)
    return tell_build(merge.asked, result, failed, root, output, time.monotonic() - began)
