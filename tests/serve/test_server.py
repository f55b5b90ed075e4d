"""What the preview's server sends, and what it refuses to."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.media_types import content_type
from dateline.serve.files import find_file
from dateline.serve.hosts import is_allowed, is_private
from dateline.serve.server import open_server
from tests.serve.previewing import Running, running


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One preview for all: nothing here changes it."""
    from tests.begin.sites import starter_site

    base = tmp_path_factory.mktemp("serve")
    root = starter_site(base / "site")
    (root / "content/static").mkdir()
    (root / "content/static/ünï codé.txt").write_text("tëxt", encoding="utf-8")
    (base / "secret.txt").write_text("SECRET")
    (root / "content/secret.txt").write_text("SECRET")
    with running(root) as found:
        (root / ".dateline/preview/out.txt").symlink_to(base / "secret.txt")
        (root / ".dateline/preview/outside").symlink_to(base)
        yield found


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/index.html", "text/html; charset=utf-8"),
        ("/index.html?x=1", "text/html; charset=utf-8"),
        ("/river-watch/", "text/html; charset=utf-8"),
        ("/atom.xml", "application/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/%C3%BCn%C3%AF%20cod%C3%A9.txt", "text/plain; charset=utf-8"),
        ("/.preview/live.js", "text/javascript; charset=utf-8"),
    ],
)
def test_files_come_with_their_kind_and_are_not_kept(live: Running, target: str, kind: str) -> None:
    answer = live.get(target)
    assert answer.status == 200
    assert answer.headers["content-type"] == kind
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert int(answer.headers["content-length"]) == len(answer.body) > 0


def test_only_pages_get_the_script(live: Running) -> None:
    assert live.get("/atom.xml").body == (live.server.folder / "atom.xml").read_bytes()


def test_head_sends_the_same_head_alone(live: Running) -> None:
    full, head = live.get("/about.html"), live.get("/about.html", method="HEAD")
    assert head.status == 200
    assert head.body == b""
    assert head.headers["content-length"] == full.headers["content-length"]


def test_a_folder_without_its_slash_leads_to_the_one_with_it(live: Running) -> None:
    answer = live.get("/river-watch")
    assert (answer.status, answer.headers["location"]) == (301, "/river-watch/")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_sent_to_it(live: Running, method: str) -> None:
    assert live.get("/", method=method).status == 501


@pytest.mark.parametrize(
    "target",
    [
        "/../secret.txt",
        "/../../../secret.txt",
        "/%2e%2e/secret.txt",
        "/river-watch/../../../../secret.txt",
        "/..%2fsecret.txt",
        "/river-watch%2findex.html",
        "/..%5csecret.txt",
        "/out.txt",
        "/outside/secret.txt",
        "//etc/passwd",
        "///etc/passwd",
        "/%2fetc/passwd",
        "/etc/passwd",
        "/index.html%00.txt",
        "/%ff",
        "/./index.html",
        "/river-watch//index.html",
        "/.dateline-staging/x",
        "/content/secret.txt",
        "*",
        "secret.txt",
        "http://archive.example/index.html",
    ],
)
def test_nothing_outside_the_preview_is_ever_sent(live: Running, target: str) -> None:
    answer = live.get(target)
    assert answer.status in (404, 400)
    assert b"SECRET" not in answer.body
    assert b"root:" not in answer.body


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example", ""]
)
@pytest.mark.parametrize("target", ["/", "/.preview/events", "/.preview/live.js"])
def test_a_foreign_host_is_refused(live: Running, host: str, target: str) -> None:
    answer = live.get(target, host=host)
    assert answer.status == 421
    assert b"river" not in answer.body.lower()


@pytest.mark.parametrize("host", ["localhost", "localhost:1234", "LOCALHOST", "127.0.0.1", "[::1]:8000"])
def test_this_machines_own_names_are_answered(live: Running, host: str) -> None:
    assert live.get("/", host=host).status == 200


@pytest.mark.parametrize(
    ("header", "bound", "allowed"),
    [
        ("192.168.0.7:8000", "192.168.0.7", True),
        ("192.168.0.7:8000", "127.0.0.1", False),
        ("192.168.0.7", "0.0.0.0", True),
        ("[fe80::1]", "::", True),
        ("desk.local", "desk.local", True),
        ("evil.example", "0.0.0.0", False),
        ("evil.example", "", False),
        ("localhost@evil.example", "127.0.0.1", False),
        ("localhost:80:80", "127.0.0.1", False),
        ("localhost ", "127.0.0.1", False),
        (None, "127.0.0.1", False),
    ],
)
def test_names_that_are_answered_depend_on_where_the_server_listens(
    header: str | None, bound: str, allowed: bool
) -> None:
    assert is_allowed(header, bound) is allowed


@pytest.mark.parametrize(
    ("bound", "private"),
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("192.168.0.7", False),
        ("desk", False),
    ],
)
def test_it_is_known_who_can_see_the_preview(bound: str, private: bool) -> None:
    assert is_private(bound) is private


def test_a_taken_port_gives_way_to_the_next_free_one(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
        if port > 65500:
            pytest.skip("no room above the port that the system chose")
        with open_server(tmp_path, "127.0.0.1", port) as server:
            assert port < server.server_port < port + 50
            assert server.url == f"http://127.0.0.1:{server.server_port}/"


def test_an_address_that_is_not_this_machines_is_an_error_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(OSError) as raised:
        open_server(tmp_path, "192.0.2.1", 8000)
    assert raised.value.filename == "192.0.2.1:8000"


def test_redirects_stay_on_this_server(tmp_path: Path) -> None:
    (tmp_path / "a b").mkdir()
    (tmp_path / "evil.example").mkdir()
    assert find_file(tmp_path, "/a%20b") == "/a%20b/"
    assert find_file(tmp_path, "//evil.example") is None
    assert find_file(tmp_path, "/\\evil.example") is None


def test_kinds_do_not_depend_on_the_machine() -> None:
    assert content_type("A.JPG") == "image/jpeg"
    assert content_type("style.css") == "text/css; charset=utf-8"
    assert content_type("no-ending") == "application/octet-stream"
    assert content_type("strange.xyz") == "application/octet-stream"
