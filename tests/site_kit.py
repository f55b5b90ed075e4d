"""A site in a folder, built and looked at in one breath.

    Site(tmp_path).file("content/live/2009-06-16.md", "…").build().changed("live/2009-06-16.html", …)

Everything goes through `dateline.build.build`, as the command line does. Paths of files are relative to the site's
folder, those of outputs to the output's.
"""

from __future__ import annotations

import shutil
import tempfile
import textwrap
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Self

from msgspec import structs

from dateline.build import Options, Result, build
from dateline.commit.hand import Hand
from dateline.kept import Kept

SITES = Path(__file__).parent / "sites"
"""Sites kept as files: `rich` has some of everything."""

DEMONSTRATION = Path(__file__).parent.parent

LONG_AFTER = 4_000_000_000
"""An instant (in 2096) at which all that is ever scheduled in tests has fallen due."""

SITE_YAML = """
    title: A site
    url: https://archive.example/
    zone: America/New_York
    language: en
    contact: mailto:takedown@archive.example
    feed_authority: "archive.example,2026"
"""


class Site:
    """A site under `root`. Each step gives the site back; a check that does not hold fails the test."""

    def __init__(self, root: Path, *, like: Path | None = None, as_of: int = LONG_AFTER) -> None:
        """A site of a site.yaml only, or with the content and themes of the one at `like`."""
        self.root = root
        self.options = Options(root=root, output=root / "output", as_of=as_of)
        self._result: Result | None = None
        self._before: dict[str, bytes] = {}
        self.kept: Kept | None = None
        self._read: dict[str, tuple[int, bytes]] | None = None
        if like is None:
            self.file("content/site.yaml", SITE_YAML)
            return
        for folder in ("content", "themes"):
            if (like / folder).is_dir():
                shutil.copytree(like / folder, root / folder)

    # --- what editors do -----------------------------------------------------------------------------

    def file(self, path: str, text: str | bytes) -> Self:
        """Writes a file; a text is freed of the indentation that it has in a test."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, str):
            text = textwrap.dedent(text).lstrip("\n").encode()
        target.write_bytes(text)
        return self

    def edit(self, path: str, old: str, new: str) -> Self:
        """Replaces a text that stands in a file exactly once."""
        text = self.read(path)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        (self.root / path).write_bytes(text.replace(old, new).encode())
        return self

    def append(self, path: str, text: str) -> Self:
        """Adds to the end of a file, a blank line between."""
        return self.file(path, self.read(path).rstrip("\n") + "\n\n" + textwrap.dedent(text).strip("\n") + "\n")

    def delete(self, path: str) -> Self:
        """Deletes a file or a folder with all that is in it."""
        target = self.root / path
        if target.is_dir():
            shutil.rmtree(target)
        else:
            target.unlink()
        return self

    def rename(self, path: str, new: str) -> Self:
        """Moves a file or folder."""
        (self.root / new).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).rename(self.root / new)
        return self

    def bare(self) -> Self:
        """Takes the theme that shows the whole of each view: quick, and no change of a view can hide in it."""
        shutil.copytree(SITES / "rich/themes/bare", self.root / "themes/bare")
        return self.file("content/site.yaml", self.read("content/site.yaml") + "theme: bare\n")

    def at(self, as_of: int) -> Self:
        """The instant that the next builds take for now."""
        self.options = structs.replace(self.options, as_of=as_of)
        return self

    def by(self, jobs: int) -> Self:
        """How many processes the next builds work with."""
        self.options = structs.replace(self.options, jobs=jobs)
        return self

    def keeping(self) -> Self:
        """From now on builds keep in memory what the preview keeps from round to round, and are told what changed."""
        self.kept = Kept(8)
        self._read = None
        return self

    def previewed(self, hand: Hand) -> Self:
        """From now on they are written as the preview's are: by another process, and freed when there is time."""
        self.options = structs.replace(self.options, hand=hand, lasting=False)
        return self

    def protecting(self, *terms: str) -> Self:
        """The protected texts of the next builds."""
        self.options = structs.replace(self.options, terms=tuple(term.encode() for term in terms))
        return self

    def read(self, path: str) -> str:
        """The text of a file of the site."""
        return (self.root / path).read_bytes().decode()

    # --- builds --------------------------------------------------------------------------------------

    def build(self, *, adopt: bool = False) -> Self:
        """Builds; the build must succeed."""
        result = self.try_build(adopt=adopt)
        assert result.ok, [*result.problems, result.refused]
        return self

    def fails(self, *codes: str) -> Self:
        """Builds; the build must end in errors of just these codes and leave the output as it was."""
        result = self.try_build()
        found = {problem.code for problem in result.problems if problem.severity == "error"}
        assert found == set(codes), result.problems
        assert self.output() == self._before, "a build that failed has changed the output"
        return self

    def try_build(self, *, adopt: bool = False) -> Result:
        """Builds, whatever comes of it."""
        self._before = self.output()
        now = self._content() if self.kept is not None else {}
        before, changed = self._read, None
        if before is not None:
            changed = frozenset(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))
        self._result = build(structs.replace(self.options, adopt=adopt, changed=changed), kept=self.kept)
        if self._result.ok and self.kept is not None:
            self._read = now
        return self._result

    def _content(self) -> dict[str, tuple[int, bytes]]:
        """The files of the content, and which they are: one that was put back is another."""
        found = [path for path in (self.root / "content").rglob("*") if path.is_file()]
        return {path.relative_to(self.root).as_posix(): (path.stat().st_mtime_ns, path.read_bytes()) for path in found}

    @property
    def result(self) -> Result:
        """What the last build said."""
        assert self._result is not None, "nothing was built yet"
        return self._result

    @property
    def made(self) -> dict[str, str]:
        """The outputs that the last build made again, each with its reason."""
        return dict(self.result.made)

    # --- checks --------------------------------------------------------------------------------------

    def changed(self, *paths: str) -> Self:
        """The last build wrote or removed just these files; a path may be a pattern. Manifests go without saying."""
        touched = self.touched()
        missed = [path for path in paths if not any(fnmatchcase(found, path) for found in touched)]
        extra = [found for found in touched if not any(fnmatchcase(found, path) for path in paths)]
        assert not missed, f"not changed: {missed}; changed: {touched}"
        assert not extra, f"changed as well: {extra}"
        return self

    def touched(self) -> list[str]:
        """The files that the last build wrote or removed, without manifests; proven by the bytes before and after."""
        after = self.output()
        differing = {path for path in self._before | after if self._before.get(path) != after.get(path)}
        told = {*self.result.written, *self.result.removed}
        assert differing == told, f"told but equal: {told - differing}; untold: {differing - told}"
        return sorted(path for path in told if not is_manifest(path))

    def has(self, path: str, *texts: str) -> Self:
        """An output is there and holds these texts."""
        assert (self.options.output / path).is_file(), f"no {path} in {sorted(self.output())}"
        found = (self.options.output / path).read_bytes().decode()
        missing = [text for text in texts if text not in found]
        assert not missing, f"{path} lacks {missing}: {found}"
        return self

    def has_no(self, *paths: str) -> Self:
        """No output stands at these paths or patterns."""
        there = [found for found in self.output() if any(fnmatchcase(found, path) for path in paths)]
        assert not there
        return self

    def lacks(self, *texts: str) -> Self:
        """These texts stand nowhere in the output, neither in a file nor in a path."""
        assert not (found := holding(self.output(), texts)), f"found: {found}"
        return self

    def output(self) -> dict[str, bytes]:
        """Every file of the output."""
        return tree(self.options.output)

    def clean(self) -> tuple[Result, dict[str, bytes]]:
        """What a first build of the same content says and gives: into a new folder, so with no state."""
        states = self.root / ".dateline"
        before = set(states.iterdir()) if states.is_dir() else set()
        with tempfile.TemporaryDirectory() as folder:
            fresh = structs.replace(self.options, output=Path(folder) / "output", hand=None, lasting=True)
            result = build(fresh)
            found = tree(fresh.output)
        for state in set(states.iterdir()) - before if states.is_dir() else ():
            shutil.rmtree(state)
        return result, found

    def same_as_clean(self, foreign: Iterable[str] = ()) -> Self:
        """The last build left and said just what a clean one does; after errors, the output as it was.

        `foreign` files are someone else's.
        """
        said, wanted = self.clean()
        assert self.result.problems == said.problems, "a clean build finds other problems"
        ours = {path: data for path, data in self.output().items() if path not in set(foreign)}
        before = {path: data for path, data in self._before.items() if path not in set(foreign)}
        assert_same(ours, wanted if said.ok else before)
        return self


def tree(folder: Path) -> dict[str, bytes]:
    """Every file under a folder by its path; of a symlink, where it points."""
    return {
        path.relative_to(folder).as_posix(): b"-> " + str(path.readlink()).encode()
        if path.is_symlink()
        else path.read_bytes()
        for path in folder.rglob("*")
        if path.is_symlink() or path.is_file()
    }


def assert_same(found: Mapping[str, bytes], wanted: Mapping[str, bytes]) -> None:
    """Two trees are equal; if not, says where in few words."""
    assert not (set(found) - set(wanted)), f"too many: {sorted(set(found) - set(wanted))}"
    assert not (set(wanted) - set(found)), f"missing: {sorted(set(wanted) - set(found))}"
    for path, data in wanted.items():
        if found[path] != data:
            at = next((n for n, (a, b) in enumerate(zip(found[path], data, strict=False)) if a != b), 0)
            near = slice(max(0, at - 60), at + 60)
            raise AssertionError(f"{path} differs at byte {at}: {found[path][near]!r}, not {data[near]!r}")


def holding(files: Mapping[str, bytes], texts: Iterable[str]) -> list[tuple[str, str]]:
    """(text, path) for each of the texts that stands in a file or its path, in whatever case."""
    return [
        (text, path)
        for text in texts
        for path, data in files.items()
        if text.lower().encode() in data.lower() or text.lower() in path.lower()
    ]


def is_manifest(path: str) -> bool:
    """Whether an output is one of Dateline's manifests."""
    return path.rpartition("/")[2] == "manifest-sha256.txt"
