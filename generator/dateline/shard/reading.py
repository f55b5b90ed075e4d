"""Shards as they lie in folders, and whether they belong together."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from dateline.commit import SHARD_FILE, read_owned
from dateline.commit.paths import real_root, stage_folders
from dateline.commit.recovery import read_journal
from dateline.shard.carried import VERSION, Carried, Head, carried_path
from dateline.state.codec import decode


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why shards cannot be merged, and what to do."""

    message: str
    hint: str


_AGAIN = "Build all shards of one commit with one version of Dateline and the same --as-of, then merge again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """A shard in a folder. `files`: path → sha256, as its manifests say."""

    folder: Path
    head: Head
    files: Mapping[str, str]

    def read(self, path: str) -> bytes | None:
        """A file's bytes; None when they are not those that the shard was built with."""
        try:
            data = (self.folder / path).read_bytes()
        except OSError:
            return None
        return data if hashlib.sha256(data).hexdigest() == self.files.get(path) else None

    def carried(self, blog: str) -> Carried | None:
        """What is carried of a blog; None when it cannot be read."""
        data = self.read(carried_path(blog))
        return None if data is None else decode(data, Carried)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shards:
    """All shards of one build, by number."""

    shards: tuple[Shard, ...]

    @property
    def head(self) -> Head:
        """What they have in common; number and blogs are the first one's."""
        return self.shards[0].head


def read_shards(folders: Sequence[Path]) -> Shards | Refused:
    """The shards in these folders, or in the folders right below them, where a CI service may have put them."""
    found: list[Shard] = []
    for folder in _expanded(folders):
        shard = _read(folder)
        if isinstance(shard, Refused):
            return shard
        found.append(shard)
    return _belonging(found)


def _expanded(folders: Sequence[Path]) -> list[Path]:
    named: dict[Path, Path] = {}
    for folder in folders:
        below = [] if (folder / SHARD_FILE).exists() or not folder.is_dir() else sorted(folder.iterdir())
        inner = [inside for inside in below if (inside / SHARD_FILE).exists()]
        for one in inner or [folder]:
            named.setdefault(one.resolve(), one)
    return list(named.values())


def _read(folder: Path) -> Shard | Refused:
    try:
        data = (folder / SHARD_FILE).read_bytes()
    except OSError:
        hint = "Make it with `dateline build --shard i/n`."
        return Refused(message=f"{folder} is no shard: it holds no {SHARD_FILE}.", hint=hint)
    try:
        version = msgspec.json.decode(data, type=_Version).version
        if version != VERSION:
            return Refused(message=f"{folder} is a shard of another form ({version}, not {VERSION}).", hint=_AGAIN)
        head = msgspec.json.decode(data, type=Head)
    except msgspec.MsgspecError:
        return Refused(message=f"{folder}/{SHARD_FILE} cannot be read.", hint=_AGAIN)
    owned = read_owned(folder)
    begun = any(read_journal(stage) is not None for stage in stage_folders(real_root(folder)))
    if owned is None or owned.damaged or begun or owned.files.get(SHARD_FILE) != hashlib.sha256(data).hexdigest():
        hint = "Build that shard again, or fetch it anew."
        return Refused(message=f"{folder} is not as its build left it.", hint=hint)
    return Shard(folder=folder, head=head, files=owned.files)


class _Version(msgspec.Struct):
    version: int


def _belonging(shards: list[Shard]) -> Shards | Refused:
    if not shards:
        return Refused(message="There are no shards to merge.", hint="Name their folders.")
    first = shards[0]
    for other in shards[1:]:
        pair = f"{first.folder} and {other.folder}"
        for what, one, two in (
            ("the numbers of shards", first.head.of, other.head.of),
            ("engines", f"{first.head.made_by}", f"{other.head.made_by}"),
            ("engines or protected lists", first.head.engine, other.head.engine),
            ("content", first.head.content, other.head.content),
            ("instants (as_of)", first.head.as_of, other.head.as_of),
        ):
            if one != two:
                told = "" if what in ("content", "engines or protected lists") else f": {one} and {two}"
                return Refused(message=f"{pair} do not belong together: they differ in {what}{told}.", hint=_AGAIN)
    by_number: dict[int, Shard] = {}
    for shard in shards:
        same = by_number.setdefault(shard.head.number, shard)
        if same is not shard:
            both = f"{same.folder} and {shard.folder} are both shard {shard.head.number} of {first.head.of}."
            return Refused(message=both, hint="Name each shard once.")
    missing = [str(number) for number in range(1, first.head.of + 1) if number not in by_number]
    if missing or len(by_number) > first.head.of:
        some = ", ".join(missing[:5]) + (f" and {len(missing) - 5} more" if len(missing) > 5 else "")
        return Refused(message=f"Of {first.head.of} shards these are missing: {some}.", hint="Name all their folders.")
    return Shards(shards=tuple(by_number[number] for number in sorted(by_number)))
