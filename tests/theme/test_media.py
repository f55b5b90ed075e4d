"""Pictures in a browser: what is warned of is asked for only when it is opened; nothing moves when pictures come."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.images.shots import drawn, saved
from tests.site_kit import Site

pytestmark = pytest.mark.browser

ENTRIES = """
    ## 08:00 Seen {#seen}

    ![A wide view](media/wide.jpg)

    Text that would jump.

    https://social.example/1

    ## 09:00 Carried out {#warned}
    media:
      - {file: media/wounded.jpg, alt: A man is carried on a door, warning: shows a wounded man}
      - {file: media/film.mp4, alt: Film, caption: Forty seconds, warning: sounds of shooting}
      - {file: media/chants.mp3, alt: Chants, warning: cries}
"""
SOURCES = """
    post:
      title: A post
      url: https://social.example/1
      author: A witness
      text: They are on the square.
      picture: {file: media/post.png, alt: The square}
"""


class Asked:
    """A loopback server of a folder that notes which paths are asked for."""

    def __init__(self, folder: Path) -> None:
        self.paths: list[str] = []
        asked = self.paths

        class Handler(SimpleHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                super().do_GET()

            def log_message(self, format: str, *args: object) -> None:
                """Nothing is printed."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
        self.url = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def of(self, name: str) -> list[str]:
        return [path for path in self.paths if name in path]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = Site(tmp_path_factory.mktemp("pictures")).file("content/quake/blog.yaml", "title: A quake\n")
    site.file("content/quake/2009-06-16.md", ENTRIES).file("content/quake/sources.yaml", SOURCES)
    for name, width in (("wide.jpg", 1600), ("wounded.jpg", 1000)):
        site.file(f"content/quake/media/{name}", saved(drawn(width, 800), "JPEG"))
    site.file("content/quake/media/post.png", saved(drawn(300, 200), "PNG"))
    site.file("content/quake/media/film.mp4", b"no film").file("content/quake/media/chants.mp3", b"no sound")
    return site.build().options.output


@pytest.fixture
def asked(output: Path) -> Iterator[Asked]:
    found = Asked(output)
    yield found
    found.server.shutdown()
    found.server.server_close()


@pytest.fixture(params=[True, False], ids=["with scripts", "without"])
def scripted(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def page(browser: Browser, scripted: bool) -> Iterator[Page]:
    """A page with or without scripts, so high that everything on it is in sight."""
    context = browser.new_context(java_script_enabled=scripted, viewport={"width": 700, "height": 3000})
    yield context.new_page()
    context.close()


def settle(page: Page) -> None:
    """Lets come what the page has asked for."""
    page.wait_for_load_state("networkidle")


def test_what_is_warned_of_is_asked_for_only_when_a_reader_asks(asked: Asked, page: Page, scripted: bool) -> None:
    page.goto(asked.url + "quake/2009-06-16.html")
    settle(page)
    assert asked.of("wide.jpg"), "the page loads what stands in sight"
    assert not asked.of("wounded") + asked.of("film") + asked.of("chants")
    warning = page.get_by_text("Warning: shows a wounded man")
    if scripted:
        with page.expect_response("**/media/wounded*"):
            warning.click()
        page.locator(".graphic img").wait_for()
        assert not page.get_by_role("link", name="Open the picture").is_visible()
    else:
        warning.click()
        settle(page)
        assert not asked.of("wounded"), "browsers without scripts load lazy pictures at once"
        with page.expect_response("**/media/wounded*"):
            page.get_by_role("link", name="Open the picture").click()
    assert asked.of("wounded") == [
        "/quake/media/wounded.jpg.1000.avif" if scripted else "/quake/media/wounded.jpg.480.jpg"
    ]
    assert not asked.of("film") + asked.of("chants")


def test_a_page_without_warnings_does_without_their_script(asked: Asked, page: Page) -> None:
    page.goto(asked.url + "quake/seen.html")
    settle(page)
    assert not asked.of("graphic")


def test_a_film_that_was_opened_is_asked_for_only_when_it_is_played(asked: Asked, page: Page) -> None:
    page.goto(asked.url + "quake/warned.html")
    page.get_by_text("Warning: sounds of shooting").click()
    settle(page)
    assert page.locator("video").is_visible()
    assert not asked.of("film")


def test_the_words_come_first_and_a_keyboard_opens_and_closes(asked: Asked, page: Page, scripted: bool) -> None:
    page.goto(asked.url + "quake/warned.html")
    figure = page.locator("figure.graphic").first
    lines = [line for line in figure.inner_text().splitlines() if line]
    assert lines == ["A man is carried on a door", "Warning: shows a wounded man Show"]
    shown = figure.locator("img" if scripted else "details a")
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    shown.wait_for()
    assert "Hide" in figure.inner_text()
    page.keyboard.press("Enter")
    shown.wait_for(state="hidden")


def test_print_shows_the_warning_only(asked: Asked, page: Page, scripted: bool) -> None:
    page.goto(asked.url + "quake/warned.html")
    page.locator("summary").first.click()
    shown = page.locator(".graphic img" if scripted else ".graphic .plain").first
    shown.wait_for()
    page.emulate_media(media="print")
    assert page.get_by_text("Warning: shows a wounded man").is_visible()
    assert not shown.is_visible()


@pytest.mark.parametrize("width", [320, 375, 1280])
def test_nothing_moves_when_a_picture_comes(asked: Asked, browser: Browser, width: int) -> None:
    boxes = []
    for blocked in (True, False):
        context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 3000})
        page = context.new_page()
        if blocked:
            page.route("**/media/**", lambda route: route.abort())
        page.goto(asked.url + "quake/seen.html")
        settle(page)
        boxes.append(page.get_by_text("Text that would jump.").bounding_box())
        context.close()
    assert boxes[0] == boxes[1]
    assert asked.of("wide.jpg")


@pytest.mark.parametrize(("width", "scale", "wanted"), [(375, 1, 480), (375, 2, 960), (1280, 1, 960), (1280, 3, 1440)])
def test_a_screen_is_given_the_size_that_it_can_show(
    asked: Asked, browser: Browser, width: int, scale: int, wanted: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 2000}, device_scale_factor=scale)
    page = context.new_page()
    page.goto(asked.url + "quake/seen.html")
    settle(page)
    assert asked.of("wide.jpg") == [f"/quake/media/wide.jpg.{wanted}.avif"]
    context.close()


def test_a_card_asks_nobody_else(asked: Asked, page: Page) -> None:
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.goto(asked.url + "quake/seen.html")
    settle(page)
    assert page.locator(".post blockquote").inner_text() == "They are on the square."
    assert hosts == {asked.url.split("/")[2]}
