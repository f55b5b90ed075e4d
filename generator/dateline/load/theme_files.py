"""Where a theme's files lie, and a digest of them all."""

# Plain strings on purpose: this is asked at every start.
# ruff: noqa: PTH113, PTH123

from __future__ import annotations

import hashlib
import os
from pathlib import Path

DEFAULT = "default"


def package_themes() -> Path:
    """The themes that come with Dateline: in the wheel inside the package, in a checkout beside it."""
    package = Path(__file__).resolve().parent.parent
    shipped = package / "themes"
    return shipped if shipped.is_dir() else package.parent.parent / "themes"


def theme_places(root: Path, name: str) -> list[Path]:
    """The folders that a theme is put together from, the first the strongest: the site's own, then the package's, and
    for a theme of another name the default theme's below them."""
    places = [root / "themes" / name, package_themes() / name]
    if name != DEFAULT:
        places += [root / "themes" / DEFAULT, package_themes() / DEFAULT]
    return places


def theme_digest(root: Path, name: str) -> bytes:
    """Differs when any file of any of a theme's folders differs, or there is one more or less."""
    digest = hashlib.blake2b(digest_size=16)
    for number, place in enumerate(theme_places(root, name)):
        for folder, inner, names in os.walk(place):
            inner[:] = sorted(name for name in inner if name != "__pycache__")
            for file in sorted(names):
                path = f"{folder}/{file}"
                if not os.path.isfile(path):
                    continue
                try:
                    with open(path, "rb") as stream:
                        data = stream.read()
                except OSError as fault:
                    data = str(fault.errno).encode()
                named = f"{number}\x00{path[len(str(place)) :]}\x00{len(data)}\x00"
                digest.update(named.encode("utf-8", "surrogateescape") + data)
    return digest.digest()
