"""Whatever was edited since: an incremental build gives, byte for byte, what a clean one gives."""

from __future__ import annotations

import pytest

from tests.build.editing import EDITS, RICH, UNTOUCHED, Edit, after, put
from tests.site_kit import Site

BEFORE_IT_IS_DUE = 1_250_000_000
"""August 2009: the entry `scheduled` is not due, nor is anything of the retrospective blog."""


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The rich site; each test builds it as the one before has left it."""
    return Site(tmp_path_factory.mktemp("edited"), like=RICH).build()


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
