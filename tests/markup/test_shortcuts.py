"""Every shortcut gives what the long way gives: markdown-it's own loops, renderer and address encoding."""

from __future__ import annotations

from functools import cache
from typing import Any
from unittest.mock import patch

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import normalize, smartquotes
from markdown_it.token import Token

from dateline.markup import comment, dispatch, parser
from dateline.markup.rules.links import normalized
from dateline.markup.rules.notes import Notes
from tests.markup.case_files import CASES, read_cases, scope_of

_SIGNS = st.sampled_from("ab1 \t\n#*_~[]()!@?:=+-.>|`<&;/\\\"'^…—\r\0\u00a0")
_WORDS = st.sampled_from(
    [
        "\n\n",
        "\n> ",
        "\n- ",
        "\n1. ",
        "\n    ",
        "**",
        "*a*",
        "*a b* ",
        " **a b**",
        "\n*1*.",
        "~~",
        "``",
        "```",
        "[@cnn]",
        "[…]",
        "[^1]",
        "\n[^1]: ",
        "^[",
        "](/x)",
        "![a](media/square.jpg)",
        "<b>",
        "</b>",
        "<!--",
        "&amp;",
        "https://x.example/a",
        "\n[a]: /b\n",
        "\n---\n",
        "\n===\n",
        "| a | b |\n| - | - |\n",
        "\n> — A, [@cnn] via [@blog]\n",
        "\\>",
        "words ",
    ]
)
_TEXTS = st.lists(_WORDS | _SIGNS, max_size=60).map("".join)
_QUOTES = ("“", "”", "‘", "’")


@cache
def stock() -> MarkdownIt:
    """The same parser without any shortcut."""
    with (
        patch.object(dispatch, "add", lambda md: None),
        patch.object(parser, "Renderer", RendererHTML),
        patch.object(parser, "_normalize", normalize),
        patch.object(parser, "_smartquotes", smartquotes),
    ):
        made = parser.parser.__wrapped__(_QUOTES)
    made.normalizeLink = normalizeLink  # type: ignore[method-assign]
    return made


def parsed(md: MarkdownIt, text: str, *, inline: bool) -> tuple[list[Token], str, Notes]:
    notes = Notes(scope=scope_of(), lines=text.split("\n"))
    env: dict[str, Any] = {"notes": notes, "docId": "asked_"}
    tokens = md.parseInline(text, env) if inline else md.parse(text, env)
    return tokens, md.renderer.render(tokens, md.options, env), notes


@given(_TEXTS, st.booleans())
@example("[" * 60 + "a](b)" * 30, False)
@example("*a " * 60 + "[b](c)" + " d*" * 60, True)
@example("**a *b c** d* **e**", True)
@example("*a* *b*_c_ d*e* (*f*)", True)
@example("[*a* **b**](c) [*a*", True)
@example("> " * 30 + "- a\n" * 3, False)
@example("a\n===\n- b\n1. c\n   2. d\n---", False)
def test_dispatch_and_renderer_change_nothing(text: str, inline: bool) -> None:
    assert parsed(parser.parser(_QUOTES), text, inline=inline) == parsed(stock(), text, inline=inline)


def test_dispatch_and_renderer_change_nothing_in_the_cases() -> None:
    for path in CASES.glob("*.md"):
        for case in read_cases(path):
            assert parsed(parser.parser(_QUOTES), case.text, inline=False) == parsed(stock(), case.text, inline=False)


def test_the_parser_without_shortcuts_is_another() -> None:
    ours = parser.parser(_QUOTES)
    assert type(stock().block) is not type(ours.block)
    assert type(stock().inline) is not type(ours.inline)
    assert type(stock().renderer) is not type(ours.renderer)


@given(
    st.text(alphabet=st.sampled_from("ab \t\n\n.,’&<\"'#*:/!-\u00a0\u2003\u200b\x1c\x85\r\0>\\["), max_size=60)
    | st.text()
)
@example("a  \n \tb \n\n\t\n c\t\n")
def test_a_plain_comment_is_what_the_parser_makes_of_it(text: str) -> None:
    if text.strip():
        assert comment.render_comment(text, scope_of()) == comment._parsed(text, scope_of())


@given(
    st.from_regex(r"(https?://[a-z0-9.-]{1,70}/)?[A-Za-z0-9_./-]{0,80}", fullmatch=True)
    | st.text(alphabet="aZ0.:/-_@?#%[]é ", max_size=40)
)
@example("a:b")
@example("https://" + "a" * 64 + "/")
@example("http://a-.b/")
@example("http://xn--a/")
def test_a_plain_address_is_encoded_as_ever(href: str) -> None:
    assert normalized(href) == normalizeLink(href)
