"""Running git: its answer as a value, never an exception."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

QUIET = {"GIT_EDITOR": "true", "GIT_SEQUENCE_EDITOR": "true"}
"""No editor opens in the middle of a command that nobody expected one of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """How a command of git's ended, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def ok(self) -> bool:
        """Whether it did what it was asked."""
        return self.code == 0

    @property
    def line(self) -> str:
        """What it wrote to stdout, without the last line's end."""
        return self.out.rstrip("\n")

    @property
    def paths(self) -> tuple[str, ...]:
        """What it wrote with -z."""
        return tuple(path for path in self.out.split("\0") if path)

    @property
    def reason(self) -> str:
        """The last lines that say why it failed, for people; hints of git's own left out."""
        lines = [line.strip() for line in (self.err or self.out).splitlines()]
        return " ".join([line for line in lines if line and not line.startswith("hint:")][-3:])[:400]


def git(folder: Path, *arguments: str, env: Mapping[str, str] | None = None) -> Said:
    """Runs git in a folder; code 127 when git is not installed. Paths that are no UTF-8 come through as they are."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            env={**os.environ, **QUIET, **(env or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        return Said(code=127, out="", err="git is not installed.")
    out = done.stdout.decode("utf-8", "surrogateescape")
    return Said(code=done.returncode, out=out, err=done.stderr.decode("utf-8", "replace"))
