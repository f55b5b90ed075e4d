"""A description is cut at a word, and of a long text no more is read than is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.plan.heads import shorten


@given(st.lists(st.sampled_from(["a", "word", "–", ",", " ", "  \n" * 30, "é" * 50])).map("".join), st.integers(1, 99))
def test_it_is_the_beginning_of_the_whole_text(text: str, most: int) -> None:
    whole = " ".join(text.split())
    cut = whole[:most].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"
    assert shorten(text, most) == (whole if len(whole) <= most else cut)


@pytest.mark.parametrize(
    ("text", "shown"), [("One two three", "One two…"), ("One  two", "One two"), ("One, two three", "One, two…")]
)
def test_it_ends_at_a_word(text: str, shown: str) -> None:
    assert shorten(text, 10) == shown
