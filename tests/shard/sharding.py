"""A site built in shards, each as on a machine of its own."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from msgspec import structs

from dateline.build import Options, Result, build
from dateline.shard.part import Part
from dateline.shard.reading import Refused, Shards, read_shards
from tests.site_kit import LONG_AFTER, SITES, tree

NEWSROOM = SITES / "newsroom"


def checkout(folder: Path, *, search: bool = False, long_night: bool = False) -> Path:
    """A copy of the newsroom, as a machine checks it out; of its `long_night` only the beginning, unless asked."""
    shutil.copytree(NEWSROOM / "content", folder / "content")
    if not long_night:
        log = folder / "content/long-night/2012-10-29.md"
        log.write_text("".join(log.read_text().partition("## 00:55")[:1]))
    if search:
        settings = folder / "content/site.yaml"
        settings.write_text(settings.read_text() + "search: true\n")
    return folder


def whole(root: Path, output: Path) -> dict[str, bytes]:
    """What one build gives."""
    result = build(Options(root=root, output=output, as_of=LONG_AFTER))
    assert result.ok, result.problems
    return tree(output)


def built_shard(root: Path, number: int, of: int, output: Path, *, as_of: int = LONG_AFTER) -> Path:
    """One shard."""
    result = build(Options(root=root, output=output, as_of=as_of, part=Part(number=number, of=of)))
    assert result.ok, (result.problems, result.refused)
    return output


def shards_apart(folder: Path, of: int, *, search: bool = False, long_night: bool = False) -> list[Path]:
    """All shards, each from a checkout of its own, with nothing that an earlier build left."""
    found: list[Path] = []
    for number in range(1, of + 1):
        root = checkout(folder / f"machine-{number}", search=search, long_night=long_night)
        found.append(built_shard(root, number, of, folder / f"shards/{number}"))
    return found


def read(folders: Sequence[Path]) -> Shards:
    """The shards, which must belong together."""
    found = read_shards(folders)
    assert isinstance(found, Shards), found
    return found


def refusal(folders: Sequence[Path]) -> Refused:
    """Why the shards do not belong together."""
    found = read_shards(folders)
    assert isinstance(found, Refused)
    return found


def merged(root: Path, folders: Sequence[Path], output: Path, **changed: object) -> Result:
    """What comes of merging."""
    shards = read(folders)
    options = Options(root=root, output=output, as_of=shards.head.as_of, shards=shards)
    return build(structs.replace(options, **changed))
