"""The gate: text that must stand nowhere is found wherever it would stand, and then nothing is published."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.gate.gate import Gate
from tests.site_kit import Site

LOG = "content/quake/2009-06-16.md"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A small site, built while nothing was protected."""
    site = Site(tmp_path).bare().file("content/quake/blog.yaml", "title: Quake\n")
    return (
        site.file("content/sources.yaml", "wire: {title: A wire}\n").file(LOG, "## 08:00 A {#a}\n\nIt began.\n").build()
    )


PLACES: dict[str, tuple[str, str | bytes]] = {
    "a text": (LOG, "## 08:00 A {#a}\n\nWhat Norbert Quill saw.\n"),
    "a headline": (LOG, "## 08:00 Norbert Quill speaks {#a}\n\nText.\n"),
    "a byline": (LOG, "## 08:00 A {#a}\nby: {name: Norbert Quill}\n\nText.\n"),
    "a caption": (LOG, "## 08:00 A {#a}\nmedia: [{lost: true, alt: A, caption: Norbert Quill}]\n\nText.\n"),
    "an attribute": (LOG, "## 08:00 A {#a}\nmedia: [{lost: true, alt: Norbert Quill}]\n\nText.\n"),
    "the description of a page": ("content/quake/blog.yaml", "title: Quake\nstandfirst: Of Norbert Quill.\n"),
    "a page": ("content/pages/about.md", "---\ntitle: Norbert Quill\n---\n"),
    "a static file": ("content/static/list.csv", "name\nNorbert Quill\n"),
    "the bytes of a file that is no text": ("content/static/x.bin", b"\xff\x00Norbert Quill\x00"),
    "a media file": ("content/quake/media/a.pdf", b"%PDF Norbert Quill"),
    "the path of a file": ("content/static/Norbert Quill.txt", "Nothing.\n"),
    "a theme's asset": ("themes/bare/assets/note.css", 'p::before { content: "Norbert Quill" }'),
    "a theme's template": ("themes/bare/templates/page.html", "Norbert Quill"),
    "words parted by a line break": (LOG, "## 08:00 A {#a}\n\nWhat Norbert\nQuill saw.\n"),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_protected_text_is_found_in(place: str, site: Site) -> None:
    path, text = PLACES[place]
    site.protecting("Norbert Quill").build().changed()
    site.file(path, text).fails("DL801")
    assert "Norbert Quill" not in "".join(f"{problem.message}{problem.hint}" for problem in site.result.problems)


WRITTEN_OTHERWISE = {
    "split by markup": ("Norbert Quill", b"<p>What <em>Nor</em>bert <strong>Quill</strong> saw.</p>"),
    "parted by a line break": ("Norbert Quill", b"<p>What Norbert\n  Quill saw.</p>"),
    "with references": ("Quill & Sons", b"<p>Of Quill &amp; Sons.</p>"),
    "with references in an attribute": ("Norbert 'Q'", b'<img alt="Norbert &#39;Q&#39;">'),
    "with numeric references": ("Norbert", b"<p>&#78;orb&#x65;rt</p>"),
    "as HTML in a feed": ("Quill & Sons", b"<content>&lt;p&gt;Of Quill &amp;amp; Sons.&lt;/p&gt;</content>"),
    "split by markup in a feed": ("Norbert Quill", b"<content>&lt;b&gt;Nor&lt;/b&gt;bert Quill</content>"),
    "in the strings of JSON": ('Norbert "Q" Quill/Co', b'{"title":"Norbert \\"Q\\" Quill\\/Co"}'),
    "parted by a line break in JSON": ("Norbert Quill", b'{"content_html":"<p>Norbert\\nQuill</p>"}'),
    "split by markup in JSON": ("Norbert Quill", b'{"content_html":"<b class=\\"a\\">Nor<\\/b>bert Quill"}'),
    "with references in JSON": ("Quill & Sons", b'{"content_html":"Quill &amp;\\tSons"}'),
    "with a backslash in JSON": ("Norbert\\nQ", b'{"title":"Norbert\\\\nQ"}'),
    "by numbers in JSON": ("Norbert", b'{"title":"\\u004eorb\\u0065rt"}'),
    "by halves of characters in JSON": ("🜨 پوشه", b'{"title":"\\ud83d\\udf28 \\u067e\\u0648\\u0634\\u0647"}'),
    "in JSON within a page": (
        "<Norbert>",
        b'<script type="application/ld+json">{"a":"\\u003cNorbert\\u003E"}</script>',
    ),
    "split by markup in a feed's CDATA": ("Norbert Quill", b"<d><![CDATA[<p><b>Nor</b>bert Quill</p>]]></d>"),
}


@pytest.mark.parametrize("how", WRITTEN_OTHERWISE)
def test_a_protected_text_is_found_when_it_is_written(how: str) -> None:
    term, data = WRITTEN_OTHERWISE[how]
    assert Gate((term.encode(),)).refuse("a.html", data) is not None
    assert Gate((b"Somebody else",)).refuse("a.html", data) is None


ESCAPED = {
    "a quotation mark": ('the "Quill"', b'["the \\"Quill\\""]'),
    "a line break": ("Norbert Quill", b'["Norbert\\nQuill"]'),
    "letters by their numbers": ("Norbert", b'["\\u004eorb\\u0065rt"]'),
    "a letter by two surrogates": ("\U0001f600x", b'["\\ud83d\\ude00x"]'),
    "a solidus": ("a/b", b'["a\\/b"]'),
    "a reference after an escape": ("Quill & Sons", b'["\\u0051uill &amp; Sons"]'),
}


@pytest.mark.parametrize("how", ESCAPED)
def test_a_protected_text_is_found_when_json_escapes(how: str) -> None:
    term, data = ESCAPED[how]
    assert Gate((term.encode(),)).refuse("a.json", data) is not None
    assert Gate((b"Somebody else",)).refuse("a.json", data) is None


def test_a_name_split_by_markup_keeps_the_default_theme_in(tmp_path: Path) -> None:
    site = Site(tmp_path).file("content/quake/blog.yaml", "title: Quake\n")
    site.file(LOG, "## 08:00 A {#a}\n\nWhat *Nor*bert **Quill** & Sons saw.\n")
    site.protecting("Norbert Quill & Sons").fails("DL801")


def test_no_feed_hides_a_text_in_the_way_it_writes_signs(tmp_path: Path) -> None:
    said = 'Nor"bert" & <Quill> \\ پوشه'
    site = Site(tmp_path).file("content/quake/blog.yaml", "title: Quake\n")
    site.file(LOG, f"## 08:00 {said} {{#a}}\n\nIt began.\n").build()
    feeds = {"atom.xml", "rss.xml", "feed.json", "quake/atom.xml", "quake/rss.xml", "quake/feed.json"}
    result = site.protecting(said).try_build()
    assert feeds <= {problem.span.path for problem in result.problems if problem.code == "DL801"}


def test_what_was_published_before_it_was_protected_is_found_although_nothing_was_edited(site: Site) -> None:
    site.protecting("It began").fails("DL801")


def test_a_text_that_is_kept_in_hits_nothing(site: Site) -> None:
    site.append(LOG, "## 09:00 B {#b .withheld}\n\nNorbert Quill.").protecting("Norbert Quill").build().lacks("Norbert")


def test_every_place_is_told_at_once(site: Site) -> None:
    result = site.protecting("It began").try_build()
    found = {problem.span.path for problem in result.problems if problem.code == "DL801"}
    assert {"quake/a.html", "quake/2009-06-16.html", "quake/index.html", "atom.xml", "feed.json"} <= found


def test_links_to_what_is_kept_in_are_not_blamed_for_it(site: Site) -> None:
    site.append(LOG, "## 09:00 B {#b}\n\nSee [the first](a.html).").protecting("It began").fails("DL801")


def test_one_hit_keeps_every_other_change_back_too(site: Site) -> None:
    site.protecting("Norbert").file("content/pages/about.md", "---\ntitle: About\n---\n")
    site.file("content/static/a.txt", "Norbert").fails("DL801").has_no("about.html")
    site.delete("content/static/a.txt").build().has("about.html").same_as_clean()


def test_an_empty_list_hits_nothing() -> None:
    assert Gate().refuse("a.html", b"anything") is None


def test_lists_of_the_same_terms_are_the_same_list() -> None:
    assert Gate((b"a", b"b")).digest == Gate((b"b", b"a")).digest
    assert Gate((b"a", b"b")).digest != Gate((b"ab",)).digest != Gate().digest


def test_text_in_other_letters_than_latin_is_found() -> None:
    assert Gate(("پوشه".encode(),)).refuse("a.html", "<p>یک پوشه</p>".encode()) is not None
