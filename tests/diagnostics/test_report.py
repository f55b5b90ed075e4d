"""Problems as text, as JSON and as GitHub's annotations."""

from __future__ import annotations

import json

import pytest

from dateline.problems import Problem, Span, error, warning
from dateline.problems.report import as_github, as_gitlab, as_json, as_text

KEY = error(Span("content/quake/blog.yaml", 2, 1), "DL204", "Unknown key “titel”.", "Did you mean “title”?")
FILE = warning(Span("content/notes.txt"), "DL107", "Nothing is made of this file.", "Put it into static/.")


def _line(text: str, path: str = "content/quake/blog.yaml") -> str:
    """The report of a problem in a file that has `text` as its second line."""
    shown = as_text([KEY], lambda asked, line: text if (asked, line) == (path, 2) else "")
    return shown.split("\n", 1)[1]


def _under(text: str, column: int) -> str:
    """What a caret stands under, when each character takes the cells that a terminal gives it."""
    problem = error(Span("x", 1, column), "DL201", "m")
    _, source, caret, _ = as_text([problem], lambda *_: text).split("\n")
    return source + "\n" + caret


def test_a_problem_is_one_line_with_its_source_a_caret_and_a_hint() -> None:
    assert as_text([KEY], lambda *_: "titel: The quake") == (
        "content/quake/blog.yaml:2:1: DL204 error: Unknown key “titel”.\n"
        "    | titel: The quake\n"
        "    | ^\n"
        "    = Did you mean “title”?\n"
    )


def test_a_problem_of_a_whole_file_has_no_line_and_no_source() -> None:
    assert as_text([FILE], lambda *_: "never shown") == (
        "content/notes.txt: DL107 warning: Nothing is made of this file.\n    = Put it into static/.\n"
    )


def test_a_line_that_cannot_be_shown_is_left_out() -> None:
    assert _line("") == "    = Did you mean “title”?\n"


def test_without_problems_nothing_is_said() -> None:
    assert as_text([], lambda *_: "") == ""
    assert as_github([]) == ""
    assert json.loads(as_json([])) == []


@pytest.mark.parametrize(
    ("text", "column", "shown"),
    [
        ("abc: x", 6, "    | abc: x\n    |      ^"),
        ("\tabc", 2, "    |  abc\n    |  ^"),
        ("日本語: x", 6, "    | 日本語: x\n    |         ^"),
        ("e\u0301te\u0301: x", 8, "    | e\u0301te\u0301: x\n    |      ^"),
        ("☁\ufe0f: x", 5, "    | ☁\ufe0f: x\n    |    ^"),
        ("abc", 4, "    | abc\n    |    ^"),
        ("abc", 99, "    | abc\n    |    ^"),
    ],
    ids=["plain", "after a tab", "after wide", "after combining", "after a variation mark", "at the end", "beyond it"],
)
def test_the_caret_stands_under_its_character(text: str, column: int, shown: str) -> None:
    assert _under(text, column) == shown


def test_of_a_long_line_the_part_around_the_caret_is_shown() -> None:
    source, caret = _under("a" * 5_000 + "X" + "b" * 5_000, 5_001).split("\n")

    assert len(source) < 200
    assert source[caret.index("^")] == "X"


def test_no_control_character_of_a_file_reaches_the_terminal() -> None:
    problem = error(Span("a\x1b[31m\n.md", 1, 1), "DL201", "bad \x07 \u202e name", "with \x1b]0;title\x07 a hint")

    shown = as_text([problem], lambda *_: "text \x1b[2J \u202e\x9b more")

    assert all(char.isprintable() or char == "\n" for char in shown)
    assert shown.count("\n") == 4


def test_json_holds_every_field_as_it_is() -> None:
    assert json.loads(as_json([KEY, FILE])) == [
        {
            "path": "content/quake/blog.yaml",
            "line": 2,
            "column": 1,
            "code": "DL204",
            "severity": "error",
            "message": "Unknown key “titel”.",
            "hint": "Did you mean “title”?",
        },
        {
            "path": "content/notes.txt",
            "line": 0,
            "column": 0,
            "code": "DL107",
            "severity": "warning",
            "message": "Nothing is made of this file.",
            "hint": "Put it into static/.",
        },
    ]


def test_github_gets_a_workflow_command_per_problem() -> None:
    assert as_github([KEY, FILE]) == (
        "::error file=content/quake/blog.yaml,line=2,col=1,title=DL204::Unknown key “titel”. Did you mean “title”?\n"
        "::warning file=content/notes.txt,title=DL107::Nothing is made of this file. Put it into static/.\n"
    )


def test_no_control_character_reaches_a_log() -> None:
    problem = Problem(Span("a\x1b[31mred\x07.txt", 1, 1), "DL201", "error", "one\x1b[0m", "")
    assert not set(as_github([problem])) & {"\x1b", "\x07"}


def test_nothing_in_a_name_or_text_can_end_a_workflow_command() -> None:
    problem = Problem(Span("a,b:c%\n.md", 1, 0), "DL201", "error", "one\r\n::set-env name=x::100%", "")

    assert as_github([problem]) == (
        "::error file=a%2Cb%3Ac%25%0A.md,line=1,col=1,title=DL201::one%0D%0A::set-env name=x::100%25\n"
    )


def test_gitlab_gets_a_finding_per_problem() -> None:
    found = json.loads(as_gitlab([KEY, FILE]))

    prints = [finding.pop("fingerprint") for finding in found]
    assert found == [
        {
            "description": "Unknown key “titel”. Did you mean “title”?",
            "check_name": "DL204",
            "severity": "major",
            "location": {"path": "content/quake/blog.yaml", "lines": {"begin": 2}},
        },
        {
            "description": "Nothing is made of this file. Put it into static/.",
            "check_name": "DL107",
            "severity": "minor",
            "location": {"path": "content/notes.txt", "lines": {"begin": 1}},
        },
    ]
    assert len(set(prints)) == 2


def test_a_finding_is_the_same_one_further_down_and_two_alike_are_two() -> None:
    below = error(Span(KEY.span.path, 9, 1), KEY.code, KEY.message, KEY.hint)

    (first,), (second,), both = (json.loads(as_gitlab(told)) for told in ([KEY], [below], [KEY, below]))

    assert first["fingerprint"] == second["fingerprint"] == both[0]["fingerprint"] != both[1]["fingerprint"]
