"""Two colleagues' desks: clones of a bare repository with the starter's site. Real git, nothing of the user's."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from click.testing import Result

from tests.begin.sites import starter_site
from tests.cli.running import run
from tests.site_kit import SITES

LOG = "content/river-watch/2026-01-12.md"

IDENTITY = {
    "GIT_AUTHOR_NAME": "Desk",
    "GIT_AUTHOR_EMAIL": "desk@archive.example",
    "GIT_COMMITTER_NAME": "Desk",
    "GIT_COMMITTER_EMAIL": "desk@archive.example",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
}
"""No file of the machine's configuration is read, and none is written."""


def git(folder: Path, *arguments: str, fails: bool = False) -> str:
    """Runs git; what it wrote to stdout."""
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert fails == (done.returncode != 0), f"git {' '.join(arguments)}: {done.stdout}{done.stderr}"
    return done.stdout


@dataclass(frozen=True, slots=True)
class Desk:
    """A colleague's clone."""

    root: Path

    def file(self, path: str, text: str) -> Desk:
        """Writes a file."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")
        return self

    def read(self, path: str) -> str:
        """The text of a file."""
        return (self.root / path).read_text(encoding="utf-8")

    def append(self, path: str, text: str) -> Desk:
        """Adds to the end of a file, a blank line between."""
        return self.file(path, f"{self.read(path)}\n{text}")

    def edit(self, path: str, old: str, new: str) -> Desk:
        """Replaces what stands there once."""
        assert self.read(path).count(old) == 1, old
        return self.file(path, self.read(path).replace(old, new))

    def git(self, *arguments: str, fails: bool = False) -> str:
        """Runs git here."""
        return git(self.root, *arguments, fails=fails)

    def push(self, *arguments: str) -> Result:
        """`dateline push`."""
        return run("push", self.root, *arguments)

    def pushes(self, *arguments: str) -> Desk:
        """`dateline push`, which must do it."""
        done = self.push(*arguments)
        assert done.exit_code == 0, done.output
        return self

    def pulls(self) -> Desk:
        """Plain git, with nothing of Dateline's."""
        self.git("pull", "--quiet", "--rebase")
        return self

    def state(self) -> tuple[str, str, dict[str, bytes]]:
        """All that could be lost: the commit, what git says of the files, and the files."""
        files = {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and ".git" not in path.relative_to(self.root).parts
        }
        return self.git("rev-parse", "HEAD"), self.git("status", "--porcelain"), files


def two_desks(folder: Path, setenv: Callable[[str, str], None], *, below: str = "") -> tuple[Desk, Desk, Path]:
    """Two clones of a repository with the starter in it, in the folder `below`; and the bare repository."""
    for name, value in IDENTITY.items():
        setenv(name, value)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        assert name not in os.environ, "a hook of another repository runs these tests"
    bare = folder / "server.git"
    git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(bare))
    git(folder, "clone", "--quiet", str(bare), str(folder / "one"))
    git(folder / "one", "switch", "--quiet", "-c", "main")
    site = starter_site(folder / "one" / below)
    # What pages look like is no matter here, and the theme with nothing but the views is quick.
    shutil.copytree(SITES / "rich/themes/bare", site / "themes/bare")
    settings = site / "content/site.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "theme: bare\n", encoding="utf-8")
    git(folder / "one", "add", "--all")
    git(folder / "one", "commit", "--quiet", "-m", "Begin")
    git(folder / "one", "push", "--quiet", "--set-upstream", "origin", "main")
    git(folder, "clone", "--quiet", str(bare), str(folder / "two"))
    return Desk(folder / "one" / below), Desk(folder / "two" / below), bare
