"""The mapping form {shown, at, certainty}."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.times import Fault, Moment, read_moment_mapping

NEW_YORK = "America/New_York"


def mapping(shown: str | None, at: str, certainty: str | None) -> Moment | Fault:
    return read_moment_mapping(shown, at, certainty, NEW_YORK, date(2009, 6, 16))


@pytest.mark.parametrize(
    ("shown", "at", "certainty", "expected"),
    [
        ("around nine", "21:00", "about", ("around nine", "2009-06-16T21:00-04:00", "about")),
        (None, "21:17", None, ("21:17", "2009-06-16T21:17-04:00", "minute")),
        ("9:17 PM EST", "2009-06-16T21:17-04:00", None, ("9:17 PM EST", "2009-06-16T21:17-04:00", "minute")),
        ("", "21:17", None, ("", "2009-06-16T21:17-04:00", "minute")),
        (None, "21:17:05", "minute", ("21:17:05", "2009-06-16T21:17:05-04:00", "minute")),
        (None, "21:17", "exact", ("21:17", "2009-06-16T21:17:00-04:00", "exact")),
        ("that evening", "2009-06-16T21:00-04:00", "day", ("that evening", "2009-06-16", "day")),
        ("mid June", "2009-06-16", "about", ("mid June", "2009-06-16", "day")),
        ("16 June", "2009-06-16", "day", ("16 June", "2009-06-16", "day")),
    ],
)
def test_shown_is_kept_at_decides_and_certainty_bounds_what_is_told(
    shown: str | None, at: str, certainty: str | None, expected: tuple[str, str, str]
) -> None:
    found = mapping(shown, at, certainty)
    assert isinstance(found, Moment)
    assert (found.shown, found.machine(), found.certainty) == expected


@pytest.mark.parametrize(
    ("at", "certainty", "code", "in_hint"),
    [
        ("21:17", "minutes", "DL309", "Write minute."),
        ("21:17", "Exact", "DL309", "Write exact."),
        ("21:17", "", "DL309", "exact, minute, day or about"),
        ("2009-06-16", "minute", "DL309", "clock time"),
        ("2009-06-16", "exact", "DL309", "clock time"),
        ("soon", "about", "DL301", "21:17"),
        ("25:10", None, "DL307", "hour"),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_a_fault(at: str, certainty: str | None, code: str, in_hint: str) -> None:
    found = mapping("as shown", at, certainty)
    assert isinstance(found, Fault)
    assert found.code == code
    assert in_hint in found.hint


@given(shown=st.none() | st.text(), at=st.text() | st.just("21:17"), certainty=st.none() | st.text())
def test_no_mapping_raises(shown: str | None, at: str, certainty: str | None) -> None:
    found = mapping(shown, at, certainty)
    assert isinstance(found, Fault) or found.shown == (at if shown is None else shown)
