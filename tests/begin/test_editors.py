"""What `init` tells text editors: schemas for every file of content, and marks at what `check` finds."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from dateline.completion import DOCUMENTS, document
from tests.begin.sites import LOG, edit, snapshot, starter_site
from tests.cli.running import run
from tests.completion.core import content


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A new site."""
    return starter_site(tmp_path / "site")


def _settings(site: Path, name: str) -> Any:
    return json.loads((site / ".vscode" / name).read_text(encoding="utf-8"))


def test_every_kind_of_file_has_its_schema_in_visual_studio_code(site: Path) -> None:
    wired = {
        schema.removeprefix("./.schema/").removesuffix(".json"): tuple([files] if isinstance(files, str) else files)
        for schema, files in _settings(site, "settings.json")["yaml.schemas"].items()
    }
    assert wired == {name: known.files for name, known in DOCUMENTS.items() if known.files}
    assert _settings(site, "extensions.json") == {"recommendations": ["redhat.vscode-yaml"]}


def test_every_yaml_file_names_its_schema_for_all_other_editors(site: Path) -> None:
    found = 0
    for path, text in content(site):
        if path.endswith(".yaml"):
            named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
            assert named, path
            schema = (site / path).parent / named[1]
            assert json.loads(schema.read_text()) == document(Path(path).stem), path
            found += 1
    assert found == 5


def test_a_new_blog_names_it_too_where_there_is_one(site: Path) -> None:
    run("new", "blog", "flood", "--site", site)
    first = (site / "content/flood/blog.yaml").read_text(encoding="utf-8").split("\n")[0]
    assert first == "# yaml-language-server: $schema=../../.schema/blog.json"
    assert (site / "content/flood" / first.partition("=")[2]).is_file()

    (site / ".schema/blog.json").unlink()
    run("new", "blog", "storm", "--site", site)
    assert (site / "content/storm/blog.yaml").read_text(encoding="utf-8").startswith("title:")


def test_what_check_prints_is_marked_at_its_place(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site)
    edit(site / LOG, ".unverified", ".unverfied")
    (site / "content/flood").mkdir()
    (site / "content/flood/2026-01-01.md").write_text("## 09:00 A\n")
    task = _settings(site, "tasks.json")["tasks"][0]
    printed = run(task["command"] and task["args"][0]).stderr
    found: dict[str, list[dict[str, str]]] = {}
    for matcher in task["problemMatcher"]:
        assert matcher["fileLocation"] == ["relative", "${workspaceFolder}"]
        pattern = matcher["pattern"]
        names = {name: group for name, group in pattern.items() if isinstance(group, int)}
        found[matcher["owner"]] = [
            {name: match[group] for name, group in names.items()}
            for line in printed.splitlines()
            if (match := re.fullmatch(pattern["regexp"], line))
        ]
    (marked,) = found["dateline"]
    assert (marked["file"], marked["line"], marked["severity"], marked["code"]) == (LOG, "21", "error", "DL410")
    (whole,) = found["dateline-files"]
    assert (whole["file"], whole["code"]) == ("content/flood/blog.yaml", "DL106")


def test_every_task_is_a_command_that_there_is(site: Path) -> None:
    for task in _settings(site, "tasks.json")["tasks"]:
        assert task["command"] == "dateline"
        words = [word for word in task["args"] if not word.startswith(("-", "$"))]
        assert run(*words, "--help").exit_code == 0, task["label"]


def test_schemas_of_an_older_dateline_are_written_anew(site: Path) -> None:
    before = snapshot(site)
    (site / ".schema/site.json").write_text(before[".schema/site.json"].decode().replace("zone", "zones"))
    assert run("schema", "--into", site / ".schema").exit_code == 0
    assert snapshot(site) == before
