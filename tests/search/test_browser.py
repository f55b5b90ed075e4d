"""Searching as readers do it: in Chromium, from a plain file server, below a path."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from dateline.plan.early import EARLY, csp_source, early_script
from tests.search.reading import searched
from tests.search.test_fold import CASES
from tests.site_kit import DEMONSTRATION, Site

pytestmark = pytest.mark.browser

BLOGS: dict[str, tuple[str, str]] = {
    "quake": (
        "title: The quake\nzone: America/New_York\n",
        """
        ## 08:00 The bridge has fallen {#bridge}
        tags: [bridges, night]
        by: mk
        sources: [wire]
        verification: verified

        Officials say that nobody stood on it. O’Hara’s café is closed.

        ## 09:00 A second bridge {#second}
        tags: [bridges]
        verification: unverified

        A reader writes of bridges, no more.

        ## 10:00 <b>Markup</b> & "marks" {#markup}

        Text with `<img src=x onerror=alert(1)>` in it & a riverbank.
        """,
    ),
    "flood": (
        "title: The flood\nzone: Europe/London\n",
        """
        ## 10:00 Water on the bridge {#water}
        tags: [rivers]

        Much of it. Zqrare.
        """,
    ),
    "khabar": (
        "title: خبر\nlanguage: fa\nzone: Asia/Tehran\n",
        """
        ## 12:00 علي كريمي گفت {#goft}
        tags: [tehran]

        او می‌خواهد در سال ۱۳۸۸ کِتاب‌ها را بخواند.
        """,
    ),
}
DAYS = {"quake": "2009-06-16", "flood": "2008-01-02", "khabar": "2009-06-17"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Three blogs; one of them Persian, one with two days more than a round looks at."""
    site = searched(tmp_path_factory.mktemp("searched"))
    site.file("content/people.yaml", "mk: {name: M. Keeper}\n")
    site.file("content/sources.yaml", "wire: {title: A wire, publisher: The Wire}\n")
    for name, (settings, log) in BLOGS.items():
        site.file(f"content/{name}/blog.yaml", settings).file(f"content/{name}/{DAYS[name]}.md", log)
    many = "".join(
        f"## {n // 60:02}:{n % 60:02} Gauge {n} {{#g{n}}}\n\nThe gauge stands at {n}.\n\n" for n in range(35)
    )
    for blog, days in (("east", range(1, 29)), ("west", range(1, 29, 2))):
        site.file(f"content/{blog}/blog.yaml", f"title: {blog}\n")
        for day in days:
            log = f"## 09:00 {blog} {day} {{#d{day}}}\ntags: [tide]\n\nThe tide table.\n"
            site.file(f"content/{blog}/2001-03-{day:02}.md", log)
    return site.file("content/flood/2008-01-01.md", many).build()


@pytest.fixture(scope="module")
def served(site: Site) -> Iterator[tuple[str, list[str]]]:
    """Where the site is served, below a path, by the plainest of servers; and what was asked of it."""
    asked: list[str] = []

    class Plain(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            asked.append(self.path)

        def translate_path(self, path: str) -> str:
            return super().translate_path(path.removeprefix("/sub/path"))

    handler = functools.partial(Plain, directory=str(site.options.output))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/sub/path/", asked
        server.shutdown()
        thread.join()


@pytest.fixture
def page(browser: Browser, served: tuple[str, list[str]]) -> Iterator[Page]:
    """A page that fails its test at any fault of a script, any request to elsewhere, any answer that is no file."""
    context = browser.new_context(base_url=served[0])
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    page.on("request", lambda request: None if request.url.startswith(served[0]) else faults.append(request.url))
    page.on("response", lambda answer: faults.append(answer.url) if answer.status >= 400 else None)
    yield page
    context.close()
    assert [fault for fault in faults if "favicon" not in fault] == []


def found(page: Page) -> list[str]:
    """The headlines of the results, once there is an answer."""
    expect(page.locator(".status")).to_contain_text("found.")
    return page.locator(".results .what > a").all_inner_texts()


def test_a_blog_is_searched_from_any_of_its_pages_and_before_the_rest(page: Page) -> None:
    for start in ("quake/index.html", "quake/2009-06-16.html", "quake/bridge.html"):
        page.goto(start)
        page.get_by_role("searchbox").fill("bridge")
        page.keyboard.press("Enter")
        page.wait_for_url("**/sub/path/search.html?blog=quake&q=bridge")
        assert sorted(found(page)) == ["A second bridge", "The bridge has fallen"]
        expect(page.locator(".status")).to_have_text("2 entries found.")


def test_the_whole_archive_is_searched_when_the_reader_asks_for_it(page: Page) -> None:
    page.goto("search.html?blog=quake&q=bridge")
    assert len(found(page)) == 2
    page.get_by_label("The whole archive").check()
    expect(page.locator(".results li")).to_have_count(3)
    assert "blog" not in page.url
    expect(page.locator(".results")).to_contain_text("The flood")
    page.go_back()
    expect(page.locator(".results li")).to_have_count(2)
    expect(page.get_by_label("Only in “The quake”")).to_be_checked()


def test_a_result_leads_to_its_entry(page: Page) -> None:
    page.goto("search.html?q=fallen")
    assert found(page) == ["The bridge has fallen"]
    result = page.locator(".results li")
    assert result.locator("time").get_attribute("datetime") == "2009-06-16T08:00-04:00"
    expect(result).to_contain_text("08:00 EDT")
    expect(result.locator(".state.verified")).to_have_text("Verified")
    expect(page.locator(".status")).to_have_text("1 entry found.")
    page.get_by_role("link", name="The bridge has fallen").click()
    page.wait_for_url("**/sub/path/quake/bridge.html")


QUERIES = {
    "the beginning of a word": ("offic", ["The bridge has fallen"]),
    "all of several words": ("reader bridges", ["A second bridge"]),
    "words that no entry has together": ("officials reader", []),
    "another case": ("OFFICIALS", ["The bridge has fallen"]),
    "no diacritics": ("cafe", ["The bridge has fallen"]),
    "an apostrophe of either kind": ("o'hara’s", ["The bridge has fallen"]),
    "Persian letters for Arabic ones": ("علی کریمی", ["علي كريمي گفت"]),
    "Arabic letters too": ("علي كريمي", ["علي كريمي گفت"]),
    "a joined word": ("می‌خواهد", ["علي كريمي گفت"]),
    "a joined word without its joiner": ("میخواهد", ["علي كريمي گفت"]),
    "part of a joined word": ("خواهد", ["علي كريمي گفت"]),
    "a word without its vowel marks": ("کتاب", ["علي كريمي گفت"]),
    "digits of another writing": ("1388", ["علي كريمي گفت"]),
    "digits as they are written": ("۱۳۸۸", ["علي كريمي گفت"]),
    "a word of one blog": ("zqrare", ["Water on the bridge"]),
    "a word of none": ("zqnone", []),
    "punctuation alone": ("… —", []),
    "a single letter, as a word": ("o", []),
}


@pytest.mark.parametrize("name", QUERIES)
def test_what_is_found_by(name: str, page: Page) -> None:
    query, wanted = QUERIES[name]
    page.goto("search.html")
    page.get_by_role("searchbox").fill(query)
    page.keyboard.press("Enter")
    assert found(page) == wanted


def test_the_words_found_are_marked(page: Page) -> None:
    page.goto("search.html?q=offic+bridge")
    assert found(page) == ["The bridge has fallen"]
    assert page.locator("mark").all_inner_texts() == ["Officials"]
    page.goto("search.html?q=میخواهد+1388")
    expect(page.locator("mark")).to_have_text(["می‌خواهد", "۱۳۸۸"])
    assert page.locator(".excerpt").get_attribute("dir") == "rtl"


def test_texts_stay_texts(page: Page) -> None:
    page.goto("search.html?q=markup")
    assert found(page) == ['<b>Markup</b> & "marks"']
    assert page.locator(".results b, .results img").count() == 0
    page.goto(
        "search.html?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&tag=%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(2)%3E"
    )
    found(page)
    assert page.locator("main img").count() == 0


FILTERS = {
    "a tag": ("Tag", "bridges", ["A second bridge", "The bridge has fallen"]),
    "an author": ("Author", "mk", ["The bridge has fallen"]),
    "a source": ("Source", "the-wire", ["The bridge has fallen"]),
    "a verification": ("Verification", "unverified", ["A second bridge"]),
}


@pytest.mark.parametrize("name", FILTERS)
def test_results_are_narrowed_down_by(name: str, page: Page) -> None:
    label, value, wanted = FILTERS[name]
    page.goto("search.html?q=bridge")
    assert len(found(page)) == 3
    page.get_by_text("Narrow down").click()
    page.get_by_label(label).select_option(value)
    expect(page.locator(".results li")).to_have_count(len(wanted))
    assert sorted(found(page)) == wanted
    assert f"={value}" in page.url
    # The address alone gives the same.
    page.reload()
    expect(page.locator(".results li")).to_have_count(len(wanted))
    expect(page.get_by_label(label)).to_have_value(value)
    page.go_back()
    expect(page.locator(".results li")).to_have_count(3)


def test_choices_tell_how_many_entries_they_leave(page: Page) -> None:
    page.goto("search.html?q=bridge")
    found(page)
    page.get_by_text("Narrow down").click()
    assert page.get_by_label("Tag").locator("option").all_inner_texts() == [
        "Any", "bridges (2)", "night (1)", "rivers (1)",
    ]  # fmt: skip
    page.get_by_label("Verification").select_option("verified")
    expect(page.get_by_label("Tag").locator("option")).to_have_text(["Any", "bridges (1)", "night (1)"])


def test_results_are_narrowed_down_by_date(page: Page) -> None:
    page.goto("search.html?q=bridge&from=2009-01-01")
    assert sorted(found(page)) == ["A second bridge", "The bridge has fallen"]
    page.get_by_label("From").fill("")
    page.get_by_label("Until").fill("2008-12-31")
    expect(page.locator(".results .what > a")).to_have_text(["Water on the bridge"])


def test_what_is_chosen_without_a_word_lists_all_that_fits_the_newest_first(page: Page) -> None:
    page.goto("search.html?tag=bridges")
    assert found(page) == ["A second bridge", "The bridge has fallen"]
    page.goto("search.html?from=2009-06-16&to=2009-06-16")
    assert found(page) == ['<b>Markup</b> & "marks"', "A second bridge", "The bridge has fallen"]
    page.goto("search.html?blog=quake&state=verified")
    assert found(page) == ["The bridge has fallen"]
    page.get_by_label("Verification").select_option("")
    expect(page.locator(".results li")).to_have_count(0)


@pytest.mark.parametrize("address", ["?tag=tide", "?q=tide+table&order=newest"])
def test_days_of_several_blogs_stand_in_their_order(address: str, page: Page) -> None:
    page.goto("search.html" + address)
    found(page)
    more = page.locator(".more button")
    while more.is_visible():
        # Twice: what is pressed while it works shows nothing twice.
        more.evaluate("button => { button.click(); button.click(); }")
        expect(more).not_to_have_attribute("aria-disabled", "true")
    days = [int(headline.split()[1]) for headline in found(page)]
    assert days == sorted(days, reverse=True)
    assert len(days) == 28 + 14


def test_what_can_be_chosen_is_offered_before_anything_is_asked_for(page: Page) -> None:
    page.goto("search.html")
    page.locator("details summary").click()
    expect(page.locator("#_tag option")).not_to_have_count(1)
    assert page.locator(".results li").count() == 0
    page.locator("#_tag").select_option(index=1)
    assert found(page)
    assert "tag=" in page.url


def test_results_come_in_pages_and_what_stands_is_not_moved(page: Page) -> None:
    page.goto("search.html?q=gauge&order=newest")
    first = found(page)
    assert first == [f"Gauge {n}" for n in range(34, 24, -1)]
    expect(page.locator(".status")).to_have_text("35 entries found.")
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(".results li")).to_have_count(20)
    assert found(page)[:10] == first
    # Whoever goes by keyboard goes on with the first of the new ones.
    expect(page.get_by_role("link", name="Gauge 24", exact=True)).to_be_focused()
    page.get_by_role("button", name="Show more").click()
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(".results li")).to_have_count(35)
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()


def test_nothing_is_asked_for_before_the_reader_begins(page: Page, served: tuple[str, list[str]]) -> None:
    served[1].clear()
    page.goto("search.html")
    page.wait_for_load_state("networkidle")
    assert not [path for path in served[1] if path.endswith(".json")]
    with page.expect_response("**/search/blogs.json"):
        page.get_by_role("searchbox").focus()
    page.wait_for_timeout(100)
    assert [path for path in served[1] if ".json" in path] == ["/sub/path/search/blogs.json"]
    page.goto("search.html?q=zqrare")
    assert found(page) == ["Water on the bridge"]
    asked = {path.partition("?")[0].removeprefix("/sub/path/") for path in served[1] if ".json" in path}
    # Of the three blogs only the one that holds the word.
    assert asked == {
        "search/blogs.json", "search/words-0.json",
        "flood/search/words-2008-01-01.json", "flood/search/2008-01-02.json",
    }  # fmt: skip


def test_typing_searches_without_a_step_in_the_history(page: Page) -> None:
    page.goto("search.html")
    steps = page.evaluate("history.length")
    page.get_by_role("searchbox").press_sequentially("zqrare")
    assert found(page) == ["Water on the bridge"]
    assert page.evaluate("history.length") == steps
    assert page.url.endswith("search.html?q=zqrare")


def test_the_keyboard_is_enough(page: Page) -> None:
    page.goto("search.html?q=fallen")
    assert found(page) == ["The bridge has fallen"]
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_have_value("fallen/")
    assert page.locator(".status").get_attribute("role") == "status"
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "The bridge has fallen":
            return
    pytest.fail("The first result is not reached by Tab.")


def test_what_cannot_be_loaded_is_said_calmly(browser: Browser, served: tuple[str, list[str]]) -> None:
    context = browser.new_context(base_url=served[0])
    context.route("**/words-*.json*", lambda route: route.abort())
    page = context.new_page()
    page.goto("search.html?q=bridge")
    expect(page.locator(".status")).to_have_text("Search could not be loaded. The chronology lists everything.")
    expect(page.get_by_role("navigation", name="Lists").get_by_role("link", name="Chronology")).to_be_visible()
    # What failed once is asked for again.
    context.unroute("**/words-*.json*")
    page.get_by_role("button", name="Search", exact=True).click()
    assert len(found(page)) == 3
    context.close()


def test_from_a_file_the_page_points_to_the_lists(browser: Browser, site: Site) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{(site.options.output / 'search.html').as_uri()}?blog=quake&q=bridge")
    expect(page.locator(".status")).to_have_text("Search could not be loaded. The chronology lists everything.")
    page.get_by_role("navigation", name="Lists").get_by_role("link", name="Chronology").click()
    page.wait_for_url("**/chronology/index.html")
    context.close()


def test_without_scripts_the_page_points_to_the_lists(browser: Browser, served: tuple[str, list[str]]) -> None:
    context = browser.new_context(base_url=served[0], java_script_enabled=False)
    page = context.new_page()
    page.goto("quake/index.html")
    page.get_by_role("searchbox").fill("bridge")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?blog=quake&q=bridge")
    expect(page.get_by_text("Searching needs JavaScript.")).to_be_visible()
    expect(page.locator("form.ask")).to_be_hidden()
    page.get_by_role("navigation", name="Lists").get_by_role("link", name="Tags").click()
    page.wait_for_url("**/tags/index.html")
    context.close()


def test_the_page_works_under_a_strict_policy(browser: Browser, served: tuple[str, list[str]]) -> None:
    context = browser.new_context(base_url=served[0])
    faults: list[str] = []

    def strict(route: Any) -> None:
        answer = route.fetch()
        ours = csp_source(early_script((DEMONSTRATION / "themes/default/assets" / EARLY).read_bytes()))
        policy = f"default-src 'none'; script-src 'self' {ours}; style-src 'self'; img-src 'self'; connect-src 'self'"
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": policy})

    context.route("**/search.html*", strict)
    page = context.new_page()
    page.on("console", lambda message: faults.append(message.text))
    page.goto("search.html?q=bridge&tag=bridges")
    assert len(found(page)) == 2
    assert [fault for fault in faults if "favicon" not in fault and "404" not in fault] == []
    context.close()


def test_the_browser_folds_words_as_the_build_does(page: Page, site: Site) -> None:
    """A word of each case finds an entry that holds the case's text."""
    for number, case in enumerate(CASES.values()):
        said = json.dumps(case["text"], ensure_ascii=False)
        site.file(
            f"content/cases/entries/c{number}.md", f"---\ntime: 2010-01-01T10:00Z\ntitle: Case {number}\n---\n{said}\n"
        )
    site.file("content/cases/blog.yaml", "title: Cases\n").build()
    page.goto("search.html")
    for number, case in enumerate(CASES.values()):
        if case["words"]:
            page.goto("search.html?" + f"blog=cases&q={case['text']}")
            assert found(page) == [f"Case {number}"], case["name"]
    site.delete("content/cases").build()
