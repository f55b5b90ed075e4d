"""The theme: templates and assets, the site's own folder first, file by file over the default theme."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from dateline.load.nodes import compose
from dateline.load.scan import is_passed_over, is_utf8, unreadable
from dateline.load.text import decode
from dateline.load.theme_files import package_themes, theme_places
from dateline.problems import Problem, Span, error, nearest_hint
from dateline.schema.nodes import MappingNode
from dateline.schema.reader import Reader

_TEXT = r"""(?:"[^"\\]*"|'[^'\\]*')"""
_CHOICE = rf"{_TEXT}(?:\s+if\b[^%\"']*?\belse\s+{_TEXT})*"
_DRAWN = re.compile(
    rf"""\{{%[-+]?\s*(?:extends|include|import|from)\b\s*(?P<names>{_CHOICE}|[\[(]\s*{_TEXT}(?:\s*,\s*{_TEXT})*\s*,?\s*[\])])?"""
    r"""(?P<rest>\s*(?:(?:ignore\s+missing|with(?:out)?\s+context|as\s+\w+)\b\s*)*(?:[-+]?%\}|import\b))?"""
)
"""A tag that draws in others: `names` is set where all of them are said as texts, `rest` where nothing else follows."""
_FILTER = re.compile(rf"""(?P<filter>part|block)\b(?:\s*\(\s*(?P<names>{_CHOICE})\s*\))?""")
_NAME = re.compile(_TEXT)
ENTRY = "_entry.html"


class TemplateFile(Struct, frozen=True, array_like=True):
    """A template's text, and its path as diagnostics name it."""

    path: str
    text: str


class Theme(Struct, frozen=True, array_like=True):
    """`templates` and `assets` by name. `closures` digests each template with all that it draws in."""

    name: str
    templates: Mapping[str, TemplateFile] = {}
    assets: Mapping[str, bytes] = {}
    closures: Mapping[str, bytes] = {}

    @property
    def draws(self) -> Mapping[str, frozenset[str]]:
        """Template → all that it may draw in itself."""
        return {name: frozenset(_drawn(file.text, self.templates)) for name, file in self.templates.items()}

    def asset_path(self, name: str) -> str:
        """The output path of an asset: its name with a part of its hash, so that it may be kept forever."""
        sha = hashlib.sha256(self.assets[name]).hexdigest()[:10]
        stem, dot, ending = name.rpartition(".")
        return f"assets/{stem}-{sha}.{ending}" if dot else f"assets/{name}-{sha}"


def read_theme(root: Path, name: str, asked_at: Span) -> tuple[Theme, tuple[Problem, ...]]:
    """The theme of a site. `asked_at` is where site.yaml names it."""
    problems: list[Problem] = []
    places = theme_places(root, name)
    if not any(place.is_dir() for place in places if place.name == name):
        known = {path.name for base in (root / "themes", package_themes()) for path in base.glob("*/")}
        hint = nearest_hint(name, known)
        # The default theme stands in, so that the rest of the site is still checked; the error stops the build.
        problems.append(error(asked_at, "DL701", f"There is no theme “{name}”.", hint))
    templates: dict[str, TemplateFile] = {}
    assets: dict[str, bytes] = {}
    for place in dict.fromkeys(path.resolve() for path in places if path.is_dir()):
        shown = _shown(place, root)
        for path in _files(place / "templates", problems, shown):
            file = path.relative_to(place / "templates").as_posix()
            if file not in templates:
                text = _text(path, f"{shown}/templates/{file}", problems)
                if text is not None:
                    templates[file] = TemplateFile(f"{shown}/templates/{file}", text)
        for path in _files(place / "assets", problems, shown):
            file = path.relative_to(place / "assets").as_posix()
            data = _bytes(path, f"{shown}/assets/{file}", problems) if file not in assets else None
            if data is not None:
                assets[file] = _shortened(file, data)
        _check_head(place / "theme.yaml", f"{shown}/theme.yaml", problems)
    templates = dict(sorted(templates.items()))
    assets = dict(sorted(assets.items()))
    return Theme(name, templates, assets, _closures(templates)), tuple(problems)


def _shown(place: Path, root: Path) -> str:
    try:
        return place.relative_to(root.resolve()).as_posix()
    except ValueError:
        return f"themes/{place.name}"


def _files(folder: Path, problems: list[Problem], shown: str) -> list[Path]:
    if not folder.is_dir():
        return []
    found = []
    base = folder.resolve()
    for path in sorted(folder.rglob("*")):
        if path.is_dir() or is_passed_over(path.name):
            continue
        named = f"{shown}/{folder.name}/{path.relative_to(folder).as_posix()}"
        if not is_utf8(named):
            shown_name = named.encode("utf-8", "replace").decode("utf-8")
            hint = "Rename it with plain letters."
            problems.append(error(Span(shown_name), "DL108", "The file's name is not UTF-8.", hint))
        elif not path.is_file():
            problems.append(error(Span(named), "DL104", "This cannot be read: it is not a file.", "Remove it."))
        elif path.resolve().is_relative_to(base.parent):
            found.append(path)
        else:
            hint = "Put the file itself there."
            problems.append(error(Span(named), "DL105", "This link leads out of the theme.", hint))
    return found


def _bytes(path: Path, shown: str, problems: list[Problem]) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError as fault:
        problems.append(unreadable(shown, fault))
        return None


def _text(path: Path, shown: str, problems: list[Problem]) -> str | None:
    data = _bytes(path, shown, problems)
    text = None if data is None else decode(data, shown)
    if isinstance(text, Problem):
        problems.append(text)
        return None
    return text


def _check_head(path: Path, shown: str, problems: list[Problem]) -> None:
    if not path.is_file():
        return
    text = _text(path, shown, problems)
    if text is None:
        return
    reader = Reader(path=shown, zone="UTC", problems=problems)
    node = compose(text, reader)
    if node is not None and not isinstance(node, MappingNode):
        reader.fault(node, "DL206", "Expected `key: value` lines.", "Give the theme a name and a description.")


def _shortened(name: str, data: bytes) -> bytes:
    """A style sheet or script without comments and idle space: every page waits for them, on the slowest of lines."""
    ending = name.rpartition(".")[2]
    if ending not in ("css", "js"):
        return data
    # A theme that was put together before comes from the state.
    from rcssmin import cssmin
    from rjsmin import jsmin

    return bytes((cssmin if ending == "css" else jsmin)(data))


def _closures(templates: Mapping[str, TemplateFile]) -> dict[str, bytes]:
    """A template's digest covers all that it extends, includes, imports or shows as a part. One that names any of them
    by anything but texts covers all templates: too much is made again then, never too little."""
    direct = {name: _drawn(file.text, templates) for name, file in templates.items()}
    closures: dict[str, bytes] = {}
    for name in templates:
        reached, todo = {name}, [name]
        while todo:
            for other in direct.get(todo.pop(), ()):
                if other not in reached:
                    reached.add(other)
                    todo.append(other)
        digest = hashlib.blake2b(digest_size=16)
        for other in sorted(reached):
            digest.update(f"{other}\x00{templates[other].text if other in templates else ''}\x00".encode())
        closures[name] = digest.digest()
    return closures


def _drawn(text: str, templates: Mapping[str, TemplateFile]) -> set[str]:
    drawn: set[str] = set()
    for found in _DRAWN.finditer(text):
        if found["names"] is None or found["rest"] is None:
            return set(templates)
        drawn.update(name[1:-1] for name in _NAME.findall(found["names"]))
    for found in _FILTER.finditer(text):
        # A filter stands after a bar, or is named to another one: `map("block")`.
        if not text[max(0, found.start() - 20) : found.start()].rstrip().endswith(("|", "'", '"')):
            continue
        if found["filter"] == "block":
            drawn.add(ENTRY)
        elif found["names"] is None:
            return set(templates)
        else:
            drawn.update(name[1:-1] for name in _NAME.findall(found["names"]))
    return drawn
