"""Descriptions of pages: cut at a word, whatever the text goes on with."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.plan.heads import shorten

_TEXTS = st.lists(st.sampled_from([" ", "\n", "\u2003 ", "   " * 20, ",", "…", "é", "word", "w" * 30])).map("".join)


@given(_TEXTS | st.text(), st.integers(1, 60))
def test_the_beginning_of_a_text_says_what_the_whole_says(text: str, most: int) -> None:
    whole = " ".join(text.split())
    cut = whole if len(whole) <= most else whole[:most].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"
    assert shorten(text, most) == cut
