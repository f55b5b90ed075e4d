"""Outputs to publish: written file by file with good manifests, or built."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path

from dateline.commit import compose_manifests
from dateline.publish.local import Local, read_local
from tests.publish.watching import URL
from tests.site_kit import Site


def page(*assets: str) -> bytes:
    """A page that shows assets."""
    return "".join(f'<img src="{asset}">' for asset in ("", *assets)[1:]).encode() or b"<p>text"


def feed(*pages: str) -> bytes:
    """A feed that lists pages."""
    links = "".join(f'<entry><link href="{URL}{path}"/></entry>' for path in pages)
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{links}</feed>'.encode()


def write_output(folder: Path, files: Mapping[str, bytes], *blogs: str) -> Path:
    """An output of just these files, as a build would leave it."""
    if folder.exists():
        shutil.rmtree(folder)
    hashes = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    for path, data in {**files, **compose_manifests(hashes, blogs)}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def local(output: Path) -> Local:
    """The output, verified."""
    found = read_local(output, lambda done, total: None)
    assert isinstance(found, Local), found
    return found


LOG = """
    tags: [river]

    ## 10:00 The river rises {#rises}

    Water at the bridge. ![The bridge](media/bridge.png)

    ## 11:00 The bridge is closed {#closed .key}

    Nobody crosses.

    ## 12:00 A boat {#boat}

    > It was small.
    >
    > — A rower, [@paper]
"""
NEWER = """
    ## 09:00 Morning {#morning}

    Calm. ![The square](media/square.png)
"""
PIXEL = Path(__file__).parents[1] / "sites/newsroom/content/storm/media"


def built_versions(folder: Path) -> tuple[Path, Path]:
    """A built site, and the same after an editor's day: a new entry with a picture, one taken out with its picture, a
    style changed."""
    site = Site(folder / "site")
    site.file("content/site.yaml", site.read("content/site.yaml") + "search: true\n")
    site.file("content/sources.yaml", "paper:\n  title: The paper\n  url: https://paper.example/\n")
    site.file("content/flood/blog.yaml", "title: The flood\nmode: live\nstatus: live\n")
    site.file("content/flood/2020-01-01.md", LOG)
    site.file("content/flood/media/bridge.png", (PIXEL / "square.png").read_bytes())
    site.file("content/wind/blog.yaml", "title: The wind\nmode: live\nstatus: closed\n")
    site.file(
        "content/wind/2020-01-03.md", NEWER.replace("![The square](media/square.png)", "").replace("Calm", "Gusts")
    )
    site.build()
    before = folder / "before"
    shutil.copytree(site.options.output, before)
    site.edit("content/flood/2020-01-01.md", "![The bridge](media/bridge.png)", "").delete("content/flood/media")
    site.file("content/flood/media/square.png", (PIXEL / "wounded.png").read_bytes())
    site.file("content/flood/2020-01-02.md", NEWER)
    site.file("content/static/notes/map.txt", "A map.\n")
    site.file("themes/default/assets/print.css", "body { color: black }\n")
    site.build()
    after = folder / "after"
    shutil.copytree(site.options.output, after)
    return before, after
