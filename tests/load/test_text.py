"""Bytes to text, or the place where they stop being text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.load.text import CONTROL, LARGEST_TEXT, decode
from dateline.problems import Problem


def _problem(data: bytes) -> Problem:
    found = decode(data, "x.md")
    assert isinstance(found, Problem)
    return found


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"\xef\xbb\xbfa", "a"),
        (b"a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("ü日🙂\u202e".encode(), "ü日🙂\u202e"),
        (b"tab\tand\nline", "tab\tand\nline"),
        (b"\xef\xbb\xbf\xef\xbb\xbfa", "\ufeffa"),
    ],
)
def test_text_is_utf8_with_plain_line_ends_and_no_byte_order_mark(data: bytes, text: str) -> None:
    assert decode(data, "x.md") == text


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"\xe9", 1, 1),
        (b"ab\xe9", 1, 3),
        (b"\xef\xbb\xbfab\xe9", 1, 3),
        ("ü日".encode() + b"\xff", 1, 3),
        (b"a\r\nb\rc\n\xe9", 4, 1),
        (b"a\n\xe2\x82", 2, 1),
    ],
)
def test_the_first_byte_that_is_no_text_is_told_in_characters(data: bytes, line: int, column: int) -> None:
    found = _problem(data)

    assert found.code == "DL101"
    assert (found.span.line, found.span.column) == (line, column)


@pytest.mark.parametrize("char", ["\x00", "\x02", "\x0b", "\x1f", "\x7f", "\x85", "\u2028", "\u2029", "\ufffe"])
def test_a_control_character_is_told_at_its_place(char: str) -> None:
    found = _problem(f"\ufeffü\r\n日{char}".encode())

    assert (found.code, found.span.line, found.span.column) == ("DL102", 2, 2)
    assert f"U+{ord(char):04X}" in found.message


def test_a_large_text_is_refused_by_its_size() -> None:
    assert isinstance(decode(b"a" * LARGEST_TEXT, "x.md"), str)
    assert _problem(b"\xff" * (LARGEST_TEXT + 1)).code == "DL103"


def test_utf16_is_named_as_what_it_looks_like() -> None:
    assert "UTF-16" in _problem("Text".encode("utf-16")).hint
    assert "Latin-1" in _problem("Café".encode("latin-1")).hint


@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_a_problem(data: bytes) -> None:
    found = decode(data, "x.md")

    if isinstance(found, str):
        assert "\r" not in found
        assert CONTROL.search(found) is None
    else:
        assert found.span.line >= 1
        assert found.span.column >= 1
