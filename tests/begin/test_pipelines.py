"""`init --ci`: pipelines that are what their services ask for, and whose steps do what they say."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline import __version__
from dateline.begin import Declined, begin_site
from dateline.begin.pipelines import PIPELINES
from dateline.cli.commands import init
from tests.begin.sites import edit, snapshot
from tests.cli.running import environment, run
from tests.repository.desks import IDENTITY, LOG, git

ON_GITHUB = ("github", "cloudflare", "netlify")
WORKFLOW = ".github/workflows/archive.yml"


def _begun(folder: Path, ci: str, branch: str = "main") -> Path:
    begun = begin_site(folder, title="", url="", zone="", ci=ci, branch=branch)
    assert not isinstance(begun, Declined), begun
    return folder


def _read(file: Path) -> Any:
    # Base: `on` is a key here, and no boolean.
    return yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)


def test_the_command_knows_them_all() -> None:
    assert init.PIPELINES == PIPELINES


@pytest.mark.parametrize("ci", PIPELINES)
def test_a_site_with_any_of_them_builds_as_it_is(tmp_path: Path, ci: str) -> None:
    done = run("init", tmp_path / "site", "--ci", ci)

    assert done.exit_code == 0, done.output
    assert run("build", tmp_path / "site").stderr == ""
    files = set(snapshot(tmp_path / "site"))
    assert (WORKFLOW in files) == (ci in ON_GITHUB)
    assert (".gitlab-ci.yml" in files) == (ci == "gitlab")
    assert ("requirements.txt" in files) == (ci != "none")


@pytest.mark.parametrize("ci", PIPELINES)
def test_everything_that_was_written_is_explained(tmp_path: Path, ci: str) -> None:
    done = run("init", tmp_path / "site", "--ci", ci)
    told = re.findall(r"^  (\S+)  +\S", done.stdout, re.M)

    for path in snapshot(tmp_path / "site"):
        if not path.startswith("output"):
            assert any(path == name or (name.endswith("/") and path.startswith(name)) for name in told), path
    for name in told:
        assert (tmp_path / "site" / name).exists(), name


@pytest.mark.parametrize("ci", ON_GITHUB)
def test_the_workflow_is_one_by_githubs_schema(tmp_path: Path, ci: str) -> None:
    _validated("vendor.github-workflows", _begun(tmp_path / "site", ci, 'odd"branch') / WORKFLOW)


def test_the_pipeline_is_one_by_gitlabs_schema(tmp_path: Path) -> None:
    _validated(
        "vendor.gitlab-ci", _begun(tmp_path / "site", "gitlab") / ".gitlab-ci.yml", "--data-transform", "gitlab-ci"
    )


def _validated(schema: str, file: Path, *more: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *more, str(file)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("ci", ON_GITHUB)
def test_nothing_of_a_template_is_left_in_it(tmp_path: Path, ci: str) -> None:
    text = (_begun(tmp_path / "site", ci, "trunk") / WORKFLOW).read_text(encoding="utf-8")

    assert not re.search(r"%\w+%", text)
    assert _read(tmp_path / "site" / WORKFLOW)["on"]["push"]["branches"] == ["trunk"]
    assert text.split("\n#\n# ")[1].startswith("To be set once")


@pytest.mark.parametrize("ci", ON_GITHUB)
def test_secrets_and_rights_are_where_they_are_needed_only(tmp_path: Path, ci: str) -> None:
    flow = _read(_begun(tmp_path / "site", ci) / WORKFLOW)

    assert flow["permissions"] == {"contents": "read"}
    assert "permissions" not in flow["jobs"]["check"]
    assert "secrets." not in str(flow["jobs"]["check"]), "a pull request may be a stranger's"
    assert "${{" not in " ".join(step.get("run", "") for job in flow["jobs"].values() for step in job["steps"]), (
        "what is put into a shell may be a command"
    )


@pytest.mark.parametrize("ci", ON_GITHUB)
def test_what_is_kept_between_runs_is_the_same_in_both_jobs(tmp_path: Path, ci: str) -> None:
    jobs = _read(_begun(tmp_path / "site", ci) / WORKFLOW)["jobs"]
    kept = [
        step["with"]
        for job in jobs.values()
        for step in job["steps"]
        if step.get("uses", "").startswith("actions/cache")
    ]
    assert len(kept) == 2 and kept[0] == kept[1]
    assert kept[0]["path"].split() == [".dateline", "output"]
    assert kept[0]["key"].startswith(kept[0]["restore-keys"])


def test_the_version_that_began_the_site_is_installed(tmp_path: Path) -> None:
    lines = (_begun(tmp_path / "site", "github") / "requirements.txt").read_text().splitlines()
    assert [line for line in lines if not line.startswith("#")] == [f"dateline=={__version__}"]


class Runner:
    """Runs the steps of a job as its service does: a fresh clone at the same place each time, what is kept put back."""

    def __init__(self, folder: Path, setenv: Any, ci: str) -> None:
        for name, value in IDENTITY.items():
            setenv(name, value)
        self.site = _begun(folder / "site", ci)
        self.work = folder / "work"
        self.kept = folder / "kept"
        self.kept.mkdir()
        bin_ = folder / "bin"
        bin_.mkdir()
        (bin_ / "dateline").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dateline "$@"\n')
        (bin_ / "dateline").chmod(0o755)
        self.env = {**environment(), **IDENTITY, "PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}"}
        git(self.site, "init", "--quiet", "--initial-branch=main")
        self.commit("Begin")

    def commit(self, words: str) -> str:
        git(self.site, "add", "--all")
        git(self.site, "commit", "--quiet", "-m", words)
        return git(self.site, "rev-parse", "HEAD").strip()

    def run(self, branch: str, commands: list[str], **env: str) -> subprocess.CompletedProcess[str]:
        shutil.rmtree(self.work, ignore_errors=True)
        git(self.site, "clone", "--quiet", "--branch", branch, str(self.site), str(self.work))
        for name in (".dateline", "output"):
            if (self.kept / name).exists():
                shutil.copytree(self.kept / name, self.work / name)
        done = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", "\n".join(commands)],
            cwd=self.work, env={**self.env, **env}, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        for name in (".dateline", "output"):
            if (self.work / name).exists():
                shutil.rmtree(self.kept / name, ignore_errors=True)
                shutil.copytree(self.work / name, self.kept / name)
        return done


def _steps(job: Any) -> list[str]:
    return [step["run"] for step in job["steps"] if "run" in step and not re.search(r"pip install|npx", step["run"])]


def test_githubs_jobs_check_and_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runner = Runner(tmp_path, monkeypatch.setenv, "github")
    jobs = _read(runner.site / WORKFLOW)["jobs"]
    publish, check = _steps(jobs["publish"]), _steps(jobs["check"])

    first = runner.run("main", publish)
    assert first.returncode == 0, first.stderr
    assert (runner.work / "output/river-watch/bridge-closed.html").is_file()
    assert "nothing changed" in runner.run("main", publish).stderr, "what was kept is believed in a fresh clone"

    edit(runner.site / LOG, "four\n> metres", "three\n> metres")
    runner.commit("Three")
    built = runner.run("main", publish)
    written = re.search(r": (\d+) written", built.stderr)
    assert written and 0 < int(written[1]) < 15, built.stderr

    git(runner.site, "switch", "--quiet", "-c", "pull")
    edit(runner.site / LOG, "{#cellar .unverified}", "{#cellars .unverfied}")
    runner.commit("A mistake, and an address that goes")
    broken = runner.run("pull", check, BASE="main")
    assert broken.returncode == 1
    assert broken.stdout.startswith(f"::error file={LOG},line=21,col="), broken.stdout
    edit(runner.site / LOG, ".unverfied", ".unverified")
    runner.commit("Put right")
    gone = runner.run("pull", check, BASE="main")
    assert gone.returncode == 1
    assert f"::error file={LOG},title=DL905::/river-watch/cellar.html" in gone.stdout
    edit(runner.site / LOG, "{#cellars .unverified}\n", "{#cellars .unverified}\naliases: [cellar]\n")
    runner.commit("Keep it")
    assert runner.run("pull", check, BASE="main").returncode == 0


def test_gitlabs_jobs_check_and_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runner = Runner(tmp_path, monkeypatch.setenv, "gitlab")
    jobs = _read(runner.site / ".gitlab-ci.yml")
    base = git(runner.site, "rev-parse", "HEAD").strip()
    assert runner.run("main", jobs["pages"]["script"]).returncode == 0
    assert (runner.work / "public/river-watch/index.html").is_file()

    assert runner.run("main", jobs["check"]["script"], CI_MERGE_REQUEST_DIFF_BASE_SHA=base).returncode == 0
    assert json.loads((runner.work / "gl-code-quality-report.json").read_text()) == []
    edit(runner.site / LOG, "{#cellar .unverified}", "{#cellar .unverfied}")
    runner.commit("A mistake")
    broken = runner.run("main", jobs["check"]["script"], CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    (told,) = json.loads((runner.work / "gl-code-quality-report.json").read_text())
    assert broken.returncode == 1
    assert "unverfied" in broken.stdout
    assert told["location"] == {"path": LOG, "lines": {"begin": 21}}
    assert set(told) == {"description", "check_name", "fingerprint", "severity", "location"}
    assert "gl-code-quality-report.json" not in git(runner.work, "status", "--porcelain")


def test_a_pipeline_below_the_top_of_a_repository_would_never_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    git(tmp_path, "init", "--quiet", "--initial-branch=trunk")
    (tmp_path / "site").mkdir()
    done = run("init", tmp_path / "site", "--ci", "github")

    assert done.exit_code == 2
    assert "at the top of a repository" in done.stderr
    assert snapshot(tmp_path / "site") == {}
    assert run("init", tmp_path, "--ci", "github").exit_code == 0
    assert 'branches: ["trunk"]' in (tmp_path / WORKFLOW).read_text()


def test_a_disk_that_is_full_halfway_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, count = Path.open, iter(range(100))

    def full(self: Path, mode: str = "r", *arguments: Any, **more: Any) -> Any:
        if mode == "x" and next(count) == 7:
            raise OSError(28, "No space left on device", str(self))
        return real(self, mode, *arguments, **more)

    monkeypatch.setattr(Path, "open", full)
    done = run("init", tmp_path / "site", "--ci", "github")

    assert done.exit_code == 2
    assert "no space left on device" in done.stderr
    assert snapshot(tmp_path) == {}
