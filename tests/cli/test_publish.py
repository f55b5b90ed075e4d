"""`dateline publish` as editors and pipelines meet it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import dateline.publish
from dateline.publish import TargetFailed
from tests.begin.sites import starter_site
from tests.cli.running import environment, run, run_apart
from tests.site_kit import assert_same, tree


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new site, built, with the current folder in it."""
    root = starter_site(tmp_path / "site")
    monkeypatch.chdir(root)
    assert run("build").exit_code == 0
    return root


def test_says_in_one_line_what_was_sent(site: Path, tmp_path: Path) -> None:
    done = run("publish", tmp_path / "www")
    count = len(tree(site / "output"))
    assert (done.exit_code, done.stderr) == (0, "")
    assert re.fullmatch(rf"{tmp_path}/www: {count} files sent, \d+ kB \(\d+\.\d\d s\)\.\n", done.stdout)
    assert_same(tree(tmp_path / "www"), tree(site / "output"))
    assert "nothing differs" in run("publish", tmp_path / "www").stdout
    assert run("publish", "../www").stdout.startswith(f"{tmp_path}/www: ")


def test_a_dry_run_names_every_file_in_the_order_in_which_it_would_go(site: Path, tmp_path: Path) -> None:
    done = run("publish", tmp_path / "www", "--dry-run")
    lines = done.stdout.splitlines()
    assert lines[-2] == "send manifest-sha256.txt"
    assert lines[-1].endswith("files to send (0.00 s).") or "files to send (" in lines[-1]
    assert lines.index("send index.html") > next(n for n, line in enumerate(lines) if line.startswith("send assets/"))
    assert not (tmp_path / "www").exists()


def test_says_what_is_deleted_or_kept(site: Path, tmp_path: Path) -> None:
    (site / "content/static").mkdir()
    (site / "content/static/map.txt").write_text("A map.")
    run("build")
    run("publish", tmp_path / "www")
    (site / "content/static/map.txt").unlink()
    run("build")
    assert "1 file kept although no longer part of the site" in run("publish", tmp_path / "www", "--keep").stdout
    assert (tmp_path / "www/map.txt").exists()
    done = run("publish", tmp_path / "www", "--dry-run")
    assert "delete map.txt" in done.stdout.splitlines()
    assert "1 file deleted" in run("publish", tmp_path / "www").stdout
    assert_same(tree(tmp_path / "www"), tree(site / "output"))


def test_says_what_stayed_here_and_nothing_at_all_when_quiet(site: Path, tmp_path: Path) -> None:
    (site / "output/notes.txt").write_text("mine")
    done = run("publish", tmp_path / "www")
    assert "1 file in the output that the site did not make stayed here." in done.stderr
    done = run("publish", tmp_path / "elsewhere", "--quiet")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")


def test_an_output_is_published_without_its_site(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / "output").rename(tmp_path / "artifact")
    monkeypatch.chdir(tmp_path)
    assert run("publish", "www", "-o", "artifact").exit_code == 0
    assert_same(tree(tmp_path / "www"), tree(tmp_path / "artifact"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("output",), "is output, lies in it, or holds it"),
        (("content/www",), "lies in it, or holds it"),
        (("sftp://desk:hunter2@host/www",), "The address holds a password or key."),
        (("https://host/www",), "cannot publish to https:// addresses"),
        (("/tmp/www", "--endpoint", "https://host"), "are for s3:// targets only"),
        (("www", "-o", "nowhere"), "There is no output nowhere to publish."),
    ],
)
def test_what_cannot_be_is_told_and_exits_2(arguments: tuple[str, ...], said: str, site: Path) -> None:
    done = run("publish", *arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "hunter2" not in done.output
    assert re.fullmatch(r"dateline: .+\n    = .+\n", done.stderr)


def test_before_the_first_build_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(starter_site(tmp_path / "site"))
    done = run("publish", tmp_path / "www")
    assert done.exit_code == 2
    assert "Run `dateline build`" in done.stderr


@pytest.mark.parametrize("output", ["preview", "elsewhere"])
def test_a_preview_is_never_published(output: str, site: Path, tmp_path: Path) -> None:
    assert run("build", "--drafts", "-o", output).exit_code == 0
    done = run("publish", tmp_path / "www", "-o", output, "--site", site)
    assert done.exit_code == 2
    assert "is a preview" in done.stderr
    carried = tmp_path / "carried"
    shutil.copytree(site / output, carried)
    done = run("publish", tmp_path / "www", "-o", carried)
    assert done.exit_code == 2, "wherever it is carried"
    assert not (tmp_path / "www").exists()
    run("build", "-o", output)
    assert run("publish", tmp_path / "www", "-o", output, "--site", site).exit_code == 0


def test_a_target_that_fails_is_told_calmly(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise TargetFailed("The host is gone.", "Publish again.")

    monkeypatch.setattr(dateline.publish, "publish", fail)
    done = run("publish", tmp_path / "www")
    assert (done.exit_code, done.stderr) == (2, "dateline: The host is gone.\n    = Publish again.\n")


def test_an_interruption_is_told_and_exits_130(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(dateline.publish, "publish", interrupt)
    done = run("publish", tmp_path / "www")
    assert done.exit_code == 130
    assert "it goes on from here" in done.stderr


@pytest.mark.parametrize(
    ("library", "target", "extra"), [("obstore", "s3://bucket", "s3"), ("asyncssh", "sftp://host/www", "sftp")]
)
def test_a_library_that_is_missing_is_named_with_its_extra(
    library: str, target: str, extra: str, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test-key-id")
    done = run("publish", target)
    assert done.exit_code == 2
    assert f"pip install 'dateline[{extra}]'" in done.stderr


def test_a_build_that_has_nothing_to_do_knows_nothing_of_publishing(site: Path) -> None:
    program = (
        "import sys\n"
        "from dateline.cli.program import program\n"
        "program(['build'], standalone_mode=False)\n"
        "print([name for name in sys.modules if name.startswith(('dateline.publish', 'dateline.shard'))])"
    )
    assert run_apart("build", cwd=site).returncode == 0
    found = subprocess.run(
        [sys.executable, "-c", program], cwd=site, env=environment(), capture_output=True, text=True, check=True
    )
    assert "nothing changed" in found.stdout
    assert found.stdout.splitlines()[-1] == "[]"
