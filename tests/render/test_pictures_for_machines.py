"""Pictures that stand in a text stand for their entry as others do, and an entry's for the pages that show it."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from lxml import etree

from tests.render.linked import said
from tests.site_kit import SITES, Site

MEDIA = SITES / "newsroom/content/storm/media"
LOG = "content/quake/2009-06-16.md"
AT = "https://archive.example/quake/media/"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A blog with one entry whose pictures, sound and document stand in its text alone, and one without any."""
    site = Site(tmp_path).file("content/quake/blog.yaml", "title: Quake\n")
    for name, like in (
        ("a b.png", "square.png"),
        ("c.png", "wounded.png"),
        ("d.mp3", "sound.mp3"),
        ("e.pdf", "paper.pdf"),
    ):
        site.file(f"content/quake/media/{name}", (MEDIA / like).read_bytes())
    return site.file(
        LOG,
        """
        ## 10:00 Seen {#seen}

        ![A "square" & <more>](<media/a b.png> "cap") and ![The paper](media/e.pdf)

        ![A sound](media/d.mp3)

        ## 09:00 Plain {#plain}

        Words.
        """,
    ).build()


def images(site: Site, path: str) -> list[tuple[str, str]]:
    """(address, words) of the pictures that previews of a page show."""
    page = etree.HTML(site.read(f"output/{path}"))
    addresses = page.xpath("//meta[@property='og:image']/@content")
    words = page.xpath("//meta[@property='og:image:alt']/@content")
    card = page.xpath("string(//meta[@name='twitter:card']/@content)")
    assert card == ("summary_large_image" if addresses else "summary")
    return list(zip(addresses, words, strict=True))


def test_one_in_the_text_is_told_of_with_its_words(site: Site) -> None:
    shown = [(AT + "a%20b.png", 'A "square" & <more>')]
    assert images(site, "quake/seen.html") == shown
    assert images(site, "quake/plain.html") == []
    (image,) = said(site.read("output/quake/seen.html"))[0]["image"]
    assert (image["url"], image["caption"]) == shown[0] and image["width"] and image["height"]


def test_feeds_have_what_is_seen_and_heard_in_the_text(site: Site) -> None:
    items = {found["title"]: found for found in msgspec.json.decode(site.read("output/quake/feed.json"))["items"]}
    told = [(found["url"], found["mime_type"]) for found in items["Seen"]["attachments"]]
    assert told == [(AT + "a%20b.png", "image/png"), (AT + "d.mp3", "audio/mpeg")]
    assert items["Seen"]["attachments"][1]["size_in_bytes"] == len((MEDIA / "sound.mp3").read_bytes())
    assert "attachments" not in items["Plain"]
    atom = etree.fromstring(site.read("output/quake/atom.xml").encode())
    assert atom.xpath("//@href[../@rel='enclosure']") == [address for address, _ in told]


def test_what_is_only_linked_is_not_told(site: Site) -> None:
    site.edit(LOG, "![A sound](media/d.mp3)", "[![A sound](media/d.mp3)](https://elsewhere.example/)").build()
    items = msgspec.json.decode(site.read("output/quake/feed.json"))["items"]
    assert [found["url"] for found in items[0]["attachments"]] == [AT + "a%20b.png"]


def test_what_is_in_media_comes_first_and_is_told_once(site: Site) -> None:
    site.edit(
        LOG, "{#seen}\n", "{#seen}\nmedia: [{file: media/c.png, alt: C}, {file: media/a b.png, alt: A}]\n"
    ).build()
    assert images(site, "quake/seen.html") == [(AT + "c.png", "C")]
    items = msgspec.json.decode(site.read("output/quake/feed.json"))["items"]
    assert [found["url"] for found in items[0]["attachments"]] == [AT + "c.png", AT + "a%20b.png", AT + "d.mp3"]


@pytest.mark.parametrize("path", ["quake/index.html", "quake/2009-06-16.html"])
def test_the_first_on_a_page_stands_for_it(path: str, site: Site) -> None:
    assert images(site, path) == [(AT + "a%20b.png", 'A "square" & <more>')]
    assert ("image" in said(site.read(f"output/{path}"))[0]) == (path == "quake/index.html")
    site.edit(LOG, "{#plain}\n", "{#plain}\nmedia: [{file: media/c.png, alt: C}]\n").build()
    newest_first = path == "quake/index.html"
    assert images(site, path)[0][1] == ('A "square" & <more>' if newest_first else "C")
    site.edit(LOG, "{#plain}\n", "{#plain}\npinned: true\n").build()
    assert images(site, path)[0][1] == "C", "what is pinned stands first on the front"
    site.same_as_clean()


@pytest.mark.parametrize("keys", ["at_risk: true", "noindex: true", "status: removed"])
def test_none_of_what_is_not_to_be_found_stands_for_a_page(keys: str, site: Site) -> None:
    site.edit(LOG, "{#seen}\n", f"{{#seen}}\n{keys}\n").try_build()
    for path in ("quake/index.html", "quake/2009-06-16.html"):
        assert images(site, path) == []
    front = said(site.read("output/quake/index.html"))[0]
    assert "image" not in front
    site.same_as_clean()


def test_a_blog_that_is_not_to_be_found_may_be_previewed(site: Site) -> None:
    site.file("content/quake/blog.yaml", "title: Quake\nnoindex: true\n").build()
    assert images(site, "quake/index.html") and images(site, "quake/2009-06-16.html")


def test_what_is_warned_of_stands_for_no_page(site: Site) -> None:
    site.file(LOG, "## 10:00 Seen {#seen}\nmedia: [{file: media/c.png, alt: C, warning: Wounded}]\n\nWords.\n").build()
    for path in ("quake/index.html", "quake/2009-06-16.html", "quake/seen.html"):
        assert images(site, path) == []
        assert "c.png" not in re.sub("<main.*</main>", "", site.read(f"output/{path}"), flags=re.DOTALL)
