"""File names that cannot be kept in a repository: line breaks, bytes that are no text."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from dateline.build import Options, build
from tests.diagnostics.case_files import base_parts, lay_out, one_line
from tests.diagnostics.test_cases import AS_OF

pytestmark = pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="the file system refuses such names")


def _told(root: Path, commit: bool = False) -> list[str]:
    result = build(Options(root=root, output=root / "output", as_of=AS_OF, commit=commit))
    return [one_line(problem) for problem in result.problems]


def test_a_name_that_is_no_text_is_told_as_far_as_it_can_be_shown(tmp_path: Path) -> None:
    lay_out(base_parts(), tmp_path)
    for folder in ("content/quake", "content/static", "content/quake/media"):
        os.makedirs(tmp_path / folder, exist_ok=True)  # noqa: PTH103 - bytes below
        Path(os.fsdecode(os.fsencode(tmp_path / folder) + b"/caf\xe9.md")).write_bytes(b"x")

    assert _told(tmp_path) == [
        "content/quake/caf?.md: DL108 error: The file's name is not UTF-8.",
        "content/quake/media/caf?.md: DL108 error: The file's name is not UTF-8.",
        "content/static/caf?.md: DL108 error: The file's name is not UTF-8.",
    ]


def test_a_template_or_asset_whose_name_is_no_text_is_told(tmp_path: Path) -> None:
    lay_out(base_parts(), tmp_path)
    for folder in ("templates", "assets"):
        path = tmp_path / "themes/default" / folder
        path.mkdir(parents=True)
        Path(os.fsdecode(os.fsencode(path) + b"/caf\xe9.html")).write_bytes(b"x")

    assert _told(tmp_path) == [
        "themes/default/assets/caf?.html: DL108 error: The file's name is not UTF-8.",
        "themes/default/templates/caf?.html: DL108 error: The file's name is not UTF-8.",
    ]


@pytest.mark.parametrize("name", ["a\nb.txt", "a\\b.txt", "tab\there.txt", "bell\x07.txt"])
def test_a_name_that_no_list_of_files_can_hold_is_told(name: str, tmp_path: Path) -> None:
    lay_out(base_parts(), tmp_path)
    (tmp_path / "content/static").mkdir()
    (tmp_path / "content/static" / name).write_text("x")
    (tmp_path / "content/quake/media" / name).write_text("x")

    told = _told(tmp_path, commit=True)

    assert len(told) == 2
    assert all("DL901 error: This cannot be published: " in line for line in told)


def test_names_with_spaces_signs_and_other_letters_are_fine(tmp_path: Path) -> None:
    lay_out(base_parts(), tmp_path)
    (tmp_path / "content/static").mkdir()
    for name in ("two words.txt", "100% & #1.txt", "日本語.txt", "+plus;semi,comma.txt", "🙂.txt", "'q'.txt"):
        (tmp_path / "content/static" / name).write_text("x")

    assert _told(tmp_path, commit=True) == []
    assert (tmp_path / "output" / "100% & #1.txt").read_text() == "x"


@pytest.mark.parametrize("name", ["Big News.md", "a\nb.md", "ü.md", "-x-.md", "X.md"])
def test_an_entry_whose_file_name_is_no_id_is_told_how_to_name_it(name: str, tmp_path: Path) -> None:
    lay_out(base_parts(), tmp_path)
    (tmp_path / "content/quake" / name).write_text("---\ntime: 2009-06-16T22:00-04:00\n---\nText.\n")

    told = _told(tmp_path)

    assert len(told) == 1
    assert "DL211 error: The file's name “" in told[0]
