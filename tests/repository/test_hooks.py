"""The hooks for pre-commit: what the tool asks of a manifest, and what they do to a commit."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.begin.sites import LOG, edit, starter_site
from tests.cli.running import SOURCE
from tests.repository.desks import IDENTITY, git
from tests.site_kit import DEMONSTRATION

MANIFEST = DEMONSTRATION / ".pre-commit-hooks.yaml"
HOOKS: list[dict[str, Any]] = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))


def test_pre_commit_takes_the_manifest(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", str(MANIFEST)],
        env={**os.environ, "PRE_COMMIT_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site in a repository."""
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    root = starter_site(tmp_path / "site")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "Begin")
    return root


def _hooked(site: Path, name: str) -> Path:
    """The hook as git runs it: with git's own variables set, in the repository's top."""
    (entry,) = (hook["entry"] for hook in HOOKS if hook["id"] == name)
    words = shlex.split(entry)
    assert words[0] == "dateline"
    file = site / ".git/hooks/pre-commit"
    command = shlex.join([sys.executable, "-m", *words])
    file.write_text(f"#!/bin/sh\nPYTHONPATH={shlex.quote(str(SOURCE))} exec {command}\n")
    file.chmod(0o755)
    return file


def test_an_error_stops_a_commit_and_nothing_else_does(site: Path) -> None:
    _hooked(site, "dateline-check")
    edit(site / LOG, ".unverified", ".unverfied")
    git(site, "commit", "--quiet", "--all", "-m", "Wrong", fails=True)
    edit(site / LOG, ".unverfied", ".corroborated")
    git(site, "commit", "--quiet", "--all", "-m", "Right")
    assert git(site, "log", "--format=%s").split() == ["Right", "Begin"]


def test_repairs_are_left_for_the_editor_to_add(site: Path) -> None:
    _hooked(site, "dateline-fix")
    edit(site / LOG, " {#river-rising}", "")
    git(site, "commit", "--quiet", "--all", "-m", "No id")
    assert "{#20260112-0740}" in (site / LOG).read_text(encoding="utf-8")
    # pre-commit, the tool, stops a commit when a hook has changed a file.
    assert git(site, "status", "--porcelain").split() == ["M", LOG]
