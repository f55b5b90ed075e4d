"""Sites to copy, and copies of them."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from PIL import Image

from dateline.export import Declined, Exported, Wish, export_site
from tests.images.shots import drawn
from tests.site_kit import LONG_AFTER, SITES, Site

NEWSROOM = SITES / "newsroom"
AS_OF = 1_790_000_000
"""September 2026."""

LOG = """
    ## 09:00 The first {#first .key}

    It began. See [the second](second.html), [this day](2009-06-16.html), [about](../about.html).

    ## 10:00 The second {#second}
    tags: [water]
    aliases: [zweite]

    ![The bridge](media/bridge.jpg "Under water")

    [What was said](media/paper.pdf), and [the first again](first.html#first).

    ## 11:00 The third {#third}
    media:
      - {file: media/bridge.jpg, alt: The bridge again}
      - {file: media/shock.png, alt: A wound, warning: Blood}
      - {file: media/sound.mp3, alt: A sound}

    It ended.
"""


ABOUT = "---\ntitle: About\n---\nAbout it.\n"


def a_site(root: Path, *, url: str = "https://flood.example/archive/") -> Site:
    """One short blog with a picture, a sound, a file, and one picture behind a warning."""
    site = Site(root).file("content/flood/blog.yaml", "title: The flood\n").file("content/flood/2009-06-16.md", LOG)
    site.edit("content/site.yaml", "https://archive.example/", url)
    if not url:
        site.edit("content/site.yaml", "url: \n", "")
    media = root / "content/flood/media"
    media.mkdir()
    drawn(240, 160).save(media / "bridge.jpg", quality=80)
    Image.new("RGB", (40, 30), "red").save(media / "shock.png")
    (media / "sound.mp3").write_bytes(b"ID3" + bytes(300))
    (media / "paper.pdf").write_bytes(b"%PDF-1.4 a paper\n")
    return site.file("content/pages/about.md", ABOUT)


def a_text(root: Path) -> Site:
    """The same without media: quick to build."""
    site = Site(root).file("content/flood/blog.yaml", "title: The flood\n").file("content/pages/about.md", ABOUT)
    return site.file("content/flood/2009-06-16.md", "## 09:00 The first {#first}\n\nIt began.\n\nIt ended.\n")


def newsroom(root: Path) -> Site:
    """Three blogs in two languages, with signs in every field that could break a format."""
    return Site(root, like=NEWSROOM)


def tried(site: Site, form: str, path: Path, **more: Any) -> Exported | Declined:
    """Exports, whatever comes of it."""
    as_of = min(site.options.as_of, LONG_AFTER)
    wish = Wish(root=site.root, output=site.options.output, format=form, path=path, as_of=as_of)
    return export_site(dataclasses.replace(wish, **more))


def exported(site: Site, form: str, path: Path, **more: Any) -> Exported:
    """Exports; it must succeed."""
    done = tried(site, form, path, **more)
    assert isinstance(done, Exported), done
    return done


def declined(site: Site, form: str, path: Path, **more: Any) -> Declined:
    """Tries to export; it must be declined."""
    done = tried(site, form, path, **more)
    assert isinstance(done, Declined), done
    return done
