"""The Markdown of others as Dateline's: cases as data; and for whatever Markdown there is, one that renders."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.imports.found import Text
from dateline.imports.markdown.fit import fitted
from dateline.imports.texts import web_address
from dateline.imports.writing.bodies import BodyFacts, body_of
from dateline.markup.render import render
from dateline.markup.scope import Picture, Scope, quotes_of

_FILE = (Path(__file__).parent / "fit.md").read_text()
CASES = re.findall(r"(?:^|\n\n)([^\n]+)\n\.\n(.*?)\n\.\n(.*?)\n\.(?=\n|$)", _FILE, re.S)
FACTS = BodyFacts(entry="e", blog="b", language="en", base="https://site.example/p/")


def link(href: str) -> str:
    """As a reader of a site that stood at site.example."""
    if href.startswith(("#", "javascript:")):
        return ""
    return href if href.startswith("mailto:") else web_address(href, FACTS.base)


@pytest.mark.parametrize(("title", "text", "wanted"), CASES, ids=[case[0] for case in CASES])
def test_cases(title: str, text: str, wanted: str) -> None:
    """Each case: the text; what it becomes, `=` its pictures, `!` what was dropped."""
    found = fitted(text, link, title="The title")
    shown = "".join(f"\n= {one.src} | {one.named} | {one.alt} | {one.caption}" for one in found.pictures.values())
    told = "".join(f"\n! {what}" for what in found.dropped)
    assert found.text + shown + told == wanted


@pytest.mark.parametrize(("title", "text", "wanted"), CASES, ids=[case[0] for case in CASES])
def test_what_is_fit_stays_as_it_is(title: str, text: str, wanted: str) -> None:
    """A second time changes nothing: what is read back is what was written."""
    once = fitted(text, link, title="The title").text
    assert fitted(once, link).text == once


@pytest.mark.parametrize(("title", "text", "wanted"), CASES, ids=[case[0] for case in CASES])
def test_what_is_fit_is_written_as_it_is(title: str, text: str, wanted: str) -> None:
    """It renders without a fault, and the writer of entries keeps it as Markdown."""
    found = fitted(text, link)
    media = dict.fromkeys(found.pictures, "media/held.jpg")
    kept, fragment = body_of(Text(form="markdown", text=found.text), FACTS, media)
    expected = found.text
    for src in found.pictures:
        expected = expected.replace(f"]({src}", "](media/held.jpg")
    assert kept.text == expected
    assert not [flaw for flaw in fragment.flaws if flaw.severity == "error"]


def test_no_case_is_passed_over() -> None:
    assert len(CASES) == len(re.findall(r"(?:^|\n\.\n\n)[^\n]+\n\.\n", _FILE))


_PIECES = st.sampled_from(
    [
        "# ",
        "## ",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "> ",
        "    ",
        "```\n",
        "~~~",
        "*",
        "**",
        "_",
        "~~",
        "`",
        "[",
        "](",
        "](/x)",
        "![",
        "](a.jpg)",
        ")",
        "<b>",
        "</b>",
        "<div>",
        "</div>",
        "<img src='a b.jpg'>",
        "<!--",
        "-->",
        "[^1]",
        "[^1]: ",
        "| a | b |\n|--|--|\n",
        "---\n",
        "===\n",
        "[@x]",
        "— ",
        "-- ",
        "&amp;",
        "&#2;",
        "\\",
        "https://a.example/_b_",
        "<https://c.example/>",
        "{#x}",
        "{: .y}",
        "word",
        " ",
        "é",
        "\u200f",
        "﷽",
        ":::py\n",
        "[TOC]",
        "<script>",
        "javascript:x",
        "[r]: /y\n",
        "[r]",
        "<a href='/z'>",
        "</a>",
    ]
)


@given(text=st.lists(_PIECES, max_size=25).map("".join))
@settings(max_examples=200)
@example(text="> " * 300 + "deep")
@example(text="[" * 500 + "a" + "](b)" * 500)
@example(text="<div>" * 2000)
@example(text="| a |\n|--|\n| ![b](c.jpg) |")
def test_whatever_there_is_renders(text: str) -> None:
    """Without an error, without HTML, with its pictures, and as it stands: no layout is lost on the way to a file."""
    found = fitted(text, link)
    media = dict.fromkeys(found.pictures, "media/held.jpg")
    kept, fragment = body_of(Text(form="markdown", text=found.text), FACTS, media)
    assert not [flaw for flaw in fragment.flaws if flaw.severity == "error"]
    assert "layout that could not be said" not in kept.dropped
    scope = Scope(
        prefix="e",
        folder="b/",
        quotes=quotes_of("en"),
        pictures={"media/held.jpg": Picture(href="media/held.jpg", width=1, height=1, kind="image")},
    )
    assert "<script" not in render(kept.text, scope).html and "javascript:" not in re.sub(
        r"\S*javascript:x", "", fragment.text
    )


def test_texts_over_the_limit_keep_their_words() -> None:
    found = fitted("word <b>bold</b> " + "and more words " * 150_000, link)
    assert found.dropped == ["the layout of a text of over 2 MB"]
    assert found.text.startswith("word \\<b>bold")
