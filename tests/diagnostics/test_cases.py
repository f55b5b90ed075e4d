"""Each case: a small site with something wrong, and exactly the problems that an editor is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.build import Options, build
from tests.diagnostics.case_files import CASES, base_parts, lay_out, one_line, read_case

AS_OF = 1_800_000_000


@pytest.mark.parametrize("name", sorted(path.stem for path in CASES.glob("*.txt")))
def test_an_editor_is_told_exactly_this(name: str, tmp_path: Path) -> None:
    case = read_case(CASES / f"{name}.txt")
    lay_out(base_parts(), tmp_path)
    lay_out(case.parts, tmp_path)
    options = Options(
        root=tmp_path,
        output=tmp_path / "output",
        as_of=AS_OF,
        commit=False,
        terms=case.terms,
        preview=case.preview,
    )

    result = build(options)

    assert result.refused is None
    assert [one_line(problem) for problem in result.problems] == [told.line for told in case.expected]
    for problem, told in zip(result.problems, case.expected, strict=True):
        assert problem.hint.startswith(told.hint), f"the hint is: {problem.hint}"
        assert problem.hint or told.hint == "", "a problem says what to do"


def test_the_site_that_cases_are_laid_over_is_without_fault(tmp_path: Path) -> None:
    lay_out(base_parts(), tmp_path)

    result = build(Options(root=tmp_path, output=tmp_path / "output", as_of=AS_OF))

    assert result.ok
    assert not result.problems
    assert "quake/first.html" in result.written
