"""A theme is known by its files, looked at by their times only when those are old enough to be told apart."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.kept import Kept
from dateline.load import theme_files
from dateline.load.theme_files import theme_digest

OLD = time.time_ns() - 10**12


def a_text(folder: Path) -> None:
    (folder / "page.html").write_text("As it is")


def a_text_in_its_old_time(folder: Path) -> None:
    (folder / "page.html").write_text("As it is")
    os.utime(folder / "page.html", ns=(OLD, OLD))


def another_file(folder: Path) -> None:
    (folder / "other.html").write_text("")


def one_less(folder: Path) -> None:
    (folder / "page.html").unlink()


def one_below(folder: Path) -> None:
    (folder / "below").mkdir()
    (folder / "below/page.html").write_text("")


@pytest.mark.parametrize("change", [a_text, a_text_in_its_old_time, another_file, one_less, one_below])
def test_every_change_is_seen(tmp_path: Path, change: Callable[[Path], None]) -> None:
    folder = tmp_path / "themes/ours"
    folder.mkdir(parents=True)
    (folder / "page.html").write_text("As it was")
    os.utime(folder / "page.html", ns=(OLD, OLD))
    kept = Kept()
    before = theme_digest(tmp_path, "ours", kept)
    assert before == theme_digest(tmp_path, "ours", kept.turn()) == theme_digest(tmp_path, "ours")
    change(folder)
    assert before != theme_digest(tmp_path, "ours", kept.turn()) == theme_digest(tmp_path, "ours")


def test_files_are_read_once_when_they_have_rested(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "themes/ours").mkdir(parents=True)
    (tmp_path / "themes/ours/page.html").write_text("As it was")
    read: list[str] = []
    digest = theme_files._digest

    def counted(root: Path, name: str) -> bytes:
        read.append(name)
        return digest(root, name)

    monkeypatch.setattr(theme_files, "_digest", counted)
    kept = Kept()
    theme_digest(tmp_path, "ours", kept)
    theme_digest(tmp_path, "ours", kept.turn())
    assert read == ["ours", "ours"], "it may change again at the same tick of the clock"
    now = time.time_ns()
    monkeypatch.setattr(time, "time_ns", lambda: now + 10 * 10**9)
    for _ in range(3):
        theme_digest(tmp_path, "ours", kept.turn())
    assert read == ["ours", "ours", "ours"]


def test_the_packages_own_folders_are_looked_at_with_all_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    themes = tmp_path / "package"
    (themes / "default").mkdir(parents=True)
    page = themes / "default/page.html"
    page.write_text("As it was")
    os.utime(page, ns=(OLD, OLD))
    monkeypatch.setattr(theme_files, "package_themes", lambda: themes)
    later = time.time_ns() + 10 * 10**9
    monkeypatch.setattr(time, "time_ns", lambda: later)
    kept, site = Kept(), tmp_path / "site"
    before = theme_digest(site, "default", kept)
    page.write_text("As it is now")
    assert theme_digest(site, "default", kept.turn(), few=True) == before
    (site / "themes/default").mkdir(parents=True)
    (site / "themes/default/more.html").write_text("The site’s own")
    with_more = theme_digest(site, "default", kept.turn(), few=True)
    assert with_more != before
    now = theme_digest(site, "default", kept.turn())
    assert now == theme_digest(site, "default") == theme_digest(site, "default", kept.turn(), few=True)
    assert now != before
