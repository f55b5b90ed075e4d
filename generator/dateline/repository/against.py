"""Addresses that an older state of the site published and this one would not: whoever cites them finds nothing.

Both states are built by the same conductor at the same instant. A redirect from an alias and a tombstone are pages, so
that an address is kept when anything stands at it.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from msgspec import structs

from dateline.begin.outcome import Declined
from dateline.begin.reading import read_files
from dateline.build import Options, Result, build
from dateline.load.blog import read_blog_settings
from dateline.problems import Problem, Span, error, has_errors
from dateline.repository.ids import read_names, renumbered
from dateline.repository.place import Place, find_place
from dateline.repository.revision import commit_of, unpack

_OWN = re.compile(
    r"assets/.*"  # named after what is in them: pages name the new ones
    r"|(?:.*/)?(?:search/.*\.json|manifest-sha256\.txt|sitemap[^/]*\.xml)"  # read by programs that look for them anew
    r"|robots\.txt|_headers|_redirects|\.nojekyll|404\.html|search\.html"
)
"""Files that nobody cites: what pages, search, sitemaps and hosts are made with."""

_SMALLER_COPY = re.compile(r".+\.[A-Za-z]+\.\d+\.(?:avif|webp|jpe?g|png|gif)")
"""As `plan/pictures.py` names them: `square.jpg.480.avif`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """`problems`: an error for each address that is gone, and for each id of feeds that changes. `unbuilt`: errors for
    which the old state did not build, so that it published nothing that could be missed."""

    commit: str
    problems: tuple[Problem, ...] = ()
    unbuilt: tuple[Problem, ...] = ()


def compare(options: Options, now: Result, revision: str) -> Compared | Declined:
    """Compares what `now` would publish of the site at `options.root` with what `revision` published."""
    place = find_place(options.root)
    if isinstance(place, Declined):
        return place
    commit = commit_of(place, revision)
    if isinstance(commit, Declined):
        return commit
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        root = Path(folder) / "site"
        root.mkdir()
        if declined := unpack(place, commit, root):
            return declined
        if not (root / "content" / "site.yaml").is_file():
            return Compared(commit=commit)
        before = build(structs.replace(options, root=root, output=Path(folder) / "output", commit=False))
        if has_errors(before.problems):
            return Compared(commit=commit, unbuilt=tuple(p for p in before.problems if p.severity == "error"))
        gone = _gone(before, now, _renamed(place.root))
        told = (*_problems(gone, root, place, revision), *renumbered(root, place.root, set(before.paths), revision))
        return Compared(commit=commit, problems=told)


def _gone(before: Result, now: Result, renamed: Mapping[str, str]) -> list[str]:
    """Addresses of before at which nothing would stand now. Under a blog's old name pages lead on, and hosts lead from
    there to feeds, texts and media too (`_redirects`)."""
    stands = set(now.paths)
    gone = []
    for path in sorted(set(cited(before.paths)) - stands):
        folder, _, name = path.partition("/")
        if f"{renamed.get(folder, folder)}/{name}" not in stands:
            gone.append(path)
    return gone


def _renamed(root: Path) -> dict[str, str]:
    """Names that blogs' folders had before → the name that each has now."""
    files = read_files(root, "")
    return {old: blog for blog, its in files.blogs.items() for old in read_blog_settings(files, its, []).aliases}


def cited(paths: Collection[str]) -> Iterator[str]:
    """Those of a site's files that somebody may have cited, bookmarked or subscribed to."""
    return (path for path in paths if not _OWN.fullmatch(path) and not _SMALLER_COPY.fullmatch(path))


def _problems(gone: list[str], old: Path, place: Place, revision: str) -> Iterator[Problem]:
    if not gone:
        return
    entries = _entries(old)
    lost = _lost_blogs(old, place.root)
    for path in gone:
        origin, hint = entries.get(path) or _origin(path, old)
        blog = path.partition("/")[0]
        if blog in lost:  # its entries and feeds go with it: one alias keeps them all
            hint = lost[blog]
        told = f"/{path} was published by {revision[:40]}, and nothing would stand there any more."
        if origin.line:
            told += f" It stood in {origin.path}:{origin.line}."
        # A line of then is another one now, and a file that is gone cannot be opened.
        span = Span(origin.path if (place.root / origin.path).is_file() else _settings(path, place.root))
        yield error(span, "DL905", told, hint)


def _lost_blogs(old: Path, root: Path) -> dict[str, str]:
    """Blogs whose folder is gone, and whose name is no other's alias → what would keep all of their addresses."""
    renamed = _renamed(root)
    return {
        folder.name: f"If the folder was renamed, add `aliases: [{folder.name}]` to the new one's blog.yaml; if not, "
        "put it back."
        for folder in (old / "content").iterdir()
        if (folder / "blog.yaml").is_file()
        and not (root / "content" / folder.name).is_dir()
        and folder.name not in renamed
    }


def _entries(old: Path) -> dict[str, tuple[Span, str]]:
    """Where each entry of the old state stood, by its address, and what would keep the address."""
    found: dict[str, tuple[Span, str]] = {}
    for blog in read_names(old)[1]:
        for entry in blog.entries:
            names = ", ".join((*entry.aliases, entry.id))
            hint = (
                f"If it has another id now, add `aliases: [{names}]` to it; if it is to be gone, put it back "
                "with `status: removed`, which leaves a tombstone."
            )
            found[f"{blog.id}/{entry.id}.html"] = (entry.where(), hint)
    return found


def _origin(path: str, old: Path) -> tuple[Span, str]:
    """The file that an address which is no entry's came of, and what would keep it."""
    folder, slash, name = path.partition("/")
    if slash and (old / "content" / folder / "blog.yaml").is_file():
        if name == "index.html":
            hint = f"If the folder was renamed, add `aliases: [{folder}]` to the new one's blog.yaml."
            return Span(f"content/{folder}/blog.yaml"), hint
        if (old / "content" / folder / name).is_file():
            return Span(f"content/{folder}/{name}"), f"Put the file back, or one in its stead at content/static/{path}."
    stem = path.removesuffix(".html")
    if (old / "content" / "pages" / f"{stem}.md").is_file():
        return Span(f"content/pages/{stem}.md"), f"If it has another name now, add `aliases: [{stem}]` to it."
    if (old / "content" / "static" / path).is_file():
        return Span(f"content/static/{path}"), "Put the file back."
    hint = f"Put back what it was made of, or a page that leads on at content/static/{path}."
    return Span(_settings(path, old)), hint


def _settings(path: str, root: Path) -> str:
    blog = f"content/{path.partition('/')[0]}/blog.yaml"
    return blog if (root / blog).is_file() else "content/site.yaml"
