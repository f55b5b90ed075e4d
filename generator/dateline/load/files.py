"""The content's files by what they are: which belong to the site, and which to which blog."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, structs

from dateline.kept import Kept
from dateline.load.scan import Tree, unreadable
from dateline.load.text import LARGEST_TEXT, decode, too_large
from dateline.problems import Problem, Span, error, warning
from dateline.schema.kinds import id_hint, is_id

SITE_FILES = ("site.yaml", "people.yaml", "sources.yaml")
SITE_FOLDERS = ("pages", "static")
RESERVED = ("assets", "chronology", "people", "search", "sources", "tags", "pages", "static")
"""Names no blog's folder may have: they are the site's own folders in the output, or in the content."""


class BlogFiles(Struct, frozen=True):
    """The files of one blog, paths relative to the site's root. `logs` are Markdown and YAML files of entries."""

    id: str
    folder: str
    settings: str
    sources: str
    entries: tuple[str, ...]
    threads: tuple[str, ...]
    media: tuple[str, ...]

    def all(self) -> tuple[str, ...]:
        """Every path that the blog is read from."""
        named = tuple(path for path in (self.settings, self.sources) if path)
        return named + self.entries + self.threads + self.media


class Files(Struct, frozen=True):
    """A scanned tree sorted into its parts. `content` is the content folder's name."""

    tree: Tree
    content: str
    blogs: Mapping[str, BlogFiles]
    problems: tuple[Problem, ...]
    pages: tuple[str, ...] = ()
    """The standalone pages."""
    static: tuple[str, ...] = ()
    """The files passed through to the output's root."""

    def text(self, path: str, problems: list[Problem]) -> str | None:
        """The text of a file, or None after saying why there is none."""
        size = self.tree.files[path].stamp[0]
        if size > LARGEST_TEXT:
            problems.append(too_large(path, size))
            return None
        try:
            found = decode(self.tree.read(path), path)
        except OSError as fault:
            problems.append(unreadable(path, fault))
            return None
        if isinstance(found, Problem):
            problems.append(found)
            return None
        return found


def sort_files(tree: Tree, content: str, kept: Kept | None = None) -> Files:
    """Sorts a tree into site and blogs; says what is out of place. With a memory, files of the same names are not
    sorted again."""
    if kept is None:
        return _sorted(tree, content)
    named = (tuple(tree.files), tree.problems, content)
    return structs.replace(kept.same("files by kind", named, lambda: _sorted(tree, content)), tree=tree)


def _sorted(tree: Tree, content: str) -> Files:
    problems: list[Problem] = []
    folders: dict[str, list[str]] = {}
    for path in tree.files:
        top, slash, rest = path.removeprefix(f"{content}/").partition("/")
        if slash:
            folders.setdefault(top, []).append(rest)
        elif top not in SITE_FILES:
            hint = "Entries go into a blog's folder, other pages into pages/, files for readers into static/."
            if top.endswith(".yml") and f"{top.removesuffix('.yml')}.yaml" in SITE_FILES:
                hint = "Name it .yaml."
            problems.append(warning(Span(path), "DL107", "Nothing is made of this file.", hint))
    for path in folders.get("pages", ()):
        if not path.endswith(".md") or "/" in path:
            hint = "Pages are pages/NAME.md; pictures and other files go into static/."
            problems.append(warning(Span(f"{content}/pages/{path}"), "DL107", "Nothing is made of this file.", hint))
    blogs: dict[str, BlogFiles] = {}
    for name, rests in folders.items():
        if name in SITE_FOLDERS:
            continue
        span = Span(f"{content}/{name}")
        if "blog.yaml" not in rests and any(
            problem.span.path == f"{content}/{name}/blog.yaml" for problem in tree.problems
        ):
            continue  # it is there, and the scan has said why it cannot be read
        if "blog.yaml" not in rests:
            hint = "A live blog's folder holds a blog.yaml; pictures and other files for readers go into static/."
            problems.append(error(Span(f"{content}/{name}/blog.yaml"), "DL106", "This folder has no blog.yaml.", hint))
        elif name in RESERVED:
            problems.append(error(span, "DL402", f"“{name}” is a name of the site's own.", "Rename the folder."))
        elif not is_id(name):
            problems.append(error(span, "DL211", f"“{name}” cannot be a blog's address.", id_hint(name)))
        else:
            blogs[name] = _blog(name, f"{content}/{name}", rests, problems)
    pages = tuple(f"{content}/pages/{path}" for path in folders.get("pages", ()) if path.endswith(".md"))
    static = tuple(f"{content}/static/{path}" for path in folders.get("static", ()))
    return Files(tree, content, blogs, tuple(problems), pages, static)


def _blog(name: str, folder: str, rests: list[str], problems: list[Problem]) -> BlogFiles:
    entries: list[str] = []
    threads: list[str] = []
    media: list[str] = []
    for rest in rests:
        path = f"{folder}/{rest}"
        top, slash, below = rest.partition("/")
        if rest in ("blog.yaml", "sources.yaml"):
            continue
        if top == "media" and slash:
            media.append(path)
        elif top == "threads" and below.endswith(".md") and "/" not in below:
            threads.append(path)
        elif rest.endswith((".md", ".yaml")) and (not slash or (top == "entries" and "/" not in below)):
            entries.append(path)
        else:
            hint = _misplaced(rest)
            problems.append(warning(Span(path), "DL107", "Nothing is made of this file.", hint))
    sources = f"{folder}/sources.yaml" if "sources.yaml" in rests else ""
    return BlogFiles(name, folder, f"{folder}/blog.yaml", sources, tuple(entries), tuple(threads), tuple(media))


def _misplaced(rest: str) -> str:
    if rest.endswith(".yml"):
        return "Name it .yaml."
    if rest.endswith((".markdown", ".mdown", ".txt")):
        return "Name it .md."
    return "Entries are .md or .yaml files in the blog's folder or its entries/; pictures go into media/."
