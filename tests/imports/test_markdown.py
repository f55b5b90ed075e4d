"""HTML as Dateline's Markdown: cases as data; and for whatever HTML there is, Markdown that renders without a fault."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dateline.imports.escaping import escape, paragraphs
from dateline.imports.found import Text
from dateline.imports.html.markdown import to_markdown, words_of
from dateline.imports.writing.bodies import BodyFacts, body_of, shown_media
from dateline.markup.render import render
from dateline.markup.scope import Scope, quotes_of

CASES = re.findall(r"(?:^|\n\n)([^\n]+)\n\.\n(.*?)\n\.\n(.*?)\n\.(?=\n|$)",
                   (Path(__file__).parent / "cases.md").read_text(), re.S)  # fmt: skip
FACTS = BodyFacts(entry="e", blog="b", language="en", base="https://site.example/p/")
SCOPE = Scope(prefix="e", folder="b/", quotes=quotes_of("en"))


@pytest.mark.parametrize(("title", "html", "wanted"), CASES, ids=[case[0] for case in CASES])
def test_cases(title: str, html: str, wanted: str) -> None:
    found = to_markdown(html, FACTS.base, {"held.jpg": "media/held.jpg"})
    told = "".join(f"\n! {what}" for what in found.dropped)
    assert found.text + told == wanted
    # What it says must be what renders, too.
    body_of(Text(form="html", text=html), FACTS, {"held.jpg": "media/held.jpg"})


def test_no_case_is_passed_over() -> None:
    assert len(CASES) == (Path(__file__).parent / "cases.md").read_text().count("\n.\n<")


_PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<s>", "<br>", "<br><br>", "<div>", "</div>", "<h2>", "</h2>"),
        *("<blockquote>", "</blockquote>", "<blockquote cite='https://a.example/'>", "<footer>", "</footer>", "<cite>"),
        *("<ul>", "<li>", "</li>", "</ul>", "<ol start=7>", "</ol>", "<table>", "<tr>", "<td>", "<th>", "</table>"),
        *(
            "<pre>",
            "</pre>",
            "<code>",
            "</code>",
            "<dl>",
            "<dt>",
            "<dd>",
            "<q>",
            "</q>",
            "<hr>",
            "<sup>",
            "<a>",
            "</a>",
        ),
        *(
            "<a href='https://a.example/?a=1&b=2'>",
            "<a href='javascript:x'>",
            "<a href='../x y'>",
            "<a href=//h.example>",
        ),
        *("<img src=held.jpg alt='a]b'>", "<img src=lost.jpg>", "<img src='data:x' alt=y>", "<figure>", "<figcaption>"),
        *("<script>", "</script>", "<iframe src=https://v.example/>", "<form>", "<svg>", "<!--", "-->", "<details>"),
        *(
            "— ",
            "-- ",
            "– Bo",
            "[@cnn]",
            "[^1]",
            "[a]: b",
            "[…]",
            "![",
            "](",
            "# ",
            "## 21:17",
            "1. ",
            "- ",
            "> ",
            "+ ",
        ),
        *("```", "~~~", "`", "*", "_", "**", "__", "|", "| - |", "---", "===", "\\", "&amp;", "&lt;b&gt;", "&#2;", "<"),
        *(
            "https://a.example/b_c_*d*",
            "http://",
            "word",
            " ",
            "\n",
            "\n\n",
            "    ",
            "\t",
            "\u2028",
            "\u00a0",
            "é",
            "{#x}",
        ),
    ]
)


@settings(max_examples=150)
@given(pieces=st.lists(_PIECES, max_size=25))
@example(pieces=["<blockquote>", "<p>", "— ", "[@cnn]", "</p>", "<p>", "word"])
@example(pieces=["<div>"] * 3000 + ["word"])
@example(pieces=["<blockquote>"] * 60 + ["word"])
@example(pieces=["<ul>", "<li>"] * 60 + ["word"])
@example(pieces=["<table>", "<tr>", "<td>", "<blockquote>", "<p>", "— ", "word"])
def test_whatever_the_html_it_renders_without_a_fault(pieces: list[str]) -> None:
    """No error, no HTML left in the text, and for HTML that a parser does not hide, every word is there."""
    html = "".join(pieces)
    converted, fragment = body_of(Text(form="html", text=html), FACTS, {"held.jpg": "media/held.jpg"})
    assert not [flaw for flaw in fragment.flaws if flaw.severity != "warning"]
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(converted.text)
    kinds = {token.type for outer in tokens for token in (outer, *(outer.children or ()))}
    assert not kinds & {"html_block", "html_inline"}, converted.text
    if not re.search(r"<(?:script|form|svg|iframe|!--|word)", html):
        assert fragment.html.count("word") >= html.count("word"), converted.text


@settings(max_examples=120)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"]), max_size=60))
@example("# a")
@example("1) a")
@example("a!")
@example("&amp;amp;")
@example("https://a.example/x_y_")
@example("~~~")
@example("|-|\n|-|")
def test_escaped_words_show_as_they_are(words: str) -> None:
    """Markdown makes of an escaped text just this text: typographic signs and addresses aside, nothing else."""
    flat = " ".join(words.split())
    if "://" in flat or any(sign in flat for sign in "\"'."):
        return  # links, and what typography turns
    html = render(escape(flat), SCOPE).text
    assert html == flat or re.sub(r"\s", "", html) == re.sub(r"\s", "", flat)


@settings(max_examples=80)
@given(pieces=st.lists(_PIECES, max_size=20))
def test_plain_text_stays_plain(pieces: list[str]) -> None:
    """A pasted text has no markup: whatever stands in it is words."""
    text = "".join(pieces)
    _, fragment = body_of(Text(form="plain", text=text), FACTS, {})
    assert not [flaw for flaw in fragment.flaws if flaw.severity != "warning"]
    assert not fragment.media and not fragment.cited
    assert fragment.text.count("word") == text.count("word")
    assert "<script" not in fragment.html and "<form" not in fragment.html


@settings(max_examples=80)
@given(pieces=st.lists(_PIECES, max_size=20))
def test_markdown_of_other_programs_renders_without_a_fault(pieces: list[str]) -> None:
    _, fragment = body_of(Text(form="markdown", text="".join(pieces)), FACTS, {"held.jpg": "media/held.jpg"})
    assert not [flaw for flaw in fragment.flaws if flaw.severity != "warning"]
    assert not fragment.cited and not fragment.inside


def test_markdown_that_says_nothing_foreign_stays_as_it_was_written() -> None:
    """Only what content would refuse is said anew."""
    kept = "Some *words*,\nin two lines.\n\n* a list\n* ![A](held.jpg)\n"
    media = {"held.jpg": "media/held.jpg"}
    converted, _ = body_of(Text(form="markdown", text=kept), FACTS, media)
    assert converted.text == kept.strip().replace("held.jpg", "media/held.jpg")
    linked, _ = body_of(Text(form="markdown", text="[a](/b) and <b>c</b>"), FACTS, media)
    assert linked.text == "[a](https://site.example/b) and **c**"


def test_wrapped_lines_are_joined_and_short_ones_are_not() -> None:
    long = "words that fill up a line of a text which someone has wrapped there"
    assert paragraphs(f"{long}\n{long}\nend") == f"{long}\n{long}\nend"
    assert paragraphs("Roses are red\nViolets") == "Roses are red\\\nViolets"


def test_the_media_that_a_text_shows() -> None:
    figure = '<figure><img src="b.jpg"><figcaption>B <i>b</i></figcaption></figure>'
    html = f'<img src="a.jpg" alt="A">{figure}<video src="c.mp4">'
    assert [(one.src, one.alt, one.caption) for one in shown_media(Text(form="html", text=html))] == [
        ("a.jpg", "A", ""),
        ("b.jpg", "", "B b"),
        ("c.mp4", "", ""),
    ]
    assert [one.src for one in shown_media(Text(form="markdown", text="![x](d.png)"))] == ["d.png"]
    assert shown_media(Text(form="plain", text='<img src="a.jpg">')) == ()


def test_words_alone() -> None:
    assert words_of("<p>a<b>b</b></p><script>c</script><p>d") == "a\n\nb\n\nd"
