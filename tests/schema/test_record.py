"""Mappings read into records: keys known, missing, twice, and where each value stands."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.load.nodes import compose
from dateline.schema.kinds import WRONG, Flag, Line, ListOf, Whole
from dateline.schema.reader import Reader
from dateline.schema.record import Record, Sub, Table, Values, read_record, value


class Picture(Record, frozen=True, kw_only=True):
    """A record for these tests."""

    file: str = value(Line(), "Its file.", required=True)
    at_risk: bool = value(Flag(), "Whether someone is.", default=False)
    sizes: tuple[int, ...] = value(ListOf(Whole()), "Sizes.", default=())


def _read(text: str, kind: Any = None) -> tuple[Any, list[str]]:
    reader = Reader(path="x.yaml", zone="UTC")
    node = compose(text, reader)
    assert node is not None, reader.problems
    found = read_record(Picture, node, reader) if kind is None else kind.read(node, reader)
    return found, [f"{p.span.line}:{p.span.column} {p.code}" for p in reader.problems]


def test_a_record_knows_where_it_and_its_values_stand() -> None:
    found, problems = _read("\nfile: a.png\nat-risk: yes\nsizes:\n  - 1\n  - 2\n")

    assert problems == []
    assert (found.file, found.at_risk, found.sizes) == ("a.png", True, (1, 2))
    assert (found.where().line, found.where("file").line, found.where("sizes").line) == (2, 2, 5)
    assert (found.where("at_risk").column, found.where("nothing").line) == (10, 2)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("at_risk: no", ["1:1 DL205"]),
        ("file:\nat_risk: no", ["1:1 DL205"]),
        ("file: ~", ["1:1 DL205"]),
        ('file: ""', ["1:7 DL205"]),
        ("file: [a]", ["1:7 DL206"]),
        ("file: a\nfile: b", ["2:1 DL202"]),
        ("file: a\nat-risk: no\nat_risk: yes", ["3:1 DL202"]),
        ("file: a\nsizs: 1", ["2:1 DL204"]),
        ("file: a\n? [b]\n: c", ["2:3 DL206"]),
        ("file: a\nsizes: [1, x, 2, y]", ["2:12 DL208", "2:18 DL208"]),
        ("- a", ["1:1 DL206"]),
        ("text", ["1:1 DL206"]),
    ],
)
def test_what_is_wrong_is_told_at_its_place(text: str, told: list[str]) -> None:
    assert _read(text)[1] == told


def test_a_key_without_a_value_counts_as_not_written() -> None:
    found, problems = _read("file: a\nat_risk:\nsizes: null\n")

    assert problems == []
    assert (found.at_risk, found.sizes) == (False, ())


def test_items_that_cannot_be_read_are_left_out() -> None:
    assert _read("file: a\nsizes: [1, x, 2]")[0].sizes == (1, 2)


def test_a_bare_text_stands_for_the_short_key() -> None:
    found, problems = _read("a.png", Sub(Picture, short="file"))

    assert (found.file, found.where("file").line, problems) == ("a.png", 1, [])


def test_a_table_reads_ids_and_tells_those_that_are_none() -> None:
    found, problems = _read("a: {file: x}\nB b: {file: y}\na: {file: z}\nc: {}\nd: w\n", Table(Sub(Picture)))

    assert list(found) == ["a"]
    assert problems == ["2:1 DL211", "3:1 DL202", "4:4 DL205", "5:4 DL206"]


def test_a_table_tells_a_name_twice_even_when_the_first_was_broken() -> None:
    assert _read("a: {}\na: {file: x}\n", Table(Sub(Picture)))[1] == ["1:4 DL205", "2:1 DL202"]


@pytest.mark.parametrize("text", ["- a", "text", "[a]"])
def test_what_is_no_table_is_told(text: str) -> None:
    found, problems = _read(text, Table(Sub(Picture)))

    assert found is WRONG
    assert problems == ["1:1 DL206"]


def test_values_lie_over_defaults_with_their_places() -> None:
    own, defaults = Values({"a": 1}, {"a": (5, 1)}), Values({"a": 2, "b": 3}, {"a": (1, 1), "b": (2, 1)})

    assert own.over(defaults) == Values({"a": 1, "b": 3}, {"a": (5, 1), "b": (2, 1)})
    assert own.over(None) is own
