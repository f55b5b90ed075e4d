"""`dateline export` as editors and automation meet it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.begin.sites import snapshot, starter_site
from tests.cli.running import environment, run


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new site, with the current folder in it."""
    root = starter_site(tmp_path / "site")
    monkeypatch.chdir(root)
    return root


def test_says_what_was_written_and_how_large_it_is(site: Path) -> None:
    done = run("export", "--format", "html", "-o", "river.html")
    assert done.exit_code == 0 and done.stderr == ""
    assert re.fullmatch(r"river\.html: \d+ kB\.\n", done.stdout)
    assert (site / "river.html").read_bytes().startswith(b"<!DOCTYPE html>")
    assert (site / "output/index.html").is_file(), "the site was built first"


def test_counts_the_files_in_a_bag_and_in_a_web_archive(site: Path) -> None:
    for form, name in (("bagit", "bag"), ("wacz", "river.wacz")):
        done = run("export", "--format", form, "-o", name)
        assert done.exit_code == 0
        assert re.fullmatch(rf"{re.escape(name)}: \d+ files, \d+ kB\.\n", done.stdout)
        assert (site / name).exists()


def test_says_what_is_linked_only_and_what_leads_nowhere(site: Path) -> None:
    settings = site / "content/site.yaml"
    settings.write_text(re.sub(r"(?m)^url: .*\n", "", settings.read_text("utf-8")), "utf-8")
    (site / "content/river-watch/media").mkdir()
    (site / "content/river-watch/media/sound.mp3").write_bytes(b"ID3" + bytes(5000))
    log = site / "content/river-watch/2026-01-12.md"
    log.write_text(log.read_text("utf-8") + "\n## 23:00 Heard {#heard}\n\n![A sound](media/sound.mp3)\n", "utf-8")
    done = run("export", "--format", "html", "-o", "river.html", "--largest", "4")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[1] == "Too large to be put in, so linked: river-watch/media/sound.mp3. --largest KB puts in more."
    assert re.fullmatch(r"\d+ links to the rest of the site lead nowhere: site\.yaml has no `url`\.", lines[2])


def test_quiet_says_nothing(site: Path) -> None:
    done = run("export", "-q", "--format", "bagit", "-o", "bag")
    assert (done.exit_code, done.output) == (0, "")


def test_errors_in_the_content_are_told_with_their_places(site: Path) -> None:
    log = site / "content/river-watch/2026-01-12.md"
    log.write_text(log.read_text("utf-8") + "\n## 25:00 Never\n\nText.\n", "utf-8")
    before = snapshot(site)
    done = run("export", "--format", "bagit", "-o", "bag")
    assert done.exit_code == 1 and done.stdout == ""
    assert re.search(r"^content/river-watch/2026-01-12\.md:\d+:\d+: DL\d+ error", done.stderr, re.M)
    assert "Nothing was exported: the content has errors." in done.stderr
    assert {path: data for path, data in snapshot(site).items() if path in before} == before


def test_a_file_that_is_not_ours_is_named_with_what_to_do(site: Path) -> None:
    (site / "thesis.html").write_text("mine")
    done = run("export", "--format", "html", "-o", "thesis.html")
    assert done.exit_code == 2
    assert "thesis.html is no export of this site" in done.stderr and "--force" in done.stderr
    assert (site / "thesis.html").read_text() == "mine"
    assert run("export", "--format", "html", "-o", "thesis.html", "--force").exit_code == 0


def test_the_instant_is_that_of_the_option_or_of_the_environment(site: Path) -> None:
    run("export", "--format", "bagit", "-o", "a", "--as-of", "2026-11-20T00:00Z")
    run("export", "--format", "bagit", "-o", "b", env={"SOURCE_DATE_EPOCH": "1795132800"})
    assert (site / "a/bag-info.txt").read_bytes() == (site / "b/bag-info.txt").read_bytes()
    assert b"Bagging-Date: 2026-11-20\n" in (site / "a/bag-info.txt").read_bytes()


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--format", "html"),
        ("-o", "x"),
        ("--format", "pdf", "-o", "x"),
        ("--format", "html", "-o", "x", "--largest", "-1"),
    ],
)
def test_wrong_usage_is_told_and_nothing_done(site: Path, arguments: tuple[str, ...]) -> None:
    before = snapshot(site)
    done = run("export", *arguments)
    assert done.exit_code == 2 and "Traceback" not in done.output
    assert snapshot(site) == before


def test_a_folder_that_may_not_be_written_to_is_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*args: object, **more: object) -> None:
        raise PermissionError(13, "Permission denied", "bag")

    monkeypatch.setattr("dateline.export.export.place_bag", refused)
    done = run("export", "--format", "bagit", "-o", "bag")
    assert done.exit_code == 2 and done.stderr == "dateline: bag: permission denied.\n"


def test_the_commands_of_the_guide_do_what_it_says(site: Path) -> None:
    guide = (Path(__file__).parents[2] / "docs/how-to/keep.md").read_text("utf-8")
    commands = re.findall(r"^dateline (export .+)$", guide, re.M)
    assert len(commands) == 6
    for command in commands:
        done = run(*command.split())
        assert done.exit_code == 0, (command, done.stderr)
    for made in (
        "river-watch.html",
        "copies/river-watch.html",
        "archive-bag/bagit.txt",
        "archive-bag.zip",
        "archive.wacz",
    ):
        assert (site / made).is_file(), made


def test_a_build_with_nothing_to_do_imports_none_of_it(site: Path) -> None:
    code = (
        "import sys\n"
        "from dateline.cli import main\n"
        "sys.argv = ['dateline', 'build', '--quiet']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "rooms = 'dateline.export dateline.build.wholes dateline.build.touched dateline.plan.whole_page'\n"
        "print([name for name in (rooms + ' warcio deflate selectolax').split() if name in sys.modules])\n"
    )
    run("build", "--quiet")
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=site, env=environment(), capture_output=True, timeout=60, check=True
    )
    assert done.stdout == b"[]\n"
