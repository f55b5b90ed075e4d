"""Where things stand in a browser: what belongs together lines up, nothing lies over anything, targets are large."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.site_kit import Site

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(Site(tmp_path_factory.mktemp("places")))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same in the plain theme."""
    site = Site(tmp_path_factory.mktemp("plain"))
    return made(site.append("content/site.yaml", "theme: plain\n"))


def made(site: Site) -> Path:
    """Two days whose names differ in length, in three languages and calendars; live blogs; what is hard to place."""
    for blog, settings in {"en": "", "both": "calendar: persian\n", "fa": "language: fa\n"}.items():
        site.file(f"content/{blog}/blog.yaml", f"title: Two days\nstatus: closed\n{settings}")
        for day in ("2012-09-30", "2012-10-01"):
            site.file(f"content/{blog}/{day}.md", "## 06:00 Six {.key}\n")
    for blog, settings in {"live": "", "zende": "language: fa\nzone: Asia/Tehran\n"}.items():
        site.file(f"content/{blog}/blog.yaml", f"title: Followed\nstatus: live\nmode: live\n{settings}")
        for number in range(1, 4):
            site.file(f"content/{blog}/2012-10-0{number}.md", f"## 06:00 Event {number} {{.key}}\n\n{'Text. ' * 200}\n")
    site.file("content/days/blog.yaml", "title: Days\n")
    for name, time in (("clock", "2012-09-30 00:10"), ("day", "2012-09-30")):
        site.file(f"content/days/entries/{name}.md", f"---\ntime: {time}\ntitle: Headline\n---\n{name}\n")
    source = '{title: A title, publisher: The office, published: 2012-03-02, url: "https://a.example/", lang: en}'
    mixed = "\n## 07:00 خبر {#mixed}\n\nمتن [@office].\n\n> They said so.\n>\n> — The mayor, [@office]\n"
    site.append("content/zende/2012-10-01.md", mixed)
    bare = "\n## 04:00 Bare {#bare}\n\nText at https://bare.example/1 and [@post].\n"
    site.append("content/live/2012-10-01.md", bare)
    code = "word " * 60 + "x" * 200
    site.file("content/code/blog.yaml", "title: Code\n")
    site.file("content/code/2012-10-01.md", f"## 05:00 Code {{#code}}\n\n```\n{code}\n```\n")
    card = '{title: A post, publisher: A forum, url: "https://post.example/1", text: Words that were stored.}'
    site.file("content/sources.yaml", f"post: {card}\noffice: {source}\n")
    site.append("content/live/2012-10-01.md", "\n## 05:00 A card {#card}\n\nText.\n\nhttps://post.example/1\n")
    return site.build().options.output


@contextmanager
def opened(browser: Browser, path: Path, width: int, *, touch: bool = False) -> Iterator[Page]:
    """A page in a window of that width."""
    context = browser.new_context(viewport={"width": width, "height": 900}, has_touch=touch, is_mobile=touch)
    page = context.new_page()
    page.goto(path.as_uri())
    yield page
    context.close()


def boxes(page: Page, selector: str) -> list[dict[str, float]]:
    """Where elements stand: left, right, top, bottom, width, height."""
    found: Any = page.locator(selector).evaluate_all("all => all.map(one => one.getBoundingClientRect().toJSON())")
    return list(found)


@pytest.mark.parametrize("width", [375, 720, 1280])
@pytest.mark.parametrize("blog", ["en", "both", "fa"])
def test_the_hours_of_all_days_stand_under_one_another(browser: Browser, output: Path, blog: str, width: int) -> None:
    with opened(browser, output / blog / "index.html", width) as page:
        lines = boxes(page, ".lane svg, .scale")
        assert len(lines) == 3
        assert {(round(line["left"]), round(line["right"])) for line in lines} == {
            (round(lines[0]["left"]), round(lines[0]["right"]))
        }
        assert lines[0]["width"] > 250
        marks = boxes(page, ".strip .key")
        assert marks[0]["left"] == pytest.approx(marks[1]["left"], abs=0.5)
        names = boxes(page, ".lane .of")
        if width > 375:
            beside = [(name["left"], name["right"]) for name in names]
            assert all(right <= lines[0]["left"] or left >= lines[0]["right"] for left, right in beside)


@pytest.mark.parametrize("width", [320, 375, 720, 1280])
@pytest.mark.parametrize("blog", ["live", "zende"])
def test_the_button_of_new_entries_rests_over_nothing(browser: Browser, output: Path, blog: str, width: int) -> None:
    with opened(browser, output / blog / "index.html", width, touch=width < 720) as page:
        before = boxes(page, ".entry")
        words = page.locator("#_live").get_attribute("data-new-11")
        page.locator("#_live button").evaluate("(b, words) => { b.hidden = false; b.textContent = words; }", words)
        assert boxes(page, ".entry") == before, "nothing moves when it comes"
        (button,) = boxes(page, "#_live button")
        under = boxes(page, ".controls button, .rubric, .entry, .rail a")
        assert len(under) > 6
        assert [box for box in under if overlap(button, box)] == []
        page.locator(".entry").last.scroll_into_view_if_needed()
        (button,) = boxes(page, "#_live button")
        assert 0 <= button["top"] < 60, "it goes along"


@pytest.mark.parametrize("width", [375, 1280])
def test_the_newest_key_event_of_a_live_blog_is_in_sight(browser: Browser, output: Path, width: int) -> None:
    with opened(browser, output / "live/index.html", width) as page:
        assert page.locator(".keys a bdi").all_inner_texts() == ["Event 3", "Event 2", "Event 1"]
        assert page.locator(".keys ol").evaluate("e => [e.scrollLeft, e.scrollTop]") == [0, 0]
    with opened(browser, output / "en/index.html", width) as page:
        days = page.locator(".keys .day").all_inner_texts()
        assert days == ["30 September 2012", "1 October 2012"], "a closed one is told as it happened"


def test_no_line_of_the_key_events_ends_half_way(browser: Browser, output: Path) -> None:
    """What goes on fades at the edge, and the end of a list is clear of it."""
    with opened(browser, output / "live/index.html", 1280) as page:
        page.set_viewport_size({"width": 1280, "height": 260})
        tall, shown = page.locator(".keys ol").evaluate("e => [e.scrollHeight, e.clientHeight]")
        assert tall > shown, "it scrolls"
        assert "linear-gradient" in page.locator(".keys ol").evaluate("e => getComputedStyle(e).maskImage")
        page.locator(".keys a").last.focus()
        (edge,) = boxes(page, ".keys ol")
        assert boxes(page, ".keys a bdi")[-1]["bottom"] <= edge["bottom"] - 24


@pytest.mark.parametrize("width", [720, 1280])
def test_a_date_of_two_lines_in_the_rail_moves_no_headline(browser: Browser, output: Path, width: int) -> None:
    with opened(browser, output / "days/2012-09-30.html", width) as page:
        assert boxes(page, "#day time")[0]["height"] > 1.5 * boxes(page, "#clock time")[0]["height"]
        for name in ("clock", "day"):
            time, headline = boxes(page, f"#{name} .when time")[0], boxes(page, f"#{name} .headline")[0]
            entry = boxes(page, f"#{name}")[0]
            assert headline["top"] - entry["top"] < 24, name
            assert time["top"] < headline["bottom"], name


ALONE = (
    ".masthead .title, nav:not(.trail) li > a, summary, .more a, .whole a, .rubric a, .card h2 a, .document h2 a, "
    ".index a, .what > a, .lane .of, .when a, .post .p-name, .takedown a, .ask :is(select, input, button)"
)
"""What is pressed for itself, not in a running line."""
_HEIGHTS = """all => all.filter(one => one.checkVisibility()).map(one => [
  one.parentElement.closest("[class]").className + ": " + one.textContent.slice(0, 20),
  one.getClientRects()[0].height])"""


@pytest.mark.parametrize(("width", "least"), [(375, 44), (1280, 24)], ids=["thumb", "mouse"])
@pytest.mark.parametrize(
    "path",
    ["index.html", "iran-2009/index.html", "iran-2009/2009-06-16.html", "tags/index.html", "tags/twitter.html",
     "sources/index.html", "sources/cnn.html", "chronology/2009-06.html", "feeds.html", "search.html",
     "card"],
)  # fmt: skip
def test_what_stands_alone_is_as_high_as_a_finger(
    browser: Browser, outputs: dict[str, Path], output: Path, path: str, width: int, least: int
) -> None:
    """The look: 24 px, and 44 where a finger points."""
    file = output / "live/card.html" if path == "card" else outputs["demonstration"] / path
    with opened(browser, file, width, touch=least == 44) as page:
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        page.evaluate("document.querySelectorAll('.ask').forEach(one => { one.hidden = false; })")
        found = page.locator(ALONE).evaluate_all(_HEIGHTS)
        assert len(found) > 5
        assert path != "card" or any("A post" in name for name, _ in found)
        assert [(name, height) for name, height in found if height < least - 0.5] == []


@pytest.mark.parametrize("theme", ["output", "plain"])
def test_nothing_but_tables_scrolls_sideways(browser: Browser, request: pytest.FixtureRequest, theme: str) -> None:
    """What scrolls must be reached by keyboard (WCAG 2.1.1): tables are, code is broken into lines."""
    for name in ("index", "code", "2012-10-01"):
        with opened(browser, request.getfixturevalue(theme) / f"code/{name}.html", 375) as page:
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
            wide = page.locator("pre").evaluate_all("all => all.map(one => one.scrollWidth - one.clientWidth)")
            assert len(wide) == (4 if name == "code" else 1)
            assert max(wide) == 0


def test_on_paper_no_address_stands_twice(browser: Browser, output: Path) -> None:
    with opened(browser, output / "live/bare.html", 800) as page:
        page.emulate_media(media="print")
        spelt = page.locator(".sources cite a, .takedown a").evaluate_all(
            "all => all.map(one => [one.textContent, getComputedStyle(one, '::after').content.startsWith('\" (')])"
        )
    assert spelt == [["A post", True], ["https://bare.example/1", False], ["takedown@archive.example", False]]


def test_the_plain_theme_lets_the_keyboard_skip_to_the_text(browser: Browser, plain: Path) -> None:
    with opened(browser, plain / "live/index.html", 375) as page:
        before = boxes(page, "main")
        page.keyboard.press("Tab")
        wide, high = page.evaluate("(r => [r.width, r.height])(document.activeElement.getBoundingClientRect())")
        assert wide > 40 and high >= 24
        assert boxes(page, "main") == before, "it moves nothing"
        page.keyboard.press("Enter")
        assert page.evaluate("document.querySelector(':target').tagName") == "MAIN"


def test_numbers_of_the_plain_list_stand_at_the_first_line_and_count_down_to_the_first(
    browser: Browser, plain: Path
) -> None:
    """A list marker is placed by the first line of its item; a link that is a block of its own has its last there."""
    with opened(browser, plain / "live/index.html", 375) as page:
        assert page.locator("nav li > a").first.evaluate("e => getComputedStyle(e).display") == "inline"
        assert page.locator("nav ol[reversed] > li").all_inner_texts()[0].startswith("Event 3")
    with opened(browser, plain / "en/index.html", 375) as page:
        assert page.locator("main nav ol:not([reversed]) > li").count() == 2


@pytest.mark.parametrize("theme", ["output", "plain"])
def test_two_scripts_in_a_line_do_not_tear_each_other(
    browser: Browser, request: pytest.FixtureRequest, theme: str
) -> None:
    """A Persian date after an English title, and who said an English sentence."""
    with opened(browser, request.getfixturevalue(theme) / "zende/mixed.html", 1280) as page:
        tops = page.evaluate("""() => {
          const item = document.querySelector(".sources li");
          const walker = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
          const left = part => {
            walker.currentNode = item;
            while (walker.nextNode()) {
              const at = walker.currentNode.data.indexOf(part), range = new Range();
              if (at < 0) continue;
              range.setStart(walker.currentNode, at); range.setEnd(walker.currentNode, at + part.length);
              return range.getBoundingClientRect().left;
            }
          };
          return ["The office", "A title", "۱۲", "اسفند"].map(left);
        }""")
        assert tops == sorted(tops, reverse=True), "they follow each other from the right"
        quotation, caption = boxes(page, ".quotation blockquote")[0], boxes(page, ".quotation figcaption cite")[0]
        assert caption["left"] - quotation["left"] < 250 < quotation["right"] - caption["right"]


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    """Whether two boxes have more than their edges in common."""
    return (
        min(one["right"], other["right"]) - max(one["left"], other["left"]) > 1
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 0
    )
