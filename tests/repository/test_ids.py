"""`check --against REV`: no rename makes subscribers' programs show again what they have shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.repository.desks import IDENTITY, git
from tests.site_kit import Site

LOG, BLOG = "content/flood/2009-06-16.md", "content/flood/blog.yaml"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """An entry that had another id once, and one that had not, in a folder that had another name once."""
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    site = Site(tmp_path / "site").bare().file(BLOG, "title: The flood\naliases: [storm]\n")
    site.file(LOG, "## 21:17 A {#b}\naliases: [a]\n\nx\n\n## 21:18 N {#new}\n\ny\n")
    git(site.root, "init", "--quiet", "--initial-branch=main")
    git(site.root, "add", "--all")
    git(site.root, "commit", "--quiet", "-m", "x")
    monkeypatch.chdir(site.root)
    return site


def changed() -> list[tuple[str, int, str]]:
    """(path, line, hint) of each id that changes; nothing else is told."""
    problems = json.loads(run("check", "--against", "HEAD", "--format", "json").stdout)
    assert {problem["code"] for problem in problems} <= {"DL906"}
    return [(problem["path"], problem["line"], problem["hint"].partition("oldest first. ")[2]) for problem in problems]


def test_names_in_the_order_in_which_they_were_had_keep_it(site: Site) -> None:
    site.edit(LOG, "{#b}\naliases: [a]", "{#c}\naliases: [a, b]").edit(LOG, "{#new}\n", "{#newer}\naliases: [new]\n")
    assert changed() == []
    site.rename("content/flood", "content/flood-2009")
    site.edit("content/flood-2009/blog.yaml", "[storm]", "[storm, flood]")
    assert changed() == []


def test_names_in_another_order_change_it(site: Site) -> None:
    site.edit(LOG, "{#b}\naliases: [a]", "{#c}\naliases: [b, a]")
    assert changed() == [(LOG, 2, "Write `aliases: [a, b]`.")]


def test_those_of_a_blog_are_told_once(site: Site) -> None:
    site.rename("content/flood", "content/flood-2009")
    site.edit("content/flood-2009/blog.yaml", "[storm]", "[flood, storm]")
    assert changed() == [("content/flood-2009/blog.yaml", 2, "Write `aliases: [storm, flood]`.")]


def test_an_alias_that_was_no_name_of_the_entry_changes_it(site: Site) -> None:
    site.edit(LOG, "{#new}\n", "{#new}\naliases: [short]\n")
    assert changed() == [(LOG, 7, "Let a page at content/static/ lead here from any other address.")]


def test_another_authority_changes_all(site: Site) -> None:
    site.edit("content/site.yaml", "archive.example,2026", "archive.example,2027")
    told = json.loads(run("check", "--against", "HEAD", "--format", "json").stdout)
    assert [(found["code"], found["hint"]) for found in told] == [
        ("DL906", 'Put back feed_authority: "archive.example,2026".')
    ]


def test_the_hint_for_an_address_that_is_gone_names_all_former_ids(site: Site) -> None:
    site.edit(LOG, "{#b}\naliases: [a]", "{#c}")
    told = json.loads(run("check", "--against", "HEAD", "--format", "json").stdout)
    assert "add `aliases: [a, b]` to it" in next(found["hint"] for found in told if "/flood/b.html" in found["message"])
