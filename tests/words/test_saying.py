"""Phrases with something put in, counts, figures."""

from __future__ import annotations

import pytest

from dateline.words import counted, figures, phrase, said

DAYS = ("%(num)d day", "All %(num)d days")


def test_a_phrase_is_said_in_the_language_of_a_tag() -> None:
    assert said(phrase("Live"), "en-GB") == "Live"
    assert said("Live", "fa-IR") == "زنده"


def test_what_no_catalogue_has_is_said_in_english() -> None:
    assert said("Nobody translated %(this)s", "fa", this="x") == "Nobody translated x"


def test_numbers_get_the_figures_of_the_language_and_texts_stay_as_they_are() -> None:
    assert said("%(title)s (%(part)s)", "fa", title="Boeing 747", part=12) == "Boeing 747، بخش ۱۲"
    assert said("%(title)s (%(part)s)", "en", title="Boeing 747", part=12) == "Boeing 747 (12)"


@pytest.mark.parametrize(
    ("number", "lang", "wanted"),
    [
        (1, "en", "1 day"), (2, "en", "All 2 days"), (0, "en", "All 0 days"), (1, "fa", "۱ روز"),
        (2, "fa", "همهٔ ۲ روز"), (1234, "fa", "همهٔ ۱۲۳۴ روز"), (2, "de", "All 2 days"),
    ],
)  # fmt: skip
def test_a_phrase_that_counts_has_the_form_of_its_number(number: int, lang: str, wanted: str) -> None:
    assert counted(*DAYS, number, lang) == wanted


def test_figures() -> None:
    assert figures(1234567890, "fa") == "۱۲۳۴۵۶۷۸۹۰"
    assert figures("21:17", "fa-u-ca-gregory") == "۲۱:۱۷"
    assert [figures(12, lang) for lang in ("en", "ar", "")] == ["12", "12", "12"]
