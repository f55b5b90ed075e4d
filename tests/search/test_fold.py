"""Words are found however they are written; the browser folds just as the build does (see `test_browser.py`)."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.search.fold import LONGEST, fold, words_of

CASES = {case["name"]: case for case in tomllib.loads((Path(__file__).parent / "cases.toml").read_text())["case"]}


@pytest.mark.parametrize("name", CASES)
def test_the_words_of(name: str) -> None:
    assert words_of(CASES[name]["text"]) == CASES[name]["words"].split()


@given(st.text())
def test_folding_again_changes_no_word(text: str) -> None:
    words = words_of(text)
    assert [again for word in words for again in words_of(word)] == words


@given(st.text(alphabet=st.characters(codec="ascii") | st.sampled_from("’“”—…\u00a0‘–")))
def test_the_short_way_for_plain_text_gives_the_same_words(text: str) -> None:
    # A letter beyond the short way takes the long one.
    assert words_of(f"{text} é") == [*words_of(text), "e"]


def test_what_is_too_long_to_be_a_word_is_cut() -> None:
    assert words_of("x" * 1000) == ["x" * LONGEST]


def test_folding_keeps_the_joiner_for_those_who_part_words_by_it() -> None:
    assert fold("می\u200cخواهم") == "می\u200cخواهم"
