"""`dateline build` as editors and automation meet it."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest

from dateline.cli.tell import due_line
from tests.begin.sites import BLOG, LOG, edit, snapshot, starter_site
from tests.cli.running import run


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new site, with the current folder in it."""
    root = starter_site(tmp_path / "site")
    monkeypatch.chdir(root)
    return root


def test_says_in_one_line_what_was_built_and_what_to_open(site: Path) -> None:
    done = run("build")
    assert done.exit_code == 0
    assert re.fullmatch(
        r"3 entries in 1 blog, (\d+) files: \1 written \(\d+\.\d\d s\)\. Open output/index\.html\n", done.stdout
    )
    assert done.stderr == ""
    assert (site / "output/index.html").is_file()


def test_says_that_nothing_changed_and_explains_that_nothing_was_made(site: Path) -> None:
    run("build")
    done = run("build", "--explain")
    assert done.stdout.splitlines()[0] == "Nothing had to be made again."
    assert "nothing changed" in done.stdout


def test_explains_what_was_made_again_and_what_is_gone(site: Path) -> None:
    run("build")
    edit(site / LOG, "{#cellar .unverified}", "{#cellars .unverified}")
    done = run("build", "--explain")
    lines = done.stdout.splitlines()
    assert "river-watch/cellars.html: new" in lines
    assert any(line.startswith("river-watch/cellar.html: gone") for line in lines)
    assert any(line.startswith("river-watch/index.html: its view") for line in lines)
    assert "1 removed" in lines[-1]


def test_is_silent_when_quiet_and_nothing_is_wrong(site: Path) -> None:
    done = run("build", "--quiet")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")
    assert (site / "output/index.html").is_file()


def test_quiet_tells_problems_all_the_same(site: Path) -> None:
    edit(site / LOG, "by: desk", "by: nobody")
    done = run("build", "--quiet")
    assert (done.exit_code, done.stdout) == (1, "")
    assert f"{LOG}:1:5: DL404 error:" in done.stderr


def test_refuses_options_that_contradict_each_other(site: Path) -> None:
    assert run("build", "--quiet", "--explain").exit_code == 2


@pytest.mark.parametrize("below", ["content", BLOG, "content/pages"])
def test_finds_the_site_from_any_folder_in_it(site: Path, below: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site / below)
    done = run("build")
    assert done.exit_code == 0
    assert done.stdout.rstrip().endswith("../" * (below.count("/") + 1) + "output/index.html")
    assert (site / "output/index.html").is_file()


def test_says_so_where_there_is_no_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("build")
    assert done.exit_code == 2
    assert "dateline init" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_says_what_is_missing_where_content_has_no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)
    done = run("build")
    assert done.exit_code == 1
    assert "content/site.yaml: DL106 error:" in done.stderr


def test_a_given_folder_without_content_is_a_fault_of_the_content(tmp_path: Path) -> None:
    done = run("build", tmp_path)
    assert done.exit_code == 1
    assert "DL106" in done.stderr


def test_builds_into_the_folder_asked_for(site: Path, tmp_path: Path) -> None:
    done = run("build", site, "--output", tmp_path / "www")
    assert done.exit_code == 0
    assert (tmp_path / "www/index.html").is_file()
    assert not (site / "output").exists()


def test_a_foreign_folder_is_refused_and_left_as_it_is_unless_adopted(site: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "thesis"
    foreign.mkdir()
    (foreign / "chapter.txt").write_text("years of work")
    before = snapshot(tmp_path)
    done = run("build", "-o", foreign)
    assert done.exit_code == 2
    assert "--adopt" in done.stderr
    assert snapshot(tmp_path) == before
    assert run("build", "-o", foreign, "--adopt").exit_code == 0
    assert (foreign / "chapter.txt").read_text() == "years of work"
    assert (foreign / "index.html").is_file()


def test_errors_name_their_place_show_the_line_and_leave_the_output_as_it_was(site: Path) -> None:
    run("build")
    before = snapshot(site / "output")
    edit(site / LOG, "place: Lower Town", "placce: Lower Town")
    done = run("build")
    assert done.exit_code == 1
    assert done.stdout == ""
    assert f"{LOG}:5:1: DL204 error:" in done.stderr
    assert "    | placce: Lower Town\n    | ^\n" in done.stderr
    assert "place" in done.stderr.split("    = ", 1)[1]
    assert "1 error in 1 file.\n" in done.stderr
    assert snapshot(site / "output") == before


def test_paths_of_problems_can_be_opened_from_where_one_stands(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(site / LOG, "place: Lower Town", "placce: Lower Town")
    monkeypatch.chdir(tmp_path)
    done = run("build", "site")
    assert f"\nsite/{LOG}:5:1: " in f"\n{done.stderr}"
    assert "    | placce: Lower Town\n" in done.stderr
    monkeypatch.chdir(site / "content")
    assert f"../{LOG}:5:1: " in run("build").stderr


def test_json_has_stdout_for_itself(site: Path) -> None:
    fine = run("build", "--format", "json", "--explain")
    assert json.loads(fine.stdout) == []
    assert "Open output/index.html" in fine.stderr
    edit(site / LOG, "place: Lower Town", 'place: Lower Town\n“quoted”: "é"')
    done = run("build", "--format", "json")
    assert done.exit_code == 1
    (found,) = json.loads(done.stdout_bytes)
    assert (found["path"], found["line"], found["code"], found["severity"]) == (LOG, 6, "DL204", "error")
    assert "“quoted”" in found["message"]


def test_annotations_for_github_are_escaped(site: Path) -> None:
    (site / "content/a,b:c%.txt").write_text("nothing is made of this")
    edit(site / LOG, "place: Lower Town", 'place: Lower Town\n"50%\\n::error::x": y')
    done = run("build", "--format", "github")
    lines = done.stdout.splitlines()
    assert done.exit_code == 1
    assert len(lines) == 2, "a line break in a key begins no command of its own"
    assert lines[0].startswith("::warning file=content/a%2Cb%3Ac%25.txt,title=DL107::")
    assert lines[1].startswith(f"::error file={LOG},line=6,col=1,title=DL")
    assert "50%25" in lines[1]


def test_drafts_go_into_a_preview_and_never_into_the_site(site: Path, tmp_path: Path) -> None:
    edit(site / LOG, "{#cellar .unverified}", "{#cellar .draft}")
    run("build")
    before = snapshot(site / "output")
    done = run("build", "--drafts")
    assert done.exit_code == 0
    assert "preview/index.html" in done.stdout
    assert (site / "preview/river-watch/cellar.html").is_file()
    assert snapshot(site / "output") == before
    assert "river-watch/cellar.html" not in before
    (tmp_path / "link").symlink_to(site / "output")
    for own in (site / "output", site / "output/drafts", tmp_path / "link"):
        refused = run("build", "--drafts", "--output", own)
        assert refused.exit_code == 2
        assert snapshot(site / "output") == before


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process cannot be set here")
def test_when_the_next_one_is_due_is_told_by_the_clock_on_the_wall_too(monkeypatch: pytest.MonkeyPatch) -> None:
    due = 1_768_258_800  # 2026-01-12T23:00:00Z
    told = {}
    try:
        for zone in ("UTC", "Europe/Paris", "America/New_York"):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            told[zone] = due_line(due)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert told == {
        "UTC": "The next entry falls due at 2026-01-12T23:00:00Z; build again then.",
        "Europe/Paris": "The next entry falls due at 2026-01-12T23:00:00Z (2026-01-13 00:00 by this computer's clock); "
        "build again then.",
        "America/New_York": "The next entry falls due at 2026-01-12T23:00:00Z (18:00 by this computer's clock); "
        "build again then.",
    }


def test_an_instant_decides_what_is_due_and_the_next_one_is_told(site: Path) -> None:
    early = run("build", "--as-of", "2026-01-12T08:00Z")
    assert "1 entry in 1 blog" in early.stdout
    assert "falls due at 2026-01-12T09:15:00Z" in early.stdout
    assert not (site / "output/river-watch/bridge-closed.html").exists()
    later = run("build", "--as-of", "2026-01-12T04:15-05:00")
    assert "2 entries in 1 blog" in later.stdout
    assert (site / "output/river-watch/bridge-closed.html").is_file()


def test_the_environment_gives_the_instant_unless_the_flag_does(site: Path) -> None:
    epoch = {"SOURCE_DATE_EPOCH": "1768204800"}  # 2026-01-12T08:00Z
    assert "1 entry in 1 blog" in run("build", env=epoch).stdout
    assert "3 entries in 1 blog" in run("build", "--as-of", "2026-02-01T00:00Z", env=epoch).stdout
    assert "3 entries in 1 blog" in run("build", env={"SOURCE_DATE_EPOCH": ""}).stdout


@pytest.mark.parametrize("wrong", ["soon", "2026-01-12", "2026-01-12T08:00", "2026-13-40T08:00Z", ""])
def test_a_time_that_would_depend_on_the_machine_is_refused(site: Path, wrong: str) -> None:
    done = run("build", "--as-of", wrong)
    assert done.exit_code == 2
    assert "--as-of" in done.stderr
    assert not (site / "output").exists()


@pytest.mark.parametrize("wrong", ["yesterday", "-5", "1e9", "٣", "9" * 30])
def test_an_environment_that_names_no_instant_is_refused(site: Path, wrong: str) -> None:
    done = run("build", env={"SOURCE_DATE_EPOCH": wrong})
    assert done.exit_code == 2
    assert "SOURCE_DATE_EPOCH" in done.stderr


def test_what_a_stopped_build_left_is_told(site: Path) -> None:
    run("build")
    (site / ".output.dateline-staging").mkdir()
    done = run("build")
    assert done.exit_code == 0
    assert "stopped" in done.stderr
