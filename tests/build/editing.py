"""The edits of edits.toml, and a site on which any of them stand."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.site_kit import SITES, Site, tree

RICH = SITES / "rich"

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change: texts replaced, files deleted, added or swapped, and last of all paths moved."""

    name: str
    text: tuple[tuple[str, str, str], ...]
    delete: tuple[str, ...]
    add: Mapping[str, str]
    swap: tuple[tuple[str, str], ...]
    move: tuple[tuple[str, str], ...]

    def made_in(self, files: Files) -> dict[str, bytes]:
        """The files after this edit; as they were where it does not fit, because of what was edited before."""
        found = dict(files)
        for path, old, new in self.text:
            if found.get(path, b"").count(old.encode()) != 1:
                return dict(files)
            found[path] = found[path].replace(old.encode(), new.encode())
        for path, other in self.swap:
            if path not in found:
                return dict(files)
            found[path] = (RICH / other).read_bytes()
        for path in self.delete:
            found = {name: data for name, data in found.items() if not _is_under(name, path)}
        for path, text in self.add.items():
            found[path] = text.encode()
        for old, new in self.move:
            found = {new + name[len(old) :] if _is_under(name, old) else name: data for name, data in found.items()}
        return found


def _is_under(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder}/")


def _read() -> tuple[Edit, ...]:
    rows = tomllib.loads((Path(__file__).parent / "edits.toml").read_text("utf-8"))["edit"]
    return tuple(
        Edit(
            name=row.pop("name"),
            text=tuple((path, old, new) for path, old, new in row.pop("text", ())),
            delete=tuple(row.pop("delete", ())),
            add=row.pop("add", {}),
            swap=tuple((path, other) for path, other in row.pop("swap", ())),
            move=tuple((old, new) for old, new in row.pop("move", ())),
        )
        for row in rows
    )


EDITS = _read()
UNTOUCHED = {path: data for path, data in tree(RICH).items() if path.startswith(("content/", "themes/"))}


def after(edits: Iterable[Edit]) -> dict[str, bytes]:
    """The files of the rich site after edits in this order."""
    files = UNTOUCHED
    for edit in edits:
        files = edit.made_in(files)
    return dict(files)


def put(site: Site, files: Files) -> None:
    """Brings a site's folder to these files, touching only what differs."""
    for top in ("content", "themes"):
        for path, data in tree(site.root / top).items():
            if files.get(f"{top}/{path}") != data:
                site.delete(f"{top}/{path}")
        for folder in sorted((site.root / top).rglob("*"), reverse=True):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
    for path, data in files.items():
        if not (site.root / path).is_file():
            site.file(path, data)
