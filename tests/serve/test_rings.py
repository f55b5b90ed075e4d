"""A preview runs for days: what a round made and nobody keeps is freed."""

from __future__ import annotations

import gc
import time
import weakref
from pathlib import Path

import pytest

from dateline.render.renderer import Renderer
from dateline.serve import loop
from dateline.serve.rings import Rings
from tests.alive import noted
from tests.begin.sites import starter_site
from tests.serve.previewing import PATIENCE, running


class Ring:
    """An object that nothing frees but the search for garbage."""

    def __init__(self) -> None:
        self.itself = self


def test_rings_go_when_they_are_looked_for_and_not_before() -> None:
    with Rings() as rings:
        there = weakref.ref(Ring())
        for _ in range(3):
            list(map(list, [[]] * 10_000))
        assert there()
        rings.free()
        assert not there()


def test_what_was_kept_at_first_goes_when_much_was_kept_since() -> None:
    with Rings() as rings:
        rings.free()
        kept = [Ring()]
        there = weakref.ref(kept[0])
        rings.free()
        kept.clear()
        rings.free()
        assert there(), "looking through all that is kept each time would hold up a save"
        since: list[list[int]] = [[] for _ in range(gc.get_freeze_count())]
        rings.free()
        rings.free()
        assert not there()
        assert since


def test_afterwards_garbage_is_looked_for_as_before() -> None:
    assert gc.isenabled()
    with Rings() as rings:
        rings.free()
        assert not gc.isenabled()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_a_theme_that_is_edited_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Templates and what they showed point to one another; each save of one begins with others."""
    monkeypatch.setattr(loop, "_IDLE", 0.05)
    renderers = noted(monkeypatch, Renderer)
    root = starter_site(tmp_path / "site")
    template = root / "themes/default/templates/page.html"
    template.parent.mkdir(parents=True)
    with running(root) as live:
        last = time.monotonic() + PATIENCE
        for save in range(3):
            template.write_text(f"<!DOCTYPE html><title>mine</title><p>Mine: {save}\n", encoding="utf-8")
            while f"Mine: {save}" not in live.get("/about.html").text:
                assert time.monotonic() < last, "it never came"
                time.sleep(0.01)
        while renderers()[1] > 1:
            assert time.monotonic() < last, "what earlier rounds made stays"
            time.sleep(0.01)
    assert renderers()[0] > 3
