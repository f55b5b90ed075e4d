"""`dateline build --shard` and `dateline merge` as a pipeline calls them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.begin.sites import starter_site
from tests.cli.running import run
from tests.site_kit import assert_same, tree

AS_OF = "2026-11-20T09:00Z"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new site, with the current folder in it."""
    root = starter_site(tmp_path / "site")
    monkeypatch.chdir(root)
    return root


def test_shards_are_built_into_folders_of_their_own_and_merged(site: Path) -> None:
    for number in (1, 2):
        done = run("build", "--shard", f"{number}/2", "--as-of", AS_OF)
        assert done.exit_code == 0
        assert f"Shard {number}/2 in shards/{number}-of-2" in done.stdout
    done = run("merge", "shards")
    assert done.exit_code == 0
    assert re.search(r"written \(\d+\.\d\d s\)\. Open output/index\.html\n$", done.stdout)
    run("build", "-o", "alone", "--as-of", AS_OF)
    assert_same(tree(site / "output"), tree(site / "alone"))


def test_the_instant_may_come_from_the_environment(site: Path) -> None:
    env = {"SOURCE_DATE_EPOCH": "1800000000"}
    assert run("build", "--shard", "1/1", env=env).exit_code == 0
    assert '"as_of": 1800000000' in (site / "shards/1-of-1/_shard/shard.json").read_text()
    assert run("merge", "shards/1-of-1").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--shard", "1/2"), "Shards must agree which entries are due"),
        (("--shard", "3/2", "--as-of", AS_OF), "names no shard"),
        (("--shard", "x", "--as-of", AS_OF), "Write it as i/n"),
        (("--shard", "1/2", "--as-of", AS_OF, "--drafts"), "contradict each other"),
    ],
)
def test_what_cannot_be_is_told_and_exits_2(arguments: tuple[str, ...], said: str, site: Path) -> None:
    done = run("build", *arguments)
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.split())
    assert not (site / "shards").exists()


def test_what_does_not_belong_together_is_told_and_exits_2(site: Path) -> None:
    run("build", "--shard", "1/2", "--as-of", AS_OF)
    done = run("merge", "shards")
    assert done.exit_code == 2
    assert done.stderr == "dateline: Of 2 shards these are missing: 2.\n    = Name all their folders.\n"
    assert not (site / "output").exists()


def test_errors_in_the_content_stop_a_shard_like_any_build(site: Path) -> None:
    (site / "content/people.yaml").write_text("desk: [\n")
    done = run("build", "--shard", "1/2", "--as-of", AS_OF)
    assert done.exit_code == 1
    assert "Nothing was written" in done.stderr


def test_a_shard_is_never_published(site: Path, tmp_path: Path) -> None:
    run("build", "--shard", "1/1", "--as-of", AS_OF)
    done = run("publish", tmp_path / "www", "-o", "shards/1-of-1")
    assert done.exit_code == 2
    assert "dateline merge" in done.stderr
