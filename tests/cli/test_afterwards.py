"""What a command leaves to be done when it has answered."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.begin.sites import LOG, edit, starter_site
from tests.cli.running import environment, run, run_apart

WAITING = """
import click, os, time
from pathlib import Path
from dateline.cli.afterwards import afterwards

def act():
    while not Path("go").exists():
        time.sleep(0.01)
    Path("done").touch()

@click.command()
def program():
    afterwards(act, lambda: {wanted})
    click.echo("Answered.")

def refused():
    raise BlockingIOError(11, "Resource temporarily unavailable")

if not {forks}:
    os.fork = refused
program(obj={alone})
"""
"""A command whose act waits until it is let go."""


def _replaced(site: Path) -> Path:
    return site / ".output.dateline-replaced"


def _until(condition: bool, path: Path) -> None:
    end = time.monotonic() + 60
    while path.exists() is not condition:
        assert time.monotonic() < end, f"{path} is {'not there' if condition else 'still there'}"
        time.sleep(0.01)


def _answer(folder: Path, *, wanted: bool = True, alone: bool = True, forks: bool = True) -> str:
    # It returns when nobody can say anything more.
    done = subprocess.run(
        [sys.executable, "-c", WAITING.format(wanted=wanted, alone=alone, forks=forks)],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout + done.stderr


def test_nobody_waits_for_it(tmp_path: Path) -> None:
    assert _answer(tmp_path) == "Answered.\n"
    assert not (tmp_path / "done").exists()
    (tmp_path / "go").touch()
    _until(True, tmp_path / "done")


def test_a_command_in_somebody_elses_process_does_it_itself(tmp_path: Path) -> None:
    (tmp_path / "go").touch()
    assert _answer(tmp_path, alone=False) == "Answered.\n"
    assert (tmp_path / "done").exists()


def test_where_no_process_is_to_be_had_it_is_done_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "go").touch()
    assert _answer(tmp_path, forks=False) == "Answered.\n"
    assert (tmp_path / "done").exists()


@pytest.mark.parametrize("alone", [True, False])
def test_nothing_is_begun_when_it_is_not_wanted(tmp_path: Path, alone: bool) -> None:
    assert _answer(tmp_path, wanted=False, alone=alone) == "Answered.\n"
    (tmp_path / "go").touch()
    assert not (tmp_path / "done").exists()


def test_what_a_build_replaced_is_gone_soon_after_it(tmp_path: Path) -> None:
    root = starter_site(tmp_path / "site")
    for said in ("is rising", "is rising fast"):
        edit(root / LOG, "is rising", said)
        assert run_apart("build", cwd=root).returncode == 0
    _until(False, _replaced(root))
    assert "is rising fast" in (root / "output/river-watch/river-rising.html").read_text(encoding="utf-8")


def test_what_a_build_in_this_process_replaced_is_gone_with_it(tmp_path: Path) -> None:
    root = starter_site(tmp_path / "site")
    for said in ("is rising", "is rising fast"):
        edit(root / LOG, "is rising", said)
        assert run("build", root).exit_code == 0
        assert not _replaced(root).exists()


def test_what_was_left_by_a_process_that_was_killed_is_gone_after_a_build_that_changes_nothing(tmp_path: Path) -> None:
    root = starter_site(tmp_path / "site")
    assert run("build", root).exit_code == 0
    (_replaced(root) / "1/replaced").mkdir(parents=True)
    (_replaced(root) / "1/replaced/0").write_text("what once stood there", encoding="utf-8")
    assert run("build", root).exit_code == 0
    assert not _replaced(root).exists()
