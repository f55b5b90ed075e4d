"""The default theme in a browser: it fits any width, can be read and walked by keyboard, and asks nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

WIDTHS = (320, 375, 768, 1280, 1440)
PAGES = {
    "demonstration": (
        "index.html",
        "iran-2009/index.html",
        "iran-2009/2009-06-16.html",
        "iran-2009/keep-tweets-coming.html",
        "iran-2009/quotation-in-a-quotation.html",
        "iran-2009/stamped-later.html",
        "iran-2009/note-withdrawn.html",
        "tags/index.html",
        "tags/twitter.html",
        "sources/cnn.html",
        "people/archive-desk.html",
        "chronology/2009-06.html",
        "feeds.html",
        "search.html",
        "about.html",
        "404.html",
    ),
    "newsroom": (
        "index.html",
        "storm/index.html",
        "storm/2012-10-28.html",
        "storm/pictures.html",
        "storm/first.html",
        "storm/days.html",
        "storm/persian.html",
        "khabar/index.html",
        "khabar/2012-12-31.html",
        "khabar/aghaz.html",
        "long-night/index.html",
        "long-night/2012-10-29-part-2.html",
        "sources/example-org.html",
        "darbare.html",
    ),
}
PAGES["plain"] = PAGES["newsroom"]
EVERY = [pytest.param(site, path, id=f"{site}: {path}") for site, paths in PAGES.items() for path in paths]

_CONTRASTS = """() => {
  const parse = text => {
    const canvas = parse.canvas ??= new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = text; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = rgb => {
    const [r, g, b] = rgb.slice(0, 3).map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const behind = element => {
    for (; element; element = element.parentElement) {
      const color = getComputedStyle(element).backgroundColor;
      if (parse(color)[3] === 255) return color;
    }
    return "white";
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility() || element.closest("svg, .unseen, .skip")) continue;
    const style = getComputedStyle(element), back = behind(element);
    const a = light(parse(style.color)), b = light(parse(back));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    const text = !!element.closest(".body p, .body li, .said p, h1, h2") &&
      !element.closest("sup, figcaption, .elision, .lost, .dateline");
    found.push([ratio, text, element.className || element.tagName, node.data.trim().slice(0, 40), style.color, back]);
  }
  return found;
}"""


_FOREIGN_SCRIPTS = """() => [...document.scripts].filter(script => script.type !== "application/ld+json" &&
  (script.closest("body") || script.attributes.length &&
  !/\\/assets\\/[a-z]+-[0-9a-f]{10}\\.js$/.test(script.src))).map(script => script.outerHTML)"""


class Visit:
    """A page in the browser, and what was asked for or complained of meanwhile."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        page.on("dialog", lambda dialog: self.complaints.append(f"dialog {dialog.message}"))

    def to(self, folder: Path, path: str) -> Any:
        """Opens a page from disk."""
        self.page.goto((folder / path).as_uri(), wait_until="load")
        return self.page


@pytest.fixture(scope="module")
def visit(browser: Browser) -> Iterator[Visit]:
    context = browser.new_context()
    yield Visit(context.new_page())
    context.close()


@pytest.mark.parametrize(("site", "path"), EVERY)
def test_no_page_scrolls_sideways_at_any_width(visit: Visit, outputs: dict[str, Path], site: str, path: str) -> None:
    page = visit.to(outputs[site], path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate("document.documentElement.scrollWidth")
        who = """() => [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right >
            document.documentElement.clientWidth + 1).slice(0, 4).map(e => e.tagName + "." + e.className)"""
        assert wide <= width, (width, wide, page.evaluate(who))


@pytest.mark.parametrize(("site", "path"), EVERY)
def test_no_page_asks_another_host_or_complains(visit: Visit, outputs: dict[str, Path], site: str, path: str) -> None:
    # What the page before this one still waits for is given up, and complained of, first.
    visit.page.goto("about:blank")
    visit.asked.clear()
    visit.complaints.clear()
    visit.to(outputs[site], path)
    # The 404 page is shown at any depth by the site's host, and so names its own files absolutely.
    others = [url for url in visit.asked if not url.startswith("file://")]
    assert others == [] if path != "404.html" else all(url.startswith("https://archive.example/") for url in others)
    assert visit.complaints == [] or path == "404.html"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("site", "path"), EVERY)
def test_text_stands_out_from_its_ground(
    visit: Visit, outputs: dict[str, Path], site: str, path: str, scheme: str
) -> None:
    """WCAG 2.2: 7:1 for what is read (1.4.6), 4.5:1 for what is looked up (1.4.3)."""
    visit.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two words
    found = visit.to(outputs[site], path).evaluate(_CONTRASTS)
    visit.page.emulate_media(color_scheme="null")
    if path == "404.html":
        return
    assert len(found) > 5
    faint = [row for row in found if row[0] < (7 if row[1] else 4.5)]
    assert faint == []


@pytest.mark.parametrize(("site", "path"), EVERY)
def test_navigation_can_be_hit_with_a_thumb(visit: Visit, outputs: dict[str, Path], site: str, path: str) -> None:
    """WCAG 2.2, 2.5.8: 24 by 24 CSS pixels."""
    page = visit.to(outputs[site], path)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        small = page.evaluate(
            """() => [...document.querySelectorAll("nav a")].filter(a => a.checkVisibility())
            .map(a => [a.textContent.trim(), Math.round(a.getBoundingClientRect().width * 10) / 10,
                       Math.round(a.getBoundingClientRect().height * 10) / 10])
            .filter(([_, wide, high]) => high < 24 || wide < 16)"""
        )
        assert small == [] or path == "404.html", width


def test_what_has_the_focus_can_be_seen(visit: Visit, outputs: dict[str, Path]) -> None:
    for path in ("index.html", "iran-2009/index.html", "iran-2009/stamped-later.html"):
        page = visit.to(outputs["demonstration"], path)
        page.set_viewport_size({"width": 1280, "height": 800})
        for _ in range(25):
            page.keyboard.press("Tab")
            name, style, width, inside = page.evaluate(
                """() => { const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
                return [e.tagName + " " + e.textContent.slice(0, 30), s.outlineStyle, parseFloat(s.outlineWidth),
                        r.width > 0 && r.height > 0 && r.bottom > 0 && r.top < innerHeight] }"""
            )
            if name.startswith("BODY"):
                break
            assert style != "none" and width >= 2, (path, name)
            assert inside, (path, name)


def test_the_first_stop_of_the_keyboard_skips_to_the_text(visit: Visit, outputs: dict[str, Path]) -> None:
    page = visit.to(outputs["demonstration"], "iran-2009/index.html")
    page.keyboard.press("Tab")
    wide, high = page.evaluate("(r => [r.width, r.height])(document.activeElement.getBoundingClientRect())")
    assert wide > 40 and high >= 24
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target').tagName") == "MAIN"


def test_print_leaves_navigation_out_and_text_in(visit: Visit, outputs: dict[str, Path]) -> None:
    visit.page.emulate_media(media="print")
    for path in ("iran-2009/index.html", "iran-2009/2009-06-16.html", "iran-2009/stamped-later.html"):
        page = visit.to(outputs["demonstration"], path)
        assert page.evaluate("[...document.querySelectorAll('nav')].filter(e => e.checkVisibility()).length") == 0
        assert page.evaluate("document.querySelector('.entry .body').checkVisibility()")
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    visit.page.emulate_media(media="null")


def test_hostile_texts_are_text_to_a_browser_too(visit: Visit, outputs: dict[str, Path]) -> None:
    visit.complaints.clear()
    visit.asked.clear()
    folder = outputs["hostile"]
    found = [path for path in sorted(folder.rglob("*.html")) if path.name != "404.html"]
    # A redirect would lead away before it can be looked at.
    pages = [path.relative_to(folder).as_posix() for path in found if "http-equiv" not in path.read_text()]
    assert len(pages) > 8
    for path in pages:
        page = visit.to(folder, path)
        assert page.evaluate(_FOREIGN_SCRIPTS) == [], path
        assert page.evaluate("document.querySelectorAll('img, svg[onload], iframe').length") == 0, path
        handlers = "[...document.querySelectorAll('*')].some(e => [...e.attributes].some(a => a.name.startsWith('on')))"
        assert not page.evaluate(handlers), path
    assert visit.complaints == []
    assert not [url for url in visit.asked if not url.startswith("file://")]


def test_a_redirect_leads_on_without_a_script(visit: Visit, outputs: dict[str, Path]) -> None:
    page = visit.to(outputs["newsroom"], "storm/erste.html")
    page.wait_for_url("**/storm/first.html")
    assert page.title().startswith("The first")


def test_a_fragment_of_a_heading_in_another_script_is_found(visit: Visit, outputs: dict[str, Path]) -> None:
    page = visit.to(outputs["newsroom"], "storm/persian.html")
    href = page.evaluate("'#' + encodeURIComponent(document.querySelector('.body [id]').id)")
    page.goto(page.url + href)
    assert page.evaluate("document.querySelector(':target').tagName") == "H2"
