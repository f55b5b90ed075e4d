"""The one resolver that refuses to leave the output folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.commit import Staging, path_fault


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "blog/2009-06-16.html",
        ".nojekyll",
        "..a/b..",
        "a b",
        "été/…",
        "ab:c/C:x",
        "blog/.dateline-x",
    ],
)
def test_plain_paths_are_good(path: str) -> None:
    assert path_fault(path) is None


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("", "empty"),
        ("/etc/passwd", "absolute"),
        ("C:/x", "absolute"),
        ("c:x", "absolute"),
        ("..", "'..'"),
        ("../x", "'..'"),
        ("a/../b", "'..'"),
        ("a/..", "'..'"),
        ("./a", "'.'"),
        ("a/.", "'.'"),
        ("a//b", "empty"),
        ("a/", "empty"),
        ("a\\b", "backslash"),
        ("..\\x", "backslash"),
        ("a\0b", "control"),
        ("a\nb", "control"),
        ("a\n", "control"),
        ("\ud800", "UTF-8"),
        (".dateline-staging/x", "kept for the build"),
    ],
)
def test_a_path_that_leaves_the_root_or_a_manifest_line_is_refused_with_a_reason(path: str, why: str) -> None:
    assert why in (path_fault(path) or "")


@given(st.text(st.sampled_from("ab./\\:\0\n…") | st.characters(), max_size=12))
def test_no_good_path_ever_resolves_outside_the_root(path: str) -> None:
    if path_fault(path) is None:
        assert os.path.normpath(f"/root/{path}") == f"/root/{path}"  # a Path would tidy it first
        assert path.encode()
        assert "\n" not in path


@pytest.mark.parametrize("path", ["../x", "/x", "a\\b"])
def test_staging_such_a_path_is_a_bug_and_writes_nothing(tmp_path: Path, path: str) -> None:
    with (
        Staging(tmp_path / "site" / "output", owned=None) as staging,
        pytest.raises(ValueError, match="path"),
    ):
        staging.add(path, b"x")
    assert list((tmp_path / "site").iterdir()) == []
