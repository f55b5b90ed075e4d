"""`init` and `new`: from nothing to a built site, by the commands alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.begin.sites import snapshot, starter_site
from tests.cli.running import run, run_apart


def test_from_nothing_to_a_site_with_an_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    begun = run("init", "archive")
    assert begun.exit_code == 0
    assert "dateline build archive" in begun.stdout
    assert "archive/content/site.yaml: title, url, feed_authority, contact, zone (UTC as it stands)." in begun.stdout
    zoned = run("init", "other", "--url", "https://other.example/", "--zone", "Europe/Paris")
    assert "other/content/site.yaml: contact, publisher. " in zoned.stdout
    assert run("check", "archive").stdout.startswith("No problems: 3 entries")
    assert run("build", "archive").exit_code == 0
    monkeypatch.chdir(tmp_path / "archive")
    blog = run("new", "blog", "flood", "--title", "The flood")
    assert blog.exit_code == 0
    assert blog.stdout.startswith("content/flood/blog.yaml:1: ")
    assert "dateline new entry flood" in blog.stdout
    entry = run("new", "entry", "flood", "--title", "Water in the streets", "--by", "desk")
    assert entry.exit_code == 0
    assert re.match(r"content/flood/\d{4}-\d\d-\d\d\.md:1: entry “water-in-the-streets” begun", entry.stdout)
    assert "after an empty line" in entry.stdout
    built = run("build")
    assert (built.exit_code, built.stderr) == (0, "")
    assert "4 entries in 2 blogs" in built.stdout
    assert (tmp_path / "archive/output/flood/water-in-the-streets.html").is_file()


def test_a_draft_is_said_to_be_one(tmp_path: Path) -> None:
    starter_site(tmp_path)
    done = run("new", "entry", "--site", tmp_path)
    assert done.exit_code == 0
    assert ".draft" in done.stdout


def test_a_folder_with_a_file_of_the_starter_is_refused(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    done = run("init", tmp_path)
    assert done.exit_code == 2
    assert "README.md" in done.stderr
    assert snapshot(tmp_path) == {"README.md": b"mine"}


def test_what_is_declined_exits_2_with_a_hint(tmp_path: Path) -> None:
    starter_site(tmp_path)
    before = snapshot(tmp_path)
    for arguments, hint in (
        (("new", "blog", "river-watch"), "another id"),
        (("new", "blog", "River Watch"), "river-watch"),
        (("new", "entry", "--by", "dsk", "--title", "x"), "desk"),
        (("new", "entry", "river-wotch"), "river-watch"),
    ):
        done = run(*arguments, "--site", tmp_path)
        assert done.exit_code == 2, arguments
        assert hint in done.stderr
    assert snapshot(tmp_path) == before


def test_a_log_that_is_no_text_exits_1_with_its_place(tmp_path: Path) -> None:
    starter_site(tmp_path)
    folder = tmp_path / "content/river-watch"
    held = set(folder.glob("*.md"))
    run("new", "entry", "--title", "x", "--site", tmp_path)
    (log,) = set(folder.glob("*.md")) - held
    log.write_bytes(b"caf\xe9\n")
    done = run("new", "entry", "--title", "y", "--site", tmp_path)
    assert done.exit_code == 1
    assert f"{log.name}:1:4: DL101 error" in done.stderr


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"LC_ALL": "C.UTF-8"}])
def test_text_beyond_ascii_comes_through_any_locale(tmp_path: Path, locale: dict[str, str]) -> None:
    starter_site(tmp_path)
    done = run_apart("new", "entry", "--title", "Überschwemmung – سیل", "--id", "flut", cwd=tmp_path, env=locale)
    assert done.returncode == 0, done.stderr
    texts = [path.read_text(encoding="utf-8") for path in (tmp_path / "content/river-watch").glob("*.md")]
    assert any("Überschwemmung – سیل {#flut}" in text for text in texts)
