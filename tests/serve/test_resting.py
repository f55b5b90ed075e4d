"""What a preview does when it has nothing else to do: it leaves for the next process what it found out."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from dateline.build import Options, Result, build
from dateline.build.options import STATE
from dateline.serve import loop
from dateline.serve.server import PREVIEW
from dateline.serve.watch import _Handler
from tests.begin.sites import LOG, edit, starter_site
from tests.serve.previewing import PATIENCE, running
from tests.site_kit import tree


def built_anew(root: Path) -> Result:
    """A build of the preview by a process of its own."""
    return build(Options(root=root, output=root / PREVIEW, as_of=int(time.time()), preview=True, lasting=False))


def records(root: Path) -> dict[str, bytes]:
    """The state, without what is shown and what is compiled."""
    found = tree(root / STATE)
    others = ("preview/", "templates/", ".preview.")
    return {path: data for path, data in found.items() if not path.startswith(others)}


def test_a_preview_that_ends_leaves_the_state_of_its_last_round(tmp_path: Path) -> None:
    root = starter_site(tmp_path / "site")
    with running(root) as live:
        edit(root / LOG, "The river is rising", "The river is falling")
        live.next_build()
    result = built_anew(root)
    assert (result.ok, result.made, result.written) == (True, (), ())


def test_it_is_written_when_nobody_saves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "_IDLE", 0.2)
    root = starter_site(tmp_path / "site")
    with running(root) as live:
        edit(root / LOG, "The river is rising", "The river is falling")
        live.next_build()
        before = records(root)
        last = time.monotonic() + PATIENCE
        while records(root) == before:
            assert time.monotonic() < last, "it never came"
            time.sleep(0.01)


def test_what_a_save_replaced_is_freed_when_nobody_saves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = starter_site(tmp_path / "site")
    replaced = root / STATE / ".preview.dateline-replaced"
    with running(root) as live:
        edit(root / LOG, "The river is rising", "The river is falling")
        live.next_build()
        assert "The river is rising" in "".join(path.read_text() for path in replaced.rglob("*") if path.is_file())
        monkeypatch.setattr(loop, "_IDLE", 0.2)
        edit(root / LOG, "The river is falling", "The river is rising")
        live.next_build()
        last = time.monotonic() + PATIENCE
        while replaced.exists():
            assert time.monotonic() < last, "it stays"
            time.sleep(0.01)
    assert not replaced.exists()


def test_what_nobody_told_of_is_shown_at_rest_and_not_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Systems drop news when there is too much of it: no later round may go back to what it knew before."""
    root = starter_site(tmp_path / "site")
    page, heard = "/river-watch/river-rising.html", _Handler._counted
    for name in ("first.txt", "second.txt"):
        (root / "content/static").mkdir(exist_ok=True)
        (root / "content/static" / name).write_text("before")
    monkeypatch.setattr(
        _Handler, "_counted", lambda handler, path: "" if "river-watch" in path else heard(handler, path)
    )
    monkeypatch.setattr(loop, "_IDLE", 0.2)
    with running(root) as live:
        edit(root / LOG, "The river is rising", "The river is falling")
        (root / "content/static/first.txt").write_text("after")
        last = time.monotonic() + PATIENCE
        while "The river is falling" not in live.get(page).text:
            assert time.monotonic() < last, "it never came"
            live.next_build()
        (root / "content/static/second.txt").write_text("after")
        while live.get("/second.txt").text != "after":
            assert time.monotonic() < last, "it never came"
            live.next_build()
        assert "The river is falling" in live.get(page).text
