"""YAML to positioned nodes, and what is refused before it can do harm."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dateline.load.nodes import compose, slow_yaml
from dateline.schema.nodes import Node, SequenceNode
from dateline.schema.reader import Reader


def _read(text: str, first_line: int = 0) -> tuple[Node | None, list[str]]:
    reader = Reader(path="x.yaml", zone="UTC", first_line=first_line)
    node = compose(text, reader)
    return node, [f"{p.span.line}:{p.span.column} {p.code}" for p in reader.problems]


def test_scalars_are_text_whatever_they_look_like() -> None:
    words = ["12:30", "no", "1e3", "0x1F", "~", "null", "2009-06-16", "1_000", ".inf", "0o17", "<<", "="]
    node, problems = _read("\n".join(f"- {word}" for word in words))

    assert problems == []
    assert isinstance(node, SequenceNode)
    assert [item.value for item in node.value] == words


def test_an_empty_text_is_no_node_and_no_problem() -> None:
    for text in ("", "\n\n", "# a comment\n", "---\n", "--- \n..."):
        node, problems = _read(text)
        assert problems == []
        assert node is None or node.value == ""


def test_places_count_from_the_line_where_the_yaml_stands() -> None:
    assert _read("a: [", first_line=10)[1] == ["11:5 DL201"]
    assert _read("a: *b", first_line=10)[1] == ["11:4 DL203"]


def test_forty_levels_are_read_and_one_more_is_told() -> None:
    assert _read("[" * 40 + "]" * 40)[1] == []
    assert _read("[" * 41 + "]" * 41)[1] == ["1:41 DL210"]
    assert _read("- " * 40 + "x")[1] == []
    assert _read("- " * 41 + "x")[1] == ["1:81 DL210"]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "[" * 100_000 + "]" * 100_000,
        "{a: " * 100_000,
        '["]",' * 100_000,
        "['{', {b: " * 50_000,
        "- " * 100_000 + "x",
        "? " * 100_000 + "x",
        "- ? " * 50_000 + "x",
        "\n".join(" " * depth + "a:" for depth in range(2_000)),
        "\n".join("  " * depth + "-" for depth in range(2_000)),
        "a: " + "]" * 100_000 + "[" * 100_000,
        "a: '" + "]" * 100_000 + "'\nb: " + "[" * 100_000,
    ],
    ids=lambda text: text[:12],
)
def test_no_depth_reaches_the_recursion_in_c(text: str) -> None:
    node, problems = _read(text)

    assert node is None
    assert problems[-1].split()[1] in ("DL210", "DL201")


def test_many_brackets_that_are_not_nested_are_fine() -> None:
    node, problems = _read("a:\n" + "  - [x, {y: z}]\n" * 200 + "b: |\n  " + "[" * 500 + "\n")

    assert problems == []
    assert node is not None


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a: &x 1\nb: *x\n", ["1:4 DL203", "2:4 DL203"]),
        ("a: !!python/object:os.system x", ["1:4 DL203"]),
        ("a: ! x\nb: !y z", ["1:4 DL203", "2:4 DL203"]),
        ("&a [b]", ["1:1 DL203"]),
        ("{a: &b c}", ["1:5 DL203"]),
        ("? &a b\n: c", ["1:3 DL203"]),
        ("a: *x\nb: [", ["1:4 DL203", "2:5 DL201"]),
    ],
)
def test_what_changes_a_text_without_showing_it_is_refused(text: str, places: list[str]) -> None:
    assert _read(text)[1] == places


@pytest.mark.parametrize(
    "text", ["a: b & c", "a: b*c*", "a: it is!", "a: |\n  *x* &y !z\n  - - - - - - - - - - - - x", "a: 'x &y *z !w'"]
)
def test_signs_inside_a_text_are_text(text: str) -> None:
    node, problems = _read(text)

    assert problems == []
    assert node is not None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: 'x\nb: c\n", "1:4 DL201"),
        ("a: [b, c\nd: e\n", "1:4 DL201"),
        ("a: b: c", "1:5 DL201"),
        ("a: 'it's'", "1:8 DL201"),
        ("a:\n\t- b", "2:1 DL214"),
        ("a:\n  b: c\n\td: e", "3:1 DL214"),
        ("a: b\n---\nc: d", "2:1 DL215"),
        ("a: b\n...\nc: d", "3:1 DL215"),
        ("a: @b", "1:4 DL201"),
        ("a: **b**", "1:4 DL201"),
        ("a: b\nc", "2:1 DL201"),
        ("a: b\nlonger word\n", "2:1 DL201"),
        ('a: "\\q"', "1:5 DL201"),
        ("a: - b", "1:4 DL201"),
        ("a: | b", "1:6 DL201"),
    ],
)
def test_what_is_no_yaml_is_told_where_it_began(text: str, place: str) -> None:
    assert _read(text)[1] == [place]


@given(st.text(alphabet="ab:-?[]{}'\"&*!|>#%@ \n\t.0", max_size=60))
def test_any_text_is_a_node_or_a_problem_inside_the_text(text: str) -> None:
    reader = Reader(path="x.yaml", zone="UTC")

    node = compose(text, reader)

    lines = text.split("\n")
    for problem in reader.problems:
        assert 1 <= problem.span.line <= len(lines)
        assert 1 <= problem.span.column <= len(lines[problem.span.line - 1]) + 1
    assert node is None or not reader.problems


def test_a_yaml_library_without_its_fast_reader_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert slow_yaml() == ()
    monkeypatch.setattr(yaml, "__with_libyaml__", False)

    [problem] = slow_yaml()

    assert (problem.code, problem.severity) == ("DL216", "warning")


@pytest.mark.parametrize(("file", "told"), [("_yaml.cpython-311-x86_64-linux-gnu.so", 0), ("_yaml.pyi", 1)])
def test_whether_it_has_its_fast_reader_is_known_before_it_is_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, told: int
) -> None:
    (tmp_path / "yaml").mkdir()
    (tmp_path / "yaml" / "__init__.py").write_text("raise AssertionError", "utf-8")
    (tmp_path / "yaml" / file).touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "yaml")

    assert len(slow_yaml()) == told
    assert "yaml" not in sys.modules
