"""The tutorial, word by word: each block that is marked as shell is run in the order of the page."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TUTORIAL = ROOT / "docs/tutorial.md"
BLOCKS: list[str] = re.findall(r"^```sh\n(.*?)^```$", TUTORIAL.read_text("utf-8"), re.M | re.S)


@pytest.mark.skipif(sys.platform == "win32", reason="the blocks are for a POSIX shell")
def test_it_can_be_followed_word_by_word(tmp_path: Path) -> None:
    command = tmp_path / "bin/dateline"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dateline "$@"\n', "utf-8")
    command.chmod(0o755)
    path = os.pathsep.join([str(command.parent), os.environ.get("PATH", os.defpath)])
    env = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT / "generator"), "HOME": str(tmp_path)}
    # What a reader pastes into one terminal, which stops at the first thing that fails.
    script = "set -eu\n" + "\n".join(BLOCKS)
    done = subprocess.run(
        ["/bin/sh", "-c", script], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    site = tmp_path / "flood-archive"
    assert "No problems" in done.stdout
    assert "DL403 error: Unknown source “gauge”." in done.stderr, "the planted mistake is told"
    assert (tmp_path / "www/flood-2026/the-first-cellars-are-wet.html").read_text("utf-8").count("Mill Lane")
    assert (site / "output/index.html").read_bytes() == (tmp_path / "www/index.html").read_bytes()
    assert (tmp_path / "flood-archive.bag/bagit.txt").is_file()


def test_what_it_refers_to_is_there() -> None:
    text = TUTORIAL.read_text("utf-8")
    for name in re.findall(r"`(docs/[\w/.-]+\.md)`", text):
        assert (ROOT / name).is_file(), name
