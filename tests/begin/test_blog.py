"""A new blog builds as it is; nothing that is there is written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.begin import Begun, Declined, begin_blog
from dateline.build import Options, build
from tests.begin.sites import snapshot, starter_site


@pytest.mark.parametrize("title", ["", "The flood of 2026", "“Quoted”: \"100%\" $title \\ # {x} 'y'", "سیل"])
def test_a_new_blog_builds_without_error_or_warning(tmp_path: Path, title: str) -> None:
    root = starter_site(tmp_path / "site")
    begun = begin_blog(root, "flood-2026", title)
    assert isinstance(begun, Begun)
    assert (begun.path, begun.line, begun.made) == ("content/flood-2026/blog.yaml", 1, True)
    result = build(Options(root=root, output=root / "output", as_of=1_800_000_000))
    assert result.problems == ()
    assert (root / "output/flood-2026/index.html").is_file()
    assert result.blogs == 2


def test_a_blog_without_a_title_is_named_after_its_id(tmp_path: Path) -> None:
    root = starter_site(tmp_path / "site")
    begin_blog(root, "flood-2026", "  ")
    assert '\ntitle: "Flood 2026"\n' in (root / "content/flood-2026/blog.yaml").read_text()


@pytest.mark.parametrize(
    "blog", ["Flood", "flood_2026", "../flood", "a/b", "", "-a", "tags", "pages", "static", "x" * 101]
)
def test_an_id_that_is_no_address_is_declined(tmp_path: Path, blog: str) -> None:
    root = starter_site(tmp_path / "site")
    before = snapshot(tmp_path)
    assert isinstance(begin_blog(root, blog, ""), Declined)
    assert snapshot(tmp_path) == before


def test_a_blog_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    root = starter_site(tmp_path / "site")
    (root / "content/half").mkdir()
    (root / "content/half/notes.md").write_text("mine")
    (root / "content/file").write_text("mine")
    before = snapshot(root)
    for blog in ("river-watch", "half", "file"):
        assert isinstance(begin_blog(root, blog, "x"), Declined), blog
    assert snapshot(root) == before


def test_a_title_of_two_lines_is_declined(tmp_path: Path) -> None:
    root = starter_site(tmp_path / "site")
    assert isinstance(begin_blog(root, "flood", "a\nb"), Declined)
    assert not (root / "content/flood").exists()


def test_where_no_site_is_none_is_begun(tmp_path: Path) -> None:
    assert isinstance(begin_blog(tmp_path, "flood", ""), Declined)
    assert list(tmp_path.iterdir()) == []
