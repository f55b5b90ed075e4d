"""The command line.

Reading order: `program` (the group of all commands, and what every end of a command exits with), `commands/` (the
options and help of each, with `options` for what several take), `build`, `serve` and `begin` (what each command does),
`place` (which site, which instant), `tell` (problems and results in words), `faults` (what the machine refuses, and
bugs), `progress`, `afterwards` (what nobody waits for).

Exit codes: 0 fine, 1 errors in the content, 2 usage or a refused output, 3 a bug in Dateline, 130 interrupted.
"""

from __future__ import annotations

import gc
import io
import os
import sys


def main(alone: bool = False) -> None:
    """Runs the command line and exits; `alone` when the process ends with it."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that knows no curly quotes gets question marks, never a traceback.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        from dateline.cli.program import program

        program(prog_name="dateline", obj=alone)
    except KeyboardInterrupt:
        sys.exit(130)


def run() -> None:
    """Runs the command line as a program of its own: what the command `dateline` does."""
    # Imports make many objects that stay, and little garbage.
    gc.set_threshold(100_000)
    try:
        main(alone=True)
    except SystemExit as end:
        if end.code is not None and not isinstance(end.code, int):
            raise
        # Everything is written and closed: taking a large archive's objects apart one by one would only take time.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(end.code or 0)


__all__ = ["main", "run"]
