"""Copies where readers open them: a page from a disk without scripts, a web archive in ReplayWeb.page."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Frame, Page

from dateline.export import HTML, WACZ
from tests.conftest import NuChecker
from tests.export.copies import AS_OF, a_site, exported, newsroom

_NOT_YET_KNOWN = "CSS: “vector-effect”: Property “vector-effect” doesn't exist."
"""SVG 2 section 8.12; the checker's list of properties is older."""
_PAGE = """<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Replay</title><script src="ui.js"></script>
<body><replay-app-main></replay-app-main>"""
"""The page of ReplayWeb.page itself, as its package has it."""
_TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript"}
FRONT = "https://news.example/archive/storm/index.html"
_PATIENCE = 60_000
"""Milliseconds: two scripts of a megabyte are read, and a worker begins."""


class _Handler(BaseHTTPRequestHandler):
    """Serves a folder with ranges (RFC 9110 section 14), as players ask of hosts of web archives."""

    server: _Server
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def do_GET(self) -> None:
        self._answer(body=True)

    def _answer(self, *, body: bool) -> None:
        file = self.server.folder / (self.path.partition("?")[0].strip("/") or "index.html")
        data = file.read_bytes() if file.is_file() else b""
        asked = re.fullmatch(r"bytes=(\d*)-(\d*)", self.headers.get("Range", ""))
        self.send_response(404 if not data else 206 if asked else 200)
        if asked and data:
            first, last = asked.groups()
            begin = int(first) if first else max(0, len(data) - int(last))
            end = min(int(last), len(data) - 1) if first and last else len(data) - 1
            self.send_header("Content-Range", f"bytes {begin}-{end}/{len(data)}")
            data = data[begin : end + 1]
        self.send_header("Content-Type", _TYPES.get(file.suffix, "application/octet-stream"))
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if body:
            # Players hang up when they have enough.
            with suppress(OSError):
                self.wfile.write(data)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(("127.0.0.1", 0), _Handler)

    def server_bind(self) -> None:
        """Binds without asking the network for this machine's name."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up is no fault."""


@pytest.fixture(scope="module")
def flood(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("flood")
    exported(a_site(root), HTML, root / "flood.html")
    return root / "flood.html"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in which no script runs."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 900, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.formats
def test_every_copy_passes_the_nu_checker(tmp_path: Path, flood: Path, nu_checker: NuChecker) -> None:
    exported(newsroom(tmp_path), HTML, tmp_path / "copies")
    homeless = a_site(tmp_path / "homeless", url="")
    exported(homeless, HTML, tmp_path / "homeless.html", largest=0)
    paths = [*(tmp_path / "copies").iterdir(), flood, tmp_path / "homeless.html"]
    errors = [found for found in nu_checker(paths) if found["message"] != _NOT_YET_KNOWN]
    assert [f"{found.get('url', '')}:{found.get('lastLine', 0)}: {found['message']}" for found in errors] == []
    assert len(paths) == 5


@pytest.mark.browser
def test_a_page_from_a_disk_shows_all_and_asks_nobody(page: Page, flood: Path) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(flood.as_uri())
    assert [url for url in asked if not url.startswith("data:")] == [flood.as_uri()]
    assert said == [], "its own policy forbids nothing that it has"
    assert page.get_by_role("heading", level=1).inner_text() == "The flood"
    picture = page.get_by_role("img", name="The bridge", exact=True).bounding_box()
    assert picture is not None and picture["width"] == 240
    wound = page.get_by_alt_text("A wound")
    assert not wound.is_visible()
    page.get_by_text("Blood").click()
    assert wound.is_visible()


@pytest.mark.browser
def test_links_within_the_page_lead_to_their_place(page: Page, flood: Path) -> None:
    page.set_viewport_size({"width": 900, "height": 300})
    page.goto(flood.as_uri())
    page.get_by_role("link", name="the second").click()
    assert page.url == f"{flood.as_uri()}#second"
    second = page.locator("#second").bounding_box()
    assert second is not None and abs(second["y"]) < 60


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_it_fits_a_telephone_and_a_desk(page: Page, flood: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(flood.as_uri())
    body = page.locator("body").bounding_box()
    main = page.locator("main").bounding_box()
    assert body is not None and main is not None
    assert body["width"] <= width and main["x"] + main["width"] <= width


@pytest.mark.browser
def test_it_prints_without_its_navigation(page: Page, flood: Path) -> None:
    page.goto(flood.as_uri())
    assert page.locator(".rail").is_visible()
    page.emulate_media(media="print")
    assert not page.locator(".rail").is_visible()
    assert page.get_by_role("heading", name="The third").is_visible()
    assert page.pdf().startswith(b"%PDF")


@pytest.fixture
def replayed(tmp_path: Path, replay_folder: Path, browser: Browser) -> Iterator[Page]:
    """ReplayWeb.page over a web archive of the newsroom, on loopback."""
    exported(newsroom(tmp_path / "site"), WACZ, tmp_path / "kept.wacz", as_of=AS_OF)
    for name in ("ui.js", "sw.js"):
        shutil.copyfile(replay_folder / name, tmp_path / name)
    (tmp_path / "index.html").write_text(_PAGE, encoding="utf-8")
    server = _Server(tmp_path)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    context = browser.new_context()
    try:
        page = context.new_page()
        asked = f"source=/kept.wacz#view=pages&url={quote(FRONT, safe='')}"
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/?{asked}")
        yield page
    finally:
        context.close()
        server.shutdown()
        server.server_close()
        thread.join()


def _shown(page: Page, ending: str) -> Frame:
    """The frame in which a page of the archive stands."""
    for _ in range(_PATIENCE // 100):
        for frame in page.frames:
            if "mp_/" in frame.url and frame.url.endswith(ending):
                frame.wait_for_selector("main", timeout=_PATIENCE)
                return frame
        page.wait_for_timeout(100)
    raise AssertionError([frame.url for frame in page.frames])


@pytest.mark.browser
def test_replayweb_page_plays_the_archive(replayed: Page) -> None:
    front = _shown(replayed, "/archive/storm/index.html")
    assert "Storm: the" in front.locator("h1").inner_text()
    # Its styles and pictures come out of the archive too.
    assert front.locator(".masthead").evaluate("e => getComputedStyle(e).borderTopWidth") == "4px"
    front.get_by_role("link", name="The first <warning>").first.click()
    entry = _shown(replayed, "first.html")
    assert "The office warned" in entry.locator("article#first").inner_text()
