"""What an outside program finds in published pictures, of all that was in the editors' files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ExifTool
from tests.images.shots import TELLING
from tests.outside_tools import run_exiftool
from tests.site_kit import Site

pytestmark = pytest.mark.formats

ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "GIF": "gif"}
TELLING_GROUPS = ("EXIF", "GPS", "XMP", "IPTC", "Photoshop", "ICC_Profile", "MakerNotes", "MPF", "APP", "Trailer")
TELLING_NAMES = ("Comment", "Author", "ModifyDate", "CreateDate", "Trailer", "Text")


def telling(found: dict[str, object]) -> list[str]:
    """What tells of more than pixels."""
    names = [name.split(":", 1) for name in found if ":" in name]
    empty = ("0000:00:00 00:00:00", "")
    return [
        f"{group}:{name}"
        for group, name in names
        if group in TELLING_GROUPS or any(word in name for word in TELLING_NAMES)
        if found[f"{group}:{name}"] not in empty
    ]


def test_exiftool_finds_much_in_the_pictures_and_nothing_in_what_is_published(
    exiftool: ExifTool, tmp_path: Path
) -> None:
    site = Site(tmp_path).file("content/quake/blog.yaml", "title: A quake\n")
    site.file("content/quake/2009-06-16.md", "## 08:00 One\n\nText.\n")
    for number, (_, format_, data) in enumerate(TELLING):
        name = f"{number}.{ENDINGS[format_]}"
        site.file(f"content/quake/media/{name}", data).file(f"content/static/{name}", data)
    site.build()
    before = exiftool(sorted((tmp_path / "content/quake/media").iterdir()))
    published = sorted(path for path in site.options.output.rglob("*") if path.suffix[1:] in ENDINGS.values())
    static = [path for path in published if path.parent == site.options.output]
    beside = [path for path in published if path not in static]

    assert sum(bool(telling(found)) for found in before.values()) >= len(TELLING) - 2
    assert len(static) == len(TELLING)
    assert len(beside) > 4 * len(TELLING)
    for paths in (static, beside):
        after = exiftool(paths)
        assert len(after) == len(paths)
        assert {name: told for name, found in after.items() if (told := telling(found))} == {}


def test_no_pictures_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="no files"):
        run_exiftool(Path("exiftool"), [])
