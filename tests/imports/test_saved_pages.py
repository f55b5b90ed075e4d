"""A page that a browser saved: what machines are told, the article, pictures beside it, the comments."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from tests.imports.kit import INPUTS, blog_of, content, entries_of, given, imported, new_site, refused, thread_of
from tests.site_kit import Site

SAVED = INPUTS / "saved.html"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site without a blog."""
    return new_site(tmp_path)


def test_head_and_article(site: Site) -> None:
    imported(site, SAVED)
    entry = entries_of(site, "the-bridge")["the-bridge"]
    assert entry.time.shown == "March 4th, 2026 09:17 PM ET"
    assert [(by.name, by.role) for by in entry.by] == [("Ada Bankes", "River Correspondent")]
    assert (entry.tags, entry.place, entry.lang) == (("bridges", "river-watch"), "Riverton", "en-US")
    assert entry.body.text == (
        "RIVERTON (EX) — It is *open*.\n\n> Yes.\n>\n> — The mayor, [Statement](https://mayor.example/1)"
    )
    source = blog_of(site, "the-bridge").sources["example-news-the-bridge"]
    assert (source.url, source.publisher) == ("https://news.example/2026/bridge/", "Example News")


def test_nested_comments_with_ids_of_the_origin(site: Site) -> None:
    """The heading declares 12, the pager is on its second page; answers are nested; a pingback is no comment."""
    report = imported(site, SAVED)
    line = report.blogs[0].threads[0]
    assert line.completeness() == "3 of 12 comments held (page 2 of 3)"
    first, second, third = thread_of(site, line.path).comments.values()
    assert (first.id, first.time.shown) == ("c7", "March 4, 2026 at 9:40 pm")
    assert first.permalink == "https://news.example/2026/bridge/#comment-7"
    assert first.body.text == "Good & well.\nSecond line\n\n> quoted"
    assert second.reply is not None and second.reply.id == "c7"
    assert second.body.text == "No, see this (https://y.example/)."
    assert third.reply is None and third.at_risk and third.id == "c20260305" and not third.permalink
    assert b"Invention" not in b"".join(content(site).values())


def test_pictures_saved_beside_the_page(site: Site) -> None:
    """What lies beside the page comes along; nothing above its folder is ever touched, whatever a page asks for."""
    picture = io.BytesIO()
    Image.new("RGB", (30, 20), "navy").save(picture, "PNG")
    asks = '<img src="../secret.png"><img src="/etc/passwd"><img src="page_files/link.png"><p>RIVERTON'
    page = given(site, "deep/page.html", SAVED.read_text().replace("<p>RIVERTON", asks))
    given(site, "secret.png", picture.getvalue())
    given(site, "deep/page_files/a%20b.png", b"no picture")
    given(site, "deep/page_files/a b.png", picture.getvalue())
    (site.root / "input/deep/page_files/link.png").symlink_to(site.root / "input/secret.png")
    report = imported(site, page)
    held = [path for path in content(site) if "/media/" in path]
    assert held == ["content/the-bridge/media/a-b.png"]
    assert "![A bridge](media/a-b.png)" in entries_of(site, "the-bridge")["the-bridge"].body.text
    assert sum(1 for line in report.blogs[0].media if not line.file) == 4


def test_without_any_of_the_usual_names(site: Site) -> None:
    """A page that is but divs is read as someone would have copied it."""
    text = (INPUTS / "nested.txt").read_text()
    html = (
        "<html><body>"
        + "".join(f"<div>{row.strip()}</div>" for row in text.split("\n") if row.strip())
        + "</body></html>"
    )
    report = imported(site, given(site, "plain.html", html))
    assert report.blogs[0].threads[0].held == 3
    assert report.blogs[0].entries[0].by == ("Ada Bankes",)


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<html><body></body></html>", "no text"),
        ("<html><body><p>Words</p></body></html>", "No date"),
        ("<html><body>" + "<div>" * 5000 + "deep</body></html>", "levels deep"),
    ],
)
def test_pages_that_cannot_be_read(site: Site, html: str, said: str) -> None:
    assert said in refused(site, given(site, "page.html", html), blog="b").message


def test_json_ld_tells_what_the_page_does_not(site: Site) -> None:
    html = """<html><head><script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "H",
    "datePublished": "2026-05-04T09:00:00.123+02:00", "author": [{"@type": "Person", "name": "Ada Bankes",
    "jobTitle": "Editor"}], "keywords": "a, b", "publisher": {"name": "P"}}]}</script>
    <script type="application/ld+json">{broken</script></head>
    <body><article><p>Some words.</p></article></body></html>"""
    imported(site, given(site, "page.html", html))
    entry = entries_of(site, "h")["h"]
    assert entry.time.machine() == "2026-05-04T09:00:00+02:00"
    assert [(by.name, by.role) for by in entry.by] == [("Ada Bankes", "Editor")]
    assert entry.tags == ("a", "b")


def test_comments_of_newer_themes(site: Site) -> None:
    """`article.comment-body` within `li.comment`: a footer with name and `<time>`, the words apart from it."""

    def comment(number: int, words: str, answers: str = "") -> str:
        return (
            f'<li id="comment-{number}" class="comment"><article id="div-comment-{number}" class="comment-body">'
            '<footer class="comment-meta"><div class="comment-author vcard"><b class="fn">An Invention</b>'
            '<span class="says">says:</span></div><div class="comment-metadata"><a href="https://n.example/#c">'
            f'<time datetime="2026-05-04T09:0{number}:00+00:00">May 4, 2026 at 9:0{number} am</time></a></div>'
            f'</footer><div class="comment-content"><p>{words}</p></div><div class="reply"><a>Reply</a></div>'
            f"</article>{answers}</li>"
        )

    answer = f'<ol class="children">{comment(2, "No.")}</ol>'
    html = (
        "<html><head><title>T</title></head><body><main><h1>T</h1><time datetime='2026-05-04T08:00:00Z'></time>"
        "<div class='entry-content'><p>Some words, and more of them.</p></div></main><section id='comments'>"
        f"<h2 class='comments-title'>3 thoughts on “T”</h2><ol class='comment-list'>{comment(1, 'Yes.', answer)}"
        f"{comment(3, 'Well.')}</ol></section></body></html>"
    )
    report = imported(site, given(site, "page.html", html))
    line = report.blogs[0].threads[0]
    assert line.completeness() == "3 of 3 comments held"
    first, second, third = thread_of(site, line.path).comments.values()
    assert [one.body.text for one in (first, second, third)] == ["Yes.", "No.", "Well."]
    assert second.reply is not None and second.reply.id == "c1" and third.reply is None
    # The clock that readers saw, in the zone that only machines were told: not the blog's.
    assert first.time.machine() == "2026-05-04T09:01+00:00"
    assert b"Invention" not in b"".join(content(site).values())
