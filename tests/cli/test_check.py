"""`dateline check`: the same conductor, and nothing written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.begin.sites import LOG, edit, snapshot, starter_site
from tests.cli.running import run


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new site, with the current folder in it."""
    root = starter_site(tmp_path / "site")
    monkeypatch.chdir(root)
    return root


def test_a_sound_site_is_said_to_be_sound(site: Path) -> None:
    done = run("check")
    assert done.exit_code == 0
    assert done.stdout.startswith("No problems: 3 entries in 1 blog, ")
    assert done.stderr == ""


@pytest.mark.parametrize("broken", [False, True])
def test_nothing_is_written(site: Path, broken: bool) -> None:
    if broken:
        edit(site / LOG, "by: desk", "by: nobody")
    before = snapshot(site)
    assert run("check").exit_code == (1 if broken else 0)
    assert snapshot(site) == before
    assert not (site / "output").exists()


def test_a_built_site_is_not_touched(site: Path) -> None:
    run("build")
    edit(site / LOG, "is rising", "is rising fast")
    before = snapshot(site)
    assert run("check").exit_code == 0
    assert snapshot(site) == before


def test_a_folder_that_a_build_would_refuse_is_no_obstacle(site: Path) -> None:
    (site / "output").mkdir()
    (site / "output/chapter.txt").write_text("years of work")
    assert run("check").exit_code == 0


def test_a_warning_alone_does_not_fail(site: Path) -> None:
    (site / "content/notes.txt").write_text("nothing is made of this")
    done = run("check")
    assert done.exit_code == 0
    assert "content/notes.txt: DL107 warning:" in done.stderr
    assert done.stderr.endswith("1 warning in 1 file.\n")


def test_all_files_faults_are_told_at_once_in_the_order_of_files(site: Path) -> None:
    edit(site / LOG, "by: desk", "by: nobody")
    edit(site / "content/site.yaml", "language: en", "language: en\nlanguagee: en")
    edit(site / "content/pages/about.md", "title: About this archive", "titel: About this archive")
    done = run("check", "--format", "json")
    found = json.loads(done.stdout)
    assert done.exit_code == 1
    assert {problem["path"] for problem in found} == {LOG, "content/site.yaml", "content/pages/about.md"}
    places = [(problem["path"], problem["line"], problem["column"]) for problem in found]
    assert places == sorted(places)


def test_a_fault_of_a_template_is_told_too(site: Path) -> None:
    template = site / "themes/default/templates/home.html"
    template.parent.mkdir(parents=True)
    template.write_text("{% extends 'layout.html' %}\n{% block main %}{{ view.nothing_of_the_kind }}{% endblock %}\n")
    done = run("check")
    assert done.exit_code == 1
    assert "themes/default/templates/home.html:2:1: DL702 error:" in done.stderr
    assert "nothing_of_the_kind" in done.stderr


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"## 09:00 caf\xe9\n", "DL101"),
        (b"## 09:00 a\x00b\n", "DL102"),
        (b"\xef\xbb\xbfby: desk\r\nby: desk\r\n\r\n## 09:00 x\r\n", "DL2"),
        (b"by:\tdesk: x\n\tb: c\n\n## 09:00 x\n", "DL2"),
        (b"", "DL109"),
        (b"## half past nine\n", "DL409"),
    ],
)
def test_no_bytes_of_a_log_reach_an_editor_as_a_traceback(site: Path, data: bytes, code: str) -> None:
    (site / "content/river-watch/2026-01-13.md").write_bytes(data)
    done = run("check")
    assert done.exit_code == 1
    assert f": {code}" in done.stderr
    assert "Traceback" not in done.stderr
    assert all(char.isprintable() or char == "\n" for char in done.stderr)
