"""Which output folders are not touched at all, and what stands in a commit's way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dateline.commit import MANIFEST_NAME, check_output, read_owned

from .outputs import build, built, put, refused, tree

SITE = {"index.html": b"home", "blog/a.html": b"a"}


def test_missing_and_empty_folders_are_fine(tmp_path: Path) -> None:
    assert check_output(tmp_path / "new" / "output", None, adopt=False) is None
    assert check_output(tmp_path, None, adopt=False) is None


@pytest.mark.parametrize("name", [".gitkeep", ".nojekyll", ".git/config"])
def test_dotfiles_are_no_content(tmp_path: Path, name: str) -> None:
    put(tmp_path, {name: b""})
    built(tmp_path, SITE)
    assert name in tree(tmp_path) or (tmp_path / name).exists()


def test_a_folder_with_content_but_no_manifest_is_refused_unless_adopted(tmp_path: Path) -> None:
    put(tmp_path, {"thesis.docx": b"years of work", "index.html": b"old home"})
    before = tree(tmp_path)
    assert "--adopt" in refused(build(tmp_path, SITE)).hint
    assert tree(tmp_path) == before
    built(tmp_path, SITE, adopt=True)
    after = tree(tmp_path)
    assert after["thesis.docx"] == b"years of work"
    assert after["index.html"] == b"home"
    built(tmp_path, {})
    assert set(tree(tmp_path)) == {"thesis.docx", MANIFEST_NAME}


@pytest.mark.parametrize("name", [MANIFEST_NAME, f"blog/{MANIFEST_NAME}"])
def test_a_damaged_manifest_is_named_and_refused_unless_adopted(tmp_path: Path, name: str) -> None:
    built(tmp_path, SITE)
    put(tmp_path, {name: b"damaged\n"})
    before = tree(tmp_path)
    refusal = refused(build(tmp_path, {"index.html": b"new"}))
    assert refusal.paths == (name,)
    assert name in refusal.message
    assert tree(tmp_path) == before
    built(tmp_path, SITE, adopt=True)
    assert built(tmp_path, SITE).written == 0


def test_an_output_that_is_a_file_is_refused(tmp_path: Path) -> None:
    put(tmp_path, {"output": b"a file"})
    assert "not a folder" in refused(build(tmp_path / "output", SITE)).message
    assert "not a folder" in refused(build(tmp_path / "output", SITE, adopt=True)).message


def test_an_output_that_is_a_link_to_nowhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "output").symlink_to("nowhere")
    assert "not a folder" in refused(build(tmp_path / "output", SITE)).message


def test_an_output_that_is_a_link_to_a_folder_is_written_there(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site").mkdir()
    output = tmp_path / "site" / "output"
    output.symlink_to("../elsewhere")
    built(output, SITE)
    assert output.is_symlink()
    assert (tmp_path / "elsewhere" / "index.html").read_bytes() == b"home"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["elsewhere", "site"]


@pytest.mark.parametrize("output", ["content", ".", "link", "content/static", "content/new/www", "link/media"])
@pytest.mark.parametrize("adopt", [True, False])
def test_the_content_folder_what_is_around_it_and_within_are_refused(tmp_path: Path, output: str, adopt: bool) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "link").symlink_to("content")
    refusal = check_output(tmp_path / output, None, adopt=adopt, forbidden=(tmp_path / "content",))
    assert "content" in refused(refusal).message


@pytest.mark.parametrize("output", ["output", "content-built"])
def test_a_folder_beside_the_content_is_fine(tmp_path: Path, output: str) -> None:
    (tmp_path / "content").mkdir()
    assert check_output(tmp_path / output, None, adopt=False, forbidden=(tmp_path / "content",)) is None


@pytest.mark.parametrize(
    ("foreign", "written", "named"),
    [
        ("about.html", "about.html", "about.html"),
        ("notes", "notes/a/b.html", "notes"),
        ("blog/x/keep.txt", "blog/x", "blog/x"),
    ],
)
def test_a_foreign_file_in_the_way_is_named_and_nothing_changes(
    tmp_path: Path, foreign: str, written: str, named: str
) -> None:
    built(tmp_path, SITE)
    put(tmp_path, {foreign: b"foreign"})
    before = tree(tmp_path)
    refusal = refused(build(tmp_path, {"index.html": b"new home", written: b"w"}))
    assert refusal.paths == (named,)
    assert named in refusal.message
    assert tree(tmp_path) == before


def test_a_foreign_file_inside_a_folder_of_ours_that_must_become_a_file_is_named(tmp_path: Path) -> None:
    built(tmp_path, {"news/a.html": b"a", "news/sub/b.html": b"b"})
    put(tmp_path, {"news/sub/keep.txt": b"foreign"})
    before = tree(tmp_path)
    assert refused(build(tmp_path, {"news": b"now a file"})).paths == ("news/sub/keep.txt",)
    assert tree(tmp_path) == before


def test_a_symlink_inside_the_output_is_never_followed_out_of_it(tmp_path: Path) -> None:
    output = tmp_path / "output"
    built(output, {**SITE, "media/a.jpg": b"a"})
    (output / "media").rename(tmp_path / "elsewhere")
    (output / "media").symlink_to("../elsewhere")
    refusal = refused(build(output, {**SITE, "media/b.jpg": b"b", "media/a.jpg": b"a"}))
    assert refusal.paths == ("media",)
    built(output, SITE)
    assert tree(tmp_path / "elsewhere") == {"a.jpg": b"a"}
    assert (output / "media").is_symlink()


def test_all_that_is_in_the_way_is_listed_at_once(tmp_path: Path) -> None:
    built(tmp_path, SITE)
    put(tmp_path, {"one.html": b"f", "two.html": b"f"})
    refusal = refused(build(tmp_path, {"one.html": b"1", "two.html": b"2"}))
    assert set(refusal.paths) == {"one.html", "two.html"}
    assert "1 more" in refusal.message


def test_a_folder_without_the_right_to_write_is_found_before_anything_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(tmp_path, SITE)
    before = tree(tmp_path)
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: "blog" not in str(path) and may(path, mode))
    assert refused(build(tmp_path, {"index.html": b"new", "blog/new/b.html": b"b"})).paths == ("blog",)
    assert tree(tmp_path) == before


def test_a_file_renamed_in_case_only_is_ours_where_case_does_not_count(tmp_path: Path) -> None:
    # Two names of one file are what a file system without case shows for both spellings.
    built(tmp_path, {"News.html": b"old"})
    os.link(tmp_path / "News.html", tmp_path / "news.html")
    # Removing the old spelling would take the new file with it.
    assert built(tmp_path, {"news.html": b"new"}).removed == 0
    assert tree(tmp_path)["news.html"] == b"new"
    owned = read_owned(tmp_path)
    assert owned is not None
    assert set(owned.files) == {"news.html", MANIFEST_NAME}
