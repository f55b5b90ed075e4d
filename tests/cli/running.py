"""Running commands, in this process or in one of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from click.testing import CliRunner, Result

import dateline
from dateline.cli.program import program

SOURCE = Path(dateline.__file__).resolve().parent.parent
PROGRAM = (
    "import signal, sys\n"
    "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "from dateline.cli import main\n"
    "main()"
)
"""The command line, which hears of Ctrl-C even where whoever started the tests does not."""


def run(*arguments: str | Path, env: Mapping[str, str | None] | None = None) -> Result:
    """A command in this process."""
    clean = {"SOURCE_DATE_EPOCH": None, "DATELINE_TRACEBACK": None, **(env or {})}
    return CliRunner().invoke(program, [str(argument) for argument in arguments], env=clean, prog_name="dateline")


def run_apart(
    *arguments: str | Path, cwd: Path, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """A command in a process of its own, as a user starts it; at most two minutes."""
    return subprocess.run(
        [sys.executable, "-m", "dateline", *map(str, arguments)],
        cwd=cwd,
        env=environment(env),
        capture_output=True,
        timeout=120,
        check=False,
    )


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a process that finds the package."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return {**kept, "PYTHONPATH": str(SOURCE), **(extra or {})}
