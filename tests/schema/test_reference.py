"""The reference of content files is fresh and whole, and every example in it is what its key takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.load.log import CLASSES
from dateline.load.nodes import compose
from dateline.model import blog, entry, site, source, thread
from dateline.schema.kinds import Kind, Line
from dateline.schema.reader import Reader
from dateline.schema.record import Record, keys_of, read_values
from dateline.schema.reference import SECTIONS, reference, written
from dateline.schema.shapes import shape

PAGE = Path(__file__).resolve().parents[2] / "docs/reference/content.md"
KEYS = [pytest.param(record, name, id=f"{record.__name__}.{name}") for record in SECTIONS for name in keys_of(record)]


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference(), (
        "write it anew: python -m dateline.schema.reference > docs/reference/content.md"
    )


def test_every_record_that_editors_write_is_told() -> None:
    records = {
        found
        for module in (blog, entry, site, source, thread)
        for found in vars(module).values()
        if isinstance(found, type) and issubclass(found, Record) and found is not Record
    }
    assert set(SECTIONS) == records


def section(record: type[Record]) -> str:
    """What stands below a record's heading, up to the next one."""
    _, _, rest = reference().partition(f"# {SECTIONS[record]}\n")
    return rest.split("\n| Key |", 1)[1].split("\n\n", 1)[0]


@pytest.mark.parametrize(("record", "name"), KEYS)
def test_a_key_stands_in_it_with_its_meaning(record: type[Record], name: str) -> None:
    key = keys_of(record)[name]
    (row,) = [line for line in section(record).splitlines() if line.startswith(f"| `{written(name)}` |")]
    assert f"| {key.doc} | `{written(name)}: {key.example}` |" in row
    assert ("**required**" in row) == key.required
    assert key.doc.endswith(".")


@pytest.mark.parametrize(("record", "name"), KEYS)
def test_an_example_is_taken_whole(record: type[Record], name: str) -> None:
    reader = Reader(path="x.yaml", zone="Europe/Paris")
    node = compose(f"{name}: {keys_of(record)[name].example}\n", reader)
    read = None if node is None else read_values(record, node, reader)
    assert reader.problems == []
    assert read is not None
    found = read.values[name]
    assert found not in ("", ())
    if not keys_of(record)[name].required:
        assert found != keys_of(record)[name].default, "an example says something other than the default"


def test_what_a_heading_of_a_log_may_hold_is_told() -> None:
    text = reference()
    for word in CLASSES:
        assert ("_" in word) or f"| `.{word}` |" in text


def test_a_kind_without_words_is_not_passed_over() -> None:
    assert shape(Line(80), {}) == "one line, at most 80 characters"
    with pytest.raises(TypeError, match="Strange"):
        shape(_strange(), {})


def _strange() -> Kind:
    class Strange:
        def read(self, node: object, reader: Reader) -> object:
            """Nothing."""

    return Strange()


def test_every_key_has_an_example() -> None:
    assert [f"{r.__name__}.{name}" for r in SECTIONS for name, key in keys_of(r).items() if not key.example] == []
