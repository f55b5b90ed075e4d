"""WordPress exports: posts, comments, attachments, and the Liveblog plug-in in both its shapes."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from tests.imports.kit import INPUTS, blog_of, content, entries_of, given, imported, new_site, thread_of
from tests.site_kit import Site

LIVEBLOGS = INPUTS / "liveblogs.xml"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site without a blog."""
    return new_site(tmp_path)


def test_posts_become_entries(site: Site) -> None:
    """Paragraphs as WordPress makes them, names of authors, tags, quotations with whom they quote."""
    imported(site, LIVEBLOGS)
    entry = entries_of(site, "river-town")["gauge"]
    assert entry.time.machine() == "2026-01-12T12:00-05:00"
    assert [by.name for by in entry.by] == ["Ada Bankes"]
    assert entry.tags == ("high-water",)
    assert entry.body.text == (
        "The gauge shows **4.2 m**.\\\nA second line.\n\n"
        "> We keep watching.\n>\n> — The warden, [Note](https://warden.example/note)"
    )
    assert [(medium.lost, medium.caption) for medium in entry.media] == [(True, "At noon"), (True, "")]
    assert entries_of(site, "river-town")["not-yet"].status == "draft"


def test_entries_as_comments(site: Site) -> None:
    """Changes are worked in, deleted ones are gone, the closed liveblog is closed, its readers' comments are no
    entries."""
    report = imported(site, LIVEBLOGS)
    blog = blog_of(site, "flood")
    assert (blog.settings.status, blog.settings.standfirst) == ("closed", "We follow the water.")
    entries = entries_of(site, "flood")
    assert set(entries) == {"the-bridge-is-shut", "20260112-0830"}
    shut = entries["the-bridge-is-shut"]
    assert (shut.title, shut.key, shut.tags) == ("The bridge is shut", True, ("bridge",))
    changed = entries["20260112-0830"]
    assert changed.body.text == "Five houses are cut off."
    assert changed.updated is not None and changed.updated.machine() == "2026-01-12T09:00-05:00"
    assert ("an entry", "42") in [(one.what, one.where) for one in report.dropped]
    assert len(thread_of(site, "private/flood/threads/the-flood-hour-by-hour-comments.md").comments) == 1


def test_entries_as_child_posts(site: Site) -> None:
    imported(site, LIVEBLOGS)
    assert blog_of(site, "night").settings.title == "The election night"
    entry = entries_of(site, "night")["polls-close"]
    assert (entry.title, entry.key, entry.body.text) == ("Polls close", True, "All of them.")
    assert [by.name for by in entry.by] == ["Ada Bankes", "Bo Reeve"]


def test_comments_go_to_private_and_spam_nowhere(site: Site) -> None:
    """Answers stay answers; what was not approved says so; addresses of people are in no file at all."""
    report = imported(site, LIVEBLOGS)
    thread = thread_of(site, "private/river-town/threads/gauge-comments.md")
    first, second = thread.comments.values()
    assert first.body.text == "Is the ford open?\n\n\\## not a heading"
    assert first.permalink == "https://river.example/2026/01/gauge/#comment-31"
    assert second.reply is not None and second.reply.id == first.id
    assert second.at_risk and not second.permalink and "not been approved" in second.note
    everything = b"".join(content(site).values())
    for secret in (b"Fictive", b"Other Invention", b"f@p.example", b"192.0.2.7", b"Cheap Pills", b"buy"):
        assert secret not in everything
    assert "its status is spam" in [one.why for one in report.dropped]


def test_uploads_beside_the_export_come_along(site: Site) -> None:
    """In their full size, once, under a name of their own; the same bytes are not stored twice."""
    picture = io.BytesIO()
    Image.new("RGB", (30, 20), "navy").save(picture, "PNG")
    export = given(site, "export.xml", LIVEBLOGS.read_text().replace("https://cdn.example/lost.jpg",
                   "https://river.example/wp-content/uploads/2026/01/copy.png"))  # fmt: skip
    given(site, "uploads/2026/01/gauge.png", picture.getvalue())
    given(site, "uploads/2026/01/copy.png", picture.getvalue())
    report = imported(site, export)
    entry = entries_of(site, "river-town")["gauge"]
    assert "![The gauge](media/gauge-300x200.png" in entry.body.text
    assert '"At noon"' in entry.body.text
    media = [path for path in content(site) if path.startswith("content/river-town/media/")]
    assert media == ["content/river-town/media/gauge-300x200.png"]
    assert (site.root / media[0]).read_bytes() == picture.getvalue()
    assert sum(1 for line in report.blogs[0].media if not line.file) == 0
    before = content(site)
    imported(site, export)
    assert content(site) == before


def test_pages_and_the_rest_are_told_as_dropped(site: Site) -> None:
    report = imported(site, LIVEBLOGS)
    assert ("1 × page", "only posts become entries") in [(one.what, one.why) for one in report.dropped]


def test_all_into_one_blog(site: Site) -> None:
    """With --blog, whatever the export calls its blogs."""
    report = imported(site, LIVEBLOGS, blog="everything")
    assert [blog.blog for blog in report.blogs] == ["everything"]
    assert len(entries_of(site, "everything")) == 5
