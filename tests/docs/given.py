"""What a reader of a page has at home before its first command: pictures, and other programs' exports."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from PIL import Image

INPUTS = Path(__file__).resolve().parents[1] / "imports/inputs"


def pictures(home: Path) -> None:
    """Pictures in ~/Pictures."""
    folder = home / "Pictures"
    folder.mkdir()
    for name, colour in (("square", (120, 90, 40)), ("wounded", (150, 20, 20)), ("post", (20, 90, 150))):
        Image.new("RGB", (600, 400), colour).save(folder / f"{name}.jpg")


def exports(home: Path) -> None:
    """One export of each kind, as it lies in ~/Downloads, and a folder of Markdown."""
    downloads = home / "Downloads"
    downloads.mkdir()
    shutil.copy(INPUTS / "liveblogs.xml", downloads / "export.xml")
    shutil.copytree(INPUTS / "live-blog", downloads / "answers")
    shutil.copytree(INPUTS / "hugo", home / "sites/harbour-notes")
    with zipfile.ZipFile(downloads / "archive-20260112.zip", "w") as archive:
        for path in sorted((INPUTS / "mastodon").rglob("*")):
            archive.write(path, path.relative_to(INPUTS / "mastodon"))


GIVEN: Mapping[str, Callable[[Path], None]] = {
    "how-to/import.md": exports,
    "media.md": pictures,
    "reference/text.md": pictures,
}
