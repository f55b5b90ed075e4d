"""A live blog on a small server, and a reader who follows it in a browser whose clock moves only when told."""

from __future__ import annotations

import hashlib
import socketserver
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.site_kit import Site

FRONT = "storm/index.html"
_TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".png": "image/png"}
_LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server says once, in place of what it has."""

    body: bytes = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, whether it was conditional, and how it was answered."""

    path: str
    conditional: bool
    status: int


class Host(ThreadingHTTPServer):
    """Serves a folder with validators, as static hosts do, until it is closed."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.instead: deque[Answer | Callable[[bytes], Answer]] = deque()
        """What the next requests for the front get instead of the file, made from it if it is a function."""
        self.asked: list[Asked] = []
        self.headers: dict[str, str] = {}
        super().__init__((_LOOPBACK, 0), _Handler)

    def server_bind(self) -> None:
        """Binds without asking the network for this machine's name."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = _LOOPBACK, int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that leaves in the middle of an answer is no news."""

    @property
    def url(self) -> str:
        """Where it is; the folder is served under `/archive/`."""
        return f"http://{_LOOPBACK}:{self.server_port}/archive/"

    def of_front(self) -> list[Asked]:
        """The requests for the front."""
        return [asked for asked in self.asked if asked.path == FRONT]


class _Handler(BaseHTTPRequestHandler):
    server: Host
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0].removeprefix("/archive/")
        file = self.server.folder / path
        data = file.read_bytes() if file.is_file() else None
        kind = _TYPES.get(file.suffix, "application/octet-stream")
        answer = Answer(b"", HTTPStatus.NOT_FOUND) if data is None else Answer(data, kind=kind)
        if path == FRONT and self.server.instead and len(self.server.of_front()) > 0:
            given = self.server.instead.popleft()
            answer = given(data or b"") if callable(given) else given
        tag = f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"'
        condition = self.headers.get("If-None-Match")
        if condition == tag and answer.status == HTTPStatus.OK:
            answer = Answer(b"", HTTPStatus.NOT_MODIFIED)
        self.server.asked.append(Asked(path, condition is not None, answer.status))
        self.send_response(answer.status)
        if answer.status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("ETag", tag)
        for name, value in {**self.server.headers, **answer.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)


@contextmanager
def hosted(folder: Path) -> Iterator[Host]:
    """A server over a folder, in a thread of its own."""
    host = Host(folder)
    thread = threading.Thread(target=host.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield host
    finally:
        host.shutdown()
        host.server_close()
        thread.join()


_SETTLED = """
window.settled = window.tried = 0;
const real = window.fetch, pipe = new MessageChannel();
pipe.port1.onmessage = () => { window.settled += 1; };
const settle = () => pipe.port2.postMessage(0);
window.fetch = async (...given) => {
  window.tried += 1;
  try {
    const answer = await real(...given), text = answer.text.bind(answer);
    if (!answer.ok || !/html/.test(answer.headers.get("Content-Type"))) { settle(); }
    answer.text = async () => { try { return await text(); } finally { settle(); } };
    return answer;
  } catch (fault) { settle(); throw fault; }
};
let hidden = false;
Object.defineProperty(document, "hidden", { get: () => hidden });
Object.defineProperty(document, "visibilityState", { get: () => hidden ? "hidden" : "visible" });
window.hide = value => { hidden = value; document.dispatchEvent(new Event("visibilitychange")); };
"""
"""Counts the answers that the page has dealt with, and hides the tab at will."""


class Reader:
    """A reader at a page of the site. Time passes only by `passes`, or when a poll is waited for."""

    def __init__(self, context: BrowserContext, host: Host, site: Site, *, now: str) -> None:
        self.page: Page = context.new_page()
        self.context, self.host, self.site = context, host, site
        self._stands = False
        self.waited = 0
        """After how many seconds the page asked last."""
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        self.page.clock.install(time=now)
        self.page.add_init_script(_SETTLED)

    def opens(self, path: str = FRONT) -> Reader:
        """Opens a page of the site; from then on the clock stands still."""
        self.page.goto(self.host.url + path)
        if not self._stands:
            self.page.clock.pause_at(self.page.evaluate("Date.now()") / 1000 + 1)
            self._stands = True
        return self

    def passes(self, seconds: float) -> Reader:
        """Lets time pass, and what falls due be done."""
        self.page.clock.run_for(int(seconds * 1000))
        return self

    def polls(self) -> Reader:
        """Lets time pass until the page has asked, been answered, and done what follows from it."""
        tried, settled = self.page.evaluate("[window.tried, window.settled]")
        self.waited = 0
        while self.page.evaluate("window.tried") == tried:
            assert self.waited < 1000, "the page did not ask for itself"
            self.passes(3)
            self.waited += 3
        return self.settles(settled)

    def settles(self, before: int) -> Reader:
        """Waits for one more answer to be dealt with than `before`."""
        for _ in range(5_000):
            if self.page.evaluate("window.settled") > before:
                self.page.evaluate(
                    "new Promise(done => { const c = new MessageChannel(); "
                    "c.port1.onmessage = done; c.port2.postMessage(0); })"
                )
                return self
        raise AssertionError("the page did not ask for itself")

    def hides(self) -> Reader:
        """Another tab is looked at."""
        self.page.evaluate("window.hide(true)")
        return self

    def returns(self) -> Reader:
        """This tab is looked at again: the page asks at once."""
        before = self.page.evaluate("window.settled")
        self.page.evaluate("window.hide(false)")
        return self.settles(before)

    def ids(self) -> list[str]:
        """The entries of the stream as they stand."""
        return self.all("#_entries .entry", "e => e.id")

    def days(self) -> list[str]:
        """The headings of days as they stand."""
        return self.all("#_entries .rubric", "e => e.textContent.trim()")

    def all(self, selector: str, of: str = "e => e.textContent.trim()") -> list[Any]:
        """Something of every element that a selector finds."""
        return list(self.page.evaluate(f"s => [...document.querySelectorAll(s)].map({of})", selector))

    def top(self, selector: str) -> float:
        """How far below the window's top an element begins."""
        return float(self.page.evaluate("s => document.querySelector(s).getBoundingClientRect().top", selector))

    @property
    def waiting(self) -> str:
        """What the button says; "" when it is not there to be seen."""
        button = self.page.locator("#_live button")
        return (button.text_content() or "") if button.is_visible() else ""

    @property
    def said(self) -> str:
        """What was said to those who hear the page, as soon as it is due."""
        self.passes(25)
        return self.page.locator("#_live [role=status]").text_content() or ""

    def marks(self) -> dict[str, str]:
        """Which entries are marked, and how."""
        return dict(self.all(".entry:has(.fresh)", "e => [e.id, e.querySelector('.fresh').textContent]"))


@contextmanager
def following(browser: Browser, site: Site, *, now: str, **options: Any) -> Iterator[Reader]:
    """A reader of a site that was built; `options` are the browser's."""
    with hosted(site.options.output) as host:
        context = browser.new_context(**options)
        try:
            yield Reader(context, host, site, now=now)
        finally:
            context.close()
