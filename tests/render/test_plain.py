"""HTML as plain text: what stands in a fragment, and nothing lost of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.markup.render import render
from dateline.markup.scope import Scope, quotes_of
from dateline.placeholders import ALL, LEVELS, ROOT
from dateline.plan.views import CitedView, SourceView
from dateline.render.lines import WIDTH, columns, tidy, wrap, wrap_by_columns, wrapped
from dateline.render.plain import _lines, _Writer, plain

SCOPE = Scope(prefix="x", folder="storm/", quotes=quotes_of("en"), labels={"cnn": "CNN", "wire": "The wire"})
CASES = Path(__file__).parent / "plain.txt"


def cited(number: int, href: str = "") -> CitedView:
    source = SourceView(
        publisher="", title="", author="", href=href, published="", accessed="", states=(), archived=(), index_href="",
        known="", lang="",
    )  # fmt: skip
    return CitedView(number=number, anchor=f"x_s_{number}", source=source)


SOURCES = (cited(1), cited(2), cited(3, "https://there.example/p"))


def cases() -> list[tuple[str, str, str]]:
    parts = re.split(r"^\.\n", CASES.read_text(encoding="utf-8"), flags=re.M)
    assert len(parts) % 3 == 1 and not parts[-1].strip(), "a case is not whole"
    return [
        (name.strip(), text, wanted) for name, text, wanted in zip(parts[::3], parts[1::3], parts[2::3], strict=False)
    ]


@pytest.mark.parametrize(("text", "wanted"), [pytest.param(text, wanted, id=name) for name, text, wanted in cases()])
def test_markdown_as_plain_text(text: str, wanted: str) -> None:
    assert plain(render(text, SCOPE).html, SOURCES).replace(ROOT, "~/") + "\n" == wanted


_UNMARKED = st.lists(
    st.sampled_from(
        ["word", "words and words ", " ", "  ", "\n", "\v", "\t", "&amp;", "&#x3c;b>", "</p>\n<p>", "é", "日本"]
    ),
    max_size=30,
).map("".join)


@given(_UNMARKED, st.sampled_from([20, 40, 72]))
def test_paragraphs_without_marks_are_lined_as_those_with_marks(text: str, width: int) -> None:
    parts = text.replace("</p>\n<p>", "\v\v")
    assert _lines(f"<p>{text}</p>\n", (), width) == _Writer({}, width).lines(parts)


def test_no_text_is_no_line() -> None:
    assert plain("") == ""


def test_lines_begin_as_asked_and_stay_within_the_width() -> None:
    found = plain("<p>" + "word " * 40 + "</p>", first="    > ", rest="    > ")
    assert {line[:6] for line in found.split("\n")} == {"    > "}
    assert max(map(len, found.split("\n"))) <= WIDTH


def test_wide_signs_take_two_columns_and_marks_none() -> None:
    assert columns("abc") == 3
    assert columns("日本") == 4
    assert columns("می‌روم") == 5, "a zero-width non-joiner"
    assert columns("e\u0301") == 1


def test_a_word_that_is_too_long_stays_whole() -> None:
    address = "https://archive.example/" + "long-" * 30
    assert wrapped(f"It is at {address} now.").split("\n") == ["It is at", address, "now."]


def test_persian_is_parted_between_words_only() -> None:
    text = "می‌خواهم بدانم که " * 20
    lines = wrapped(text).split("\n")
    assert " ".join(lines).split(" ") == text.split()
    assert all(columns(line) <= WIDTH for line in lines) and len(lines) > 3


@given(st.lists(st.text("abcдé—", min_size=1, max_size=90), min_size=1, max_size=40), st.integers(1, 80))
def test_the_quick_way_to_wrap_gives_the_same_lines(words: list[str], width: int) -> None:
    assert wrap(" ".join(words), width) == wrap_by_columns(" ".join(words), width)


def test_a_hard_space_holds_two_words_together() -> None:
    found = wrapped("x " * 34 + "10\u00a0000 dead")
    assert "10\u00a0000" in found


_INLINE = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cn")), max_size=60)


@given(st.lists(_INLINE, max_size=6))
def test_no_letter_of_a_paragraph_is_lost(texts: list[str]) -> None:
    from markupsafe import escape

    html = "".join(f"<blockquote><p>{escape(text)}</p></blockquote>" for text in texts)
    found = plain(html)
    kept = re.sub(r"^> ?", "", found, flags=re.M)
    squeeze = re.compile(r"[\s\u200b\ufeff]")
    assert squeeze.sub("", kept) == squeeze.sub("", "".join(texts))


@given(st.lists(st.text("ab <>&\"'\u00a0\u200bé\t\n", max_size=40), min_size=1, max_size=5), st.integers(20, 80))
def test_paragraphs_alone_give_the_same_as_among_other_blocks(texts: list[str], width: int) -> None:
    from markupsafe import escape

    html = "".join(f"<p>{str(escape(text)).replace(chr(10), '<br>' + chr(10))}</p>\n" for text in texts)
    # Paragraphs alone are one run; an element that says nothing stands before it here.
    assert plain(html, width=width) == plain(f"<section></section>{html}", width=width)


@pytest.mark.parametrize("level", LEVELS)
def test_headings_and_the_way_to_the_root_survive_the_parser(level: str) -> None:
    found = plain(f'<h{level} id="x_h">Later</h{level}>\n<p>See <a href="{ROOT}storm/y.html">there</a>.</p>')
    assert found == f"Later\n\nSee there <{ROOT}storm/y.html>."
    assert not [sign for sign in ALL if sign in found and sign != ROOT]


def test_tidying_leaves_one_blank_line_and_one_line_break_at_the_end() -> None:
    assert tidy("\n\na\n\n\n\nb\n\n\n") == "a\n\nb\n"


@pytest.mark.parametrize("tag", ["em", "a", "div", "blockquote", "ul", "figure"])
def test_nothing_is_nested_too_deeply_to_be_told(tag: str) -> None:
    found = plain(f"<{tag}>" * 900 + "<p>At the bottom.</p>" + f"</{tag}>" * 900)
    assert "At the bottom." in " ".join(re.sub(r"^[> -]+", "", found, flags=re.M).split())


def test_blocks_within_marks_stay_apart() -> None:
    assert plain("<ins><p>One</p><p>Two</p></ins> Three") == "One\n\nTwo\n\nThree"
    assert plain("<table><tr><td><p>One</p><p>Two</p></td><td>Three</td></tr></table>") == "One Two | Three"


_BLOCKS = (
    "p",
    "div",
    "section",
    "blockquote",
    "ul",
    "li",
    "table",
    "tr",
    "td",
    "figure",
    "figcaption",
    "pre",
    "dl",
    "dd",
)
_MARKS = ("em", "strong", "span", "ins", "cite", "code", "u", "a")


def _trees() -> st.SearchStrategy[str]:
    texts = st.text('abc <>&"é\n', min_size=1, max_size=8).map(lambda text: text.replace("&", "&amp;"))
    texts = texts.map(lambda text: text.replace("<", "&lt;").replace(">", "&gt;"))
    return st.recursive(
        texts | st.just("<br>") | st.just("<hr>"),
        lambda inner: st.tuples(st.sampled_from(_BLOCKS + _MARKS), st.lists(inner, max_size=4)).map(
            lambda found: f"<{found[0]}>{''.join(found[1])}</{found[0]}>"
        ),
        max_leaves=20,
    )


@given(st.lists(_trees(), max_size=4).map("".join))
def test_no_letter_is_lost_however_elements_stand_in_one_another(html: str) -> None:
    from html import unescape

    letters = re.compile(r"[^abcé&]+")
    assert letters.sub("", plain(html)) == letters.sub("", unescape(re.sub(r"<[^>]*>", "", html)))


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ('<ol start="x"><li>one</li></ol>', "1. one"),
        ("<ul><em>loose</em><li>one</li></ul>", "loose\n- one"),
        ("<li>alone</li>", "alone"),
        ("<pre>a<br>b &lt; c</pre>", "    a\n    b < c"),
        ("<table><caption>What</caption><tr><td>a</td><td></td><td>c</td></tr></table>", "What\na |  | c"),
        ("<table><tr><td>a<table><tr><td>b</td></tr></table></td><td>c</td></tr></table>", "a b | c"),
        ('<a href="https://there.example/"><p>One</p><p>Two</p></a>', "One\n\nTwo"),
        ('<a href="https://a.example/?b=1&amp;c=2">https://a.example/?b=1&amp;c=2</a>', "https://a.example/?b=1&c=2"),
        ('<p>a<img src="x" alt="b &amp; &quot;c&quot;"><wbr>d</p>', 'a[b & "c"]d'),
        ("<blockquote>open", "> open"),
        ("shut</blockquote></li></p>", "shut"),
        ("<p>a</p>\n<p></p>\n<p> </p>\n<p>b</p>", "a\n\nb"),
        ("<p>a<br>\n <br>\nb</p>", "a\n\nb"),
    ],
)
def test_what_html_of_ones_own_may_hold(html: str, wanted: str) -> None:
    assert plain(html) == wanted
