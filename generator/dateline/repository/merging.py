"""Git's merge driver for logs (gitattributes(5), “Defining a custom merge driver”): three files in, one of them out."""

from __future__ import annotations

import os
import shlex
import sys
import tempfile
from pathlib import Path

from dateline.repository.git import git
from dateline.repository.logs import merge_logs

NAME = "dateline-log"
"""What .gitattributes calls it: `merge=dateline-log`. Where git knows no driver of that name it merges text."""


def driver() -> str:
    """The command line of the driver, for git's configuration `merge.dateline-log.driver`."""
    python = shlex.quote(sys.executable).replace("%", "%%")
    return f"{python} -m dateline merge-log %O %A %B"


def found_by() -> dict[str, str]:
    """The environment in which the driver finds this package, whatever folder git calls it from."""
    source = str(Path(__file__).resolve().parents[2])
    return {"PYTHONPATH": os.pathsep.join(filter(None, (source, os.environ.get("PYTHONPATH", ""))))}


def merge_files(base: Path, ours: Path, theirs: Path) -> bool:
    """Merges into `ours`; whether that left no conflict."""
    before, mine, other = (_plain(path.read_bytes()) for path in (base, ours, theirs))
    if before is None or mine is None or other is None:
        return git(ours.parent, "merge-file", *_LABELS, *map(_absolute, (ours, base, theirs))).ok
    merged, clean = merge_logs(before, mine, other, _text_merge)
    ends = "\r\n" if b"\r\n" in ours.read_bytes() else "\n"
    ours.write_bytes(merged.replace("\n", ends).encode())
    return clean


_LABELS = ("-L", "one side", "-L", "before", "-L", "the other side")


def _plain(data: bytes) -> str | None:
    """A text with one kind of line ends; None for any other bytes, which git merges as it always does."""
    if data.count(b"\r\n") not in (0, data.count(b"\n")) or data.count(b"\r") != data.count(b"\r\n"):
        return None
    try:
        return data.decode().replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None


def _absolute(path: Path) -> str:
    return str(path.absolute())


def _text_merge(base: str, ours: str, theirs: str) -> tuple[str, bool]:
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("ours", "base", "theirs")]
        for file, text in zip(files, (ours, base, theirs), strict=True):
            file.write_bytes(text.encode())
        said = git(Path(folder), "merge-file", "-p", *_LABELS, *map(str, files))
    return said.out, said.ok
