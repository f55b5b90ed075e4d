"""The output as it is served: under nginx at a sub-path, by `python -m http.server`, and from `file://`.

Pages of each kind are opened in a browser under the policy of `_headers`: nothing may be missing, refused or asked of
anybody else.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage

from tests.site_kit import SITES, Site

pytestmark = pytest.mark.browser

BASE = "/news/archive/"
KINDS = (
    "index.html",
    "storm/index.html",
    "storm/2012-10-28.html",
    "storm/first.html",
    "storm/pictures.html",
    "storm/days.html",
    "storm/tables.html",
    "khabar/index.html",
    "khabar/2012-12-31.html",
    "long-night/index.html",
    "long-night/2012-10-29-part-2.html",
    "tags/index.html",
    "tags/night.html",
    "people/index.html",
    "sources/index.html",
    "sources/example-org.html",
    "chronology/index.html",
    "chronology/2012-10.html",
    "about.html",
)


@pytest.fixture(scope="module", params=["default", "plain"])
def output(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with some of everything, an early script and aligned tables among it."""
    site = Site(tmp_path_factory.mktemp(request.param), like=SITES / "newsroom")
    site.edit("content/site.yaml", "theme_options:", f"theme: {request.param}\ntheme_options:")
    table = "| a | b |\n| :-- | --: |\n| 1 | 2 |"
    site.append("content/storm/2012-10-28.md", f"## 22:10 Tables {{#tables}}\n\n{table}")
    site.file(f"themes/{request.param}/assets/early.js", "document.documentElement.dataset.early = 'ran';\n")
    built = site.build().options.output
    # The plain theme takes no scripts.
    assert ("<script>" in (built / "index.html").read_text()) == (request.param == "default")
    return built


@pytest.fixture
def python_server(output: Path) -> Iterator[str]:
    """`python -m http.server` over the folder."""
    port = _free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(output)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            yield _when_up(f"http://127.0.0.1:{port}/")
        finally:
            server.terminate()


@pytest.fixture
def nginx(output: Path, tmp_path: Path) -> Iterator[str]:
    """nginx with the folder at a sub-path, and what docs/how-to/hosts/own-server.md says."""
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None:
        pytest.skip("nginx is not installed (Debian: nginx-light)")
    port = _free_port()
    guide = (Path(__file__).parents[2] / "docs/how-to/hosts/own-server.md").read_text()
    (snippet,) = re.findall(r"```nginx\n(.*?)```", guide, re.S)
    policy = _policy(output)
    snippet = snippet.replace("/srv/archive/", f"{output}/").replace("THE POLICY OF _headers", policy)
    snippet = snippet.replace("/archive/", BASE)
    user = "user root;" if os.geteuid() == 0 else ""
    (tmp_path / "nginx.conf").write_text(
        f"{user} daemon off; pid {tmp_path}/pid; error_log {tmp_path}/error.log; worker_processes 1;\n"
        "events {}\nhttp {\ninclude /etc/nginx/mime.types; access_log off;\n"
        + "".join(
            f"{name}_temp_path {tmp_path}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        + f"server {{\nlisten 127.0.0.1:{port};\n{snippet}\n}}\n}}\n"
    )
    command = [program, "-c", str(tmp_path / "nginx.conf"), "-p", str(tmp_path)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as server:
        try:
            yield _when_up(f"http://127.0.0.1:{port}{BASE}")
        finally:
            server.terminate()


class _ByHeaders(SimpleHTTPRequestHandler):
    """Serves a folder as a host does that reads `_headers`."""

    rules: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/archive"))

    def end_headers(self) -> None:
        path = urlsplit(self.path).path
        for pattern, named in self.rules:
            if path == pattern or (pattern.endswith("*") and path.startswith(pattern[:-1])):
                for name, value in named:
                    self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def headers_host(output: Path) -> Iterator[str]:
    """A host like Netlify, with the site at the path of its `url`."""
    rules: list[tuple[str, tuple[tuple[str, str], ...]]] = []
    for line in (output / "_headers").read_text().splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            rules[-1] = (rules[-1][0], (*rules[-1][1], (name, value)))
        else:
            rules.append((line, ()))
    handler = type("Handler", (_ByHeaders,), {"rules": tuple(rules)})
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(output))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/archive/"
        server.shutdown()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _when_up(url: str) -> str:
    for _ in range(600):
        try:
            with urllib.request.urlopen(url):
                return url
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    raise AssertionError(f"nothing answers at {url}")


def _policy(output: Path) -> str:
    (policy,) = re.findall(r"Content-Security-Policy: (.*)", (output / "_headers").read_text())
    return str(policy)


def walk(browser: Browser, base: str, exists: Callable[[str], bool]) -> None:
    """Opens a page of each kind: all that it asks for is there, no link within the site is dead, nothing is refused."""
    context = browser.new_context()
    page = context.new_page()
    wrong: list[str] = []

    def said(message: ConsoleMessage) -> None:
        # A browser asks each host for this by itself, at the host's root; no page names it.
        if not message.location["url"].endswith("/favicon.ico"):
            wrong.append(f"{page.url}: {message.text}")

    page.on("console", said)
    page.on("pageerror", lambda fault: wrong.append(f"{page.url}: {fault}"))
    # A page that is left before its icon came asks for it in vain.
    page.on(
        "requestfailed",
        lambda request: None if "ABORTED" in (request.failure or "") else wrong.append(f"{page.url}: no {request.url}"),
    )
    page.on("response", lambda found: wrong.append(f"{found.status} {found.url}") if found.status >= 400 else None)
    page.on("request", lambda asked: None if asked.url.startswith(base) else wrong.append(f"asked {asked.url}"))
    targets: set[str] = set()
    ran: list[str] = []
    for path in KINDS:
        page.goto(base + path, wait_until="load")
        assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontWeight") in ("700", "800"), path
        if page.evaluate("document.querySelector('head > script:not([src])') !== null"):
            assert page.evaluate("document.documentElement.dataset.early") == "ran", path
            ran.append(path)
        hrefs = page.evaluate("[...document.querySelectorAll('[href]')].map(a => a.getAttribute('href'))")
        targets |= {urldefrag(urljoin(base + path, href))[0] for href in hrefs if not urlsplit(href).scheme}
        styled = page.evaluate("[...document.querySelectorAll('[style]')].length")
        assert styled == 0, path
    accent = "getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()"
    page.goto(base + "storm/first.html")
    assert page.evaluate(accent) == "#663399", "the blog's accent was refused"
    assert wrong == []
    assert ran in ([], [*KINDS])
    inside = {target for target in targets if target.startswith(base)}
    assert len(inside) > 100
    assert [target for target in sorted(inside) if not exists(target)] == []
    context.close()


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url) as found:
            return bool(found.status == 200)
    except urllib.error.HTTPError:
        return False


def test_a_host_that_reads_the_headers(browser: Browser, headers_host: str) -> None:
    walk(browser, headers_host, answers)
    with urllib.request.urlopen(headers_host + "long-night/index.html") as found:
        assert found.headers["Cache-Control"] == "public, max-age=5, must-revalidate"
        assert found.headers.get_all("Content-Security-Policy") is not None


def test_the_policy_refuses_what_is_not_the_sites_own(browser: Browser, headers_host: str, output: Path) -> None:
    """The test above would see a fault: a style in an attribute, an inline script and a picture from elsewhere."""
    page = (output / "about.html").read_text()
    evil = '<p style="color:red">x</p><script>document.title = "ran"</script><img src="https://else.example/x.png">'
    (output / "evil.html").write_text(page.replace("</main>", f"{evil}</main>"))
    try:
        context = browser.new_context()
        found: list[str] = []
        tab = context.new_page()
        tab.on("console", lambda message: found.append(message.text))
        tab.goto(headers_host + "evil.html", wait_until="load")
        assert tab.title() != "ran"
        for directive in ("style-src", "script-src", "img-src"):
            assert any(directive in text for text in found), directive
        context.close()
    finally:
        (output / "evil.html").unlink()


def test_nginx_at_a_sub_path(browser: Browser, nginx: str) -> None:
    walk(browser, nginx, answers)
    with urllib.request.urlopen(nginx + "storm/2012-10-28.txt") as found:
        assert found.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert "default-src 'none'" in found.headers["Content-Security-Policy"]
    (asset,) = re.findall(r"assets/dateline-\w+\.css", urllib.request.urlopen(nginx + "index.html").read().decode())
    with urllib.request.urlopen(nginx + asset) as found:
        assert "immutable" in found.headers["Cache-Control"]
        assert "default-src 'none'" in found.headers["Content-Security-Policy"]
    assert not answers(nginx + "nothing-here.html")


def test_pythons_own_server(browser: Browser, python_server: str) -> None:
    walk(browser, python_server, answers)


def test_a_folder_on_the_disk(browser: Browser, output: Path) -> None:
    base = output.as_uri() + "/"
    walk(browser, base, lambda url: Path(unquote(urlsplit(url).path)).is_file())
