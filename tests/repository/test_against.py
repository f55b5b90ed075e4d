"""`check --against REV`: no address that was published is ever lost unseen."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.repository.against import cited
from tests.cli.running import run
from tests.repository.desks import IDENTITY, git
from tests.site_kit import Site

LOG = "content/quake/2009-06-16.md"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site in a repository, its first state committed and tagged `before`."""
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    site = Site(tmp_path / "site").bare()
    site.file("content/quake/blog.yaml", "title: The quake\n")
    site.file(LOG, "## 21:17 A {#a}\ntags: [water, road]\n\nx\n\n## 21:18 B {#b}\ntags: [water]\n\ny\n")
    site.file("content/quake/media/notes.txt", "notes").file("content/static/old.pdf", "%PDF-1.4")
    site.file("content/pages/about.md", "---\ntitle: About\n---\nx\n").file(
        "content/pages/help.md", "---\ntitle: H\n---\n"
    )
    git(site.root, "init", "--quiet", "--initial-branch=main")
    _commit(site)
    git(site.root, "tag", "before")
    monkeypatch.chdir(site.root)
    return site


def _commit(site: Site) -> None:
    git(site.root, "add", "--all")
    git(site.root, "commit", "--quiet", "-m", "x")


def _gone(revision: str = "before") -> dict[str, tuple[str, str]]:
    """Address → (file that is blamed, hint), of all DL905."""
    done = run("check", "--against", revision, "--format", "json")
    problems = json.loads(done.stdout)
    assert done.exit_code == (1 if problems else 0)
    assert {problem["code"] for problem in problems} <= {"DL905"}
    return {problem["message"].split()[0]: (problem["path"], problem["hint"]) for problem in problems}


def test_nothing_changed_nothing_gone(site: Site) -> None:
    assert _gone() == {}
    assert run("check", "--against", "before").stdout.startswith("No problems: 2 entries")


def test_what_the_last_build_left_counts_as_made(site: Site) -> None:
    """Nothing has to be made again, or one blog only: the addresses are those of the whole site all the same."""
    site.file("content/other/blog.yaml", "title: Another\n").file(
        "content/other/2010-01-01.md", "## 09:00 O {#o}\n\nx\n"
    )
    _commit(site)
    git(site.root, "tag", "two")
    site.build()
    assert _gone("two") == {}
    site.edit("content/other/2010-01-01.md", "x\n", "y\n")
    assert _gone("two") == {}
    site.build().edit(LOG, "{#b}", "{#c}")
    assert set(_gone("two")) == {"/quake/b.html"}


def test_an_entry_that_was_taken_out(site: Site) -> None:
    site.edit(LOG, "\n## 21:18 B {#b}\ntags: [water]\n\ny\n", "")

    done = run("check", "--against", "before")

    assert done.exit_code == 1
    assert f"{LOG}: DL905 error: /quake/b.html was published by before" in done.stderr
    assert f"It stood in {LOG}:6." in done.stderr
    assert "aliases: [b]" in done.stderr and "status: removed" in done.stderr


def test_an_alias_and_a_tombstone_keep_an_address(site: Site) -> None:
    site.edit(LOG, "{#a}\n", "{#better}\naliases: [a]\n").edit(LOG, "{#b}\n", "{#b .removed}\nremoved: 2010-01-01\n")
    gone = _gone()

    assert "/quake/a.html" not in gone and "/quake/b.html" not in gone


def test_what_follows_from_entries_is_looked_at_too(site: Site) -> None:
    site.edit(LOG, "tags: [water, road]", "tags: [water]")
    gone = _gone()

    assert "/tags/road.html" in gone
    assert "content/static/tags/road.html" in gone["/tags/road.html"][1]
    site.file("content/static/tags/road.html", '<meta http-equiv="refresh" content="0; url=water.html">')
    assert "/tags/road.html" not in _gone()


def _renamed(site: Site) -> Site:
    return site.rename("content/quake", "content/tremor")


@pytest.mark.parametrize(
    ("change", "address", "blamed", "hint"),
    [
        (lambda s: s.delete("content/static/old.pdf"), "/old.pdf", "site.yaml", "Put the file back"),
        (
            lambda s: s.delete("content/quake/media/notes.txt"),
            "/quake/media/notes.txt",
            "quake/blog.yaml",
            "content/static/quake/media/notes.txt",
        ),
        (lambda s: s.delete("content/pages/help.md"), "/help.html", "site.yaml", "aliases: [help]"),
        (_renamed, "/quake/index.html", "site.yaml", "[quake]"),
        (_renamed, "/quake/a.html", "site.yaml", "[quake]"),
        (lambda s: s.rename(LOG, LOG.replace("16", "15")), "/quake/2009-06-16.html", "quake/blog.yaml", "static"),
    ],
)
def test_each_kind_of_address_is_told_with_what_keeps_it(
    site: Site, change: Callable[[Site], object], address: str, blamed: str, hint: str
) -> None:
    change(site)
    path, told = _gone()[address]

    assert path == f"content/{blamed}"
    assert hint in told


def test_a_renamed_blog_that_names_its_old_folder_keeps_its_addresses(site: Site) -> None:
    site.rename("content/quake", "content/tremor").file("content/tremor/blog.yaml", "title: Q\naliases: [quake]\n")
    assert _gone() == {}
    site.edit(LOG.replace("quake", "tremor"), "{#b}", "{#c}").delete("content/tremor/media/notes.txt")
    assert set(_gone()) == {"/quake/b.html", "/quake/media/notes.txt"}


def test_what_nobody_cites_may_come_and_go() -> None:
    paths = (
        "assets/dateline-d1339056c4.css", "manifest-sha256.txt", "quake/manifest-sha256.txt", "sitemap.xml",
        "quake/search/2009-06-16.json", "search/words-0.json", "_headers", "_redirects", ".nojekyll", "robots.txt",
        "quake/media/square.jpg.480.avif", "quake/media/square.jpg.960.jpg", "404.html",
    )  # fmt: skip
    assert list(cited(paths)) == []
    kept = ("index.html", "quake/a.html", "quake/media/square.jpg", "quake/atom.xml", "feed.json", "a/2009-06-16.txt")
    assert tuple(cited(kept)) == kept


def test_any_revision_may_be_named_and_the_tree_is_not_touched(site: Site) -> None:
    site.edit(LOG, "{#b}", "{#c}")
    _commit(site)
    site.append(LOG, "## 22:00 half written")
    git(site.root, "add", "content/quake/blog.yaml")
    status = git(site.root, "status", "--porcelain=v2", "--branch")
    files = {path: path.read_bytes() for path in (site.root / "content").rglob("*") if path.is_file()}

    for revision in ("before", "HEAD~1", "main~1", git(site.root, "rev-parse", "before").strip()):
        assert set(_gone(revision)) == {"/quake/b.html"}, revision
    assert _gone("main") == {}
    assert git(site.root, "status", "--porcelain=v2", "--branch") == status
    assert {path: path.read_bytes() for path in (site.root / "content").rglob("*") if path.is_file()} == files


@pytest.mark.parametrize("revision", ["nowhere", "--help", "before:content", "-", "before..main", " "])
def test_a_revision_that_is_none_is_told(site: Site, revision: str) -> None:
    done = run("check", "--against", revision)

    assert done.exit_code == 2
    assert "There is no revision" in done.stderr and "fetch-depth: 0" in done.stderr


def test_a_repository_without_a_commit_is_said_to_be_one(tmp_path: Path) -> None:
    site = Site(tmp_path)
    git(site.root, "init", "--quiet")

    done = run("check", site.root, "--against", "main")

    assert done.exit_code == 2
    assert "There is no revision" in done.stderr and "Nothing has been committed yet" in done.stderr


def test_a_state_that_did_not_build_published_nothing_and_is_said_so(site: Site) -> None:
    site.append(LOG, "## half past nine")
    _commit(site)
    git(site.root, "tag", "broken")
    site.edit(LOG, "\n## half past nine\n", "").edit(LOG, "{#b}", "{#c}")
    done = run("check", "--against", "broken")

    assert done.exit_code == 0
    assert "broken cannot be compared with" in done.stderr and f"{LOG}:11: DL409" in done.stderr


def test_errors_of_now_come_first(site: Site) -> None:
    site.append(LOG, "## half past nine")
    done = run("check", "--against", "before", "--format", "json")

    assert [problem["code"] for problem in json.loads(done.stdout)] == ["DL409"]


def test_a_state_before_there_was_a_site_had_no_addresses(site: Site, tmp_path: Path) -> None:
    git(site.root, "switch", "--quiet", "--orphan", "empty")
    git(site.root, "commit", "--quiet", "--allow-empty", "-m", "x")
    git(site.root, "switch", "--quiet", "main")
    assert _gone("empty") == {}


def test_a_site_below_the_top_of_its_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    site = Site(tmp_path / "all/sites/one").bare().file("content/quake/blog.yaml", "title: Q\n")
    site.file(LOG, "## 21:17 A {#a}\n\nx\n")
    (tmp_path / "all/content").mkdir()
    (tmp_path / "all/content/site.yaml").write_text("this is another one's")
    git(tmp_path / "all", "init", "--quiet")
    git(tmp_path / "all", "add", "--all")
    git(tmp_path / "all", "commit", "--quiet", "-m", "x")
    site.edit(LOG, "{#a}", "{#b}")
    monkeypatch.chdir(site.root)

    assert set(_gone("HEAD")) == {"/quake/a.html"}


def test_where_there_is_no_repository_it_says_so(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    (site.root / ".git").rename(site.root / "elsewhere")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(site.root.parent))
    done = run("check", "--against", "before")

    assert done.exit_code == 2
    assert "lies in no git repository" in done.stderr


def test_a_link_out_of_an_old_state_is_not_followed(site: Site, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("## 21:19 Secret {#secret}\n\nx\n")
    link = site.root / "content/quake/2009-06-17.md"
    link.symlink_to(tmp_path / "secret.md")
    _commit(site)
    git(site.root, "tag", "linked")
    link.unlink()
    done = run("check", "--against", "linked")

    assert "DL105" in done.stderr and "ecret.html" not in done.output
