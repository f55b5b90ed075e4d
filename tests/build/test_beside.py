"""The pages of the site, made by another process while this one makes the blog that was edited."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.build import beside, conductor, site_beside
from dateline.build.beside import Beside, edited_blog
from dateline.build.making import SitePart
from dateline.build.workers import Partner, WorkerFailed
from dateline.load.scan import Known, Tree, scan
from tests.build.ways import BESIDE, building
from tests.site_kit import Site

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")

QUAKE, FLOOD = "content/quake/2009-06-16.md", "content/flood/2008-01-01.md"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Two blogs that share a tag, built."""
    site = Site(tmp_path).bare().file("content/quake/blog.yaml", "title: Quake\n")
    site.file("content/flood/blog.yaml", "title: Flood\n").file(
        "content/pages/about.md", "---\ntitle: About\n---\nUs.\n"
    )
    site.file(QUAKE, "## 08:00 First {#first}\ntags: [night]\n\nIt began.\n\n## 09:00 Second {#second}\n\nOn.\n")
    site.file(FLOOD, "## 10:00 Water {#water}\ntags: [night]\n\nMuch of it.\n")
    return building(site, BESIDE, monkeypatch).build()


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Of each process that was begun and asked: whether it answered for the pages of the site."""
    found: list[bool] = []
    answer = Beside.answer

    def noted(this: Beside) -> SitePart | None:
        begun = this._partner is not None and this._made is None
        part = answer(this)
        if begun:
            found.append(part is not None)
        return part

    monkeypatch.setattr(Beside, "answer", noted)
    return found


def test_an_edited_entry(site: Site, answers: list[bool]) -> None:
    site.edit(QUAKE, "It began.", "It ended.").build().same_as_clean()
    assert answers == [True]
    assert {"atom.xml", "tags/night.xml"} <= set(site.made)


def test_entries_added_moved_and_deleted(site: Site, answers: list[bool]) -> None:
    site.append(QUAKE, "## 07:00 {#early}\ntags: [night, new]\n\nBefore.").build().same_as_clean()
    site.file("content/quake/2009-07-01.md", "## 07:00 {#late}\ntags: [new]\n\nAfter.").build().same_as_clean()
    (site.root / "content/quake/2009-07-01.md").unlink()
    site.build().same_as_clean()
    site.edit(FLOOD, "tags: [night]", "status: removed").build().same_as_clean()
    assert answers == [True] * 4


@pytest.mark.parametrize(
    "edit",
    [
        lambda site: site.append("content/site.yaml", "description: Another."),
        lambda site: site.file("content/quake/blog.yaml", "title: Earthquake\n"),
        lambda site: site.edit(QUAKE, "It began.", "It ended.").edit(FLOOD, "Much", "More"),
        lambda site: site.edit(QUAKE, "It began.", "It ended.").edit("content/pages/about.md", "Us.", "We."),
        lambda site: site.file("content/third/blog.yaml", "title: Third\n"),
    ],
    ids=["settings", "what a blog is called", "two blogs", "a blog and a page", "a new blog"],
)
def test_what_is_more_than_one_blogs_is_made_here(
    site: Site, answers: list[bool], edit: Callable[[Site], object]
) -> None:
    edit(site)
    site.build().same_as_clean()
    assert answers == []


@pytest.mark.parametrize("path", ["flood/water.html", "flood/atom.xml"])
def test_another_blog_whose_output_was_altered_is_put_right(site: Site, answers: list[bool], path: str) -> None:
    (site.options.output / path).write_text("Altered.")
    site.edit(QUAKE, "It began.", "It ended.").build().same_as_clean()
    assert answers == [False]


def test_a_page_of_the_site_that_was_altered_is_put_right(site: Site, answers: list[bool]) -> None:
    (site.options.output / "index.html").write_text("Altered.")
    site.edit(QUAKE, "It began.", "It ended.").build().same_as_clean()
    assert answers == [True]


def test_another_blogs_entry_that_falls_due_meanwhile(site: Site, answers: list[bool]) -> None:
    site.at(1_250_000_000).file(
        FLOOD, "## 10:00 {#water}\n\nNow.\n\n## 11:00 {#later}\npublished: 2009-09-01 10:00\n\nSoon."
    )
    site.build().has_no("flood/later.html")
    site.at(1_260_000_000).edit(QUAKE, "It began.", "It ended.").build().same_as_clean()
    assert answers == [True, False]
    assert "flood/later.html" in site.output()


def test_a_state_that_is_gone_costs_time_alone(site: Site, answers: list[bool]) -> None:
    for kind in ("rows", "feeds", "contents", "blocks"):
        for path in (site.root / ".dateline").glob(f"*/{kind}/*"):
            path.unlink()
        site.edit(QUAKE, "began", "began and").build().same_as_clean()
    assert answers == [True, True, True, False]


def test_what_the_first_process_writes_meanwhile_is_not_asked_for(
    site: Site, answers: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A record is written over as it lies: whoever reads it then finds one by halves."""
    believe, patch = site_beside._believe, monkeypatch.setattr

    def as_it_is_written(*given: Any) -> None:
        for path in (site.root / ".dateline").glob("*/*/quake"):
            path.write_bytes(path.read_bytes()[:50])
        patch("dateline.build.site.make_block", lambda *given, **named: pytest.fail("the blog is made again"))
        believe(*given)

    patch(site_beside, "_believe", as_it_is_written)
    site.edit(QUAKE, "It began.", "It ended.").build().same_as_clean()
    assert answers == [True]


def test_errors_of_the_blog_end_the_build_and_the_process(site: Site, answers: list[bool]) -> None:
    site.append(QUAKE, "## 23:00 {#first}").fails("DL401")
    assert answers == [False]
    nobody_is_left()


def test_a_link_that_leads_nowhere_any_more_is_told(site: Site) -> None:
    site.append(FLOOD, "## 11:00 {#link}\nupdates: quake/second\n\nSee there.").build()
    site.edit(QUAKE, "{#second}", "{#another}")
    assert not site.try_build().ok
    here = site.result.problems
    assert not site.by(1).try_build().ok
    assert site.result.problems == here
    nobody_is_left()


@pytest.mark.parametrize("template", ["home.html", "entry.html"])
def test_faults_of_templates_are_told_as_by_one_process(site: Site, template: str) -> None:
    site.file(f"themes/bare/templates/{template}", "{{ view.nothing if 'ended' in view|string }}").build()
    site.edit(QUAKE, "{#first}", "{#ended}")
    assert not site.try_build().ok
    several = site.result.problems
    assert [problem.code for problem in several] == ["DL702"]
    assert not site.by(1).try_build().ok
    assert [(p.span, p.message) for p in site.result.problems] == [(p.span, p.message) for p in several]


def test_protected_text_refuses_the_build(site: Site) -> None:
    site.protecting("Nobody knows").build()
    site.edit(QUAKE, "First", "Nobody knows").fails("DL801")
    nobody_is_left()


def test_the_settings_change_behind_the_walk(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def saved_behind_the_walk(*given: Any) -> Tree:
        tree = scan(*given)
        site.edit("content/pages/about.md", "Us.", "We.")
        return tree

    site.edit(QUAKE, "It began.", "It ended.")
    with monkeypatch.context() as patch:
        patch.setattr(conductor, "scan", saved_behind_the_walk)
        site.build()
    site.build().same_as_clean()


@pytest.mark.parametrize("name", ["stored_share", "site_outputs"])
def test_a_bug_there_is_one_here(site: Site, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    before = site.output()

    def broken(*_: Any) -> Any:
        raise LookupError("nothing of this")

    monkeypatch.setattr(site_beside, name, broken)
    with pytest.raises(WorkerFailed, match="nothing of this"):
        site.edit(QUAKE, "It began.", "It ended.").try_build()
    assert site.output() == before
    nobody_is_left()


def test_a_process_that_is_killed_is_missed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_beside, "make_site", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(WorkerFailed, match="without an answer"):
        site.edit(QUAKE, "It began.", "It ended.").try_build()
    nobody_is_left()


@pytest.mark.parametrize("name", [None, "memfd_create"])
def test_what_is_told_may_be_larger_than_a_pipe_holds(name: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    if name is not None:
        # Not every system has files that lie in memory only.
        monkeypatch.delattr(os, name, raising=False)
    partner = Partner(lambda hear: len(hear()))
    partner.tell("x" * 3_000_000)
    assert partner.answer(int) > 3_000_000
    partner.end()
    nobody_is_left()


def test_a_small_output_is_not_worth_it(site: Site, answers: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "_WORTH", 1500)
    site.edit(QUAKE, "It began.", "It ended.").build().same_as_clean()
    assert answers == []


def test_nor_is_it_for_one_process(site: Site, answers: list[bool]) -> None:
    site.by(1).edit(QUAKE, "It began.", "It ended.").build().same_as_clean()
    assert answers == []


def test_which_blog_was_edited() -> None:
    files = {f"content/{path}": known(path) for path in ("site.yaml", "a/blog.yaml", "a/1.md", "b/blog.yaml", "b/1.md")}

    def edited(**changes: str | None) -> str:
        now = {**files}
        for path, sha in changes.items():
            if sha is None:
                del now[path]
            else:
                now[path] = known(sha)
        return edited_blog(Tree(Path(), now, ()), files)

    assert edited() == ""
    assert edited(**{"content/a/1.md": "x"}) == edited(**{"content/a/1.md": None}) == "a"
    assert edited(**{"content/a/2.md": "new", "content/a/1.md": "x"}) == "a"
    assert edited(**{"content/a/1.md": "a/1.md"}) == "", "touched, and the same"
    assert edited(**{"content/a/1.md": "x", "content/b/1.md": "x"}) == ""
    assert edited(**{"content/a/blog.yaml": "x"}) == edited(**{"content/a/blog.yaml": None}) == ""
    assert edited(**{"content/site.yaml": "x"}) == edited(**{"content/c/1.md": "x"}) == ""


def known(sha: str) -> Known:
    """What a scan knows of a file with that hash."""
    return Known((1, 1, 1, 1), sha, 1)


def nobody_is_left() -> None:
    """This process has no children."""
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
