"""How commands end: exit codes, what the machine refuses, bugs, interruptions, pipes, terminals."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NoReturn

import pytest

import dateline.build
from dateline import __version__
from dateline.commit import StageWriter, staging
from tests.begin.sites import LOG, edit, snapshot, starter_site
from tests.cli.running import environment, run, run_apart


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new site, with the current folder in it."""
    root = starter_site(tmp_path / "site")
    monkeypatch.chdir(root)
    return root


def _raising(fault: BaseException) -> Any:
    def fail(*_: object, **__: object) -> NoReturn:
        raise fault

    return fail


def test_a_full_disk_is_told_calmly_and_the_output_stays(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("build")
    before = snapshot(site)
    edit(site / LOG, "is rising", "is rising fast")
    monkeypatch.setattr(StageWriter, "write", _raising(OSError(errno.ENOSPC, "No space left on device")))
    done = run("build")
    assert done.exit_code == 2
    assert done.stderr.startswith("output: DL904 error: The system refused: no space left on device.\n")
    assert "The output is as it was." in done.stderr
    after = snapshot(site)
    assert {path: data for path, data in after.items() if path != LOG} == {
        path: data for path, data in before.items() if path != LOG
    }


def test_a_disk_that_fails_in_the_middle_of_the_change_is_completed_by_the_next_build(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("build")
    edit(site / LOG, "is rising", "is rising fast")
    with monkeypatch.context() as broken:
        broken.setattr(staging, "replay", _raising(OSError(errno.EIO, "Input/output error", "output/index.html")))
        done = run("build")
    assert done.exit_code == 2
    assert "output/index.html: DL904 error" in done.stderr
    assert "The next build completes what this one began." in done.stderr
    again = run("build")
    assert again.exit_code == 0
    assert "completed" in again.stderr
    assert "is rising fast" in (site / "output/river-watch/river-rising.html").read_text(encoding="utf-8")


def test_what_the_system_refuses_is_a_problem_for_programs_too(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(StageWriter, "write", _raising(PermissionError(errno.EACCES, "Permission denied", "/x/y")))
    done = run("build", "--format", "github")
    assert done.exit_code == 2
    assert done.stdout.startswith("::error file=/x/y,title=DL904::The system refused: permission denied.")


def test_a_bug_is_one_calm_paragraph(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dateline.build, "build", _raising(LookupError("a secret of the content")))
    done = run("build")
    assert done.exit_code == 3
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert "a secret of the content" not in done.stderr
    assert "LookupError" in done.stderr
    assert "--traceback" in done.stderr
    assert __version__ in done.stderr


@pytest.mark.parametrize(
    ("arguments", "env"), [(("--traceback", "check"), {}), (("check",), {"DATELINE_TRACEBACK": "1"})]
)
def test_a_bug_is_shown_in_full_when_asked_for(
    site: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], env: dict[str, str]
) -> None:
    monkeypatch.setattr(dateline.build, "build", _raising(LookupError("boom")))
    done = run(*arguments, env=env)
    assert done.exit_code == 3
    assert "Traceback (most recent call last)" in done.stderr
    assert "LookupError: boom" in done.stderr


def test_an_interruption_is_quiet(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dateline.build, "build", _raising(KeyboardInterrupt()))
    done = run("build")
    assert (done.exit_code, done.stdout, done.stderr) == (130, "", "")


@pytest.mark.parametrize(
    "arguments",
    [("bild",), ("build", "--formt", "json"), ("build", "nowhere"), ("check", "--format", "xml"), ("new", "blog"), ()],
)
def test_wrong_usage_exits_2(site: Path, arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize(
    "arguments",
    [(), ("build",), ("check",), ("import",), ("serve",), ("new",), ("new", "entry"), ("new", "blog"), ("init",)],
)
def test_every_command_has_help_that_fits_a_terminal(arguments: tuple[str, ...]) -> None:
    done = run(*arguments, "--help")
    assert done.exit_code == 0
    assert "dateline" in done.stdout.split("\n\n", 1)[1], "an example"
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_processes_exit_with_the_codes_that_are_promised(site: Path) -> None:
    assert run_apart("check", cwd=site).returncode == 0
    edit(site / LOG, "by: desk", "by: nobody")
    broken = run_apart("check", cwd=site)
    assert broken.returncode == 1
    assert b"Traceback" not in broken.stderr
    assert run_apart("check", cwd=site.parent).returncode == 2
    version = run_apart("--version", cwd=site)
    assert (version.returncode, version.stdout) == (0, f"dateline {__version__}\n".encode())


def test_a_terminal_without_curly_quotes_gets_replacements(site: Path) -> None:
    edit(site / LOG, "by: desk", "by: nobody")
    done = run_apart("build", cwd=site, env={"PYTHONIOENCODING": "latin-1"})
    assert done.returncode == 1
    assert b"DL404 error: Unknown person ?nobody?." in done.stderr


def test_json_is_utf_8_whatever_the_terminal(site: Path) -> None:
    edit(site / LOG, "by: desk", "by: nobody")
    done = run_apart("check", "--format", "json", cwd=site, env={"PYTHONIOENCODING": "latin-1"})
    assert "“nobody”" in done.stdout.decode("utf-8")


def test_a_reader_that_has_enough_is_no_fault(site: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "dateline", "build", "--explain"],
            cwd=site,
            env=environment(),
            stdout=writing,
            stderr=subprocess.PIPE,
            timeout=120,
            check=False,
        )
    finally:
        os.close(writing)
    assert done.returncode == 141
    assert done.stderr == b""
    assert (site / "output/index.html").is_file()


def test_help_and_version_import_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from dateline.cli import main\n"
        "sys.argv = ['dateline', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = 'jinja2 yaml markdown_it nh3 babel feedgen lxml PIL watchdog http.server'.split()\n"
        "print('HEAVY', [name for name in heavy if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment(), capture_output=True, timeout=60, check=True
    )
    assert done.stdout.decode().endswith("HEAVY []\n")


def test_a_build_imports_no_part_of_the_preview(site: Path) -> None:
    code = (
        "import sys\n"
        "from dateline.cli import main\n"
        "sys.argv = ['dateline', 'build', '--quiet']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print([name for name in ('watchdog', 'http.server', 'dateline.serve') if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=site, env=environment(), capture_output=True, timeout=60, check=True
    )
    assert done.stdout == b"[]\n"
