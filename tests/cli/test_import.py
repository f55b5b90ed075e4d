"""`dateline import`: what it says, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.docs.pages import ROOT
from tests.imports.kit import INPUTS
from tests.site_kit import Site, tree


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site in which one stands."""
    Site(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_report(root: Path) -> None:
    """What was kept, with its byline and tags; what is lost; each thread's completeness; what is at risk."""
    done = run("import", INPUTS / "numbered.txt", "--blog", "river")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == (
        "content/river (new): 1 entry, 1 source, 0 of 1 media\n"
        "  + content/river/entries/water-office-to-pump-makers-keep-them-running.md  "
        "March 4th, 2026 09:17 PM ET  [draft]\n"
        "      Water Office to pump makers: Keep them running\n"
        "      by Ada Bankes, River Producer\n"
        "      tags: 360° River, Ada Bankes, Pumps\n"
        "  ! http://cdn.river.example/2026/pump.jpg  lost\n"
        "  + private/river/threads/water-office-to-pump-makers-keep-them-running-comments.md  "
        "4 of 82 comments held (one of 2 pages); all 4 withheld\n"
        "      1 comment marked at-risk: they seem to ask for protection\n"
        "Look it through with `dateline check` and `dateline serve`.\n"
    )
    assert run("check").stdout.startswith("No problems")
    again = run("import", "page", INPUTS / "numbered.txt", "--blog", "river")
    assert again.stdout.endswith("Nothing new: nothing was written.\n")
    assert "imported before: 1 entry, 4 comments" in again.stdout


def test_what_it_needs_is_asked_for_before_it_is_imported(root: Path) -> None:
    """Without the extra, imports of its libraries fail: that is said in words, and nothing is written."""
    code = (
        "import sys; from importlib.machinery import PathFinder; found = PathFinder.find_spec\n"
        "PathFinder.find_spec = lambda name, *rest: None if name == 'bs4' else found(name, *rest)\n"
        "from dateline.cli import run; run()"
    )
    before, env = tree(root), {**os.environ, "PYTHONPATH": str(ROOT / "generator")}
    done = subprocess.run(
        [sys.executable, "-c", code, "import", str(INPUTS / "numbered.txt")],
        cwd=root, env=env, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert "needs the extra `import` (bs4)" in done.stderr and "pip install 'dateline[import]'" in done.stderr
    assert tree(root) == before


def test_as_json(root: Path) -> None:
    done = run("import", INPUTS / "liveblogs.xml", "--format", "json")
    told = json.loads(done.stdout)
    assert told["kind"] == "wordpress" and told["written"]
    assert [blog["blog"] for blog in told["blogs"]] == ["river-town", "flood", "night"]
    assert [thread["declared"] for blog in told["blogs"] for thread in blog["threads"]] == [2, 1]


def test_a_dry_run(root: Path) -> None:
    before = tree(root)
    done = run("import", INPUTS / "rss.xml", "--dry-run")
    assert done.exit_code == 0 and done.stdout.endswith("This was a dry run: nothing was written.\n")
    assert tree(root) == before


def test_a_fault_is_one_clear_error(root: Path) -> None:
    (root / "cut.xml").write_text("<rss version='2.0'>\n<channel>")
    before = tree(root)
    done = run("import", "cut.xml")
    assert done.exit_code == 1 and not done.stdout
    assert done.stderr.startswith("cut.xml:2:") and "This XML is broken" in done.stderr
    assert done.stderr.endswith("Nothing was written.\n")
    told = json.loads(run("import", "cut.xml", "--format", "json").stdout)
    assert told["fault"]["line"] == 2
    assert {path for path in tree(root) if not path.startswith(".dateline")} == set(before)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("import",), "Missing argument"),
        (("import", "nonsense", "x.xml"), "“nonsense” is no kind of input"),
        (("import", "feed", "x.xml", "--kind", "page"), "choose one"),
        (("import", "feed", "x.xml", "y.xml"), "One SOURCE at a time"),
    ],
)
def test_wrong_usage(root: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2 and said in done.stderr


def test_git_must_pass_private_over(root: Path) -> None:
    """Where git would take unreleased comments along, the report says so."""
    (root / ".git").mkdir()
    assert "Add a line: /private/" in run("import", INPUTS / "numbered.txt", "--dry-run").stdout
    (root / ".gitignore").write_text("/private/\n")
    assert "Add a line" not in run("import", INPUTS / "numbered.txt", "--dry-run").stdout
    (root / ".gitignore").unlink()
    assert "Add a line" not in run("import", INPUTS / "rss.xml", "--dry-run").stdout
