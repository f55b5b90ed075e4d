"""The preview's HTTP server: files of one folder, a script put into pages, and a stream of events."""

from __future__ import annotations

import html
import json
import socket
import socketserver
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self

from dateline.media_types import content_type
from dateline.serve.files import INDEX, find_file
from dateline.serve.hosts import is_allowed, is_private
from dateline.serve.latest import Latest, News

PREVIEW = Path(".dateline/preview")
"""Where the preview is built, under the site's root."""
_SCRIPT = "/.preview/live.js"
_EVENTS = "/.preview/events"
_HEARTBEAT = 15.0
"""Seconds between signs of life on a stream: only by writing does one learn that the browser has gone."""
_TRIES = 50
"""Ports that are tried from the one asked for."""


class PreviewServer(ThreadingHTTPServer):
    """Serves `folder` in a thread of its own while it is entered."""

    # Streams never end by themselves.
    daemon_threads = True
    block_on_close = False

    def __init__(self, address: tuple[str, int], folder: Path, latest: Latest, *, follow: bool = False) -> None:
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        self.folder = folder
        self.latest = latest
        self.bound = address[0]
        self.follow = follow
        super().__init__(address, _Handler)

    def server_bind(self) -> None:
        """Binds without asking the network for this machine's name, which can take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that leaves in the middle of an answer is no news."""

    @property
    def is_private(self) -> bool:
        """Whether only this machine can see the preview."""
        return is_private(self.bound)

    @property
    def url(self) -> str:
        """Where to look."""
        host = "127.0.0.1" if self.bound in ("", "0.0.0.0") else "::1" if self.bound == "::" else self.bound
        return f"http://{f'[{host}]' if ':' in host else host}:{self.server_port}/"

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.latest.close()
        self.shutdown()
        self.server_close()


def open_server(root: Path, host: str, port: int, *, follow: bool = False) -> PreviewServer:
    """A server for the site at `root`, at the first free port from `port` on (0: any). OSError when there is none.

    With `follow` every tab goes to the entry that was saved, not only those that ask for it.
    """
    for number in range(port, min(port + _TRIES, 65536)):
        try:
            return PreviewServer((host, number), root / PREVIEW, Latest(), follow=follow)
        except OSError as fault:
            if not _is_taken(fault) or number + 1 >= min(port + _TRIES, 65536):
                fault.filename = f"{host}:{number}"
                raise
    raise AssertionError("no port was tried")


def _is_taken(fault: OSError) -> bool:
    import errno

    return fault.errno in (errno.EADDRINUSE, errno.EACCES)


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"
    server_version = "Dateline"
    sys_version = ""
    timeout = 120

    def do_GET(self) -> None:
        """Answers with a file, the script or the stream."""
        self._answer(body=True)

    def do_HEAD(self) -> None:
        """The same without the body."""
        self._answer(body=False)

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not listed: the terminal is for problems."""

    def _answer(self, *, body: bool) -> None:
        if not is_allowed(self.headers.get("Host"), self.server.bound):
            text = (
                b"This preview answers to its own address only: http://127.0.0.1 or http://localhost with its port.\n"
            )
            self._send(HTTPStatus.MISDIRECTED_REQUEST, "text/plain; charset=utf-8", text, body=body)
            return
        path = self.path.partition("?")[0]
        if path == _EVENTS:
            self._stream(body=body)
        elif path == _SCRIPT:
            script = Path(__file__).resolve().parent / "pages" / "live.js"
            self._send(HTTPStatus.OK, content_type("live.js"), script.read_bytes(), body=body)
        else:
            self._file(body=body)

    def _file(self, *, body: bool) -> None:
        # Read before the file is: if a build ends in between, the page learns of it and reloads.
        news = self.server.latest.news
        found = find_file(self.server.folder, self.path)
        if isinstance(found, str):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", found)
            self._common(0)
            self.end_headers()
            return
        data = None if found is None else _read(found)
        if found is None or data is None:
            self._missing(news, body=body)
            return
        kind = content_type(found.name)
        if kind.startswith("text/html"):
            data = _with_script(data, news, follow=self.server.follow)
        self._send(HTTPStatus.OK, kind, data, body=body)

    def _missing(self, news: News, *, body: bool) -> None:
        from dateline.serve.overlay import waiting_page

        page = _read(self.server.folder / "404.html")
        status = HTTPStatus.NOT_FOUND
        if page is None:
            page = waiting_page(news.overlay)
            if not (self.server.folder / INDEX).is_file():
                status = HTTPStatus.SERVICE_UNAVAILABLE
        elif news.url:
            # It is read at any depth, and so has absolute links; in a preview they must not lead to the public site.
            page = page.replace(f'="{html.escape(news.url)}'.encode(), b'="/')
        self._send(status, "text/html; charset=utf-8", _with_script(page, news, follow=self.server.follow), body=body)

    def _stream(self, *, body: bool) -> None:
        """Server-sent events (HTML, section 9.2): the newest news at once, then each change."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self._safe()
        self.send_header("Connection", "close")
        self.end_headers()
        if not body:
            return
        seen: News | None = None
        self.wfile.write(b"retry: 500\n\n")
        while not self.server.latest.closed:
            news = self.server.latest.wait(seen, _HEARTBEAT)
            if news is None:
                self.wfile.write(b": still here\n\n")
            else:
                seen = news
                data = json.dumps({"version": news.version, "overlay": news.overlay, "place": news.place})
                self.wfile.write(f"event: news\ndata: {data}\n\n".encode())
            self.wfile.flush()

    def _send(self, status: HTTPStatus, kind: str, data: bytes, *, body: bool) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self._common(len(data))
        self.end_headers()
        if body:
            self.wfile.write(data)

    def _common(self, size: int) -> None:
        self.send_header("Content-Length", str(size))
        self._safe()

    def _safe(self) -> None:
        """No copy is kept, and no other site may draw a draft into its pages."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Content-Security-Policy", "frame-ancestors 'self'")
        self.send_header("Referrer-Policy", "same-origin")


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _with_script(page: bytes, news: News, *, follow: bool) -> bytes:
    follows = " data-follow" if follow else ""
    tag = f'<script src="{_SCRIPT}" data-version="{html.escape(news.version)}"{follows}></script>\n'.encode()
    before, end, after = page.rpartition(b"</body>")
    return before + tag + end + after if end else page + tag
