"""A build in a process that goes on to do other things leaves it as it was."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from dateline.render.renderer import Renderer
from tests.alive import noted
from tests.site_kit import SITES, Site


@pytest.mark.parametrize("jobs", [1, 2])
def test_all_that_a_build_made_is_freed(tmp_path: Path, jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    renderers = noted(monkeypatch, Renderer)
    frozen = gc.get_freeze_count()
    Site(tmp_path, like=SITES / "rich").by(jobs).build()
    assert gc.isenabled()
    assert gc.get_freeze_count() <= frozen, "what is frozen is never freed"
    gc.collect()
    made, there = renderers()
    assert made
    assert not there
