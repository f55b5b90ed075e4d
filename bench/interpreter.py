"""The Python that runs the generators written in Python: the fastest that the machine has.

One version is up to a third slower than itself where it was compiled without profile-guided optimisation, as version
managers do by default and distributions do not. How it was built cannot be asked for everywhere, so it is tried.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_OLDEST = (3, 11)
_NAMES = ("python3.15", "python3.14", "python3.13", "python3.12", "python3.11", "python3")
_ROUNDS = 5
"""How often each is tried, by turns: a slow moment of the machine is not to decide."""
_TRY = """
import json, platform, re, sys, time
WORD = re.compile(r"[a-z]+|[0-9]+")
class Entry:
    __slots__ = ("number", "text", "tags")
    def __init__(self, number, text, tags):
        self.number, self.text, self.tags = number, text, tags
    def told(self, lang="en"):
        return f"{self.number:04}-{lang}: " + ", ".join(sorted(self.tags, key=len))
def parts(text):
    for found in WORD.finditer(text):
        yield found.group(), found.start()
def work():
    entries = [Entry(n, f"entry {n} of the log of day {n % 31}", (f"t{n % 7}", f"tag{n % 97}")) for n in range(4000)]
    shelves, out = {}, []
    for entry in entries:
        for tag in entry.tags:
            shelves.setdefault(tag, []).append(entry)
        out.append("".join([f"<p>{word}</p>" for word, _ in parts(entry.text) if word not in shelves]))
    for tag, shelved in sorted(shelves.items()):
        out += [entry.told() for entry in shelved if isinstance(entry.number, int) and entry.text.startswith("entry")]
    return "".join(out).replace("<", "&lt;")
work()
began = time.process_time()
for _ in range(8):
    work()
seconds = time.process_time() - began
jit = hasattr(sys, "_jit") and sys._jit.is_available()
print(json.dumps([sys.version_info[:2], platform.python_version(), seconds, sys._base_executable, jit]))
"""
"""What a generator does: small objects, calls, dictionaries, expressions that find words, strings put together."""


@dataclass(frozen=True, slots=True)
class Interpreter:
    """`path` of the executable, its `version` as told, of how many it was the fastest, and whether its own compiler is
    to be switched on."""

    path: str
    version: str
    among: int
    jit: bool

    @property
    def env(self) -> Mapping[str, str]:
        """What it is to be run with."""
        return _switch(jit=self.jit)

    def described(self) -> str:
        """For the report."""
        version = f"{self.version} with its JIT" if self.jit else self.version
        return version + (f" (the fastest of {self.among} found)" if self.among > 1 else "")


@dataclass(frozen=True, slots=True)
class _Tried:
    """`seconds` of CPU, the `version`, the executable `behind` links and environments, whether it has a JIT, and
    whether that was on."""

    seconds: float
    path: str
    version: str
    behind: str
    has_jit: bool
    jit: bool


def find() -> Interpreter:
    """The fastest Python found on the way, the one that runs this among them, by the least CPU that each took."""
    found: dict[str, _Tried] = {}
    for path in dict.fromkeys((sys.executable, *_on_the_way())):
        tried = _try(path, jit=False)
        if tried is not None:
            found.setdefault(tried.behind, tried)
    ways = [(python.path, jit) for python in found.values() for jit in ((False, True) if python.has_jit else (False,))]
    tries = [_try(path, jit=jit) for _ in range(_ROUNDS) for path, jit in ways]
    best = min(filter(None, tries), key=lambda tried: tried.seconds)
    return Interpreter(best.path, best.version, len(ways), best.jit)


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


def _try(path: str, *, jit: bool) -> _Tried | None:
    env = {**os.environ, **_switch(jit=jit)}
    try:
        said = subprocess.run([path, "-c", _TRY], capture_output=True, text=True, check=True, timeout=20, env=env)
        number, version, seconds, behind, has_jit = json.loads(said.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    if tuple(number) < _OLDEST:
        return None
    return _Tried(seconds, path, version, os.path.realpath(behind), has_jit, jit)


def _switch(*, jit: bool) -> dict[str, str]:
    # Off is said too: whoever measures may have switched it on for themselves.
    return {"PYTHON_JIT": "1" if jit else "0"}
