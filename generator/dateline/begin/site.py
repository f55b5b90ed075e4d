"""A new site: the starter's files, copied where nothing stands in their way."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from dateline.begin.outcome import Declined
from dateline.begin.pipelines import pipeline_files
from dateline.begin.schemas import FOLDER, schema_files
from dateline.begin.words import quoted, title_fault
from dateline.times import known_zones, nearest_zone
from dateline.urls import escaped_address, is_web_address

_STARTER = Path(__file__).resolve().parent / "starter"
_TITLE = "My archive"
_URL = "https://archive.example/"
_HIDDEN = ("gitattributes", "gitignore", "vscode")
"""In the package without the dot: as .gitignore it would hide files from the tools that pack a wheel."""


def begin_site(
    folder: Path, *, title: str, url: str, zone: str, ci: str = "none", branch: str = "main"
) -> tuple[str, ...] | Declined:
    """Writes the starter into `folder`, which is made when missing; the files' paths.

    `ci` is one of `PIPELINES`, which publishes what lands on `branch`. Declines, with nothing written, when one of the
    files is there already or a value would not build.
    """
    title = title.strip() or _TITLE
    zone = zone or "UTC"
    if fault := title_fault(title):
        return fault
    if url and not _is_site_address(url):
        return Declined(
            message=f"“{url[:120]}” is not an address where a site can stand.",
            hint="Write it like https://archive.example/.",
        )
    if zone not in known_zones():
        near = nearest_zone(zone)
        hint = f"Did you mean {near}?" if near else "Write it like America/New_York."
        return Declined(message=f"There is no time zone “{zone[:60]}”.", hint=hint)
    values = {
        "title": quoted(title),
        "url": quoted(escaped_address(url) if url else _URL),
        "authority": quoted(_authority(url)),
        "zone": zone,
        "heading": title,
    }
    files = {path: Template(text).substitute(values) for path, text in starter_files().items()}
    files |= {f"{FOLDER}/{name}": text for name, text in schema_files().items()}
    files |= pipeline_files(ci, branch)
    if declined := _obstacle(folder, tuple(files)):
        return declined
    _write(folder, files)
    return tuple(files)


def _write(folder: Path, files: Mapping[str, str]) -> None:
    """All of the files, or none of them."""
    written: list[Path] = []
    try:
        for path, text in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("x", encoding="utf-8", newline="\n") as file:
                written.append(target)
                file.write(text)
    except OSError:
        for target in written:
            target.unlink(missing_ok=True)
        raise


def starter_files() -> dict[str, str]:
    """Path in the new site → text with `$names`."""
    found = {}
    for path in sorted(_STARTER.rglob("*")):
        if path.is_file():
            name = path.relative_to(_STARTER).as_posix()
            found[f".{name}" if name.startswith(_HIDDEN) else name] = path.read_text(encoding="utf-8")
    return found


def _obstacle(folder: Path, paths: tuple[str, ...]) -> Declined | None:
    if folder.exists() and not folder.is_dir():
        return Declined(message=f"{folder} is not a folder.", hint="Choose another name.")
    there = [path for path in paths if (folder / path).exists() or (folder / path).is_symlink()]
    for path in paths:
        for above in list(Path(path).parents)[:-1]:
            way = folder / above
            if (way.exists() or way.is_symlink()) and not way.is_dir():
                there.append(above.as_posix())
    if not there:
        return None
    names = ", ".join(sorted(set(there))[:4]) + (" and more" if len(set(there)) > 4 else "")
    return Declined(
        message=f"{folder} already holds {names}; nothing was written.",
        hint="Begin in an empty folder, or move what is in the way.",
    )


def _is_site_address(url: str) -> bool:
    if not is_web_address(url) or urlsplit(url).query or urlsplit(url).fragment:
        return False
    return bool(_HOST.fullmatch(_host(url)))


_HOST = re.compile(r"{0}(?:\.{0})*".format("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"))
"""A name that feed ids can begin with (RFC 4151 section 2.1), no part of it longer than 63 signs."""


def _host(url: str) -> str:
    return urlsplit(escaped_address(url)).hostname or ""


def _authority(url: str) -> str:
    """Who names the feeds' ids, and the year in which the name is theirs (RFC 4151 section 2.1)."""
    return f"{_host(url) if url else 'archive.example'},{time.gmtime().tm_year}"
