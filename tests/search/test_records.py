"""One record for each published entry, with all of its words that readers see, and none that they do not."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs

from dateline.search.records import plain
from tests.protect.test_nothing_leaves import AT_RISK, BLOG, HELD_BACK, LOG, a_site
from tests.search.reading import SEARCHED, documents, facets, holders, records, searched, words
from tests.site_kit import SITE_YAML, SITES, Site

MEDIA = SITES / "newsroom/content/storm/media"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A blog whose first entry has something of everything that is shown."""
    return (
        searched(tmp_path)
        .file("content/quake/media/a.png", (MEDIA / "wounded.png").read_bytes())
        .file("content/quake/media/b.png", (MEDIA / "square.png").read_bytes())
        .file("content/quake/media/c.mp3", (MEDIA / "sound.mp3").read_bytes())
        .file("content/people.yaml", "mk: {name: M. Keeper}\n")
        .file("content/sources.yaml", "wire: {title: A wire, publisher: The Wire}\n")
        .file("content/quake/blog.yaml", "title: Quake\nzone: America/New_York\n")
        .file(
            "content/quake/threads/talk.md",
            "---\nsource: wire\n---\n\n## June 16, 2009 at 4:20 pm · a reader {#open}\n"
            "status: released\n\nZqcomment.\n\n"
            "## June 16, 2009 at 4:21 pm · a reader {#answer reply=open}\nstatus: released\n\nZqreply.\n\n"
            "## June 16, 2009 at 4:22 pm · a reader {#other}\nstatus: released\n\nZqunshown.\n",
        )
        .file(
            "content/quake/2009-06-16.md",
            """
            ## 21:17 The Zqheadline {#first}
            by: mk
            tags: [shaking]
            place: Zqplace
            verification: unverified
            comments: [talk/open, talk/answer]
            media:
              - {lost: true, alt: A zqalt, caption: A *zqcaption*}
              - {file: media/a.png, alt: A, warning: A zqwarning}
            corrections: [{at: 2009-06-17T10:00-04:00, text: A zqcorrection}]

            It be**gan** with un*believ*able force[@wire]. Two < three & four.

            ![The "zqseen" <&> zqmore](media/b.png "A zqfigure") ![Zqheard](media/c.mp3)

            > A zqquotation.
            >
            > — Zqspeaker, [@wire]

            ## 22:00 {#second}
            updates: first

            What has no headline is named by how it begins.
            """,
        )
        .build()
    )


def test_the_record_of_an_entry(site: Site) -> None:
    record = records(site)["quake/first.html"]
    assert record["label"] == "The Zqheadline"
    assert (record["machine"], record["clock"], record["zone"], record["day"]) == (
        "2009-06-16T21:17-04:00",
        "21:17",
        "EDT",
        "16 June 2009",
    )
    assert record["state"] == "unverified"
    assert record["text"].startswith("Zqplace — A zqcorrection It began with unbelievable force. Two < three & four.")


@pytest.mark.parametrize(
    "word",
    [
        "zqheadline",
        "zqplace",
        "zqcomment",
        "zqreply",
        "zqalt",
        "zqcaption",
        "zqwarning",
        "zqseen",
        "zqmore",
        "zqheard",
        "zqcorrection",
        "zqquotation",
        "zqspeaker",
        "began",
        "unbelievable",
    ],
)
def test_an_entry_is_found_by(word: str, site: Site) -> None:
    assert word in words(site)["quake/first.html"]
    assert holders(site, word) == {"quake"}


def test_the_number_of_a_note_is_no_word_and_a_comment_that_no_entry_shows_is_not_found(site: Site) -> None:
    found = words(site)["quake/first.html"]
    assert not {"1", "zqunshown", "force1"} & set(found)
    site.lacks("zqunshown")


def test_what_an_entry_can_be_narrowed_down_by(site: Site) -> None:
    found = facets(site)
    assert found["quake/first.html"]["tags"] == [("shaking", "shaking")]
    assert found["quake/first.html"]["people"] == [("mk", "M. Keeper")]
    assert [name for _, name in found["quake/first.html"]["sources"]] == ["The Wire"]
    assert found["quake/first.html"]["state"] == "unverified"
    assert not found["quake/second.html"]["tags"] and found["quake/second.html"]["state"] == ""


def test_a_word_counts_as_often_as_it_stands_and_more_in_the_headline(site: Site) -> None:
    site.append("content/quake/2009-06-16.md", "## 23:00 Aftershock {#third}\n\nDust, dust and dust.\n").build()
    found = words(site)["quake/third.html"]
    assert found["dust"] == 3
    assert found["aftershock"] > found["dust"]


def test_an_entry_without_a_headline_is_named_by_how_it_begins(site: Site) -> None:
    assert records(site)["quake/second.html"]["label"].startswith("What has no headline")


@pytest.mark.parametrize("kind", HELD_BACK)
def test_what_is_held_back_is_not_in_the_index(kind: str, tmp_path: Path) -> None:
    site = a_site(tmp_path, "zqheld", "zqheld-id", HELD_BACK[kind]).file("content/site.yaml", SEARCHED).build()
    site.lacks("zqheld").same_as_clean()
    assert set(records(site)) == {"quake/before.html", "quake/after.html"}


@pytest.mark.parametrize("kind", HELD_BACK)
def test_nor_in_that_of_a_preview(kind: str, tmp_path: Path) -> None:
    site = a_site(tmp_path, "zqheld", "zqheld-id", HELD_BACK[kind]).file("content/site.yaml", SEARCHED)
    site.options = structs.replace(site.options, preview=True, output=tmp_path / "preview")
    site.build()
    assert set(records(site)) == {"quake/before.html", "quake/after.html"}
    assert "zqheld" not in str(documents(site, "*search/*.json"))


def test_a_removed_entry_leaves_the_index(tmp_path: Path) -> None:
    site = a_site(tmp_path, "zqheld", "zqheld-id", "noindex: false").file("content/site.yaml", SEARCHED).build()
    assert "quake/zqheld-id.html" in records(site)
    site.edit("content/quake/entries/kept.md", "noindex: false", "status: removed").build().same_as_clean()
    assert set(records(site)) == {"quake/before.html", "quake/after.html"}
    assert "zqheld" not in str(documents(site, "*search/*.json"))
    assert not holders(site, "zqheld")


def test_an_entry_at_risk_leads_to_its_day_and_tells_neither_its_minute_nor_its_place(tmp_path: Path) -> None:
    site = searched(tmp_path).file("content/quake/blog.yaml", BLOG).file("content/quake/2009-06-16.md", LOG)
    site.file("content/sources.yaml", "wire: {title: A wire, publisher: Wire}\n")
    site.file("content/quake/entries/testimony.md", AT_RISK).build().same_as_clean()
    record = records(site)["quake/2009-06-16.html"]
    assert (record["label"], record["text"]) == ("What somebody saw", "Told in our words.")
    assert (record["machine"], record["clock"], record["zone"]) == ("2009-06-16", "", "")
    site.lacks("zqrisk", "13:37", "17:37", "13:41", "1337", "testimony.html")
    assert "testimony" not in str(documents(site, "*search/*.json"))


def test_a_site_that_does_not_ask_for_search_has_none_of_it(site: Site) -> None:
    site.has("search.html").has("search/blogs.json").has("quake/index.html", 'action="../search.html"')
    site.file("content/site.yaml", SITE_YAML).build().same_as_clean()
    site.has_no("search*", "*/search/*", "assets/search*").lacks('role="search"')


MARKUP = {
    "nothing": ("", ""),
    "emphasis inside a word": ("<p>un<em>believ</em>able</p>", "unbelievable"),
    "paragraphs": ("<p>One.</p><p>Two.</p>", "One. Two."),
    "references": ("<p>a &lt;b&gt; &amp; c</p>", "a <b> & c"),
    "a note": ('<p>Said<sup class="cite"><a href="#s1">1</a></sup>.</p>', "Said."),
    "a line break": ("<p>One<br>two</p>", "One two"),
    "a list": ("<ul><li>One</li><li>two</li></ul>", "One two"),
}


@pytest.mark.parametrize("name", MARKUP)
def test_markup_as_text(name: str) -> None:
    markup, text = MARKUP[name]
    assert " ".join(plain(markup).split()) == text
