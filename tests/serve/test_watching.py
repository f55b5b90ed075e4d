"""Which events count, and that none is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from watchdog.events import (
    DirModifiedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileOpenedEvent,
    FileSystemEvent,
)

from dateline.serve.latest import Latest
from dateline.serve.watch import Changes, Watch, _Handler

PATIENCE = 60.0


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site's folders."""
    (tmp_path / "content").mkdir()
    (tmp_path / "output").mkdir()
    return tmp_path


def test_a_bell_that_rang_before_one_listens_is_heard() -> None:
    changes = Changes()
    changes.ring()
    assert changes.wait(0.0)
    assert not changes.wait(0.0), "once"


def test_stopping_ends_every_wait() -> None:
    changes = Changes()
    threading.Timer(0.01, changes.stop).start()
    assert changes.wait(PATIENCE)
    assert changes.stopped


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("content/site.yaml", True),
        ("content/deep/er/x.md", True),
        ("themes/mine/layout.html", True),
        ("content/.site.yaml.swp", False),
        ("content/.git/index", False),
        ("content/site.yaml~", False),
        ("output/index.html", False),
        (".dateline/preview/index.html", False),
        ("private/content/x.md", False),
    ],
)
def test_only_what_a_build_reads_counts(site: Path, path: str, counts: bool) -> None:
    for event in (
        FileModifiedEvent(str(site / path)),
        FileMovedEvent(str(site / path), str(site / "away")),
        FileMovedEvent(str(site / "away"), str(site / path)),
    ):
        changes = Changes()
        _Handler(site, changes).on_any_event(event)
        assert changes.wait(0.0) is counts, event
    reading = Changes()
    _Handler(site, reading).on_any_event(FileOpenedEvent(str(site / path)))
    assert not reading.wait(0.0), "reading a file changes nothing"


def test_what_changed_is_told_once(site: Path) -> None:
    changes = Changes()
    handler = _Handler(site, changes)
    handler.on_any_event(FileModifiedEvent(str(site / "content/a.md")))
    handler.on_any_event(FileMovedEvent(str(site / "content/b.md"), str(site / "content/c.md")))
    handler.on_any_event(FileMovedEvent(str(site / "content/.d.swp"), str(site / "content/d.md")))
    handler.on_any_event(DirModifiedEvent(str(site / "content")))
    handler.on_any_event(FileModifiedEvent(str(site / "output/a.html")))
    assert changes.taken() == {"content/a.md", "content/b.md", "content/c.md", "content/d.md", "content"}
    assert changes.taken() == set()


@pytest.mark.parametrize(
    ("name", "to", "text", "whole"),
    [
        ("modified", "", "x", False),
        ("closed", "", "x", True),
        ("created", "", "", False),
        ("created", "", "put there by another name", True),
        ("deleted", "", None, False),
        ("moved", "content/b.md", None, True),
        ("moved", "content/a.md~", None, False),
    ],
)
def test_what_is_whole_needs_less_quiet_and_folders_say_nothing_of_it(
    site: Path, name: str, to: str, text: str | None, whole: bool
) -> None:
    kinds: dict[str, Callable[..., FileSystemEvent]] = {
        "modified": FileModifiedEvent, "closed": FileClosedEvent, "created": FileCreatedEvent,
        "deleted": FileDeletedEvent, "moved": FileMovedEvent,
    }  # fmt: skip
    path = site / "content/a.md"
    if text is not None:
        path.write_text(text)
    changes = Changes()
    most = changes.quiet
    handler = _Handler(site, changes)
    handler.on_any_event(kinds[name](str(path), *([str(site / to)] if to else [])))
    assert (changes.quiet < most) is whole
    handler.on_any_event(DirModifiedEvent(str(site / "content")))
    assert (changes.quiet < most) is whole


def test_a_folder_that_was_replaced_is_watched_again(site: Path) -> None:
    changes = Changes()
    with Watch(site, changes) as watch:
        (site / "content").rmdir()
        assert changes.wait(PATIENCE)
        watch.refresh()
        (site / "content").mkdir()
        assert changes.wait(PATIENCE)
        assert watch.refresh(), "another folder, in which something may have changed unheard"
        while changes.wait(0.0):
            pass
        assert not watch.refresh(), "the same folder as before"
        (site / "content/site.yaml").write_text("x")
        assert changes.wait(PATIENCE)


def test_news_reach_everyone_who_waits_and_none_after_the_close() -> None:
    latest = Latest()
    first = latest.wait(None, 0.0)
    assert first == latest.news
    assert latest.wait(first, 0.0) is None
    latest.publish(pages_changed=False, overlay="<p>", url="https://x.example/")
    second = latest.wait(first, 0.0)
    assert second is not None
    assert (second.version, second.overlay, second.url) == (latest.news.version, "<p>", "https://x.example/")
    latest.publish(pages_changed=True, overlay="")
    third = latest.wait(second, 0.0)
    assert third is not None
    assert third.version != second.version
    assert third.url == "https://x.example/"
    latest.close()
    assert latest.wait(first, PATIENCE) is None


def test_two_servers_never_have_the_same_version() -> None:
    assert Latest().news.version != Latest().news.version
