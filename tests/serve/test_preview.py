"""The preview as an editor at work meets it: save, see; break, be told; mend, go on."""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.serve import loop
from dateline.serve.loop import publish
from tests.begin.sites import BLOG, LOG, edit, snapshot, starter_site
from tests.serve.previewing import PATIENCE, Running, running


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Running]:
    """A running preview of a new site."""
    with running(starter_site(tmp_path / "site")) as found:
        yield found


def test_a_saved_change_is_built_and_told_to_the_browser(live: Running) -> None:
    page = live.get("/river-watch/river-rising.html")
    assert page.status == 200
    with live.events() as news:
        first = next(news)
        assert f'data-version="{first["version"]}"' in page.text
        assert first["overlay"] == ""
        edit(live.root / LOG, "The river is rising", "The river is falling")
        then = next(news)
    assert then["version"] != first["version"]
    again = live.get("/river-watch/river-rising.html").text
    assert "The river is falling" in again
    assert f'data-version="{then["version"]}"' in again


def test_the_script_is_put_in_by_the_server_and_never_written(live: Running) -> None:
    built = snapshot(live.root / ".dateline/preview")
    assert len([path for path in built if path.endswith(".html")]) > 10
    assert not [path for path, data in built.items() if b"live.js" in data or b"/.preview" in data]
    assert not (live.root / "output").exists()
    sent = live.get("/").text
    assert sent.count('<script src="/.preview/live.js"') == 1
    assert sent.index("live.js") < sent.index("</body>")
    assert "EventSource" in live.get("/.preview/live.js").text


def test_errors_lie_over_the_last_good_page_until_they_are_mended(live: Running) -> None:
    with live.events() as news:
        version = next(news)["version"]
        edit(live.root / LOG, "place: Lower Town", "placce: <script>alert(1)</script> & Town")
        broken = next(news)
        assert broken["version"] == version, "no page changed, so none is reloaded"
        assert "1 error in the content" in broken["overlay"]
        assert f"{LOG}:5:1" in broken["overlay"]
        assert "DL204" in broken["overlay"]
        assert "placce: &lt;script&gt;alert(1)&lt;/script&gt; &amp; Town" in broken["overlay"]
        assert "<script" not in broken["overlay"]
        assert live.get("/river-watch/river-rising.html").status == 200
        with live.events() as later:
            assert next(later) == broken, "whoever opens a page now is told as well"
        edit(live.root / LOG, "placce: <script>alert(1)</script> & Town", "place: Lower Town")
        mended = next(news)
    assert mended == {"version": version, "overlay": "", "place": ""}


def test_all_errors_are_shown_at_once(live: Running) -> None:
    with live.events() as news:
        next(news)
        settings = live.root / "content/site.yaml"
        edit(settings, "language: en", "language: en\nfirst-fault: 1\nsecond-fault: 2")
        overlay = next(news)["overlay"]
    assert "2 errors in the content" in overlay
    assert overlay.count("<li>") == 2


def test_an_atomic_save_is_seen(live: Running) -> None:
    log = live.root / LOG
    with live.events() as news:
        next(news)
        partial = log.with_name(".2026-01-12.md.swp")
        partial.write_text(log.read_text(encoding="utf-8").replace("is rising", "is rising fast"), encoding="utf-8")
        partial.replace(log)
        next(news)
    assert "is rising fast" in live.get("/river-watch/river-rising.html").text


def test_a_new_folder_and_a_deleted_one_are_seen(live: Running) -> None:
    with live.events() as news:
        next(news)
        shutil.copytree(live.root / BLOG, live.root / "content/second")
        next(news)
        while live.get("/second/river-rising.html").status != 200:
            next(news)  # the copy was seen before it was whole
        shutil.rmtree(live.root / "content/second")
        next(news)
        while live.get("/second/index.html").status != 404:
            next(news)


def test_content_that_goes_and_comes_back_is_followed(live: Running) -> None:
    with live.events() as news:
        next(news)
        (live.root / "content").rename(live.root / "away")
        assert "content" in next(news)["overlay"]
        (live.root / "away").rename(live.root / "content")
        assert next(news)["overlay"] == ""
        edit(live.root / LOG, "is rising", "is rising fast")
        next(news)
    assert "is rising fast" in live.get("/river-watch/river-rising.html").text


def test_a_theme_that_appears_is_followed(live: Running) -> None:
    with live.events() as news:
        next(news)
        template = live.root / "themes/default/templates/page.html"
        template.parent.mkdir(parents=True)
        template.write_text("<!DOCTYPE html><title>mine</title><p>My own page\n")
        next(news)
        while "My own page" not in live.get("/about.html").text:
            next(news)
        template.write_text("<!DOCTYPE html><title>mine</title><p>Another page\n")
        next(news)
    page = live.get("/about.html").text
    assert "Another page" in page
    assert "live.js" in page, "a page without a body's end gets the script too"


def test_drafts_are_shown_unless_they_are_not_wanted(tmp_path: Path) -> None:
    root = starter_site(tmp_path / "site")
    edit(root / LOG, "{#cellar .unverified}", "{#cellar .draft}")
    with running(root) as live:
        assert live.get("/river-watch/cellar.html").status == 200
    with running(root, drafts=False) as live:
        assert live.get("/river-watch/cellar.html").status == 404
        assert live.get("/river-watch/river-rising.html").status == 200


def test_a_site_that_is_broken_from_the_start_says_so_and_recovers(tmp_path: Path) -> None:
    root = starter_site(tmp_path / "site")
    edit(root / LOG, "by: desk", "by: nobody")
    with running(root) as live:
        page = live.get("/")
        assert page.status == 503
        assert "live.js" in page.text
        with live.events() as news:
            assert "nobody" in next(news)["overlay"]
            edit(root / LOG, "by: nobody", "by: desk")
            assert next(news)["overlay"] == ""
        assert live.get("/").status == 200


def test_the_pages_links_on_the_404_page_stay_in_the_preview(live: Running) -> None:
    page = live.get("/no/such/page.html")
    assert page.status == 404
    assert 'href="https://archive.example/' not in page.text
    assert 'href="/assets/' in page.text
    assert "live.js" in page.text


def test_a_bug_in_one_round_does_not_end_the_preview(live: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise LookupError("boom")

    with live.events() as news:
        next(news)
        with monkeypatch.context() as broken:
            broken.setattr(loop, "build", fail)
            edit(live.root / LOG, "is rising", "is rising fast")
            assert "fault of its own" in next(news)["overlay"]
            bug = live.next_build().bug
            assert isinstance(bug, LookupError)
        edit(live.root / LOG, "is rising fast", "is rising faster")
        assert next(news)["overlay"] == ""
    assert "is rising faster" in live.get("/river-watch/river-rising.html").text


def assert_comes_to(page: Path, text: str) -> None:
    """Waits for it. A preview's file is gone for the blink of an eye before the new one takes its place."""
    deadline = time.monotonic() + PATIENCE
    found = ""
    while found != text and time.monotonic() < deadline:
        with contextlib.suppress(FileNotFoundError):
            found = page.read_text()
        time.sleep(0.05)
    assert found == text


def test_what_somebody_wrote_into_the_preview_is_put_right_when_nothing_else_is_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "_IDLE", 0.2)
    with running(starter_site(tmp_path / "site")) as live:
        page = live.root / ".dateline/preview/people/index.html"
        whole = page.read_text()
        page.write_text("Altered.")
        # The change is published without a look at the other page; the look comes after it.
        edit(live.root / LOG, "The river is rising", "The river is falling")
        assert live.next_build().result
        assert_comes_to(page, whole)


def test_an_entry_that_falls_due_is_published_without_a_save(tmp_path: Path) -> None:
    root = starter_site(tmp_path / "site")
    due = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 4))
    (root / BLOG / "soon.md").write_text(f"---\ntitle: Soon\ntime: {due}\n---\nHere it is.\n")
    with running(root, drafts=False) as live, live.events() as news:
        next(news)
        while live.get("/river-watch/soon.html").status != 200:
            next(news)


def test_a_refused_folder_is_told_in_the_overlay(live: Running) -> None:
    from dateline.build import Result
    from dateline.serve import Built

    with live.events() as news:
        next(news)
        publish(Built(seconds=0, result=Result(refused=("No <room>.", "Make some."))), live.root, live.server.latest)
        overlay = next(news)["overlay"]
    assert "No &lt;room&gt;." in overlay
    assert "Make some." in overlay
