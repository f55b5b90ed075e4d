"""Text in, HTML out: every case of `cases/`."""

from __future__ import annotations

import pytest

from dateline.placeholders import ALL
from tests.markup.case_files import CASES, Case, read_cases, render_case, shown

_ALL = [(path.stem, case) for path in sorted(CASES.glob("*.md")) for case in read_cases(path)]


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{stem}: {case.title}") for stem, case in _ALL])
def test_text_becomes_html(case: Case) -> None:
    assert shown(render_case(case)) == case.wanted


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{stem}: {case.title}") for stem, case in _ALL])
def test_plain_text_holds_no_placeholder_and_no_tag_of_ours(case: Case) -> None:
    text = render_case(case).text
    assert not any(char in text for char in ALL)
    assert "<a href" not in text or "<a href" in case.text


def test_no_two_cases_have_one_name() -> None:
    names = [(stem, case.title) for stem, case in _ALL]
    assert len(names) == len(set(names))
    assert len(names) >= 80
