"""Following live: what a reader sees of a live blog's front while editors go on writing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.site_kit import Site
from tests.theme.following import FRONT, Answer, Reader, following

pytestmark = pytest.mark.browser

LOG, LATE = "content/storm/2026-03-02.md", "content/storm/2026-03-03.md"
NOW = "2026-03-02T21:00:00-05:00"
HIGH = {"width": 900, "height": 700}
WORDS = "The water stands at the second step of the customs house, and the ferry keeps to the other bank. " * 4


def _entry(hour: int, minute: int, name: str, text: str = WORDS, marks: str = "") -> str:
    return f"## {hour:02d}:{minute:02d} What {name} tells {{#{name}{marks}}}\n\n{text}"


def _site(root: Path, entries: int = 8, settings: str = "") -> Site:
    site = Site(root)
    site.file("content/storm/blog.yaml", f"title: The storm\nmode: live\nstatus: live\n{settings}")
    return site.file(LOG, "\n\n".join(_entry(8 + n // 6, n % 6 * 10, f"e{n}") for n in range(entries)) + "\n").build()


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A live blog with the entries e0 to e7 of one morning."""
    return _site(tmp_path)


@pytest.fixture
def reader(browser: Browser, site: Site) -> Iterator[Reader]:
    """Someone at the top of its front."""
    with following(browser, site, now=NOW, viewport=HIGH) as reader:
        yield reader.opens()
        assert reader.complaints == []
        assert [url for url in reader.asked if not url.startswith(reader.host.url)] == []


def _scrolled(reader: Reader, name: str = "e3") -> float:
    """Scrolls to an entry; gives where it stands."""
    reader.page.evaluate("id => document.getElementById(id).scrollIntoView()", name)
    assert reader.page.evaluate("scrollY") > 200
    return reader.top(f"#{name}")


ALL = [f"e{n}" for n in range(7, -1, -1)]


# --- new entries -----------------------------------------------------------------------------------------


def test_at_the_top_a_new_entry_is_put_in_place_at_once(reader: Reader, site: Site) -> None:
    site.append(LOG, _entry(20, 0, "new")).build()
    reader.polls()
    assert reader.ids() == ["new", *ALL]
    assert reader.waiting == ""
    assert reader.page.title() == "The storm"
    assert reader.marks() == {"new": "New"}
    assert reader.said == "1 new update"


def test_what_is_new_links_from_where_the_page_stands(reader: Reader, site: Site) -> None:
    site.append(LOG, _entry(20, 0, "new")).build()
    reader.polls()
    assert reader.all("#new .when a", "e => e.href") == [reader.host.url + "storm/new.html"]


def test_further_down_new_entries_wait_behind_a_button(reader: Reader, site: Site) -> None:
    place = _scrolled(reader)
    site.append(LOG, "\n\n".join(_entry(20, n, f"new{n}") for n in range(3))).build()
    reader.polls()
    assert reader.ids() == ALL
    assert reader.waiting == "3 new updates"
    assert reader.page.title() == "(3) The storm"
    assert reader.top("#e3") == pytest.approx(place, abs=0.5)
    assert reader.said == "3 new updates"

    reader.page.locator("#_live button").click()
    assert reader.ids() == ["new2", "new1", "new0", *ALL]
    assert reader.waiting == ""
    assert reader.page.title() == "The storm"
    assert reader.page.evaluate("document.activeElement.id") == "new2"


def test_who_comes_back_to_the_top_finds_what_waited_there(reader: Reader, site: Site) -> None:
    _scrolled(reader)
    site.append(LOG, _entry(20, 0, "one")).build()
    assert reader.polls().waiting == "1 new update"
    reader.page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    reader.page.wait_for_function("scrollY === 0")
    reader.passes(1)
    assert reader.ids() == ["one", *ALL]
    assert reader.waiting == ""


def test_the_words_for_one_and_for_more_are_right(reader: Reader, site: Site) -> None:
    _scrolled(reader)
    site.append(LOG, _entry(20, 0, "one")).build()
    assert reader.polls().waiting == "1 new update"
    site.append(LOG, _entry(20, 1, "two")).build()
    assert reader.polls().waiting == "2 new updates"


@pytest.mark.parametrize("native", [True, False], ids=["scroll anchoring", "none, as in Safari"])
def test_nothing_read_moves_when_something_above_it_grows(reader: Reader, site: Site, native: bool) -> None:
    if not native:
        reader.page.add_style_tag(content="* { overflow-anchor: none !important; }")
    place = _scrolled(reader, "e1")
    site.edit(LOG, "What e6 tells {#e6}\n\n", "What e6 tells {#e6}\n\n" + WORDS * 3).build()
    reader.polls()
    assert reader.marks() == {"e6": "Changed since you looked"}
    reader.page.evaluate(
        "new Promise(done => { const c = new MessageChannel(); c.port1.onmessage = done; c.port2.postMessage(0); })"
    )
    assert reader.top("#e1") == pytest.approx(place, abs=1)


def test_what_nobody_sees_is_no_change(reader: Reader, site: Site) -> None:
    """Who signs what nobody signed is told to machines alone."""
    site.file("content/storm/blog.yaml", site.read("content/storm/blog.yaml") + "by: [{name: Anna B.}]\n").build()
    reader.polls()
    assert "Anna B." in reader.page.content()
    assert reader.marks() == {}


def test_the_button_can_be_reached_and_pressed_by_keyboard(reader: Reader, site: Site) -> None:
    _scrolled(reader)
    site.append(LOG, _entry(20, 0, "new")).build()
    reader.polls()
    reader.page.locator("#e7 .when a").focus()
    reader.page.keyboard.press("Shift+Tab")
    for _ in range(6):
        if reader.page.evaluate("document.activeElement.closest('#_live') !== null"):
            break
        reader.page.keyboard.press("Shift+Tab")
    reader.page.keyboard.press("Enter")
    assert reader.ids()[0] == "new"
    # From there the keyboard goes on into what is new.
    reader.page.keyboard.press("Tab")
    assert reader.page.evaluate("document.activeElement.closest('.entry').id") == "new"


def test_on_touch_the_button_is_large_enough_and_always_in_sight(browser: Browser, site: Site) -> None:
    with following(browser, site, now=NOW, viewport={"width": 375, "height": 700}, has_touch=True) as reader:
        reader.opens()
        _scrolled(reader)
        site.append(LOG, _entry(20, 0, "new")).build()
        reader.polls()
        box = reader.page.locator("#_live button").bounding_box()
        assert box is not None
        assert box["height"] >= 44 and box["width"] >= 44 and 0 <= box["y"] < 60


def test_who_wants_less_motion_is_not_taken_for_a_ride(browser: Browser, site: Site) -> None:
    with following(browser, site, now=NOW, viewport=HIGH, reduced_motion="reduce") as reader:
        reader.opens()
        _scrolled(reader)
        site.append(LOG, _entry(20, 0, "new")).build()
        reader.polls()
        press, where = "document.querySelector('#_live button').click()", "getBoundingClientRect().top"
        at_once = f"{press}, document.querySelector('#new').{where}"
        assert 0 <= reader.page.evaluate(at_once) < 100


def test_a_new_day_opens_a_section_of_its_own(reader: Reader, site: Site) -> None:
    site.file(LATE, _entry(0, 10, "night") + "\n\n" + _entry(0, 20, "later") + "\n").build()
    reader.polls()
    assert reader.ids() == ["later", "night", *ALL]
    assert reader.days() == ["Tuesday 3 March 2026", "Monday 2 March 2026"]
    # What stands around the stream follows as well.
    assert "2–3 March 2026" in reader.all(".facts li")
    assert reader.all(".calendar td a") == ["2", "3"]
    assert reader.all("nav.days a") == ["Monday 2 March 2026", "Tuesday 3 March 2026"]


def test_an_entry_dated_back_goes_to_its_place(reader: Reader, site: Site) -> None:
    site.append(LOG, _entry(8, 45, "back")).file("content/storm/2026-03-01.md", _entry(9, 0, "eve") + "\n").build()
    reader.polls()
    assert reader.ids() == ["e7", "e6", "e5", "back", "e4", "e3", "e2", "e1", "e0", "eve"]
    assert reader.days() == ["Monday 2 March 2026", "Sunday 1 March 2026"]


def test_the_first_entry_of_all(browser: Browser, tmp_path: Path) -> None:
    site = Site(tmp_path).file("content/storm/blog.yaml", "title: The storm\nmode: live\nstatus: live\n").build()
    with following(browser, site, now=NOW) as reader:
        reader.opens()
        assert reader.all(".empty") == ["No entries yet."]
        site.file(LOG, _entry(8, 0, "first") + "\n").build()
        assert reader.polls().ids() == ["first"]
        assert reader.all(".empty") == []


def test_a_summary_a_pinned_entry_and_a_key_event_come_to_stand_where_they_belong(reader: Reader, site: Site) -> None:
    site.edit(LOG, "{#e4}", "{#e4 .key}").edit(LOG, "{#e2}", "{#e2 .pinned}")
    site.append(LOG, _entry(20, 0, "sum", marks=" .summary")).build()
    reader.polls()
    assert reader.all("[data-live=summary] .entry", "e => e.id") == ["sum"]
    assert reader.all("[data-live=pinned] .entry", "e => e.id") == ["e2"]
    assert reader.ids() == [name for name in ALL if name != "e2"]
    assert reader.all(".keys li a", "e => e.getAttribute('href')") == ["../storm/e4.html"]
    order = reader.all(".stream > *", "e => e.dataset.live || e.id || e.className")
    assert order[-4:] == ["summary", "pinned", "_entries", "days"][:4] or order[-3:] == [
        "summary",
        "pinned",
        "_entries",
    ]

    site.edit(LOG, "{#e2 .pinned}", "{#e2}").edit(LOG, "{#e6}", "{#e6 .key}").build()
    reader.polls()
    assert reader.all(".keys li a", "e => e.getAttribute('href')") == ["../storm/e6.html", "../storm/e4.html"]
    assert reader.all("[data-live=pinned]") == []
    assert reader.ids() == ALL
    assert reader.waiting == ""


def test_after_a_long_sleep_the_gap_is_said_and_linked(reader: Reader, site: Site) -> None:
    _scrolled(reader)
    reader.hides()
    site.append(LOG, "\n\n".join(_entry(10 + n // 6, n % 6 * 10, f"n{n}") for n in range(25))).build()
    reader.returns()
    assert reader.waiting == "20 new updates"
    reader.page.locator("#_live button").click()
    assert reader.ids() == [*(f"n{n}" for n in range(24, 4, -1)), *ALL]
    (gap,) = reader.all(
        ".gap", "e => [e.previousElementSibling.id, e.nextElementSibling.id, e.querySelector('a').hash]"
    )
    assert gap == ["n5", "e7", "#n5"]
    assert reader.all(".gap")[0].startswith("Some updates in between are not on this page: ")


# --- entries that change ---------------------------------------------------------------------------------


def test_an_edit_is_shown_in_place_and_marked_for_a_while(reader: Reader, site: Site) -> None:
    site.edit(LOG, "What e5 tells", "What e5 now tells").build()
    reader.polls()
    assert reader.all("#e5 .headline") == ["What e5 now tells"]
    assert reader.ids() == ALL
    assert reader.marks() == {"e5": "Changed since you looked"}
    assert reader.waiting == ""
    reader.passes(130)
    assert reader.marks() == {}


def test_an_entry_whose_time_changes_moves(reader: Reader, site: Site) -> None:
    site.edit(LOG, "## 08:20 What e2", "## 09:05 What e2").build()
    reader.polls()
    assert reader.ids() == ["e7", "e2", "e6", "e5", "e4", "e3", "e1", "e0"]


def test_when_nothing_changed_nothing_is_touched(reader: Reader, site: Site) -> None:
    reader.page.evaluate(
        "window.changes = 0; new MutationObserver(found => { window.changes += found.length; }).observe("
        "document.querySelector('main'), { subtree: true, childList: true, characterData: true, attributes: true })"
    )
    reader.polls().polls()
    assert [int(asked.status) for asked in reader.host.of_front()] == [200, 304, 304]
    assert all(asked.conditional for asked in reader.host.of_front()[1:])
    assert reader.page.evaluate("window.changes") == 0

    # The page changes, but no entry that was there does.
    marks = "document.querySelectorAll('.entry').forEach(e => { e.kept = true; })"
    reader.page.evaluate(marks)
    site.append(LOG, _entry(20, 0, "new")).build()
    reader.polls()
    assert reader.all(".entry", "e => e.kept === true") == [False, *[True] * 8]


def test_other_scripts_may_change_entries_without_that_being_taken_for_an_edit(reader: Reader, site: Site) -> None:
    reader.page.evaluate("document.querySelectorAll('.entry').forEach(e => { e.append('!'); e.title = 'x'; })")
    site.append(LOG, _entry(20, 0, "new")).build()
    reader.polls()
    assert reader.marks() == {"new": "New"}


def test_only_a_tombstone_removes(reader: Reader, site: Site) -> None:
    site.edit(LOG, "{#e5}\n", "{#e5}\nstatus: removed\nremoved: 2026-03-02\n").build()
    reader.polls()
    assert reader.ids() == ALL
    assert reader.all("#e5") == ["This entry was removed on 2 March 2026."]
    assert reader.marks() == {}


def test_an_entry_that_is_removed_after_it_has_left_the_newest_is_removed_too(browser: Browser, tmp_path: Path) -> None:
    site = _site(tmp_path, entries=22)
    with following(browser, site, now=NOW, viewport=HIGH) as reader:
        reader.opens()
        site.append(LOG, _entry(20, 0, "new")).build()
        reader.polls()
        site.edit(LOG, "{#e2}\n", "{#e2}\nstatus: removed\nremoved: 2026-03-02\n").build()
        reader.polls()
        assert reader.ids() == ["new", *(f"e{n}" for n in range(21, 1, -1))]
        assert reader.all("#_entries .tombstone", "e => e.id") == ["e2"]


def test_what_was_removed_while_it_waited_is_not_counted(reader: Reader, site: Site) -> None:
    _scrolled(reader)
    site.append(LOG, _entry(20, 0, "new")).build()
    assert reader.polls().waiting == "1 new update"
    site.edit(LOG, "{#new}\n", "{#new}\nstatus: removed\n").build()
    reader.polls()
    assert (reader.waiting, reader.page.title()) == ("", "The storm")
    assert reader.ids() == ALL


def test_what_was_edited_while_it_waited_is_shown_as_it_is_now(reader: Reader, site: Site) -> None:
    _scrolled(reader)
    site.append(LOG, _entry(20, 0, "new")).build()
    reader.polls()
    site.edit(LOG, "What new tells", "What new tells now").build()
    assert reader.polls().waiting == "1 new update"
    reader.page.locator("#_live button").click()
    assert reader.all("#new .headline") == ["What new tells now"]
    assert reader.marks() == {"new": "New"}


def test_an_entry_that_has_left_the_newest_stays(browser: Browser, tmp_path: Path) -> None:
    site = _site(tmp_path, entries=20)
    with following(browser, site, now=NOW, viewport=HIGH) as reader:
        reader.opens()
        assert len(reader.ids()) == 20
        site.append(LOG, _entry(20, 0, "new")).build()
        assert 'id="e0"' not in (site.options.output / FRONT).read_text()
        reader.polls()
        assert reader.ids() == ["new", *(f"e{n}" for n in range(19, -1, -1))]
        site.append(LOG, _entry(20, 5, "newer")).build()
        assert reader.polls().ids() == ["newer", "new", *(f"e{n}" for n in range(19, -1, -1))]


# --- what the reader is doing ----------------------------------------------------------------------------


def test_the_focus_stays_on_the_same_link_of_an_entry_that_is_replaced(reader: Reader, site: Site) -> None:
    reader.page.locator("#e5 .when a").focus()
    site.edit(LOG, "What e5 tells", "What e5 now tells").build()
    reader.polls()
    assert reader.all("#e5 .headline") == ["What e5 now tells"]
    assert reader.page.evaluate("document.activeElement === document.querySelector('#e5 .when a')")


def test_the_focus_goes_to_the_entry_when_its_link_is_gone(reader: Reader, site: Site) -> None:
    site.edit(LOG, "What e5 tells {#e5}\n\n", "What e5 tells {#e5}\n\n[Away](https://away.example/) ").build()
    reader.polls()
    reader.page.locator("#e5 .body a").focus()
    site.edit(LOG, "[Away](https://away.example/) ", "").build()
    reader.polls()
    assert reader.page.evaluate("document.activeElement.id") == "e5"


def test_what_was_unfolded_stays_unfolded_and_what_was_not_does_not(reader: Reader, site: Site) -> None:
    html = (site.options.output / FRONT).read_text()
    folds = "<details><summary>One</summary>a</details><details><summary>Two</summary>b</details>"
    one = html.replace("</article>", folds + "</article>")
    reader.host.instead.append(Answer(one.encode()))
    reader.polls()
    reader.page.locator("#e5 summary").nth(1).click()
    more = one.replace(folds, "<details><summary>Nil</summary>n</details>" + folds + "<p>And more.</p>")
    reader.host.instead.append(Answer(more.encode()))
    reader.polls()
    assert reader.all("#e5 details", "e => [e.textContent, e.open]") == [
        ["Niln", False],
        ["Onea", False],
        ["Twob", True],
    ]


def test_what_is_played_or_marked_is_replaced_later(reader: Reader, site: Site) -> None:
    reader.page.evaluate("getSelection().selectAllChildren(document.querySelector('#e5 .body'))")
    site.edit(LOG, "What e5 tells", "What e5 now tells").edit(LOG, "What e4 tells", "What e4 now tells").build()
    reader.polls()
    assert reader.all("#e5 .headline, #e4 .headline") == ["What e5 tells", "What e4 now tells"]
    reader.page.evaluate("getSelection().removeAllRanges()")
    reader.polls()
    assert reader.all("#e5 .headline") == ["What e5 now tells"]

    reader.page.evaluate(
        "const film = document.createElement('video'); document.querySelector('#e5').append(film);"
        "Object.defineProperty(film, 'paused', { get: () => !window.playing }); window.playing = true;"
    )
    site.edit(LOG, "What e5 now tells", "What e5 tells at last").build()
    reader.polls()
    assert reader.all("#e5 .headline") == ["What e5 now tells"]
    reader.page.evaluate("window.playing = false")
    assert reader.polls().all("#e5 .headline") == ["What e5 tells at last"]


def test_the_other_order_is_kept_while_following(reader: Reader, site: Site) -> None:
    reader.page.get_by_role("button", name="Oldest first").click()
    site.append(LOG, _entry(20, 0, "new")).file(LATE, _entry(0, 10, "night") + "\n").build()
    reader.polls()
    assert reader.waiting == "2 new updates"
    reader.page.locator("#_live button").click()
    assert reader.ids() == [*ALL[::-1], "new", "night"]
    assert reader.days() == ["Monday 2 March 2026", "Tuesday 3 March 2026"]
    assert reader.page.evaluate("document.activeElement.id") == "new"


# --- the wire --------------------------------------------------------------------------------------------


def test_a_hidden_tab_does_not_ask_and_asks_at_once_when_seen_again(reader: Reader, site: Site) -> None:
    reader.polls()
    reader.hides()
    before = len(reader.host.of_front())
    site.append(LOG, _entry(20, 0, "new")).build()
    reader.passes(3600)
    assert len(reader.host.of_front()) == before
    reader.returns()
    assert len(reader.host.of_front()) == before + 1
    assert reader.ids()[0] == "new"


def test_offline_and_back(reader: Reader, site: Site) -> None:
    reader.context.set_offline(True)
    reader.polls()
    site.append(LOG, _entry(20, 0, "new")).build()
    reader.polls()
    assert reader.ids() == ALL
    reader.passes(5)
    before = reader.page.evaluate("window.settled")
    reader.context.set_offline(False)
    reader.settles(before)
    assert reader.ids()[0] == "new"


def test_a_server_in_trouble_is_asked_less_and_less_often(reader: Reader, site: Site) -> None:
    reader.host.instead.extend([Answer(b"<h1>Error</h1></html>", 500)] * 8)
    waits = []
    for _ in range(8):
        waits.append(reader.polls().waited)
    assert 20 <= waits[0] <= 40
    assert all(later >= earlier * 1.2 for earlier, later in pairwise(waits[:4])), waits
    assert max(waits) <= 400
    site.append(LOG, _entry(20, 0, "new")).build()
    reader.polls()
    assert reader.ids()[0] == "new"
    # And then as often as before.
    assert reader.polls().waited <= 40


def _cut(page: bytes) -> Answer:
    return Answer(page[: page.index(b'id="e5"')])


def _other_blog(page: bytes) -> Answer:
    return Answer(page.replace(b'data-blog="storm"', b'data-blog="calm"').replace(b"What e5", b"Whatever"))


@pytest.mark.parametrize(
    "answer",
    [
        Answer(b"<html><body><h1>Please log in</h1></body></html>"),
        Answer(b"", 200),
        Answer(b"Not found", 404),
        Answer(b"{}", kind="application/json"),
        lambda page: Answer(page.replace(b"What e5", b"Whatever"), kind="text/plain"),
        lambda page: Answer(page.replace(b"What e5", b"Whatever"), 503),
        _cut,
        _other_blog,
        Answer(b"", 302, headers={"Location": "https://elsewhere.invalid/"}),
        lambda page: Answer(b"", 302, headers={"Location": "/archive/index.html"}),
    ],
    ids=[
        "a login page", "nothing", "not found", "no page", "a page as text", "unavailable", "cut short", "another blog",
        "led to another host", "led to another page",
    ],
)  # fmt: skip
def test_what_is_not_a_whole_page_of_the_blog_changes_nothing(browser: Browser, site: Site, answer: Answer) -> None:
    with following(browser, site, now=NOW, viewport=HIGH) as reader:
        reader.opens()
        before = reader.page.locator("main").inner_html()
        reader.host.instead.append(answer)
        reader.polls()
        assert reader.page.locator("main").inner_html() == before
        assert reader.page.title() == "The storm"
        site.append(LOG, _entry(20, 0, "new")).build()
        assert reader.polls().ids() == ["new", *ALL]
        assert reader.complaints == []


def test_an_older_page_from_a_lagging_cache_undoes_nothing(reader: Reader, site: Site) -> None:
    old = (site.options.output / FRONT).read_bytes()
    site.edit(LOG, "What e5 tells", "What e5 now tells").build()
    reader.host.headers["Last-Modified"] = "Mon, 02 Mar 2026 12:10:00 GMT"
    reader.polls()
    reader.host.instead.append(Answer(old, headers={"Last-Modified": "Mon, 02 Mar 2026 12:00:00 GMT"}))
    reader.polls()
    assert reader.all("#e5 .headline") == ["What e5 now tells"]
    assert reader.polls().marks() == {"e5": "Changed since you looked"}


def test_scripts_in_what_was_fetched_do_not_run(reader: Reader, site: Site) -> None:
    html = (site.options.output / FRONT).read_text()
    bad = html.replace("What e5 tells", "What e5 tells <script>window.ran = true</script>")
    reader.host.instead.append(Answer(bad.encode()))
    reader.polls()
    assert reader.page.evaluate("window.ran") is None
    assert reader.all("main script") == []


def test_a_closed_blog_is_said_to_be_closed_and_followed_no_longer(reader: Reader, site: Site) -> None:
    site.edit("content/storm/blog.yaml", "status: live", "status: closed\nclosed: 2026-03-02").build()
    reader.polls()
    assert reader.all(".facts .state") == ["Closed 2 March 2026"]
    assert reader.said == "Closed 2 March 2026"
    before = len(reader.host.of_front())
    reader.passes(3600)
    reader.page.evaluate("window.hide(true); window.hide(false)")
    assert len(reader.host.of_front()) == before
    assert reader.ids() == ALL


def test_a_page_made_with_another_theme_version_is_followed_without_reloading(reader: Reader, site: Site) -> None:
    reader.page.evaluate("window.same = true")
    html = (
        (site.options.output / FRONT).read_text().replace("assets/live-", "assets/live-0").replace("What e5", "Now e5")
    )
    reader.host.instead.append(Answer(html.encode()))
    reader.polls()
    assert reader.all("#e5 .headline") == ["Now e5 tells"]
    assert reader.page.evaluate("window.same")


# --- where it is not -------------------------------------------------------------------------------------


def test_only_the_front_of_a_live_blog_asks_for_itself(site: Site, browser: Browser) -> None:
    with following(browser, site, now=NOW) as reader:
        for path in ("index.html", "storm/e5.html", "storm/2026-03-02.html"):
            reader.opens(path)
            assert reader.all("script[src*='live-']") == [], path
    site.edit("content/storm/blog.yaml", "status: live", "status: closed").build()
    assert b"assets/live-" not in (site.options.output / FRONT).read_bytes()


def test_from_disk_it_is_silently_off(site: Site, browser: Browser) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda fault: said.append(str(fault)))
    page.clock.install(time=NOW)
    page.goto((site.options.output / FRONT).as_uri())
    page.clock.run_for(600_000)
    assert said == []
    assert page.locator(".entry").count() == 8
    page.close()


def test_without_scripts_the_page_is_whole_and_offers_nothing_that_does_not_work(site: Site, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site.options.output / FRONT).as_uri())
    assert page.locator(".entry .body").count() == 8
    assert [button for button in page.locator("button").all() if button.is_visible()] == []
    context.close()
