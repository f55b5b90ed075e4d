"""Exports that were made wrong, or made to harm: what is in them comes along or is told, and comes but once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from dateline.imports.found import Fault
from dateline.imports.given import Given
from dateline.imports.html.depth import DEEPEST, bare_words, is_too_deep, shallow
from dateline.imports.ids import tag_from
from dateline.imports.kinds import kind_of
from dateline.imports.report import Report
from dateline.imports.shortcodes import with_code
from dateline.imports.xml import checked_root
from tests.imports.kit import blog_of, content, entries_of, given, imported, new_site, refused, thread_of
from tests.site_kit import Site


def wxr(*items: str) -> str:
    """An export of WordPress with these items."""
    return (
        '<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        "<channel><title>Desk</title><link>https://desk.example</link><wp:wxr_version>1.2</wp:wxr_version>"
        f"{''.join(items)}</channel></rss>"
    )


def post(number: int, *comments: str, date: str = "2010-01-02 03:04:05", body: str = "Words.", more: str = "") -> str:
    """A post with its comments."""
    return (
        f"<item><title>Post {number}</title><wp:post_id>{number}</wp:post_id><wp:post_type>post</wp:post_type>"
        f"<wp:status>publish</wp:status><wp:post_date_gmt>{date}</wp:post_date_gmt>{more}"
        f"<content:encoded><![CDATA[{body}]]></content:encoded>{''.join(comments)}</item>"
    )


def comment(number: int, parent: int = 0, body: str = "Yes.", date: str = "2010-01-02 03:04:05") -> str:
    """A reader's comment."""
    return (
        f"<wp:comment><wp:comment_id>{number}</wp:comment_id><wp:comment_author>Commenter</wp:comment_author>"
        f"<wp:comment_date_gmt>{date}</wp:comment_date_gmt><wp:comment_content><![CDATA[{body}]]></wp:comment_content>"
        f"<wp:comment_approved>1</wp:comment_approved><wp:comment_parent>{parent}</wp:comment_parent></wp:comment>"
    )


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site without a blog."""
    return new_site(tmp_path)


def once(site: Site, name: str, text: str | bytes, **wish: object) -> Report:
    """An import that must succeed, into content that `check` passes, and add nothing when it is run again."""
    source = given(site, name, text)
    report = imported(site, source, **wish)
    before = content(site)
    assert imported(site, source, **wish).is_empty()
    assert content(site) == before
    return report


# --- comments that answer one another in a ring, that are too many, that share a number ------------------------


def test_answers_in_a_ring(site: Site) -> None:
    """Each stands there; none can answer itself."""
    ring = comment(1, 2) + comment(2, 3) + comment(3, 1) + comment(4, 4)
    (line,) = once(site, "a.xml", wxr(post(1, ring)), blog="b").blogs[0].threads
    found = thread_of(site, line.path).comments
    assert set(found) == {"c1", "c2", "c3", "c4"} and found["c4"].reply is None


def test_hundreds_of_comments_one_answering_the_other(site: Site) -> None:
    (line,) = once(site, "a.xml", wxr(post(1, *(comment(n, n - 1) for n in range(1, 801)))), blog="b").blogs[0].threads
    assert line.completeness() == "800 of 800 comments held"


def test_a_number_that_two_comments_have(site: Site) -> None:
    """Other words are another comment; the same words once more are told, and stand there once."""
    same = comment(1, body="One.") + comment(1, body="Two.") + comment(1, body="One.")
    report = once(site, "a.xml", wxr(post(1, same)), blog="b")
    (line,) = report.blogs[0].threads
    assert [one.body.text for one in thread_of(site, line.path).comments.values()] == ["One.", "Two."]
    assert [one.why for one in report.dropped] == ["it stands there twice"]


def test_a_number_that_two_posts_have(site: Site) -> None:
    """The first one stands; the other one is told."""
    report = once(site, "a.xml", wxr(post(1, body="One."), post(1, body="Two.")), blog="b")
    assert [entry.body.text.strip() for entry in entries_of(site, "b").values()] == ["One."]
    assert [(one.what, one.why) for one in report.dropped] == [("“Post 1”", "its id stands in the export twice")]


# --- times that are none ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "date",
    ["0000-00-00 00:00:00", "0001-01-01 00:00:00", "9999-12-31 23:59:59", "10000-01-01 00:00:00", "2010-02-30 00:00:00",
     "2010-01-02 25:00:00", "-1", "", "now", "2010-01-02 03:04:05 +99:00"],
)  # fmt: skip
def test_posts_without_a_time_that_can_be(site: Site, date: str) -> None:
    """Told, and with them the comments under them; the other posts come along."""
    report = once(site, "a.xml", wxr(post(1, comment(1), comment(2), date=date), post(2)), blog="b")
    assert [entry.title for entry in entries_of(site, "b").values()] == ["Post 2"]
    assert [(one.what, one.why) for one in report.dropped] == [
        ("“Post 1”", "it has no date"),
        ("2 × comment", "the post above them is not taken along"),
    ]


def test_the_clock_of_the_site_stands_in(site: Site) -> None:
    """Where the time in UTC is none, the one by the site's clock is read."""
    own = "<wp:post_date>2010-01-02 03:04:05</wp:post_date>"
    once(site, "a.xml", wxr(post(1, date="2010-13-99 00:00:00", more=own)), blog="b", zone="Europe/Berlin")
    (entry,) = entries_of(site, "b").values()
    assert entry.time.machine() == "2010-01-02T03:04:05+01:00"


@pytest.mark.parametrize("date", ["0000-00-00 00:00:00", "9999-12-31 23:59:59", ""])
def test_comments_without_a_time(site: Site, date: str) -> None:
    """They stand under the day of the post, which their note says."""
    (line,) = once(site, "a.xml", wxr(post(1, comment(1, date=date))), blog="b").blogs[0].threads
    assert "The origin shows no time" in site.read(line.path)


# --- texts that are too deep, too long, or hold what no text may -----------------------------------------------


def test_how_deep_a_text_is() -> None:
    """Told in one pass: elements that end by themselves nest nothing, nor do those that hold nothing."""
    assert is_too_deep("<div>" * (DEEPEST + 1)) and not is_too_deep("<div>" * DEEPEST)
    assert is_too_deep("<B x='1'>" * 5_000)
    assert not is_too_deep("<p>one<br><li>two<img>" * 5_000)
    assert not is_too_deep("<div><b>x</b></div>" * 5_000)
    assert not is_too_deep("</div>" * 5_000 + "<div>" * 500)
    assert not is_too_deep("<script>" + "write('<div>');" * 5_000 + "</script>")
    assert is_too_deep("<script>" + "<div>" * 5_000), "a script that never ends hides nothing"


def test_words_of_what_is_too_deep() -> None:
    assert bare_words("<div a='x'>one<b>two</b> &amp; three<") == "one two & three<"
    assert shallow("<p>x") == "<p>x"
    assert shallow("<div>" * 5_000 + "a &lt;b&gt;") == "a &lt;b&gt;"


@for_any(text=st.text(alphabet="<>/divb pa&;=\"'x", max_size=200))
@settings(max_examples=200)
def test_any_text_has_words(text: str) -> None:
    """No letter outside of tags is lost, whatever the tags."""
    assert isinstance(bare_words(text), str) and isinstance(is_too_deep(text), bool)
    assert "word" in bare_words(text.replace("<", "").replace("&", "") + "word")


@pytest.mark.parametrize("tag", ["<div>", "<blockquote>", "<ul><li>", "<b>", "<table><tr><td>", "<span class=x>"])
def test_texts_that_are_nested_too_deeply(site: Site, tag: str) -> None:
    """Their words come along at once, and that their layout did not is told."""
    report = once(
        site, "a.xml", wxr(post(1, comment(1, body=tag * 50_000 + "said"), body=tag * 50_000 + "word")), blog="b"
    )
    (entry,) = entries_of(site, "b").values()
    assert "word" in entry.body.text
    assert any("nested too deeply" in f"{one.what} {one.why}" for one in report.dropped)
    assert "said" in site.read(report.blogs[0].threads[0].path)


def test_a_page_that_is_nested_too_deeply(site: Site) -> None:
    page = "<html><title>T</title><body><p>May 4, 2026</p>" + "<div>" * 1_000_000
    assert "levels deep" in refused(site, given(site, "a.html", page), blog="b").message


def test_very_long_texts(site: Site) -> None:
    """A comment of megabytes on one line; a text that no file of content may hold is told and not written."""
    report = once(
        site, "a.xml", wxr(post(1, comment(1, body="word " * 40_000)), post(2, body="x" * 9_000_000)), blog="b"
    )
    assert report.blogs[0].threads[0].held == 1
    assert [entry.title for entry in entries_of(site, "b").values()] == ["Post 1"]
    assert any("longer than a file of content may be" in one.why for one in report.dropped)


@pytest.mark.parametrize("half", ["\\ud800", "\\udfff", "a\\ud83d"])
def test_half_a_character(site: Site, half: str) -> None:
    """JSON can hold it, no text can: refused, with its name."""
    feed = f'{{"version": "https://jsonfeed.org/version/1.1", "items": [{{"id": "1", "title": "{half}"}}]}}'
    assert "half a character" in refused(site, given(site, "feed.json", feed), kind="feed").message


@for_any(
    title=st.text(max_size=40), body=st.text(max_size=200), tags=st.lists(st.text(max_size=12), max_size=4),
    key=st.text(min_size=1, max_size=40).filter(str.strip), said=st.text(max_size=60),
)  # fmt: skip
@settings(max_examples=8)
def test_whatever_a_feed_says(
    tmp_path_factory: pytest.TempPathFactory, title: str, body: str, tags: list[str], key: str, said: str
) -> None:
    """Any item becomes content that `check` passes, once, inside the site; or is told. Words are not lost."""
    site = new_site(tmp_path_factory.mktemp("any"))
    item = {"id": key, "title": title, "content_text": f"begun {body} ended", "tags": tags,
            "date_published": "2026-05-04T08:00:00Z", "authors": [{"name": said}], "url": said}  # fmt: skip
    feed = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [item]})
    source = given(site, "feed.json", feed)
    report = imported(site, source, blog="b")
    if report.is_empty():
        assert report.dropped
        return
    before = content(site)
    assert imported(site, source, blog="b").is_empty() and content(site) == before
    (entry,) = blog_of(site, "b").entries
    assert entry.body.text.startswith("begun") and entry.body.text.rstrip().endswith("ended")
    assert all(path.startswith(("content/", "themes/")) for path in before)


@pytest.mark.parametrize("blank", ["", " ", "\\r", "\\u2003"])
def test_an_item_by_no_name(site: Site, blank: str) -> None:
    """An id of nothing but space tells no item from another."""
    feed = f'{{"version": "https://jsonfeed.org/version/1.1", "items": [{{"id": "{blank}", "content_text": "Words"}}]}}'
    assert "No item of this feed has an id and a date" in refused(site, given(site, "feed.json", feed)).message


# --- tags and kinds ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shown", "tag"),
    [
        ("Index", "index-tag"),
        ("CON", "con-tag"),
        ("nul", "nul-tag"),
        ("#River", "river"),
        ("…", ""),
        ("index 2", "index-2"),
    ],
)
def test_tags_that_have_no_page(site: Site, shown: str, tag: str) -> None:
    """`tags/index.html` is there already, and some systems have devices of such names."""
    assert tag_from(shown) == tag
    if tag:
        named = f"<category domain='post_tag'><![CDATA[{shown}]]></category>"
        once(site, "a.xml", wxr(post(1, more=named)), blog="b")


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ('<?xml version="1.0"?><!-- a <rss> of ours --><rss version="2.0"><channel>', "feed"),
        ('<?xml version="1.0"?><?xml-stylesheet href="a"?>\n<!DOCTYPE rss [<!ENTITY a "b">]><rss>', "feed"),
        ("<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'>", "feed"),
        ("<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", "feed"),
        ("<html><body><p>Words</p><!-- <rdf:RDF> --><rdf:RDF></rdf:RDF></body>", "page"),
        ("<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN'><html><head></head>", "page"),
        ("<?xml version='1.0'?><opml version='2.0'><head><title>Feeds</title></head><body></body></opml>", None),
        ("---\nlayout: none\n---\n<rss>", None),
        ("<!-- a --> <!-- b --> " * 150 + "<html><p>", "page"),
        ("<!-- a --> <!-- b --> " * 2_000 + "<html><p>", None),
        ("<?a b?>" * 2_000 + "<!DOCTYPE x", None),
        ("<!DOCTYPE html [" * 2_000 + "<html><p>", "page"),
    ],
)
def test_kinds_by_their_root(tmp_path: Path, head: str, kind: str | None) -> None:
    """What stands before the root, or elsewhere on a page, decides nothing; in any form of Unicode."""
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        (tmp_path / "a.xml").write_bytes(head.encode(encoding))
        found = kind_of(Given(tmp_path / "a.xml", "a.xml"))
        assert (found.name if found else None) == kind


def test_names_without_a_namespace_break_no_feed(site: Site) -> None:
    """A prefix that stands for nothing, an address of a namespace with a space in it: faults in names alone."""
    item = "<item><guid>1</guid><title>T</title><wfw:x>1</wfw:x><pubDate>Mon, 12 Jan 2026 08:30:00 EST</pubDate></item>"
    once(site, "a.xml", f"<rss xmlns:g='http://a b'><channel><title>T</title>{item}</channel></rss>", blog="b")
    fault = checked_root(b"<rss>\n<wfw:x>1</wfw:x>\n<b></rss>", "a.xml")
    assert isinstance(fault, Fault) and fault.line == 3 and "mismatch" in fault.message


@pytest.mark.parametrize("name", ["a.xml", "feed.json"])
def test_items_without_a_date_take_the_one_that_is_said(site: Site, name: str) -> None:
    xml = "<rss><channel><title>T</title><item><guid>1</guid><title>One</title></item></channel></rss>"
    text = xml if name == "a.xml" else '{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"One"}]}'
    fault = refused(site, given(site, name, text), kind="feed", blog="b")
    assert "has a date" in fault.message or "and a date" in fault.message
    assert "--time" in fault.hint
    once(site, name, text, kind="feed", blog="b", time="2009-06-16 21:17")
    (entry,) = entries_of(site, "b").values()
    assert entry.time.shown == "2009-06-16 21:17"


# --- code between shortcodes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('[sourcecode language="python"]\nif a < b:\n\n    pass\n[/sourcecode]', "python|if a < b:\n\n    pass"),
        ("[code]a &lt; b &amp;&amp; c[/code]", "|a < b && c"),
        ("[code]a && b[/code]", "|a && b"),
        ("[php]$a = '<p>';[/php]", "php|$a = '<p>';"),
        ("[ccnLe_php]\n$a;\n[/ccnLe_php]", "php|$a;"),
        ("[cc lang='sql']select 1[/cc]", "sql|select 1"),
        ("[code language='x\"><script>']a[/code]", "|a"),
    ],
)
def test_code(text: str, wanted: str) -> None:
    """As it was typed: its lines are no paragraphs, its signs no HTML."""
    from selectolax.lexbor import LexborHTMLParser

    node = LexborHTMLParser(with_code(f"One {text} two")).css_first("pre code")
    assert node is not None
    language, _, code = wanted.partition("|")
    assert node.text() == code
    assert (node.attributes.get("class") or "").removeprefix("language-") == language


def test_what_is_no_code() -> None:
    for text in ("[code]", "see [c] and [/c", "[sic] [/sick]", "[quote]x[/quote]"):
        assert with_code(text) == text


def test_code_in_a_post(site: Site) -> None:
    body = 'Look:\n\n[sourcecode language="python"]\nif a < b:\n\n    print("*x*")\n[/sourcecode]\n\nThat is all!'
    once(site, "a.xml", wxr(post(1, body=body)), blog="b")
    (entry,) = entries_of(site, "b").values()
    assert entry.body.text.strip() == 'Look:\n\n```python\nif a < b:\n\n    print("*x*")\n```\n\nThat is all!'
