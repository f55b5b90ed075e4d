"""`check --fix` changes a few characters, and nothing of what the files say."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.begin.reading import read_files
from dateline.load.blog import read_entries
from dateline.mend import mend_site
from dateline.mend.proof import meaning
from dateline.model.entry import Entry
from dateline.problems import Problem
from tests.begin.sites import snapshot
from tests.cli.running import run
from tests.site_kit import DEMONSTRATION, SITES, Site

CASES: list[dict[str, str]] = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]
ZONE = "America/New_York"


def _site(root: Path) -> Site:
    site = Site(root).file("content/people.yaml", "mk:\n  name: M. K.\n")
    return site.file("content/quake/blog.yaml", "title: The quake\n")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_file_before_and_after(tmp_path: Path, case: dict[str, str]) -> None:
    before, after = case["before"], case.get("after", case["before"])
    path = f"content/quake/{case['file']}"
    site = _site(tmp_path).file(path, before.encode())

    repairs = mend_site(tmp_path)

    assert (tmp_path / path).read_bytes().decode() == after
    assert {repair.path for repair in repairs} == ({path} if before != after else set())
    for repair in repairs:
        old, new = before.splitlines()[repair.line - 1], after.splitlines()
        assert old not in new, f"line {repair.line} is not where something changed"
    assert mend_site(tmp_path) == (), "a second run changes nothing"
    assert site.read(path) == after


def _model(root: Path) -> tuple[dict[str, Any], list[Entry]]:
    """What the entries of a site say, and the entries."""
    said: dict[str, Any] = {}
    entries: list[Entry] = []
    for blog in read_files(root, "").blogs:
        files = read_files(root, blog)
        for path in files.blogs[blog].entries:
            problems: list[Problem] = []
            found = read_entries(files, path, ZONE, problems)
            said[path] = (meaning(found), sorted((problem.code, problem.message) for problem in problems))
            entries += found
    return said, entries


@pytest.mark.parametrize("like", [DEMONSTRATION, SITES / "rich", SITES / "newsroom"], ids=lambda path: path.name)
def test_whole_sites_are_built_to_the_same_bytes_before_and_after(tmp_path: Path, like: Path) -> None:
    site = Site(tmp_path / "site", like=like).build()
    before = site.output()
    said, _ = _model(site.root)

    mend_site(site.root)

    assert _model(site.root)[0] == said
    assert all(entry.pinned_id or entry.at_risk for entry in _model(site.root)[1])
    assert site.build().output() == before
    again = snapshot(site.root)
    assert mend_site(site.root) == ()
    assert snapshot(site.root) == again


def test_a_pinned_id_no_longer_moves_with_the_time(tmp_path: Path) -> None:
    path = "content/quake/2009-06-16.md"
    site = _site(tmp_path).file(path, "## 21:17 A\n\nx\n").build().has("quake/20090616-2117.html")
    mend_site(tmp_path)
    site.edit(path, "## 21:17", "## 21:47").build().has("quake/20090616-2117.html")


def test_nothing_is_repaired_by_a_zone_that_cannot_be_read(tmp_path: Path) -> None:
    site = _site(tmp_path).file("content/quake/2009-06-16.md", "## 21:17 A\n\nx\n")
    site.file("content/quake/blog.yaml", "title: The quake\nzone: America/New_Yrok\n")
    assert mend_site(tmp_path) == ()
    site.file("content/quake/blog.yaml", "title: The quake\n").edit("content/site.yaml", "New_York", "New_Yrok")
    assert mend_site(tmp_path) == ()


def test_a_file_that_cannot_be_read_may_hold_the_same_id(tmp_path: Path) -> None:
    site = _site(tmp_path).file("content/quake/2009-06-16.md", "## 21:17 A\n\nx\n")
    site.file("content/quake/2009-06-16.b.md", "## 21:17 B\nnonsense: x\n\nx\n")
    assert mend_site(tmp_path) == ()


def test_rights_stay_and_a_link_within_the_site_stays_one(tmp_path: Path) -> None:
    site = _site(tmp_path).file("content/quake/2009-06-16.md", "## 21:17 A\n\nx\n")
    file = tmp_path / "content/quake/2009-06-16.md"
    file.chmod(0o640)
    site.file("content/quake/entries/2009-06-17.md", "## 21:17 A\n\nx\n")
    link = tmp_path / "content/quake/2009-06-17.md"
    (tmp_path / "content/quake/entries/2009-06-17.md").rename(tmp_path / "content/quake/media.txt")
    link.symlink_to("media.txt")
    mend_site(tmp_path)

    assert file.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()
    assert site.read("content/quake/media.txt") == "## 21:17 A {#20090617-2117}\n\nx\n"
    assert not list((tmp_path / "content/quake").glob(".*"))


def test_a_file_that_cannot_be_written_is_told_and_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _site(tmp_path).file("content/quake/2009-06-16.md", "## 21:17 A\n\nx\n")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "replace", full)
    before = snapshot(tmp_path)
    done = run("check", "--fix", tmp_path)

    assert done.exit_code == 2
    assert "no space left on device" in done.stderr and "Traceback" not in done.stderr
    assert snapshot(tmp_path) == before


def test_what_a_killed_repair_left_is_no_obstacle(tmp_path: Path) -> None:
    site = _site(tmp_path).file("content/quake/2009-06-16.md", "## 21:17 A\n\nx\n")
    site.file("content/quake/.2009-06-16.md.dateline-tmp", "half")
    assert len(mend_site(tmp_path)) == 1
    assert not list((tmp_path / "content/quake").glob(".*"))


CLOCKS = st.sampled_from(("9:17", "21:17", "9:17 pm", "09:17 PM ET", "noon", "21:17 EDT", "21:17:05"))
TIMES = st.sampled_from(
    (
        "June 16th, 2009 09:17 PM ET", "2009-06-16T21:17-04:00", "16 June 2009, 21:17", "June 16, 2009",
        "June 17, 2009 5:47 am Asia/Tehran", "Tuesday, June 16, 2009 9:17:30 PM", "{shown: late, at: 2009-06-16}",
        "2009-06-17 01:17Z", "November 1, 2009 1:30 am EST", "16.06.2009 21:17",
    )
)  # fmt: skip
TITLES = st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), max_size=20)
TAILS = st.sampled_from(("", " {.key}", " {}", " ##", " {.key} ##", "}", " {#named}", "   "))
COMMENTS = st.sampled_from(("", "   # as shown", "  "))
ENDS = st.sampled_from(("\n", "\r\n"))


@st.composite
def logs(draw: st.DrawFn) -> str:
    """Logs as people write them, right or wrong."""
    lines = []
    for _ in range(draw(st.integers(1, 3))):
        lines.append(f"## {draw(CLOCKS)} {draw(TITLES)}{draw(TAILS)}")
        if draw(st.booleans()):
            lines.append(f"updated: {draw(TIMES)}{draw(COMMENTS)}")
        lines += ["", draw(TITLES), ""]
    return draw(ENDS).join(lines)


@st.composite
def lists(draw: st.DrawFn) -> str:
    """YAML lists of entries."""
    lines = ["entries:"]
    for _ in range(draw(st.integers(1, 3))):
        gap = " " * draw(st.integers(1, 3))
        first = draw(st.sampled_from((f"time: {draw(TIMES)}", f"tags: [x]{draw(COMMENTS)}", "id:", "id: ~")))
        lines += [f"-{gap}{first}"]
        if not first.startswith("time"):
            lines.append(f" {gap}time: {draw(TIMES)}{draw(COMMENTS)}")
    return draw(ENDS).join(lines)


@settings(max_examples=150)
@given(text=st.one_of(logs(), lists()))
def test_whatever_is_written_says_the_same_afterwards(tmp_path: Path, text: str) -> None:
    site = _site(tmp_path)
    for old in (tmp_path / "content/quake").glob("2009*"):
        old.unlink()
    path = "content/quake/2009-06-16.yaml" if text.startswith("entries") else "content/quake/2009-06-16.md"
    site.file(path, text.encode())
    said, _ = _model(tmp_path)

    repairs = mend_site(tmp_path)

    after, entries = _model(tmp_path)
    assert after == said
    if not said[path][1]:
        ids = [entry.id for entry in entries]
        assert all(entry.pinned_id for entry in entries if ids.count(entry.id) == 1)
    assert bool(repairs) == (site.read(path) != text)
    # Every line that nothing was repaired in stands there still, in its order, line end and all.
    repaired = {repair.line for repair in repairs}
    after_lines = iter(site.read(path).split("\n"))
    for number, line in enumerate(text.split("\n"), 1):
        assert number in repaired or line in after_lines, f"line {number} is not what it was"
    assert mend_site(tmp_path) == ()


def test_the_command_says_what_it_repaired_and_then_checks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _site(tmp_path).file("content/quake/2009-06-16.md", "## 21:17 A\nupdated: June 17, 2009\n\nx\n")
    monkeypatch.chdir(tmp_path)
    done = run("check", "--fix")

    assert done.exit_code == 0
    assert done.stdout.splitlines()[:3] == [
        "content/quake/2009-06-16.md:1: the id “20090616-2117” is written down.",
        "content/quake/2009-06-16.md:2: “June 17, 2009” is 2009-06-17.",
        "2 repairs in 1 file.",
    ]
    assert run("check", "--fix").stdout.startswith("Nothing to repair.\nNo problems: 1 entry")


def test_what_programs_read_stays_alone_on_stdout(tmp_path: Path) -> None:
    _site(tmp_path).file("content/quake/2009-06-16.md", "## 21:17 A\n\nx\n")
    done = run("check", "--fix", "--format", "json", tmp_path)

    assert done.stdout == "[]\n"
    assert "1 repair in 1 file." in done.stderr
