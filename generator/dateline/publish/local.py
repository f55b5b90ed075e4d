"""What may be published: a whole output, as `build` left it, every byte as its manifests say."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.commit import MANIFEST_NAME, PREVIEW_FILE, SHARD_FILE, Owned, parse_manifest, read_owned
from dateline.commit.paths import real_root, stage_folders
from dateline.commit.recovery import read_journal
from dateline.publish.outcome import Declined


@dataclass(frozen=True, slots=True, kw_only=True)
class Local:
    """An output that was verified. `files`: path → sha256, manifests included; `sizes` in bytes; `others`: how many
    files lie there that are not the site's."""

    folder: Path
    files: Mapping[str, str]
    sizes: Mapping[str, int]
    others: int


def read_local(output: Path, told: Callable[[int, int], None]) -> Local | Declined:
    """Reads the manifests and every file they name. `told` hears of the progress: (done, of how many)."""
    shown = os.path.relpath(output)
    build_it = "Run `dateline build`, then publish again."
    if not output.is_dir():
        return Declined(message=f"There is no output {shown} to publish.", hint=build_it)
    if any(read_journal(stage) is not None for stage in stage_folders(real_root(output))):
        return Declined(message=f"A build of {shown} was stopped half-way.", hint=f"{build_it} It completes it.")
    owned = read_owned(output)
    if owned is None:
        return Declined(message=f"{shown} holds no manifest: no build was completed there.", hint=build_it)
    if SHARD_FILE in owned.files:
        hint = "Put the parts together with `dateline merge`, then publish what that gives."
        return Declined(message=f"{shown} is a part of a site, made by `build --shard`.", hint=hint)
    if PREVIEW_FILE in owned.files:
        hint = "Run `dateline build` without --drafts, and publish what that gives."
        return Declined(message=f"{shown} is a preview: it holds what is held back.", hint=hint)
    wrong = [*owned.damaged, *_missing_manifests(output, owned)]
    sizes: dict[str, int] = {}
    if not wrong:
        for number, (path, sha) in enumerate(owned.files.items()):
            told(number, len(owned.files))
            size = _size_if(output / path, sha)
            if size < 0:
                wrong.append(path)
            else:
                sizes[path] = size
    if wrong:
        names = ", ".join(wrong[:3]) + (f" and {len(wrong) - 3} more" if len(wrong) > 3 else "")
        hint = "Run `dateline build`, which makes them again; then publish. Nothing was sent."
        return Declined(message=f"In {shown}, {names} is not as the build left it.", hint=hint)
    return Local(folder=output, files=owned.files, sizes=sizes, others=_others(output, owned.files))


def _missing_manifests(output: Path, owned: Owned) -> list[str]:
    """`read_owned` passes over manifests of blogs that are gone; to a whole output they belong."""
    listed = parse_manifest((output / MANIFEST_NAME).read_bytes()) or {}
    return [path for path in listed if path not in owned.files and path not in owned.damaged]


def _size_if(path: Path, sha: str) -> int:
    """The size of a file that has the hash; -1 of any other."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return -1
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            return stream.tell() if digest == sha else -1
    except OSError:
        return -1


def _others(output: Path, files: Mapping[str, str]) -> int:
    """Files that someone put there, but for those whose names begin with a dot."""
    count = 0
    for folder, inner, names in os.walk(output):
        inner[:] = [name for name in inner if not name.startswith(".")]
        above = Path(folder).relative_to(output).as_posix()
        prefix = "" if above == "." else f"{above}/"
        count += sum(not name.startswith(".") and f"{prefix}{name}" not in files for name in names)
    return count
