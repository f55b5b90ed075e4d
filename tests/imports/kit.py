"""Importing into small sites, and looking at what came of it."""

from __future__ import annotations

from pathlib import Path

from msgspec import structs

from dateline.build import build
from dateline.imports.found import Fault
from dateline.imports.importing import Wish, import_from
from dateline.imports.report import Report
from dateline.kept import Kept
from dateline.load.blog import read_blog
from dateline.load.files import sort_files
from dateline.load.scan import scan
from dateline.load.site import read_common
from dateline.load.threads import read_thread
from dateline.model.blog import Blog
from dateline.model.entry import Entry
from dateline.model.thread import Thread
from dateline.problems import Problem
from dateline.schema.reader import Reader
from tests.site_kit import Site, tree

INPUTS = Path(__file__).parent / "inputs"
NOW = 1_800_000_000
"""2027-01-15T08:00Z, the time of all imports in tests."""


def new_site(root: Path) -> Site:
    """A site without a blog, with the theme that is quick."""
    return Site(root).bare()


def run(site: Site, source: Path, **wish: object) -> Report | Fault:
    """An import, whatever comes of it."""
    return import_from(site.root, source, source.name, Wish(**wish), NOW)  # type: ignore[arg-type] # as they are named


def imported(site: Site, source: Path, **wish: object) -> Report:
    """An import that must succeed, into content that `check` passes without a warning."""
    report = run(site, source, **wish)
    assert isinstance(report, Report), report
    result = build(structs.replace(site.options, commit=False))
    assert not result.problems, result.problems
    return report


def refused(site: Site, source: Path, **wish: object) -> Fault:
    """An import that must be refused, and must leave every byte of the site as it was."""
    before = content(site)
    fault = run(site, source, **wish)
    assert isinstance(fault, Fault), fault
    assert content(site) == before, "a refused import has written"
    assert fault.message.endswith((".", "?")) and "Traceback" not in fault.message
    return fault


def content(site: Site) -> dict[str, bytes]:
    """Every file of the site but what builds leave."""
    return {
        path: data for path, data in tree(site.root).items() if not path.startswith(("output/", ".dateline/", "input"))
    }


def given(site: Site, name: str, text: str | bytes) -> Path:
    """A file to be imported, beside the site's content."""
    path = site.root / "input" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def blog_of(site: Site, name: str) -> Blog:
    """A blog as the builds read it."""
    files = sort_files(scan(site.root, ("content",), {}, 0), "content")
    common, _ = read_common(files)
    found, problems = read_blog(files, files.blogs[name], common, Kept(1))
    assert not problems, problems
    return found


def entries_of(site: Site, name: str) -> dict[str, Entry]:
    """The entries of a blog by id."""
    return {entry.id: entry for entry in blog_of(site, name).entries}


def thread_of(site: Site, path: str) -> Thread:
    """A thread under private/, read as one under content/ is."""
    problems: list[Problem] = []
    found = read_thread(site.read(path), Reader(path=path, zone="America/New_York", problems=problems), "thread")
    assert found is not None and not problems, problems
    return found
