"""A reader who does what a page says: runs its commands one after the other, and saves its snippets where it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from dateline.begin import Declined, begin_site
from dateline.build import Options, build
from dateline.load.log import NAME
from tests.docs.pages import ROOT, Block
from tests.site_kit import LONG_AFTER

_TOP_KEY = re.compile(r"^([A-Za-z][\w-]*):", re.M)
_CARRIED = 'cd "$(cat "$READER/folder")"\n. "$READER/environment"\n'
_KEPT = '\npwd > "$READER/folder"\nexport -p > "$READER/environment"\n'


@dataclass(frozen=True, slots=True)
class Reader:
    """Works in `home/work`, which is empty at first; what readers have by themselves lies elsewhere in `home`. `told`
    is what the commands said."""

    home: Path
    told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Makes the folder, and the command `dateline` as an installation gives it."""
        command = self.home / "bin/dateline"
        command.parent.mkdir(parents=True)
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dateline "$@"\n', "utf-8")
        command.chmod(0o755)
        (self.home / "work").mkdir()
        (self.home / "folder").write_text(str(self.home / "work"), "utf-8")
        (self.home / "environment").write_text("", "utf-8")
        (self.home / ".gitconfig").write_text("[user]\nname = A Reader\nemail = reader@example.org\n", "utf-8")

    @property
    def folder(self) -> Path:
        """Where the reader is: the commands may have gone into another folder."""
        return Path((self.home / "folder").read_text("utf-8").strip())

    def follow(self, page: tuple[Block, ...]) -> None:
        """Does all that the blocks of a page say. What stands first in a site's file needs a site: one is begun."""
        if page and next((block.kind for block in page if block.kind != "shown"), "") == "file":
            begun = begin_site(self.folder, title="A site", url="https://archive.example/", zone="Europe/Paris")
            assert not isinstance(begun, Declined), begun.message
        for kind, group in groupby((block for block in page if block.kind != "shown"), key=lambda block: block.kind):
            found = tuple(group)
            if kind == "run":
                for block in found:
                    self.run(block)
            else:
                for block in found:
                    put(self.folder, block)
                self.check(found)

    def run(self, block: Block) -> None:
        """Runs a block where the one before it ended; it stops at the first command that fails."""
        path = os.pathsep.join([str(self.home / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]])
        env = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "DATELINE_"))}
        env |= {"PATH": path, "PYTHONPATH": str(ROOT / "generator"), "HOME": str(self.home), "READER": str(self.home)}
        done = subprocess.run(
            ["/bin/sh", "-c", f"set -eu\n{_CARRIED}{block.text}{_KEPT}"],
            cwd=self.home, env=env, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        said = done.stdout + done.stderr
        self.told.append(said)
        assert done.returncode == 0, f"docs/{block.page}:{block.line} ends with {done.returncode}:\n{said}"

    def check(self, snippets: tuple[Block, ...]) -> None:
        """The site with the snippets has no problem at all, and other programs' files are what those take."""
        options = Options(root=self.folder, output=self.folder / "output", as_of=LONG_AFTER, commit=False)
        result = build(options)
        place = f"docs/{snippets[0].page}:{snippets[0].line}"
        assert result.problems == (), f"{place}: {[(str(p.span), p.code, p.message) for p in result.problems]}"
        for block in snippets:
            checker = _checker(block.file)
            if checker:
                done = subprocess.run(
                    [sys.executable, "-m", *checker, str(self.folder / block.file)],
                    capture_output=True, text=True, timeout=60, check=False,
                )  # fmt: skip
                assert done.returncode == 0, f"docs/{block.page}:{block.line}: {done.stdout}{done.stderr}"


def _checker(file: str) -> tuple[str, ...]:
    if file.startswith(".github/workflows/"):
        return ("check_jsonschema", "--builtin-schema", "vendor.github-workflows")
    return ("pre_commit", "validate-config") if file == ".pre-commit-config.yaml" else ()


def put(site: Path, block: Block) -> None:
    """A snippet as an editor takes it over: keys into a YAML file that is there, an entry to the end of a log, all else
    as a file of its own."""
    path = site / block.file
    assert path.resolve().is_relative_to(site.resolve()), block.file
    path.parent.mkdir(parents=True, exist_ok=True)
    text = block.text
    if path.is_file() and path.suffix in (".yaml", ".yml"):
        text = merged(path.read_text("utf-8"), text)
    elif path.is_file() and NAME.fullmatch(path.name):
        text = path.read_text("utf-8").rstrip("\n") + "\n\n" + text
    path.write_text(text, "utf-8")


def merged(there: str, new: str) -> str:
    """A YAML mapping with another one's keys in the place of its own of the same names; the rest stays as it is."""
    said = set(_TOP_KEY.findall(new))
    return "".join(part for name, part in _parts(there) if name not in said).rstrip("\n") + "\n" + new


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """(key, its lines) of a mapping's top level; "" is the key of what stands above the first."""
    starts = [(found.start(), found[1]) for found in _TOP_KEY.finditer(text)]
    yield "", text[: starts[0][0]] if starts else text
    ends = [start for start, _ in starts[1:]] + [len(text)]
    for (start, name), end in zip(starts, ends, strict=True):
        yield name, text[start:end]
