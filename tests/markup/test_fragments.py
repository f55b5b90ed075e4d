"""What a fragment tells of its text beside the HTML: sources, links, media, quotations, plain words, flaws."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.markup.comment import render_comment
from dateline.markup.fragment import EMPTY, Fragment, Inside, Outside, Quotation
from dateline.markup.render import render, render_inline
from dateline.placeholders import ALL, ROOT
from tests.markup.case_files import scope_of


def of(text: str, **more: str) -> Fragment:
    return render(text, scope_of(**more))


def test_cited_sources_come_in_the_order_of_their_numbers() -> None:
    found = of("One [@blog].\n\n> Words [@cnn].\n>\n> — [@agency] via [@blog]\n\nAgain [@cnn].")
    assert found.cited == ("blog", "cnn", "agency")


def test_plain_links_make_provisional_sources_once_each() -> None:
    found = of(
        "[CNN](https://cnn.example/a), https://bbc.example/b and [again](https://cnn.example/a) [x](mailto:a@b.example)"
    )
    assert found.outside == (
        Outside("https://cnn.example/a", "CNN"),
        Outside("https://bbc.example/b", "https://bbc.example/b"),
    )


def test_inside_links_are_root_relative_and_know_their_line() -> None:
    found = of("text\n\n[a](other.html#x)\nand\n[b](/about.html)\n\n<a href='../tags/iran.html'>c</a>")
    assert found.inside == (Inside("iran/other.html", 2), Inside("about.html", 4), Inside("tags/iran.html", 0))


def test_media_are_named_once_in_their_order() -> None:
    found = of("![b](<media/a b.png>)\n\n![a](media/square.jpg) ![a](media/square.jpg)")
    assert found.media == ("media/a b.png", "media/square.jpg")


def test_quotations_know_speaker_source_depth_and_chain() -> None:
    found = of("> Outer.\n>\n> > Inner\n> > words.\n> >\n> > — The official, [@?: a call] via [@cnn]\n>\n> -- [@blog]")
    assert found.quotations == (
        Quotation(5, 1, "Inner\nwords.", "The official", "", "a call", ("cnn",)),
        Quotation(7, 0, "Outer.\nInner\nwords.", "", "blog", "", ()),
    )


def test_plain_text_holds_words_only() -> None:
    found = of(
        "### A *heading* [@cnn]\n\nSome **bold** `code` [link](https://x.example/)[^1]\nand more.  \nNext.\n\n"
        "> Said.\n>\n> — [@cnn]\n\n| a |\n| - |\n| 1 |\n\n[^1]: Note."
    )
    assert found.text == "A heading\nSome bold code link and more. Next.\nSaid."


def test_plain_text_of_a_comment_keeps_what_it_says() -> None:
    assert (
        render_comment("#tag *so* <b>\nhttps://x.example/a_b", scope_of()).text == "#tag *so* <b> https://x.example/a_b"
    )


def test_headings_are_noticed_raw_ones_too() -> None:
    assert of("### a").has_headings
    assert of("<h3>a</h3>").has_headings
    assert not of("a <b>b</b>").has_headings


@pytest.mark.parametrize("text", ["", " \n\t\n"])
def test_no_text_is_the_empty_fragment(text: str) -> None:
    assert of(text) is EMPTY
    assert render_inline(text, scope_of()) is EMPTY
    assert render_comment(text, scope_of()) is EMPTY


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("fine\n\nSee [@nowhere].", 2, 5),
        ("- a\n- [b](javascript:x)", 1, 7),
        ("> a\n>\n> — [@nowhere]", 2, 5),
        ("| a |\n| - |\n| [@nowhere] |", 2, 3),
    ],
)
def test_flaws_know_their_place(text: str, line: int, column: int) -> None:
    flaws = of(text).flaws
    assert [(flaw.line, flaw.column) for flaw in flaws] == [(line, column)]


def test_what_is_nested_too_deeply_is_a_flaw_and_no_crash() -> None:
    for text in ("> " * 3000 + "x", "- " * 3000 + "x", "[" * 20_000, "*a " * 20_000, "<b>" * 5_000):
        found = of(text)
        assert found.html or [flaw.code for flaw in found.flaws] == ["DL510"]


def test_ids_of_two_entries_never_meet() -> None:
    text = "### One\n\nA[^1] [@cnn] <p id='one'>x</p>\n\n[^1]: Note"
    ids = {prefix: set(re.findall(r' id="([^"]+)"', of(text, prefix=prefix).html)) for prefix in ("a", "a-1", "a-one")}
    assert all(len(found) >= 3 for found in ids.values())
    assert not ids["a"] & ids["a-1"] and not ids["a"] & ids["a-one"] and not ids["a-1"] & ids["a-one"]


@given(st.text(alphabet=st.sampled_from("ab-_1 #*[]()!@?:>\n|`~<&;/\\\"'^…—."), max_size=120))
def test_ids_within_a_fragment_are_unique_and_no_entry_could_have_them(text: str) -> None:
    ids = re.findall(r' id="([^"]+)"', of(text).html)
    assert len(ids) == len(set(ids))
    assert all("_" in found for found in ids)


@given(st.text(max_size=200))
def test_a_comment_is_its_text_and_nothing_else(text: str) -> None:
    """Whatever a stranger wrote: besides links, quotations and marked elisions there is no element."""
    html = render_comment(text, scope_of()).html
    tags = {tag.split()[0].strip("/") for tag in re.findall(r"<([^>]*)>", html)}
    assert tags <= {"p", "br", "blockquote", "a", "span"}
    assert all(' rel="external nofollow ugc"' in link for link in re.findall(r"<a [^>]*>", html))


@given(st.text(max_size=200))
def test_no_text_makes_a_placeholder_of_its_own(text: str) -> None:
    plain = "".join(char for char in text if char not in ALL)
    html = of(plain).html
    assert html.count(ROOT) == len(re.findall(f'(?:href|src)="{ROOT}', html))
