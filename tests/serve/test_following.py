"""A preview that follows its editor: it knows which entry was saved, and a tab that asks for it goes there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.begin.sites import BLOG, LOG, edit, starter_site
from tests.serve.previewing import Running, running

DAY = "/river-watch/2026-01-12.html"


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Running]:
    """A running preview of a new site."""
    with running(starter_site(tmp_path / "site")) as found:
        yield found


def saved(live: Running, old: str, new: str, file: str = LOG) -> str:
    """The place that is told after an edit."""
    with live.events() as news:
        next(news)
        edit(live.root / file, old, new)
        return next(news)["place"]


def test_nothing_was_saved_yet(live: Running) -> None:
    with live.events() as news:
        assert next(news)["place"] == ""


def test_the_entry_whose_text_was_changed(live: Running) -> None:
    assert saved(live, "Buses go by way", "Buses run by way") == f"{DAY}#bridge-closed"
    assert saved(live, "4.10 m this morning", "4.20 m this morning") == f"{DAY}#river-rising"


def test_not_its_neighbours_whose_pages_name_it(live: Running) -> None:
    assert saved(live, "The old bridge is closed", "The old bridge is shut") == f"{DAY}#bridge-closed"


def test_a_new_entry(live: Running) -> None:
    log = live.root / LOG
    with live.events() as news:
        next(news)
        log.write_text(log.read_text("utf-8") + "\n## 11:00 The water falls {#falls}\n\nIt falls.\n", "utf-8")
        assert next(news)["place"] == f"{DAY}#falls"


def test_an_entry_in_a_file_of_its_own_that_another_one_names(live: Running) -> None:
    """The one that was saved, not the one whose “Corrected by” changed with its headline."""
    fix = live.root / BLOG / "right.md"
    with live.events() as news:
        next(news)
        fix.write_text("---\ntitle: Right\ntime: 2026-01-12T12:00\ncorrects: river-rising\n---\nIt was so.\n", "utf-8")
        assert next(news)["place"] == f"{DAY}#right"
        edit(fix, "title: Right", "title: Put right")
        assert next(news)["place"] == f"{DAY}#right"


def test_an_entry_that_was_removed_is_followed_to_its_stone(live: Running) -> None:
    assert saved(live, "{#cellar .unverified}", "{#cellar .removed}") == f"{DAY}#cellar"


def test_a_change_of_the_theme_or_of_the_site_is_nobodys(live: Running) -> None:
    assert saved(live, "title: ", "description: Another one.\ntitle: ", "content/site.yaml") == ""


def test_what_comes_all_at_once_was_not_written_just_now(live: Running) -> None:
    log = live.root / LOG
    many = "".join(f"\n## 12:{at:02} Number {at} {{#n{at}}}\n\nText.\n" for at in range(20))
    with live.events() as news:
        next(news)
        log.write_text(log.read_text("utf-8") + many, "utf-8")
        assert next(news)["place"] == ""


def test_the_first_save_after_a_restart_is_followed_too(tmp_path: Path) -> None:
    root = starter_site(tmp_path / "site")
    with running(root):
        pass
    with running(root) as live:
        assert saved(live, "Buses go by way", "Buses run by way") == f"{DAY}#bridge-closed"


def test_a_save_that_breaks_the_content_moves_nobody(live: Running) -> None:
    assert saved(live, "Buses go by way", "Buses run by way") == f"{DAY}#bridge-closed"
    with live.events() as news:
        before = next(news)
        edit(live.root / LOG, "place: Lower Town", "placce: Lower Town")
        broken = next(news)
        assert broken["overlay"] and (broken["version"], broken["place"]) == (before["version"], before["place"])


def test_the_server_says_that_all_tabs_follow_only_when_told_to(tmp_path: Path) -> None:
    root = starter_site(tmp_path / "site")
    with running(root) as live:
        assert " data-follow" not in live.get("/").text
    with running(root, follow=True) as live:
        assert live.get("/").text.count(" data-follow></script>") == 1


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A tab of a browser."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def opened(tab: Page, live: Running, path: str) -> None:
    # The stream of events never ends, so the page is never idle; it listens once the script has run.
    tab.goto(live.server.url.rstrip("/") + path, wait_until="load")


@pytest.mark.browser
def test_a_tab_that_asks_for_it_goes_to_the_entry_that_was_saved(live: Running, tab: Page) -> None:
    opened(tab, live, "/about.html?follow")
    edit(live.root / LOG, "Buses go by way", "Buses run by way")
    tab.wait_for_url(f"**{DAY}#bridge-closed")
    expect(tab.locator("#bridge-closed")).to_contain_text("Buses run by way")
    # It goes on, within the same page too.
    edit(live.root / LOG, "4.10 m this morning", "4.20 m this morning")
    tab.wait_for_url(f"**{DAY}#river-rising")
    expect(tab.locator("#river-rising")).to_contain_text("4.20 m this morning")


@pytest.mark.browser
def test_a_tab_that_does_not_stays_where_it_is_and_is_renewed(live: Running, tab: Page) -> None:
    opened(tab, live, "/river-watch/index.html#cellar")
    edit(live.root / LOG, "Buses go by way", "Buses run by way")
    expect(tab.locator("#bridge-closed")).to_contain_text("Buses run by way")
    assert tab.url.endswith("/river-watch/index.html#cellar")


@pytest.mark.browser
def test_with_the_option_all_tabs_follow_but_one_that_was_told_not_to(tmp_path: Path, browser: Browser) -> None:
    with running(starter_site(tmp_path / "site"), follow=True) as live:
        context = browser.new_context()
        one, other = context.new_page(), context.new_page()
        opened(one, live, "/about.html")
        opened(other, live, "/river-watch/index.html?follow=no")
        edit(live.root / LOG, "Buses go by way", "Buses run by way")
        one.wait_for_url(f"**{DAY}#bridge-closed")
        expect(other.locator("#bridge-closed")).to_contain_text("Buses run by way")
        assert "/river-watch/index.html" in other.url
        context.close()
