"""Persian in a browser: where things stand on a page that runs from the right, and how two scripts share a line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from dateline.times.persian import FIRST, LAST, from_gregorian
from tests.site_kit import Site

pytestmark = pytest.mark.browser

_PLACE = """(element) => { const box = element.getBoundingClientRect();
  return [box.left, box.right, box.top, box.bottom]; }"""
_OF_TEXT = """([selector, text]) => {
  for (const root of document.querySelectorAll(selector)) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const at = walker.currentNode.data.indexOf(text);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(walker.currentNode, at); range.setEnd(walker.currentNode, at + text.length);
      const box = range.getBoundingClientRect();
      return [box.left, box.right, box.top, box.bottom];
    }
  }
  return null;
}"""
SOURCES = """
cnn: {title: "U.S. asked Twitter (to delay)", publisher: CNN, url: "https://cnn.example/x", author: A. Writer,
  published: 2009-06-16, lang: en}
bbc: {title: تأخیر در به‌روزرسانی, publisher: بی‌بی‌سی, url: "https://bbc.example/x", lang: fa}
"""
BODY = """
published: 2026-01-05T09:00+03:30

## 03:17 واشنگتن از توییتر خواست صبر کند {#asked .key}
by: {name: A. Writer, role: Producer}

متن [@cnn].

> We asked them (kindly) not to.
>
> — US official, [@cnn] via [@bbc]

> Twitter از کار افتاده است.
>
> — مقام، [@bbc]

## 04:40 Twitter is down! {#down}
lang: en

Down.

## 23:00 پایان روز {#end}

متن.
"""


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = Site(tmp_path_factory.mktemp("mixed")).file("content/sources.yaml", SOURCES)
    site.file("content/iran/blog.yaml", "title: The Iran (live) blog\nlanguage: fa\nzone: Asia/Tehran\n")
    site.file("content/iran/2009-06-16.md", BODY).file("content/iran/2009-06-17.md", "## 08:00 فردا {#next}\n")
    site.file("content/english/blog.yaml", "title: In English\n")
    site.file("content/english/2009-06-16.md", "## 10:00 One {#one}\n\n> ما خواستیم (نه).\n>\n> — A speaker, [@bbc]\n")
    return site.build().options.output


@pytest.fixture(params=[375, 1280])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    found = browser.new_page(viewport={"width": request.param, "height": 900})
    yield found
    found.close()


def place(page: Page, selector: str) -> Any:
    return page.locator(selector).first.evaluate(_PLACE)


def text(page: Page, selector: str, found: str) -> Any:
    """(left, right, top, bottom) of a text as it is painted."""
    box = page.evaluate(_OF_TEXT, [selector, found])
    assert box is not None, f"no {found!r} in {selector}"
    return box


def test_a_persian_page_begins_at_the_right(page: Page, output: Path) -> None:
    page.goto((output / "iran/2009-06-16.html").as_uri())
    width = page.viewport_size["width"]  # type: ignore[index] # it was given one
    assert place(page, "h1")[1] > width / 2
    heading = text(page, "#asked .headline", "واشنگتن")
    story = place(page, "#asked .story")
    assert abs(heading[1] - story[1]) < 2, "a headline begins at the right of its column"
    if width > 1000:
        assert place(page, "#asked .when")[0] >= story[1], "the time hangs to the right of the text"
        assert place(page, ".rail")[1] <= story[0], "the rail stands to the left"


def test_an_english_headline_on_it_begins_at_the_left(page: Page, output: Path) -> None:
    page.goto((output / "iran/2009-06-16.html").as_uri())
    line, mark = text(page, "#down .headline", "Twitter"), text(page, "#down .headline", "!")
    assert line[0] < mark[0], "its mark of exclamation ends it"
    assert abs(line[0] - place(page, "#down .story")[0]) < 2


def test_a_clock_is_read_from_the_left_and_its_zone_stands_after_it(page: Page, output: Path) -> None:
    page.goto((output / "iran/2009-06-16.html").as_uri())
    assert page.locator("#asked .when time").inner_text() == "۰۳:۱۷"
    hour, minute = text(page, "#asked .when time", "۰۳"), text(page, "#asked .when time", "۱۷")
    assert hour[1] <= minute[0] + 1
    zone, clock = place(page, "#asked .zone"), place(page, "#asked .when time")
    assert zone[1] <= clock[0] + 1 or zone[2] > clock[2] + 8, "to the left of the clock, or below it"


def test_arrows_stand_where_there_are_steps_and_nowhere_else(page: Page, output: Path) -> None:
    drawn = "([all, side]) => [...document.querySelectorAll(all)].map(e => getComputedStyle(e, side).content[1])"
    page.goto((output / "iran/2009-06-16.html").as_uri())
    assert page.evaluate(drawn, [".steps [rel=next]", "::after"]) == [" "]
    assert page.evaluate(drawn, [".neighbours [rel=next]", "::after"]) == ["o"], "none"
    page.goto((output / "iran/down.html").as_uri())
    assert page.evaluate(drawn, [".neighbours [rel=prev]", "::before"]) == ["o"]
    assert page.evaluate(drawn, [".neighbours [rel=next]", "::after"]) == ["o"]
    page.goto((output / "iran/2009-06-17.html").as_uri())
    assert page.evaluate(drawn, [".steps [rel=prev]", "::before"]) == ["→"]


def test_an_english_quotation_stands_as_it_runs(page: Page, output: Path) -> None:
    page.goto((output / "iran/2009-06-16.html").as_uri())
    quotation = page.locator(".quotation").nth(0)
    assert quotation.evaluate("e => getComputedStyle(e).borderLeftWidth") == "1px"
    assert quotation.evaluate("e => getComputedStyle(e).borderRightWidth") == "0px"
    first, end = text(page, ".quotation", "We asked"), text(page, ".quotation", ".")
    assert end[2] > first[2] or end[0] > first[1], "the full stop ends the line"
    opening, closing = text(page, ".quotation", "("), text(page, ".quotation", ")")
    assert closing[0] > opening[0]
    assert page.locator(".quotation figcaption").nth(0).evaluate("e => getComputedStyle(e).direction") == "rtl"
    speaker, via = text(page, ".quotation", "US official"), text(page, ".quotation", "از طریق")
    assert via[1] <= speaker[0] or via[2] > speaker[2], "who it came through stands after who said it"


def test_a_persian_quotation_that_begins_with_a_latin_name_stays_persian(page: Page, output: Path) -> None:
    page.goto((output / "iran/2009-06-16.html").as_uri())
    assert page.locator(".quotation").nth(1).evaluate("e => getComputedStyle(e).direction") == "rtl"
    name, rest = text(page, "blockquote", "Twitter"), text(page, "blockquote", "از کار")
    assert rest[1] <= name[0] or rest[2] > name[2]


def test_a_persian_quotation_in_an_english_blog_runs_from_the_right(page: Page, output: Path) -> None:
    page.goto((output / "english/one.html").as_uri())
    quotation = page.locator(".quotation")
    assert quotation.evaluate("e => getComputedStyle(e).borderRightWidth") == "1px"
    words, end = text(page, "blockquote", "ما خواستیم"), text(page, "blockquote", ".")
    assert end[1] <= words[0], "the full stop stands at its left end"
    assert page.locator("figcaption").evaluate("e => getComputedStyle(e).direction") == "ltr"


def test_what_is_said_of_a_latin_source_keeps_its_order(page: Page, output: Path) -> None:
    """Publisher, title, author, date: each to the left of the one before, or on a later line."""
    page.goto((output / "iran/asked.html").as_uri())
    parts = [text(page, ".sources li", part) for part in ("CNN", "U.S. asked", "A. Writer", "۲۶")]
    for before, after in pairwise(parts):
        assert after[1] <= before[0] + 1 or after[2] > before[2], parts
    day, month = text(page, ".sources li", "۲۶"), text(page, ".sources li", "خرداد")
    assert month[1] <= day[0] or month[2] > day[2], "the day of the month stands before its name"


def test_a_role_stands_after_a_latin_name(page: Page, output: Path) -> None:
    page.goto((output / "iran/asked.html").as_uri())
    name, role = text(page, "#asked .byline", "A. Writer"), text(page, "#asked .byline", "Producer")
    assert role[1] <= name[0] or role[2] > name[2]


def test_the_way_down_leads_to_the_left(page: Page, output: Path) -> None:
    page.goto((output / "iran/asked.html").as_uri())
    home, blog = text(page, ".trail", "A site"), text(page, ".trail", "The Iran (live) blog")
    assert blog[1] <= home[0] or blog[2] > home[2]
    assert page.locator(".trail li").first.evaluate("e => getComputedStyle(e, '::after').direction") == "rtl"
    opening, closing = text(page, ".trail", "("), text(page, ".trail", ")")
    assert closing[0] > opening[0], "the brackets of an English title face each other"


def test_the_hours_run_from_the_right(page: Page, output: Path) -> None:
    """The day's earliest entry is drawn at the right, under the figure of its hour."""
    page.goto((output / "iran/2009-06-16.html").as_uri())
    scale = page.locator(".scale > text")
    first, last = (scale.nth(at).evaluate(_PLACE) for at in (0, scale.count() - 1))
    assert first[0] > last[1]
    assert scale.nth(0).text_content() == "۰"
    drawn = page.locator(".lane svg").first.evaluate(
        """svg => { const path = [...svg.querySelectorAll("path:not(.line)")];
          const boxes = path.map(p => p.getBoundingClientRect()); const whole = svg.getBoundingClientRect();
          const key = svg.querySelector(".key").getBoundingClientRect();
          return [(key.left + key.right) / 2, whole.left, whole.right, Math.min(...boxes.map(b => b.left))]; }"""
    )
    key, left, right, latest = drawn
    assert key > (left + right) / 2, "03:17 stands in the right half"
    assert latest < (left + right) / 2, "23:00 stands in the left half"


def test_the_calendar_s_weeks_begin_on_saturday_at_the_right(browser: Browser, output: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((output / "iran/2009-06-16.html").as_uri())
    heads = page.locator(".calendar th")
    assert [heads.nth(at).inner_text() for at in range(7)] == ["ش", "ی", "د", "س", "چ", "پ", "ج"]
    assert heads.nth(0).evaluate(_PLACE)[0] > heads.nth(6).evaluate(_PLACE)[0]
    current = page.locator(".calendar [aria-current=date]")
    assert (current.inner_text(), current.get_attribute("aria-label")) == ("۲۶", "۲۶ خرداد ۱۳۸۸")
    column = page.locator(".calendar th", has_text="س").evaluate(_PLACE)
    cell = current.evaluate(_PLACE)
    assert abs((column[0] + column[1]) - (cell[0] + cell[1])) < 4, "16 June 2009 was a Tuesday"
    page.close()


def test_lists_are_numbered_in_the_figures_of_the_page(page: Page, output: Path) -> None:
    for path, style in (("iran/asked.html", "persian"), ("english/one.html", "decimal")):
        page.goto((output / path).as_uri())
        assert page.locator(".sources ol").first.evaluate("e => getComputedStyle(e).listStyleType") == style


def test_nothing_scrolls_sideways(browser: Browser, output: Path) -> None:
    for width in (320, 375, 768, 1280):
        page = browser.new_page(viewport={"width": width, "height": 900})
        for path in ("iran/index.html", "iran/2009-06-16.html", "iran/asked.html"):
            page.goto((output / path).as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
        page.close()


def test_every_day_of_four_centuries_is_as_the_unicode_libraries_have_it(browser: Browser) -> None:
    """Chromium brings ICU, whose Persian calendar follows the astronomers' tables."""
    page = browser.new_page()
    theirs = page.evaluate(
        """([first, count]) => {
            const shown = new Intl.DateTimeFormat("en-u-ca-persian-nu-latn",
                { timeZone: "UTC", year: "numeric", month: "numeric", day: "numeric" });
            return Array.from({ length: count }, (_, at) => {
                const parts = shown.formatToParts(new Date(Date.parse(first) + at * 86400000));
                return ["year", "month", "day"].map(kind => +parts.find(part => part.type === kind).value);
            });
        }""",
        [FIRST.isoformat(), (LAST - FIRST).days + 1],
    )
    page.close()
    ours = [list(from_gregorian(FIRST + timedelta(at))) for at in range(len(theirs))]
    assert len(ours) > 146_000
    assert [(one, other) for one, other in zip(ours, theirs, strict=True) if one != other] == []
