"""The reader's switches: light or dark, which end first, whose clock; and how long ago the news of a live blog is."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from dateline.plan.early import csp_source, early_script
from tests.site_kit import Site
from tests.theme.following import FRONT, hosted

ASSETS = Path(__file__).resolve().parents[2] / "themes" / "default" / "assets"
DAY = "storm/2026-03-02.html"
NOW = "2026-03-03T04:31:00+00:00"
"""Half past eleven at night in New York, one minute more."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A live blog of New York with times of every certainty, and one of Tehran in Persian."""
    site = Site(tmp_path_factory.mktemp("switches"))
    site.file("content/storm/blog.yaml", "title: The storm\nmode: live\nstatus: live\n")
    site.file(
        "content/storm/2026-03-02.md",
        """
        ## 09:00 In the morning {#morning}

        Text.

        ## 20:26 In the evening {#evening .key}
        updated: 2026-03-02T22:10

        Text.

        ## 22:40 In the night {#night}

        Text.

        ## 23:26 Just now {#now}

        Text.
        """,
    )
    site.file("content/storm/about.md", "---\ntime: {at: 2026-03-02T21:15, certainty: about}\n---\nText.\n")
    site.file("content/storm/day.md", "---\ntime: {at: 2026-03-01, certainty: day}\n---\nText.\n")
    site.file("content/khabar/blog.yaml", "title: خبر\nzone: Asia/Tehran\nlanguage: fa\nmode: live\nstatus: live\n")
    site.file("content/khabar/2026-03-03.md", "## 07:55 یکی {#one}\n\nText.\n\n## 07:57 دو {#two}\n\nText.\n")
    site.file("content/tehran/blog.yaml", "title: Tehran\nzone: Asia/Tehran\ncalendar: persian\n")
    site.file("content/tehran/2026-03-03.md", "## 07:55 One {#eins}\n\nText.\n")
    return site.build()


@pytest.fixture(scope="module")
def url(site: Site) -> Iterator[str]:
    """Where the site is served."""
    with hosted(site.options.output) as host:
        yield host.url


class Visitor:
    """A browser of somebody somewhere: pages opened one after another share what is remembered."""

    def __init__(self, browser: Browser, url: str, **options: Any) -> None:
        self.context = browser.new_context(**{"timezone_id": "Asia/Tehran", "locale": "en-US", **options})
        self.url = url
        self.faults: list[str] = []

    def opens(self, path: str = FRONT) -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        page.clock.install(time=NOW)
        page.goto(self.url + path)
        return page


@pytest.fixture
def visitor(browser: Browser, url: str) -> Iterator[Visitor]:
    """Somebody in Tehran."""
    visitor = Visitor(browser, url)
    yield visitor
    visitor.context.close()
    assert visitor.faults == []


def _texts(page: Page, selector: str) -> list[str]:
    script = "s => [...document.querySelectorAll(s)].map(e => e.innerText.replace(/\\s+/g, ' ').trim())"
    return list(page.evaluate(script, selector))


def _shown(page: Page) -> list[str]:
    return [button.inner_text() for button in page.locator(".switch button").all() if button.is_visible()]


def _pressed(page: Page) -> list[str]:
    return _texts(page, ".switch:not([hidden]) [aria-pressed=true]")


def _ids(page: Page) -> list[str]:
    return list(page.evaluate("[...document.querySelectorAll('#_entries .entry')].map(e => e.id)"))


def _click(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


# --- which end first -------------------------------------------------------------------------------------

FRONT_ORDER = ["now", "night", "about", "evening", "morning", "day"]


def test_the_order_of_a_front_is_turned_and_remembered(visitor: Visitor) -> None:
    page = visitor.opens()
    assert _ids(page) == FRONT_ORDER
    _click(page, "Oldest first")
    assert _ids(page) == FRONT_ORDER[::-1]
    assert _texts(page, "#_entries .rubric") == ["Sunday 1 March 2026", "Monday 2 March 2026"]
    assert "Oldest first" in _pressed(page)
    assert _ids(visitor.opens()) == FRONT_ORDER[::-1]
    _click(page, "Newest first")
    assert _ids(page) == FRONT_ORDER
    assert _ids(visitor.opens()) == FRONT_ORDER


def test_a_day_has_an_order_of_its_own(visitor: Visitor) -> None:
    page = visitor.opens(DAY)
    forward = ["morning", "evening", "about", "night", "now"]
    assert _ids(page) == forward
    _click(page, "Newest first")
    assert _ids(page) == forward[::-1]
    assert _ids(visitor.opens()) == FRONT_ORDER
    assert _ids(visitor.opens(DAY)) == forward[::-1]


def test_an_entry_alone_has_no_order(visitor: Visitor) -> None:
    assert _shown(visitor.opens("storm/night.html")) == ["New York time", "Your time", "Automatic", "Light", "Dark"]


def test_another_tab_follows(visitor: Visitor) -> None:
    one, other = visitor.opens(), visitor.opens()
    _click(other, "Oldest first")
    one.wait_for_function("document.querySelector('#_entries').dataset.order === 'oldest'")
    assert _ids(one) == FRONT_ORDER[::-1]


# --- whose clock -----------------------------------------------------------------------------------------


def test_the_readers_clock_and_the_days_that_shift(visitor: Visitor) -> None:
    page = visitor.opens(DAY)
    times = ["09:00", "20:26", "about 21:15", "22:40", "23:26"]
    assert _texts(page, ".when time") == times
    machine = page.evaluate("[...document.querySelectorAll('time')].map(e => e.dateTime)")
    _click(page, "Your time")
    assert _texts(page, ".when time") == ["17:30", "04:56", "about 05:45", "07:10", "07:56"]
    assert _texts(page, ".when .zone") == ["GMT+3:30"] * 5
    # The first is still of that day; the others have their own beside them.
    assert _texts(page, ".when .date") == ["2 March 2026", *["3 March 2026"] * 4]
    assert [date.is_visible() for date in page.locator(".when .date").all()] == [False, True, True, True, True]
    assert _texts(page, ".keys time") == ["3 March 2026 · 04:56"]
    assert _texts(page, "#evening .meta time") == ["06:40 GMT+3:30, 3 March 2026"]
    assert page.evaluate("[...document.querySelectorAll('time')].map(e => e.dateTime)") == machine

    page = visitor.opens(DAY)
    assert _texts(page, ".when time")[0] == "17:30"
    _click(page, "New York time")
    assert _texts(page, ".when time") == times
    assert _texts(page, ".when .zone") == ["EST"] * 5
    assert _texts(page, "#evening .meta time") == ["22:10 EST, 2 March 2026"]


def test_a_time_of_which_only_the_day_is_known_keeps_its_words(visitor: Visitor) -> None:
    page = visitor.opens()
    before = _texts(page, "#day .when")
    _click(page, "Your time")
    assert _texts(page, "#day .when") == before == ["1 March 2026"]


def test_a_persian_page_says_the_readers_day_in_persian(visitor: Visitor, browser: Browser, url: str) -> None:
    far = Visitor(browser, url, timezone_id="America/New_York")
    page = far.opens("khabar/index.html")
    _click(page, page.locator("[data-switch=zone] button").nth(1).inner_text())
    figures = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")
    assert [text.translate(figures) for text in _texts(page, ".when time")] == ["23:27", "23:25"]
    # By its own calendar, as the days around it.
    assert [text.translate(figures) for text in _texts(page, ".when .date")] == ["11 اسفند 1404 (2 مارس 2026)"] * 2
    far.context.close()


def test_an_english_page_of_tehrans_calendar_says_the_readers_day_by_it(browser: Browser, url: str) -> None:
    far = Visitor(browser, url, timezone_id="America/New_York")
    page = far.opens("tehran/index.html")
    _click(page, "Your time")
    assert _texts(page, ".when .date") == ["11 Esfand 1404 (2 March 2026)"]
    far.context.close()


def test_a_citation_keeps_the_time_it_is_cited_by(visitor: Visitor) -> None:
    page = visitor.opens("storm/morning.html")
    before = _texts(page, ".citing")
    _click(page, "Your time")
    assert _texts(page, ".when time") == ["17:30"]
    assert _texts(page, ".citing") == before


@pytest.mark.parametrize(("zone", "offered"), [("America/New_York", False), ("America/Toronto", False), ("UTC", True)])
def test_no_switch_of_clocks_where_they_agree(browser: Browser, url: str, zone: str, offered: bool) -> None:
    visitor = Visitor(browser, url, timezone_id=zone)
    assert ("Your time" in _shown(visitor.opens())) == offered
    visitor.context.close()


# --- how long ago ----------------------------------------------------------------------------------------


def test_what_is_recent_says_how_long_ago_it_was(visitor: Visitor) -> None:
    page = visitor.opens()
    # Not of what happened "about" then, nor of this morning.
    assert _texts(page, ".ago") == ["5 minutes ago", "51 minutes ago", "3 hours ago"]
    assert _texts(page, "#now time") == ["23:26"]
    page.clock.run_for(10 * 60_000)
    assert _texts(page, ".ago")[:2] == ["15 minutes ago", "1 hour ago"]
    page.clock.run_for(13 * 3600_000)
    assert _texts(page, ".ago") == []


def test_what_has_just_happened_is_of_this_minute(visitor: Visitor) -> None:
    page = visitor.opens()
    page.clock.set_fixed_time("2026-03-03T04:26:30+00:00")
    page.evaluate("document.dispatchEvent(new Event('dateline:change'))")
    assert _texts(page, ".ago")[0] == "this minute"


def test_how_long_ago_is_said_in_the_pages_language(visitor: Visitor) -> None:
    page = visitor.opens("khabar/index.html")
    assert all("دقیقه" in text for text in _texts(page, ".ago"))
    assert len(_texts(page, ".ago")) == 2


def test_a_day_page_says_no_such_thing(visitor: Visitor) -> None:
    assert _texts(visitor.opens(DAY), ".ago") == []


# --- light or dark ---------------------------------------------------------------------------------------

PAPER = "getComputedStyle(document.documentElement).backgroundColor"
LIGHT, DARK = "rgb(252, 250, 246)", "rgb(26, 24, 21)"


@pytest.mark.parametrize(("system", "follows"), [("light", LIGHT), ("dark", DARK)])
def test_light_and_dark_follow_the_system_until_chosen(browser: Browser, url: str, system: str, follows: str) -> None:
    visitor = Visitor(browser, url, color_scheme=system)
    page = visitor.opens("index.html")
    assert (page.evaluate(PAPER), _pressed(page)) == (follows, ["Automatic"])
    for name, paper in (("Dark", DARK), ("Light", LIGHT), ("Automatic", follows), ("Dark", DARK)):
        _click(page, name)
        assert (page.evaluate(PAPER), _pressed(page)) == (paper, [name])
        # On every page of the site, at any depth.
        assert visitor.opens("storm/night.html").evaluate(PAPER) == paper
    page.emulate_media(media="print")
    assert page.evaluate(PAPER) == "rgb(255, 255, 255)"
    assert _shown(page) == []
    visitor.context.close()


def test_what_was_chosen_is_there_before_anything_is_painted(visitor: Visitor) -> None:
    _click(visitor.opens("index.html"), "Dark")
    page = visitor.context.new_page()
    # All other scripts never come: what stands in the page itself has done it.
    page.route("**/*.js", lambda route: route.abort())
    page.goto(visitor.url + FRONT, wait_until="domcontentloaded")
    assert page.evaluate(PAPER) == DARK
    head = page.evaluate("[...document.head.children].map(e => e.tagName + (e.rel || ''))")
    assert head.index("SCRIPT") < head.index("LINKstylesheet")


@pytest.mark.parametrize("kept", ["", "null", "5", "[]", "{", '{"scheme": "<b>", "zone": 7, "from newest": "x"}'])
def test_nonsense_that_is_remembered_is_passed_over(visitor: Visitor, kept: str) -> None:
    page = visitor.opens("index.html")
    page.evaluate("kept => localStorage.setItem('dateline /archive/index.html', kept)", kept)
    page = visitor.opens()
    assert _ids(page) == FRONT_ORDER
    assert _pressed(page) == ["Newest first", "New York time", "Automatic"]


def test_where_nothing_may_be_remembered_switches_work_for_the_page(visitor: Visitor) -> None:
    visitor.context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    page = visitor.opens()
    _click(page, "Dark")
    _click(page, "Oldest first")
    assert page.evaluate(PAPER) == DARK
    assert _ids(page) == FRONT_ORDER[::-1]


def test_two_sites_of_one_host_keep_apart(visitor: Visitor) -> None:
    page = visitor.opens()
    _click(page, "Dark")
    assert page.evaluate("Object.keys(localStorage)") == ["dateline /archive/index.html"]


# --- all of them -----------------------------------------------------------------------------------------


def test_switches_are_buttons_that_a_keyboard_and_a_thumb_can_reach(browser: Browser, url: str) -> None:
    visitor = Visitor(browser, url, viewport={"width": 375, "height": 800}, has_touch=True)
    page = visitor.opens()
    assert page.locator("[data-switch] button:not([type=button])").count() == 0
    assert page.evaluate("[...document.querySelectorAll('[data-switch]')].every(e => e.role && e.ariaLabel)")
    sizes = page.evaluate("[...document.querySelectorAll('.switch button')].map(e => e.getBoundingClientRect().height)")
    assert len(sizes) == 7 and min(sizes) >= 44
    page.get_by_role("button", name="Oldest first").focus()
    page.keyboard.press("Enter")
    assert _ids(page) == FRONT_ORDER[::-1]
    assert page.evaluate("document.activeElement.textContent") == "Oldest first"
    visitor.context.close()


def test_a_strict_policy_lets_the_early_script_and_the_switches_run(browser: Browser, site: Site) -> None:
    source = csp_source(early_script((ASSETS / "early.js").read_bytes()))
    with hosted(site.options.output) as host:
        host.headers["Content-Security-Policy"] = f"default-src 'self'; script-src 'self' {source}"
        visitor = Visitor(browser, host.url)
        _click(visitor.opens(), "Dark")
        page = visitor.opens()
        assert page.evaluate("document.documentElement.dataset.scheme") == "dark"
        visitor.context.close()


@pytest.mark.parametrize("data", [b"a </script> b", b"'<!--'", b"<SCRIPT>", b"</ScRiPt"])
def test_an_early_script_that_would_end_its_element_is_left_out(data: bytes) -> None:
    assert early_script(data) == ""


def test_the_early_script_is_in_every_page_and_in_no_file(site: Site) -> None:
    text = early_script((ASSETS / "early.js").read_bytes())
    pages = [path for path in site.output() if path.endswith(".html")]
    assert len(pages) > 8
    for path in pages:
        assert site.output()[path].decode().count(f"<script>{text}</script>") == 1, path
    assert not [path for path in site.output() if path.startswith("assets/early")]


@pytest.mark.parametrize(("name", "most"), [("early.js", 256), ("switches.js", 2200), ("live.js", 4600)])
def test_scripts_are_light(name: str, most: int) -> None:
    assert len(gzip.compress((ASSETS / name).read_bytes(), 9, mtime=0)) <= most


def test_scripts_hold_no_words_for_readers_and_nothing_a_strict_policy_forbids() -> None:
    for path in ASSETS.glob("*.js"):
        text = path.read_text()
        assert not re.search(r"innerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|https?://", text), (
            path
        )
        strings = re.findall(r'"([^"]*)"', re.sub(r"//.*", "", text))
        assert not [found for found in strings if re.match(r"[A-Z][a-z]+ [a-z]", found)], path
