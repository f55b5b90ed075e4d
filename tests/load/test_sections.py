"""A Markdown file cut at its level-2 headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.load.sections import cut, front_matter, never_closed


def _titles(text: str) -> list[tuple[int, str]]:
    return [(section.line, section.text) for section in cut(text)[1]]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("", []),
        ("## A\n\ntext\n\n## B\n", [(1, "A"), (5, "B")]),
        ("before\n\n## A", [(3, "A")]),
        ("##\tA ##\n### no\n#### no\n##no\n # no\n", [(1, "A")]),
        ("## A\n```\n## no\n```\n## B\n", [(1, "A"), (5, "B")]),
        ("## A\n````\n```\n## no\n````\n## B\n", [(1, "A"), (6, "B")]),
        ("## A\n  ~~~ info\n## no\n ~~~\n## B\n", [(1, "A"), (5, "B")]),
        ("## A\n```x``` y\n## B\n", [(1, "A"), (3, "B")]),
        ("## A\n<!--\n## no\n-->\n## B\n", [(1, "A"), (5, "B")]),
        ("## A\n<!-- one line -->\n## B\n", [(1, "A"), (3, "B")]),
        ("## A\n    ```\n## B\n", [(1, "A"), (3, "B")]),
        ("## A\n> ```\n\n## B\n", [(1, "A"), (4, "B")]),
    ],
)
def test_headings_count_outside_of_fences_and_comments(text: str, titles: list[tuple[int, str]]) -> None:
    assert _titles(text) == titles


@pytest.mark.parametrize(
    ("text", "line", "hidden"),
    [
        ("## A\n```\n## B\n", 2, 3),
        ("## A\n\n<!-- x\n\n## B\n## C\n", 3, 5),
        ("~~~\n```\n## B\n", 1, 3),
    ],
)
def test_a_fence_that_hides_headings_is_found(text: str, line: int, hidden: int) -> None:
    found = never_closed(text)

    assert found is not None
    assert (found.line, found.hidden) == (line, hidden)


@pytest.mark.parametrize("text", ["", "## A\n", "## A\n```\ntext\n", "```\n## no\n```\n", "<!-- ## no -->\n## B\n"])
def test_a_fence_that_hides_nothing_is_let_be(text: str) -> None:
    assert never_closed(text) is None


def test_attributes_know_their_columns() -> None:
    [section] = cut("## 21:17 Set {a} {#id .key  votes=3 reply='c1'}\n")[1]

    assert section.text == "21:17 Set {a}"
    assert [(a.sign, a.name, a.value, a.column) for a in section.attributes] == [
        ("#", "id", "", 19),
        (".", "key", "", 23),
        ("=", "votes", "3", 29),
        ("=", "reply", "c1", 37),
    ]


def test_keys_stand_directly_under_the_heading_and_end_at_a_blank_line() -> None:
    [one, two, three] = cut("## A\ntags: [x]\nby: y\n\nbody\n\n## B\n\nno: key\n\n## C\nkey:\n  - v\n")[1]

    assert (one.keys, one.keys_line, one.body, one.body_line) == ("tags: [x]\nby: y\n", 2, "body", 5)
    assert (two.keys, two.body, two.body_line) == ("", "no: key", 9)
    assert (three.keys, three.body) == ("key:\n  - v\n", "")


@given(st.lists(st.sampled_from(["## A\n", "```\n", "~~~\n", "<!--\n", "-->\n", "x\n", "\n", "k: v\n", "> q\n"])))
def test_every_heading_is_a_section_inside_a_body_or_told(pieces: list[str]) -> None:
    text = "".join(pieces)
    before, sections = cut(text)

    kept = len(sections) + sum(part.count("## A") for part in (before, *(s.body + s.keys for s in sections)))
    assert kept == pieces.count("## A\n")
    lines = text.split("\n")
    for section in sections:
        assert lines[section.line - 1] == "## A"
        if section.body:
            assert lines[section.body_line - 1] == section.body.split("\n")[0]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("---\na: b\n---\nText\n", ("a: b\n", "Text", 4)),
        ("--- \t\na: b\n--- \n\n\nText\n\n", ("a: b\n", "Text", 6)),
        ("---\n---\n", ("", "", 3)),
        ("---\na: b\n...\nText", ("a: b\n", "Text", 4)),
        ("---\na: b\n", None),
        ("a: b\n---\n", None),
        ("----\na: b\n----\n", None),
        ("", None),
        ("---", None),
    ],
)
def test_front_matter_is_cut_off(text: str, parts: tuple[str, str, int] | None) -> None:
    assert front_matter(text) == parts
