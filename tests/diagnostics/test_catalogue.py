"""Every code that can be told is documented and has a case, and nothing else is documented."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import dateline
from dateline.problems.catalogue import CODES, GROUPS
from dateline.problems.reference import reference
from tests.diagnostics.case_files import CASES, read_case

PACKAGE = Path(dateline.__file__).parent
ROOT = Path(__file__).parents[2]
_CODE = re.compile(r"DL\d{3}")

ELSEWHERE = {
    "DL108": "names that are not UTF-8 cannot be kept in a repository: test_names",
    "DL216": "needs a PyYAML without libyaml: tests/load/test_nodes",
    "DL707": "needs more than a thousand old names: tests/plan/test_host_files",
    "DL901": "names with line breaks cannot be kept in a repository: test_names",
    "DL904": "needs a system that refuses to write: the tests of the command line",
    "DL905": "needs an older state to compare with: tests/repository/test_against",
    "DL906": "needs an older state to compare with: tests/repository/test_ids",
}
"""Codes whose cases cannot be files of the case data, and where they are shown instead."""


def _emitted() -> dict[str, str]:
    """Each code that stands in the package as a whole text, and a place where it does."""
    found: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.name == "catalogue.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _CODE.fullmatch(node.value):
                found.setdefault(node.value, f"{path.relative_to(PACKAGE)}:{node.lineno}")
    return found


def test_every_code_that_is_told_is_documented() -> None:
    assert {code: place for code, place in _emitted().items() if code not in CODES} == {}


def test_every_code_that_is_documented_is_told() -> None:
    assert set(CODES) - set(_emitted()) == set()


def test_every_code_has_a_case() -> None:
    told = {
        code
        for path in CASES.glob("*.txt")
        for problem in read_case(path).expected
        for code in _CODE.findall(problem.line)
    }
    assert set(CODES) - told - set(ELSEWHERE) == set()
    assert told & set(ELSEWHERE) == set()
    assert told - set(CODES) == set()


@pytest.mark.parametrize("name", sorted(CODES))
def test_a_code_says_what_it_means_and_how_it_is_mended(name: str) -> None:
    code = CODES[name]

    assert name[:3] in GROUPS
    assert 5 < len(code.title) < 70
    assert not code.title.endswith(".")
    assert code.explanation.endswith(".")
    assert code.mend.endswith(".")


def test_no_two_codes_are_called_the_same() -> None:
    titles = [code.title for code in CODES.values()]
    assert len(set(titles)) == len(titles)


def test_the_codes_stand_in_their_order() -> None:
    assert list(CODES) == sorted(CODES)


def test_the_reference_in_the_repository_is_current() -> None:
    committed = ROOT / "docs" / "reference" / "diagnostics.md"
    assert committed.read_text(encoding="utf-8") == reference(), (
        "write it anew: python -m dateline.problems.reference > docs/reference/diagnostics.md"
    )
