"""The note at the target: written and read back, or not believed."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.commit import path_fault
from dateline.publish.note import DONE_PATH, NOTE_PATH, format_done, format_note, parse_done, parse_note
from dateline.publish.planning import GONE, Plan, There, plan_publish

PATHS = st.text(min_size=1, max_size=12).filter(lambda path: path_fault(path) is None)
SHAS = st.binary(max_size=3).map(lambda data: hashlib.sha256(data).hexdigest())


@given(
    st.dictionaries(PATHS, SHAS), st.dictionaries(PATHS, SHAS), st.dictionaries(PATHS, st.one_of(SHAS, st.just(GONE)))
)
def test_what_is_noted_is_read_back(local: dict[str, str], files: dict[str, str], learnt: dict[str, str]) -> None:
    plan = plan_publish(local, There(files=files, learnt=learnt), folders=True)
    note = parse_note(format_note(plan, plan.acts))
    assert note is not None
    assert note.learnt == plan.learnt
    assert note.acts == tuple((act.path, act.sha) for act in plan.acts)


def _note(*lines: str) -> bytes:
    body = "".join(f"{line}\n" for line in lines).encode()
    return body + f"end {hashlib.sha256(body).hexdigest()}\n".encode()


GOOD = _note("dateline publish 1", f"send {'0' * 64} a.html", "delete b.html", f"has {'1' * 64} c.html", "lacks d.html")


def test_the_form_of_a_note_is_what_is_promised() -> None:
    note = parse_note(GOOD)
    assert note is not None
    assert note.acts == (("a.html", "0" * 64), ("b.html", GONE))
    assert note.learnt == {"c.html": "1" * 64, "d.html": GONE}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        GOOD[:-1],
        GOOD[:40] + GOOD[41:],
        GOOD.replace(b"b.html", b"x.html"),
        _note("dateline publish 2"),
        _note("dateline publish 1", "delete ../etc/passwd"),
        _note("dateline publish 1", "delete /etc/passwd"),
        _note("dateline publish 1", f"send {'0' * 63} a.html"),
        _note("dateline publish 1", "send  a.html", "delete "),
        _note("dateline publish 1", "move a.html"),
        _note("dateline publish 1", f"delete {NOTE_PATH}"),
    ],
)
def test_what_is_not_whole_or_leads_elsewhere_is_no_note(data: bytes) -> None:
    assert parse_note(data) is None


def test_how_far_a_run_came_is_believed_of_its_own_note_only() -> None:
    note = parse_note(GOOD)
    assert note is not None
    assert parse_done(format_done(GOOD, 1), note) == 1
    assert parse_done(format_done(GOOD, 99), note) == 2
    for data in (None, b"", b"1\n", format_done(GOOD + b" ", 1), format_done(GOOD, 1)[:-1]):
        assert parse_done(data, note) == 0


def test_no_file_of_a_site_can_be_taken_for_the_note() -> None:
    assert path_fault(NOTE_PATH)
    assert path_fault(DONE_PATH)


def test_an_empty_note_leaves_nothing_in_doubt() -> None:
    note = parse_note(format_note(Plan(), ()))
    assert note is not None
    assert (note.acts, note.learnt) == ((), {})
