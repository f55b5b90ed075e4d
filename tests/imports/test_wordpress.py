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


def test_what_the_plug_in_makes_of_its_signs(site: Site) -> None:
    """Hashtags are links and emoji are pictures in newer versions; contributors are numbers, serialized by PHP."""
    words = (
        '<p>By <a href="https://river.example/author/ada/" class="liveblog-author author-ada">Ada Bankes</a>, see '
        '<a href="https://river.example/hashtags/weir/" class="liveblog-hash term-weir">weir</a> '
        '<img src="//emoji.example/72x72/1f604.png" class="liveblog-emoji emoji-smile" data-emoji="smile">'
        '<img src="//emoji.example/smile" class="liveblog-emoji emoji-odd" data-emoji="odd">.</p>'
    )
    people = (
        "<wp:commentmeta><wp:meta_key>liveblog_contributors</wp:meta_key>"
        "<wp:meta_value>a:2:{i:0;i:1;i:1;i:9;}</wp:meta_value></wp:commentmeta>"
    )
    text = LIVEBLOGS.read_text().replace("Four houses are cut off.", f"<![CDATA[{words}]]>")
    text = text.replace("Five houses are cut off.", f"<![CDATA[{words}]]>")
    start = text.index("<wp:comment_id>44<")
    end = text.index("</wp:comment>", start)
    text = text[:end] + people + text[end:]
    report = imported(
        site, given(site, "export.xml", text.replace("<wp:comment_author>Ada Bankes", "<wp:comment_author>Bo"))
    )
    entry = entries_of(site, "flood")["20260112-0830"]
    assert entry.body.text == "By Ada Bankes, see weir \U0001f604:odd:."
    assert (entry.tags, entry.media) == (("weir",), ())
    assert [by.name for by in entry.by] == ["Bo", "Ada Bankes"]
    assert ("a contributor", "the export does not name user 9") in [(one.what, one.why) for one in report.dropped]


def test_comments_below_child_posts(site: Site) -> None:
    """They are kept with the entry; below a liveblog in the trash all is told as dropped."""
    start = "<wp:post_type>liveblog</wp:post_type>\n  <wp:postmeta>"
    comment = (
        "<wp:comment><wp:comment_id>51</wp:comment_id><wp:comment_author>Third Invention</wp:comment_author>"
        "<wp:comment_date_gmt>2026-02-02 01:09:00</wp:comment_date_gmt>"
        "<wp:comment_content>At last.</wp:comment_content>"
        "<wp:comment_approved>1</wp:comment_approved><wp:comment_type>comment</wp:comment_type></wp:comment>"
    )
    text = LIVEBLOGS.read_text().replace(start, start.replace("\n", comment + "\n"))
    trash = text.replace(
        "<wp:post_name>night</wp:post_name><wp:status>publish", "<wp:post_name>night</wp:post_name><wp:status>trash"
    )
    report = imported(site, given(site, "trash.xml", trash))
    assert ("1 × entry or comment", "The election night") in [(one.what, one.where) for one in report.dropped]
    imported(site, given(site, "export.xml", text))
    thread = thread_of(site, "private/night/threads/polls-close-comments.md")
    assert [one.body.text for one in thread.comments.values()] == ["At last."]


def test_co_authors_are_named_as_they_are_shown(site: Site) -> None:
    """Their terms hold logins; guests without an account are items of their own."""
    guest = (
        "<item><title>Cy Maro</title><wp:post_id>60</wp:post_id><wp:post_type>guest-author</wp:post_type>"
        "<wp:postmeta><wp:meta_key>cap-user_login</wp:meta_key><wp:meta_value>cy</wp:meta_value></wp:postmeta></item>"
    )
    text = LIVEBLOGS.read_text().replace("</channel>", f"{guest}</channel>")
    text = text.replace('"cap-ada"><![CDATA[Ada Bankes]]>', '"cap-ada"><![CDATA[ada]]>')
    text = text.replace('"cap-bo"><![CDATA[Bo Reeve]]>', '"cap-cy"><![CDATA[cy]]>')
    imported(site, given(site, "export.xml", text))
    assert [by.name for by in entries_of(site, "night")["polls-close"].by] == ["Ada Bankes", "Cy Maro"]
