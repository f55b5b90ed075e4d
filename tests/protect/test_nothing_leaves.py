"""What is held back, removed or at risk: not one byte of it in the output, wherever it was written.

Everything to be kept in holds the marker word of its kind, in every field that an editor can write. The bare theme
shows whole views, so nothing is hidden by a template's silence.
"""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from PIL import Image

from dateline.model.blog import Blog, BlogSettings
from dateline.model.entry import Correction, Entry, Media
from dateline.model.text import Body
from dateline.protect.protect import protect
from dateline.schema.record import keys_of
from dateline.times import Moment
from tests.site_kit import LONG_AFTER, Site

AS_OF = 1_700_000_000
"""November 2023."""

BLOG = """
    title: Quake
    zone: America/New_York
"""

LOG = """
    ## 08:00 Before {#before}

    Before.

    ## 09:00 After {#after}

    After.
"""

THREAD = """
    ---
    source: wire
    held: 3
    ---

    ## June 16, 2009 at 4:20 pm · a reader {#open}
    status: released

    An open word.

    ## June 16, 2009 at 4:21 pm · MARKER reader {#hidden-marker}
    permalink: https://marker.example/
    note: MARKER note

    MARKER text.

    ## June 16, 2009 at 4:22 pm · MARKER reader {#removed-marker}
    status: removed

    MARKER text.
"""

ENTRY = """
    ---
    id: IDENTITY
    time: {shown: "MARKER o'clock", at: 2009-06-16T08:30-04:00}
    title: The MARKER headline
    tags: [MARKER-tag]
    place: MARKER-town
    by: {name: MARKER Guest, role: MARKER role}
    kind: summary
    key: true
    pinned: true
    verification: unverified
    via: [{who: a MARKER relative, how: by MARKER mail}]
    sources: [MARKER-source]
    comments: [talk/open]
    media:
      - {file: media/MARKER.png, alt: A MARKER picture, caption: MARKER caption, credit: MARKER credit,
         rights: MARKER rights, warning: MARKER warning}
      - {lost: true, alt: A MARKER loss, was: "https://was.example/MARKER.jpg"}
    corrections: [{at: 2009-06-16T10:00-04:00, text: A MARKER correction}]
    updates: before
    lang: en
    STATUS
    ---
    A MARKER body, with a [MARKER link](https://MARKER.example/page), a [MARKER paper](media/MARKER-paper.pdf), and
    what the source says [@MARKER-source].

    ![MARKER in the text](media/MARKER-inline.png "MARKER title")

    > MARKER said.
    >
    > — MARKER speaker, [@?: MARKER agency, link lost] via [@MARKER-source]
"""

HELD_BACK = {
    "draft": "status: draft",
    "withheld": "status: withheld",
    "scheduled": "published: 2030-01-01T00:00Z",
}


def a_site(root: Path, marker: str, identity: str, status: str) -> Site:
    """A blog with one entry that is to be kept in, between two that are not."""
    site = Site(root, as_of=AS_OF).bare()
    site.file("content/sources.yaml", "wire: {title: A wire, publisher: Wire}\n")
    site.file("content/quake/blog.yaml", BLOG).file("content/quake/2009-06-16.md", LOG)
    site.file("content/quake/sources.yaml", f"{marker}-source: {{title: {marker} title, publisher: {marker} press}}\n")
    site.file("content/quake/threads/talk.md", THREAD.replace("MARKER", marker).replace("marker", marker))
    for name in (f"{marker}.png", f"{marker}-inline.png"):
        (root / "content/quake/media").mkdir(exist_ok=True)
        Image.new("RGB", (2, 2)).save(root / "content/quake/media" / name)
    site.file(f"content/quake/media/{marker}-paper.pdf", f"%PDF {marker}")
    entry = textwrap.dedent(ENTRY).replace("MARKER", marker).replace("IDENTITY", identity).replace("STATUS", status)
    return site.file("content/quake/entries/kept.md", entry)


@pytest.mark.parametrize("kind", HELD_BACK)
def test_an_entry_held_back_stands_nowhere(kind: str, tmp_path: Path) -> None:
    a_site(tmp_path, f"zq{kind}", f"zq{kind}-id", HELD_BACK[kind]).build().lacks(f"zq{kind}").same_as_clean()


@pytest.mark.parametrize("kind", HELD_BACK)
def test_an_entry_held_back_changes_nothing_that_readers_see(kind: str, tmp_path: Path) -> None:
    site = a_site(tmp_path, "zqheld", "zqheld-id", HELD_BACK[kind]).build()
    with_it = site.output()
    site.delete("content/quake/entries/kept.md").delete("content/quake/media").build()
    assert site.output() == with_it


@pytest.mark.parametrize("kind", HELD_BACK)
def test_the_test_would_see_the_entry_once_it_is_published(kind: str, tmp_path: Path) -> None:
    site = a_site(tmp_path, "zqheld", "zqheld-id", HELD_BACK[kind])
    site.edit("content/quake/entries/kept.md", HELD_BACK[kind], "noindex: false").build()
    site.has("quake/zqheld-id.html", "zqheld body", "zqheld-town").has("tags/zqheld-tag.html")
    site.has("sources/zqheld-press.html", "zqheld title").has("quake/atom.xml", "zqheld headline")
    assert {"quake/media/zqheld.png", "quake/media/zqheld-inline.png", "quake/media/zqheld-paper.pdf"} <= set(
        site.output()
    )


@pytest.mark.parametrize("kind", HELD_BACK)
def test_a_preview_shows_what_is_held_back_and_says_so(kind: str, tmp_path: Path) -> None:
    site = a_site(tmp_path, "zqheld", "zqheld-id", HELD_BACK[kind])
    site.options = structs.replace(site.options, preview=True, output=tmp_path / "preview")
    words = {"draft": "Draft", "withheld": "Withheld", "scheduled": "Not yet due"}
    site.build().has("quake/zqheld-id.html", "zqheld body", f"preview=State(slug='{kind}', word='{words[kind]}')")
    site.has("quake/2009-06-16.html", "zqheld headline").has("quake/before.html", "preview=None")
    # What leaves by other ways than the pages of its blog would be taken for published.
    site.has_no("tags/zq*", "sources/zq*")
    assert not [path for path, data in site.output().items() if b":quake/zqheld-id</id>" in data]


def test_media_that_a_published_entry_shows_too_are_published(tmp_path: Path) -> None:
    site = a_site(tmp_path, "zqheld", "zqheld-id", "status: withheld")
    site.append("content/quake/2009-06-16.md", "## 10:00 {#shows}\n\n![Seen](media/zqheld-inline.png)").build()
    assert [path for path in site.output() if path.startswith("quake/media/")] == ["quake/media/zqheld-inline.png"]


def test_media_that_nobody_mentions_are_published(tmp_path: Path) -> None:
    site = a_site(tmp_path, "zqheld", "zqheld-id", "status: withheld")
    site.file("content/quake/media/extra.pdf", "%PDF").build().has("quake/media/extra.pdf", "%PDF")


# --- removed -------------------------------------------------------------------------------------------------


def test_a_removed_entry_leaves_its_address_and_two_dates_and_nothing_else(tmp_path: Path) -> None:
    site = a_site(
        tmp_path, "zqgone", "pebble", "status: removed\nremoved: 2011-12-13T14:15-05:00\naliases: [old-pebble]"
    )
    site.build().lacks("zqgone").same_as_clean()
    site.has("quake/pebble.html", "tombstone=True", "13 December 2011").has("quake/2009-06-16.html", "tombstone=True")
    site.has("quake/old-pebble.html", "pebble.html")
    site.lacks("14:15", "08:30", "12:30")
    feeds = {"atom.xml", "rss.xml", "feed.json", "quake/atom.xml", "quake/rss.xml", "quake/feed.json"}
    for path, data in site.output().items():
        if path in feeds:
            assert data.count(b":quake/old-pebble") == 1, "the id that readers know it by, and when it was removed"
            assert b"2011-12-13T23:59:59-05:00" in data or b"Tue, 13 Dec 2011 23:59:59 -0500" in data, path
        elif path.endswith(".xml") or path.startswith(("tags/", "people/", "sources/", "chronology/", "index.html")):
            assert b"pebble" not in data, path
    for neighbour in ("before", "after"):
        assert b"pebble" not in site.output()[f"quake/{neighbour}.html"], "a stone is nobody's neighbour"


def test_a_removed_entry_of_which_only_the_id_and_time_are_left(tmp_path: Path) -> None:
    site = Site(tmp_path).bare().file("content/quake/blog.yaml", BLOG).file("content/quake/2009-06-16.md", LOG)
    site.build().edit("content/quake/2009-06-16.md", "After {#after}", "{#after .removed}")
    site.edit("content/quake/2009-06-16.md", "After.", "").build().has("quake/after.html", "tombstone=True")


def test_a_reference_to_a_removed_entry_names_its_stone(tmp_path: Path) -> None:
    site = a_site(tmp_path, "zqgone", "pebble", "status: removed")
    site.append("content/quake/2009-06-16.md", "## 10:00 Right {#right}\ncorrects: pebble\n\nRight.").build()
    site.has("quake/right.html", "Entry removed").lacks("zqgone")


# --- at risk -------------------------------------------------------------------------------------------------


AT_RISK = """
    ---
    id: testimony
    time: {shown: "zqrisk 13:37", at: "2009-06-16T13:37-04:00"}
    published: 2009-06-16T13:41-04:00
    updated: 2009-06-16T13:43-04:00
    title: What somebody saw
    tags: [seen]
    place: zqrisk-town
    by: {name: The desk}
    via: [{who: a relative, how: by zqrisk telephone}]
    sources: [wire]
    aliases: [zqrisk-old]
    order: 1337
    media: [{lost: true, alt: A zqrisk picture}]
    at_risk: true
    ---
    Told in our words.
"""

SHOWN_AT_RISK = {
    "id", "time", "published", "updated", "title", "by", "tags", "kind", "key", "pinned", "status", "verification",
    "via", "sources", "comments", "corrects", "updates", "supersedes", "lang", "at_risk",
}  # fmt: skip
"""What of an entry at risk is published, some of it blurred; `noindex` is always set."""


@pytest.fixture
def at_risk(tmp_path: Path) -> Site:
    """A blog with an entry at risk between two others."""
    site = Site(tmp_path).bare().file("content/quake/blog.yaml", BLOG).file("content/quake/2009-06-16.md", LOG)
    site.file("content/sources.yaml", "wire: {title: A wire, publisher: Wire}\n")
    return site.file("content/quake/entries/testimony.md", AT_RISK)


def test_an_entry_at_risk_is_told_by_the_day_without_place_or_way(at_risk: Site) -> None:
    at_risk.build().has("quake/2009-06-16.html", "Told in our words.", "machine='2009-06-16'").same_as_clean()
    at_risk.lacks("zqrisk", "13:37", "17:37", "13:41", "17:41", "13:43", "17:43", "1337")


def test_every_key_of_an_entry_is_hidden_at_risk_or_shown_on_purpose() -> None:
    moment = Moment(instant=0, offset=0, zone="UTC", shown="zqrisk", certainty="minute")
    full = Entry(body=Body("", 0), at_risk=True, time=moment, published=moment, updated=moment)
    settings = BlogSettings(title="A blog")
    hidden: dict[str, Any] = dict.fromkeys(set(keys_of(Entry)) - SHOWN_AT_RISK - {"noindex"}, "zqrisk")
    hidden |= {"media": (Media(alt="zqrisk"),), "corrections": (Correction(at=moment, text="zqrisk"),)}
    blog = Blog(id="b", zone="UTC", language="en", settings=settings, entries=(structs.replace(full, **hidden),))
    (shown,) = protect(blog, as_of=LONG_AFTER, preview=False).blog.entries
    assert [name for name in hidden if getattr(shown, name) == hidden[name]] == []


def test_an_entry_at_risk_has_no_page_and_stands_in_no_feed_or_sitemap(at_risk: Site) -> None:
    at_risk.build().has_no("quake/testimony.html", "quake/zqrisk-old.html")
    machine_read = {path: data for path, data in at_risk.output().items() if path.endswith(".xml")}
    assert len(machine_read) > 5
    for path, data in machine_read.items():
        assert b"testimony" not in data, path
        assert b"somebody saw" not in data, path
    assert not [path for path, data in at_risk.output().items() if b"testimony.html" in data]
    at_risk.has("tags/seen.html", "What somebody saw", "quake/2009-06-16.html")


def test_the_pictures_of_an_entry_at_risk_are_not_published(at_risk: Site) -> None:
    picture = at_risk.root / "content/quake/media/zqrisk.png"
    picture.parent.mkdir()
    Image.new("RGB", (2, 2)).save(picture)
    at_risk.edit("content/quake/entries/testimony.md", "lost: true", "file: media/zqrisk.png").build().lacks("zqrisk")


def test_an_entry_at_risk_is_nobodys_neighbour(at_risk: Site) -> None:
    at_risk.build()
    for name in ("before", "after"):
        assert b"somebody saw" not in at_risk.output()[f"quake/{name}.html"]


def test_the_minute_of_an_entry_at_risk_does_not_show_in_the_order_of_its_day(at_risk: Site) -> None:
    at_risk.build()
    early = at_risk.output()
    at_risk.edit("content/quake/entries/testimony.md", 'at: "2009-06-16T13:37-04:00"', 'at: "2009-06-16T08:37-04:00"')
    at_risk.edit("content/quake/entries/testimony.md", "order: 1337", "order: 3").build()
    assert at_risk.output() == early


def test_entries_at_risk_stand_by_their_ids_among_each_other(at_risk: Site) -> None:
    at_risk.append("content/quake/2009-06-16.md", "## 07:00 {#zz-earlier .at-risk}\n\nAlso told.").build()
    page = at_risk.output()["quake/2009-06-16.html"].decode()
    assert page.index("id='testimony'") < page.index("id='zz-earlier'") < page.index("id='before'")


# --- comments ------------------------------------------------------------------------------------------------


RISKY_THREAD = """
    ---
    source: wire
    declared: 9
    held: 4
    ---

    ## June 16, 2009 at 4:20 pm · a reader {#open}
    status: released

    An open word.

    ## June 16, 2009 at 4:37 pm · a reader in danger {#danger reply=open votes=1873 .at-risk}
    status: released
    permalink: https://wire.example/talk#zqrisk-99
    paraphrase: Somebody says that they saw it.
    note: zqrisk note

    The very zqrisk words.

    ## June 16, 2009 at 4:41 pm · a third reader {#answer reply=danger}
    status: released

    An answer to it.

    ## June 16, 2009 at 4:43 pm · zqhidden reader {#zqhidden}

    Nobody may read zqhidden words.
"""


@pytest.fixture
def talked_about(tmp_path: Path) -> Site:
    """An entry that excerpts a thread."""
    site = Site(tmp_path).bare().file("content/quake/blog.yaml", BLOG)
    site.file("content/sources.yaml", "wire: {title: A wire, publisher: Wire, url: 'https://wire.example/talk'}\n")
    site.file("content/quake/threads/talk.md", RISKY_THREAD)
    log = "## 18:00 Talk {#talk}\ncomments: [talk/open, talk/danger, talk/answer]\n\nWhat they said.\n"
    return site.file("content/quake/2009-06-16.md", log)


def test_a_comment_at_risk_is_a_paraphrase_with_a_day(talked_about: Site) -> None:
    talked_about.build().has("quake/talk.html", "Somebody says that they saw it.", "paraphrased=True", "votes=-1")
    talked_about.lacks("zqrisk", "16:37", "20:37", "4:37", "1873").has("quake/atom.xml", "Somebody says")


def test_nothing_that_answers_a_comment_at_risk_leads_to_it(talked_about: Site) -> None:
    talked_about.build()
    page = talked_about.output()["quake/talk.html"].decode()
    assert "An answer to it." in page
    danger = page.index("a reader in danger")
    assert "replies=()" in page[danger : page.index("CommentView(", danger)], "the answer would point to the original"


def test_a_comment_that_is_not_released_stands_nowhere(talked_about: Site) -> None:
    talked_about.build().lacks("zqhidden")


def test_excerpting_a_comment_that_is_not_released_is_an_error(talked_about: Site) -> None:
    talked_about.build().edit("content/quake/2009-06-16.md", "talk/answer", "talk/zqhidden").fails("DL415")


# --- private ------------------------------------------------------------------------------------------------


@pytest.fixture
def with_private(tmp_path: Path) -> Site:
    """A site with raw material in private/."""
    site = Site(tmp_path).bare().file("content/quake/blog.yaml", BLOG).file("content/quake/2009-06-16.md", LOG)
    site.file("private/raw.md", "zqprivate\n").file("private/quake/2009-06-16.md", "## 09:00 zqprivate\n")
    return site.file("private/content/static/zqprivate.txt", "zqprivate\n")


def test_nothing_of_private_is_published(with_private: Site) -> None:
    with_private.build().lacks("zqprivate")


def test_the_state_is_no_part_of_the_output(with_private: Site) -> None:
    with_private.build().build()
    assert (with_private.root / ".dateline").is_dir()
    with_private.has_no(".dateline*", "*/.dateline*")


@pytest.mark.parametrize(
    "link", ["content/static/raw.txt", "content/quake/media/raw.txt", "content/quake/2009-06-17.md"]
)
def test_a_link_into_private_is_an_error(link: str, with_private: Site) -> None:
    with_private.build()
    target = with_private.root / link
    target.parent.mkdir(exist_ok=True)
    target.symlink_to(with_private.root / "private/raw.md")
    with_private.fails("DL105")
    with_private.lacks("zqprivate")


@pytest.mark.parametrize(
    "body",
    [
        "![Raw](../../private/raw.md)",
        "[Raw](../private/raw.md)",
        "[Raw](/../private/raw.md)",
        "![Raw](../../../etc/passwd)",
    ],
)
def test_a_text_cannot_reach_into_private(body: str, with_private: Site) -> None:
    result = with_private.append("content/quake/2009-06-16.md", f"## 10:00 {{#raw}}\n\n{body}").try_build()
    assert not result.ok
    assert with_private.output() == {}


def test_hidden_files_are_not_published(with_private: Site) -> None:
    with_private.file("content/static/.env", "zqhidden").file("content/static/notes.txt~", "zqhidden").build()
    with_private.lacks("zqhidden")


def test_nothing_is_ever_due_later_than_the_end_of_time(with_private: Site) -> None:
    with_private.append("content/quake/2009-06-16.md", "## 10:00 {#far}\npublished: 2400-01-01T00:00Z\n\nFar.").build()
    with_private.lacks("Far.")
    assert (with_private.result.next_due or 0) > LONG_AFTER


@pytest.mark.parametrize("status", ["{#before .withheld}", "{#before .at-risk}", "{#before .draft}", "{#elsewhere}"])
def test_a_reference_from_another_blog_to_what_has_no_address_is_an_error(status: str, with_private: Site) -> None:
    with_private.file("content/flood/blog.yaml", BLOG)
    with_private.file("content/flood/2009-06-18.md", "## 09:00 {#b}\nupdates: quake/before\n\nText.\n").build()
    with_private.has("flood/b.html", "quake/before.html")
    with_private.edit("content/quake/2009-06-16.md", "{#before}", status).fails("DL508")
    assert with_private.result.problems[0].span.path == "content/flood/2009-06-18.md"
    assert with_private.result.problems[0].span.line == 2
