"""The Python that runs the generators written in Python: one built with its optimisations, where there is one.

Distributions, python.org and the common images build CPython with `--enable-optimizations` (profile-guided); version
managers that compile it on the spot leave that out, at a fifth to a third of the speed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_OLDEST = (3, 11)
_NAMES = ("python3.14", "python3.13", "python3.12", "python3.11", "python3")
_ASK = (
    "import json, platform, sys, sysconfig; print(json.dumps([sys.version_info[:2], platform.python_version(), "
    "'--enable-optimizations' in (sysconfig.get_config_var('CONFIG_ARGS') or '')]))"
)


@dataclass(frozen=True, slots=True)
class Interpreter:
    """`path` of the executable, its `version` as told, and whether it was built with optimisations."""

    path: str
    version: str
    optimised: bool

    def described(self) -> str:
        """For the report."""
        return f"{self.version} ({'built with' if self.optimised else 'built without'} optimisations)"


def find() -> Interpreter:
    """The Python that runs this if it is an optimised one, else the newest such on the way; else this one."""
    found = [_ask(path) for path in (sys.executable, *_on_the_way())]
    known = [one for one in found if one is not None]
    return next((one for one in known if one.optimised), known[0])


def environment(python: Interpreter, work: Path, name: str, lock: Path) -> Path:
    """An environment of that Python with what a lock file names, made again only when either changes."""
    folder = work / name
    stamp = folder / "installed.lock"
    wanted = f"{python.path} {python.version}\n{lock.read_text('utf-8')}"
    if not stamp.exists() or stamp.read_text("utf-8") != wanted:
        print(f"Fetching what {name} needs …", flush=True)
        subprocess.run([python.path, "-m", "venv", "--clear", "--without-pip", folder], check=True)
        pip: list[str | Path] = [
            sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check",
            "--python", folder / "bin" / "python",
        ]  # fmt: skip
        subprocess.run([*pip, "install", "--require-hashes", "-r", lock], check=True)
        stamp.write_text(wanted, "utf-8")
    return folder


def _on_the_way() -> Iterator[str]:
    folders = [*os.environ.get("PATH", "").split(os.pathsep), "/usr/local/bin", "/usr/bin"]
    for name in _NAMES:
        for folder in folders:
            path = shutil.which(name, path=folder)
            if path is not None:
                yield path


def _ask(path: str) -> Interpreter | None:
    try:
        said = subprocess.run([path, "-c", _ASK], capture_output=True, text=True, check=True, timeout=20)
        number, version, optimised = json.loads(said.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    return Interpreter(path, version, optimised) if tuple(number) >= _OLDEST else None
