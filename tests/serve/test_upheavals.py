"""What happens to folders under an editor's hands: branches, tools, slips. The preview comes through, and shows what is
there in the end."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dateline.build import Options, build
from dateline.serve.server import PREVIEW
from tests.begin.sites import BLOG, LOG, edit, starter_site
from tests.serve.previewing import PATIENCE, Running, running
from tests.site_kit import assert_same, tree

FILES = 5_000
PAGE = "/river-watch/river-rising.html"


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Running]:
    """A running preview of a new site."""
    with running(starter_site(tmp_path / "site")) as found:
        yield found


def settles(live: Running, holds: Callable[[], bool]) -> None:
    """Waits for builds until something holds."""
    last = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < last, "it never came"
        live.next_build()


def shows(live: Running, text: str, path: str = PAGE) -> Callable[[], bool]:
    return lambda: text in live.get(path).text


def same_as_clean(live: Running, folder: Path) -> None:
    """The preview holds what a first build of the same content gives."""
    options = Options(root=live.root, output=folder / "clean", as_of=int(time.time()), preview=True)
    assert build(options).ok
    assert_same(tree(live.root / PREVIEW), tree(folder / "clean"))


def git(root: Path, *arguments: str) -> None:
    named = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", "-c", "gc.auto=0"]
    subprocess.run(
        ["git", *named, *arguments], cwd=root, check=True, capture_output=True, timeout=120,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull},
    )  # fmt: skip


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_checkout_of_five_thousand_files(tmp_path: Path) -> None:
    """They come and go under a running preview, and one entry with them; in the end all is as on that branch."""
    root = starter_site(tmp_path / "site")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "The site")
    git(root, "checkout", "-q", "-b", "many")
    for at in range(FILES):
        file = root / f"content/static/papers/{at % 50}/{at}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"Paper {at}\n", "utf-8")
    edit(root / LOG, "The river is rising", "The river is falling")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Papers")
    git(root, "checkout", "-q", "main")
    with running(root) as live:
        papers = root / PREVIEW / "papers"
        git(root, "checkout", "-q", "many")
        settles(live, lambda: sum(1 for _ in papers.rglob("*.txt")) == FILES and shows(live, "is falling")())
        assert live.get("/papers/49/4999.txt").text == "Paper 4999\n"
        git(root, "checkout", "-q", "main")
        settles(live, lambda: not papers.exists() and shows(live, "is rising")())
        # It hears a single save after the storm.
        edit(root / LOG, "The river is rising", "The river rests")
        settles(live, shows(live, "The river rests"))
        same_as_clean(live, tmp_path)


def in_place(file: Path, text: str) -> None:
    file.write_text(text, "utf-8")


def by_rename(file: Path, text: str) -> None:
    """VS Code, Kate, most of them: a new file takes the place of the old one."""
    beside = file.with_name(f"{file.name}.tmp123")
    beside.write_text(text, "utf-8")
    beside.replace(file)


def by_backup(file: Path, text: str) -> None:
    """vim and Emacs: the old file is moved away, a new one written, the backup deleted."""
    backup = file.with_name(f"{file.name}~")
    file.rename(backup)
    file.write_text(text, "utf-8")
    backup.unlink()


def by_pieces(file: Path, text: str) -> None:
    """Emptied first, then written piece by piece: a build may meet a half."""
    with file.open("w", encoding="utf-8") as stream:
        for at in range(0, len(text), 200):
            stream.write(text[at : at + 200])
            stream.flush()
            os.fsync(stream.fileno())


def with_old_times(file: Path, text: str) -> None:
    """Synchronised from another machine: the time and the size are those of before."""
    status = file.stat()
    file.write_text(text, "utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


@pytest.mark.parametrize("save", [in_place, by_rename, by_backup, by_pieces, with_old_times])
def test_every_way_of_saving_is_seen(live: Running, save: Callable[[Path, str], None], tmp_path: Path) -> None:
    file = live.root / LOG
    for word in ("falling", "resting", "growing"):
        text = starter_text().replace("The river is rising", f"The river is {word}")
        save(file, text)
        settles(live, shows(live, f"The river is {word}"))
    same_as_clean(live, tmp_path)


def starter_text() -> str:
    from dateline.begin.site import starter_files

    return starter_files()[LOG]


def test_a_blog_that_is_deleted_and_comes_back(live: Running, tmp_path: Path) -> None:
    away = tmp_path / "away"
    shutil.copytree(live.root / BLOG, live.root / "content/second")
    settles(live, lambda: live.get("/second/index.html").status == 200)
    shutil.copytree(live.root / "content/second", away)
    shutil.rmtree(live.root / "content/second")
    settles(live, lambda: live.get("/second/index.html").status == 404)
    away.rename(live.root / "content/second")
    settles(live, lambda: live.get("/second/index.html").status == 200)
    same_as_clean(live, tmp_path)


def test_a_folder_that_is_renamed_while_it_is_written_to(live: Running) -> None:
    (live.root / BLOG).rename(live.root / "content/renamed")
    settles(live, lambda: live.get("/renamed/river-rising.html").status == 200)
    edit(live.root / "content/renamed/2026-01-12.md", "The river is rising", "The river is falling")
    settles(live, shows(live, "The river is falling", "/renamed/river-rising.html"))
    assert live.get(PAGE).status == 404


def test_the_preview_that_somebody_deletes_comes_back_with_the_next_save(live: Running, tmp_path: Path) -> None:
    shutil.rmtree(live.root / ".dateline")
    assert live.get(PAGE).status in (404, 503)
    edit(live.root / LOG, "The river is rising", "The river is falling")
    settles(live, shows(live, "The river is falling"))
    same_as_clean(live, tmp_path)


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("<p>{% if %}</p>", "Expected an expression"),
        ("<p>{{ view.nothing_such }}</p>", "nothing_such"),
        ("{% extends 'absent.html' %}", "absent.html"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "draws itself in"),
        ("<p>{{ 1 / 0 }}</p>", "division"),
    ],
)
def test_a_broken_template_is_told_and_the_last_good_page_stays(live: Running, template: str, said: str) -> None:
    file = live.root / "themes/default/templates/page.html"
    with live.events() as news:
        before = next(news)
        good = live.get("/about.html").text
        file.parent.mkdir(parents=True)
        file.write_text(template, "utf-8")
        while not (broken := next(news))["overlay"]:
            pass
        assert said in broken["overlay"] and "themes/default/templates/page.html" in broken["overlay"]
        assert broken["version"] == before["version"] and live.get("/about.html").text == good
        # Whoever writes meanwhile is not stopped by it for good.
        file.write_text("<!DOCTYPE html><title>mine</title><p>Mine\n", "utf-8")
        while (mended := next(news))["overlay"]:
            pass
    assert mended["version"] != before["version"] and "<p>Mine" in live.get("/about.html").text


def test_a_theme_that_is_deleted_gives_way_to_the_default_one(live: Running, tmp_path: Path) -> None:
    file = live.root / "themes/default/templates/page.html"
    file.parent.mkdir(parents=True)
    file.write_text("<!DOCTYPE html><title>mine</title><p>Mine\n", "utf-8")
    settles(live, shows(live, "<p>Mine", "/about.html"))
    shutil.rmtree(live.root / "themes")
    settles(live, lambda: "<p>Mine" not in live.get("/about.html").text)
    same_as_clean(live, tmp_path)


def test_a_file_that_is_not_text_or_may_not_be_read_stops_nothing(live: Running) -> None:
    odd = live.root / BLOG / "odd.md"
    odd.write_bytes(b"\xff\xfe\x00bad")
    settles(live, lambda: bool(live.server.latest.news.overlay))
    odd.unlink()
    odd.symlink_to(live.root / "nowhere")
    edit(live.root / LOG, "The river is rising", "The river is falling")
    settles(live, lambda: "odd.md" in live.server.latest.news.overlay)
    odd.unlink()
    settles(live, shows(live, "The river is falling"))
    assert live.server.latest.news.overlay == ""
