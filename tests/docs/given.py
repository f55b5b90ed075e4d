"""What a reader of a page has at home before its first command, and what they see in the end."""

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
    shutil.copy(INPUTS / "rss.xml", downloads / "feed.xml")
    shutil.copy(INPUTS / "saved.html", downloads / "saved.html")
    shutil.copy(INPUTS / "numbered.txt", downloads / "pasted.txt")
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

_RIVER = "my-archive/output/river-watch"

SEEN: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "how-to/correct.md": {
        f"{_RIVER}/gauge.html": ("Correction, 13 January 2026", "said <em>four</em> metres. It was three."),
        f"{_RIVER}/school.html": ("Updated <time", "Corrected by", "correction-buses.html"),
        f"{_RIVER}/correction-buses.html": ("Correction</span>", "Corrects", "school.html"),
        f"{_RIVER}/summary-13.html": ("Replaced by", "summary-13-late.html"),
        f"{_RIVER}/summary-13-late.html": ("Replaces", "summary-13.html"),
        f"{_RIVER}/withdrawn.html": ("This entry was removed on", "14 January 2026"),
        f"{_RIVER}/2026-01-13.html": ("Correction, 13 January 2026", "This entry was removed on"),
        f"{_RIVER}/atom.xml": ("at:deleted-entry", "said &lt;em&gt;four&lt;/em&gt; metres."),
        f"{_RIVER}/feed.json": ("river-watch/withdrawn",),
        "my-archive/output/index.html": ("corrections.html",),
    },
    "how-to/languages.md": {
        "my-archive/output/khabar/2026-01-13.html": (
            'lang="fa" dir="rtl"',
            "۲۳ دی ۱۴۰۴",
            "شهردار",
            'lang="en" dir="ltr"',
        ),
        "my-archive/output/tags/index.html": ("آب · Water",),
    },
}
"""Page → file in the folder that its reader works in → what a page says that readers see."""
