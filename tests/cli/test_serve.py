"""`dateline serve` in a process of its own: it says where to look, and ends when told to."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.begin.sites import LOG, edit, starter_site
from tests.cli.running import PROGRAM, environment


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_told_to_stop(tmp_path: Path, ending: signal.Signals) -> None:
    root = starter_site(tmp_path / "site")
    before = {path.name for path in root.iterdir()}
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "serve", "--port", "0"],
        cwd=root,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        try:
            first = process.stdout.readline()
            found = re.search(r"http://127\.0\.0\.1:\d+/", first)
            assert found, first
            assert "45 files" in process.stdout.readline()
            with urllib.request.urlopen(found.group(), timeout=60) as page:
                assert b"River watch" in page.read()
            edit(root / LOG, "by: desk", "by: nobody")
            assert "DL404 error" in process.stdout.readline()
        finally:
            process.send_signal(ending)
            rest = process.stdout.read()
        assert process.wait(timeout=60) == 0
        assert rest.endswith("Stopped.\n")
        assert "Traceback" not in rest
    left = {path.name for path in root.iterdir()}
    assert left - before == {".dateline"}
