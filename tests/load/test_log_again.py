"""A log that was edited is read again section by section, and says the same as one that is read for the first time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.kept import Kept
from dateline.load import log
from dateline.load.log import read_log
from dateline.load.sections import Section
from dateline.model.entry import Entry
from dateline.problems import Problem
from dateline.schema.reader import Reader

DEFAULTS = "by: mk\n\n"
SECTIONS = (
    "## 08:00 First {#first}\n\nIt began.\n",
    "## 09:00 Second {#second}\ntags: [a, b]\n\nOn.\n",
    "## 10:00 Third {#third}\n\nOn and on.\n",
)


def read(text: str, kept: Kept | None) -> tuple[tuple[Entry, ...], list[Problem]]:
    """The entries of a log, and what is wrong with it."""
    reader = Reader(path="content/quake/2009-06-16.md", zone="Asia/Tehran", problems=[])
    return read_log(text, reader, "2009-06-16", None if kept is None else kept.turn()), reader.problems


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The lines of the sections that are read from now on."""
    found: list[int] = []
    entry = log._entry

    def noted(section: Section, *rest: object) -> Entry | None:
        found.append(section.line)
        return entry(section, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(log, "_entry", noted)
    return found


def test_only_a_section_that_changed_is_read_again(taken: list[int]) -> None:
    kept, text = Kept(), DEFAULTS + "\n".join(SECTIONS)
    first, _ = read(text, kept)
    assert taken == [3, 7, 12]
    taken.clear()
    again, _ = read(text.replace("It began.", "It ended."), kept)
    assert taken == [3]
    assert again[1] is first[1]
    assert again[2] is first[2]


def test_all_are_when_the_defaults_change(taken: list[int]) -> None:
    kept, text = Kept(), DEFAULTS + "\n".join(SECTIONS)
    read(text, kept)
    taken.clear()
    read(text.replace("by: mk", "by: kb"), kept)
    assert taken == [3, 7, 12]


def test_what_is_wrong_is_said_each_time() -> None:
    kept, text = Kept(), "## 08:00 First {.no-such-thing}\n\nIt began.\n"
    assert [read(text, kept)[1][0].code for _ in range(3)] == ["DL410"] * 3


_PARTS = st.lists(
    st.sampled_from((*SECTIONS, "## 11:00 {.odd}\n\nText.\n", "## no time\n", "## 25:00\n\nText.\n", "```\n", "\n\n")),
    max_size=5,
).map("\n".join)


@given(
    st.lists(st.tuples(st.sampled_from(("", DEFAULTS, "by: kb\nplace: Tehran\n\n")), _PARTS), min_size=2, max_size=5)
)
def test_logs_one_after_another_say_what_each_says_by_itself(logs: list[tuple[str, str]]) -> None:
    kept = Kept()
    for above, below in logs:
        assert read(above + below, kept) == read(above + below, None)
