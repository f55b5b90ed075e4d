"""Whatever was edited since: an incremental build gives, byte for byte, what a clean one gives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.build import conductor
from dateline.load.scan import Tree, scan
from tests.build.editing import EDITS, RICH, UNTOUCHED, Edit, after, put
from tests.build.ways import WAYS, building
from tests.site_kit import Site

BEFORE_IT_IS_DUE = 1_250_000_000
"""August 2009: the entry `scheduled` is not due, nor is anything of the retrospective blog."""


@pytest.fixture(scope="module", params=WAYS)
def edited(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The rich site; each test builds it as the one before has left it, as in processes of their own or as the preview
    does, which keeps much from build to build."""
    with pytest.MonkeyPatch.context() as patch:
        yield building(Site(tmp_path_factory.mktemp("edited"), like=RICH), request.param, patch).build()


def test_the_bare_theme_shows_whole_views(edited: Site) -> None:
    edited.has("live/first.html", "EntryPage(", "verification=None")


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_each_edit_made_in_place_of_another(edited: Site, edit: Edit) -> None:
    assert after([edit]) != UNTOUCHED, "the edit does not fit the site"
    put(edited, after([edit]))
    edited.build().same_as_clean()


def test_the_last_edit_taken_back(edited: Site) -> None:
    put(edited, UNTOUCHED)
    edited.build().same_as_clean()


@pytest.mark.parametrize("way", WAYS)
def test_a_file_that_changes_while_it_is_read_is_not_taken_for_what_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    log, old, new = "content/quake/2009-06-16.md", "## 10:00 Old {#a}\nText.\n", "## 10:00 New {#a}\nText.\n"
    site = Site(tmp_path).file("content/quake/blog.yaml", "title: Quake\n").file(log, "## 10:00 {#a}\nA start.\n")
    site = building(site, way, monkeypatch).build()

    def saved_behind_the_walk(*given: Any) -> Tree:
        tree = scan(*given)
        site.file(log, new)
        return tree

    site.file(log, old)
    with monkeypatch.context() as patch:
        patch.setattr(conductor, "scan", saved_behind_the_walk)
        site.build().has("quake/a.html", "New")
    # The same bytes as the walk saw then, of which nothing was made.
    site.file(log, old).build().has("quake/a.html", "Old").same_as_clean()


def test_the_unseen_hour_of_a_day_decides_the_order_among_the_entries_of_other_blogs(tmp_path: Path) -> None:
    site = Site(tmp_path).bare()
    for blog, hour in (("flood", "10:00"), ("quake", "12:00")):
        time = f'{{shown: "a day", at: 2009-06-16T{hour}-04:00, certainty: day}}'
        keys = f"id: {blog}-entry\ntitle: {blog}\ntime: {time}\ntags: [a]\npublished: 2010-01-01T00:00Z"
        site.file(f"content/{blog}/blog.yaml", f"title: {blog}\n")
        site.file(f"content/{blog}/entries/entry.md", f"---\n{keys}\n---\nText.\n")
    site.build().edit("content/quake/entries/entry.md", "T12:00", "T08:00").build().same_as_clean()
    assert "chronology/2009-06.html" in site.touched()
    assert "tags/a.html" in site.touched()
