"""The memo gives a fragment again only when nothing that decides it has changed."""

from __future__ import annotations

import pytest
from msgspec import structs

from dateline.markup.comment import render_comment
from dateline.markup.memo import Memo
from dateline.markup.render import render, render_inline
from dateline.markup.scope import Picture, Scope, quotes_of
from tests.markup.case_files import scope_of

TEXT = "Words “so” [@cnn] ![a](media/square.jpg)"


def test_the_same_text_in_the_same_scope_is_made_once() -> None:
    memo = Memo()
    assert memo.get(render, TEXT, scope_of()) is memo.get(render, TEXT, scope_of())
    assert memo.made == 1


def test_what_the_last_build_made_is_taken_over_and_what_is_unused_falls_away() -> None:
    old = Memo()
    old.get(render, TEXT, scope_of())
    old.get(render, "unused", scope_of())
    memo = Memo(old.kept)
    memo.get(render, TEXT, scope_of())
    assert memo.made == 0
    assert len(memo.kept) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"prefix": "other"},
        {"folder": "other/"},
        {"quotes": quotes_of("de")},
        {"headings": False},
        {"listed": False},
        {"labels": {"cnn": "Cable News Network"}},
        {"labels": {}},
        {"pictures": {"media/square.jpg": Picture("x", 1, 2)}},
        {"pictures": {}},
    ],
)
def test_whatever_decides_a_fragment_makes_it_anew(change: dict[str, object]) -> None:
    memo = Memo()
    memo.get(render, TEXT, scope_of())
    changed: Scope = structs.replace(scope_of(), **change)
    memo.get(render, TEXT, changed)
    assert memo.made == 2


def test_labels_of_sources_that_are_not_cited_decide_nothing() -> None:
    memo = Memo()
    memo.get(render, "Words [@cnn]", scope_of())
    more = structs.replace(scope_of(), labels={"cnn": "CNN", "new": "A new source"})
    memo.get(render, "Words [@cnn]", more)
    assert memo.made == 1


def test_the_renderer_decides_too() -> None:
    memo = Memo()
    assert len({memo.get(renderer, "a", scope_of()).html for renderer in (render, render_inline)}) == 2
    memo.get(render_comment, "a", scope_of())
    assert memo.made == 3


def test_a_text_with_flaws_is_rendered_by_every_build() -> None:
    old = Memo()
    old.get(render, "[@nowhere]", scope_of())
    assert not old.kept
    memo = Memo(old.kept)
    assert memo.get(render, "[@nowhere]", scope_of()).flaws
    assert memo.made == 1
