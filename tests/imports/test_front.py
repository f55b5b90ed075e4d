"""Keys above texts, shortcodes in them, HTML made of facts: whatever stands there is read, refused or left alone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.imports.elements import element
from dateline.imports.found import Fault
from dateline.imports.markdown import hugo, liquid
from dateline.imports.markdown.front import Front, split
from dateline.imports.markdown.shortcodes import Aside, parameters


@pytest.mark.parametrize(
    ("text", "form", "values", "body"),
    [
        (
            "---\nTitle: A\ntags: [b, c]\nn: 1\nyes: on\nnone: ~\nq: '~'\n---\n\nx",
            "yaml",
            {"title": "A", "tags": ["b", "c"], "n": "1", "yes": "on", "none": "", "q": "~"},
            "x",
        ),
        ("---\ntitle: A\n...\nx", "yaml", {"title": "A"}, "x"),
        (
            "---\nparams:\n  Author: A\ntitle: B\n---\n",
            "yaml",
            {"author": "A", "params": {"Author": "A"}, "title": "B"},
            "",
        ),
        ("---\n---\nx", "yaml", {}, "x"),
        (
            "+++\ndate = 2026-01-12T08:30:00-05:00\nday = 2026-01-12\ndraft = true\nn = [1, 2.5]\n+++\nx",
            "toml",
            {"date": "2026-01-12T08:30:00-05:00", "day": "2026-01-12", "draft": "true", "n": ["1", "2.5"]},
            "x",
        ),
        (
            '{"title": "A", "draft": false, "none": null}\n\nx',
            "json",
            {"title": "A", "draft": "false", "none": ""},
            "x",
        ),
        (
            "Title: A: b\nDate: 2026-01-12\nSummary: one\n    two\n\nx",
            "pelican",
            {"title": "A: b", "date": "2026-01-12", "summary": "one two"},
            "x",
        ),
        ("Note: this is a text\n\nx", "", {}, "Note: this is a text\n\nx"),
        ("---\n\nA rule above a text", "", {}, "---\n\nA rule above a text"),
        ("words", "", {}, "words"),
    ],
)
def test_forms(text: str, form: str, values: dict[str, Any], body: str) -> None:
    assert split(text, "a.md") == Front(form=form, values=values, body=body)


_KEYS = st.sampled_from(
    [
        "---\n",
        "+++\n",
        "{",
        "}",
        '"a"',
        ": ",
        "a",
        "\n",
        "[",
        "]",
        "Title: ",
        "- ",
        "= ",
        "'",
        "    ",
        "&x",
        "*x",
        "2026-01-12",
    ]
)


@given(text=st.lists(_KEYS, max_size=20).map("".join))
@settings(max_examples=300)
@example(text="---\n" + "- " * 5000 + "\n---\n")
@example(text="+++\na = " + "[" * 5000 + "\n+++\n")
def test_any_keys_are_read_or_a_fault_with_a_line(text: str) -> None:
    found = split(text, "a.md")
    assert isinstance(found, Front) or (found.path == "a.md" and found.message)
    if isinstance(found, Fault) and "deeply" not in found.message:
        assert found.line >= 1


_TAGS = st.sampled_from(
    [
        "{{< ",
        " >}}",
        "{{% ",
        " %}}",
        "{{</* ",
        " */>}}",
        "{% ",
        " %}",
        "{{ ",
        " }}",
        "raw",
        "endraw",
        "highlight",
        "endhighlight",
        "figure",
        "/",
        "src=",
        '"a.jpg"',
        "'",
        '"',
        "`",
        "youtube ",
        "id",
        "include x.html ",
        "\n",
        " ",
        "site.url",
        "{: .a}",
        "```\n",
        "ref ",
        "post_url ",
        "\ue0f0",
        "0",
        "\ue0f1",
        "word",
    ]
)


@given(text=st.lists(_TAGS, max_size=25).map("".join))
@settings(max_examples=300)
def test_any_shortcodes_are_said_or_told(text: str) -> None:
    """No mark of the reader's own is left, nothing raises, and words between them stay."""
    for program in ("hugo", "jekyll"):
        aside = Aside()
        if program == "hugo":
            said = hugo.expand(text, lambda _: "", aside)
        else:
            said = liquid.expand(text, lambda _: "", aside, {"url": "u"}, {})
        whole = aside.back(said)
        assert "\ue0f0" not in whole and "\ue0f1" not in whole
        assert all(one.what and one.why for one in aside.told("a.md"))


def test_parameters() -> None:
    """Named and bare, in any quotes, with escapes."""
    found = parameters("""src="a b.jpg" Alt='it''s' cap=`x "y"` 300 "two \\"three\\"" key: value""")
    assert found.get("src") == "a b.jpg" and found.get("cap") == 'x "y"'
    assert found.get("key") == "value"
    assert "300" in found.bare and 'two "three"' in found.bare
    assert found.get("none", "src") == "a b.jpg"


@pytest.mark.parametrize(
    ("made", "html"),
    [
        (element("p", "a < b & c"), "<p>a &lt; b &amp; c</p>"),
        (element("p", element("b", "x"), " y"), "<p><b>x</b> y</p>"),
        (
            element("a", "x", href='https://a.example/"onclick="y'),
            '<a href="https://a.example/&quot;onclick=&quot;y">x</a>',
        ),
        (element("img", src="a.jpg", alt=""), '<img src="a.jpg">'),
        (element("p", "\x00\ud800"), "<p>?</p>"),
    ],
)
def test_html_of_facts(made: str, html: str) -> None:
    """Words are words, attributes stay within their quotes, what no file may hold is left out."""
    assert made == html
