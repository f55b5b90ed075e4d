"""The media type of every kind of file, and how long it may be kept."""

from __future__ import annotations

import pytest

from dateline.publish.headers import Caching, content_type, read_caching

TYPES = {
    "index.html": "text/html; charset=utf-8",
    "blog/2009-06-16.txt": "text/plain; charset=utf-8",
    "robots.txt": "text/plain; charset=utf-8",
    ".nojekyll": "text/plain; charset=utf-8",
    "_headers": "text/plain; charset=utf-8",
    "CNAME": "text/plain; charset=utf-8",
    "assets/a.css": "text/css; charset=utf-8",
    "assets/a.js": "text/javascript; charset=utf-8",
    "assets/icon.svg": "image/svg+xml",
    "feed.json": "application/feed+json",
    "blog/feed.json": "application/feed+json",
    "search/words-0.json": "application/json",
    "manifest-sha256.txt": "text/plain; charset=utf-8",
    "a.webp": "image/webp",
    "a.AVIF": "image/avif",
    "a.JPG": "image/jpeg",
    "a.jpeg": "image/jpeg",
    "a.png": "image/png",
    "a.gif": "image/gif",
    "a.mp4": "video/mp4",
    "a.mp3": "audio/mpeg",
    "a.vtt": "text/vtt; charset=utf-8",
    "a.pdf": "application/pdf",
    "a.woff2": "font/woff2",
    "site.webmanifest": "application/manifest+json",
    "a.tar.gz": "application/gzip",
    "a.warc": "application/octet-stream",
    "a.no-such-ending": "application/octet-stream",
}


@pytest.mark.parametrize(("path", "wanted"), TYPES.items())
def test_the_type_of_a_file_is_told_by_its_name(path: str, wanted: str) -> None:
    assert content_type(path, b"") == wanted


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        (b'<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom">', "application/atom+xml; charset=utf-8"),
        (b'<?xml version="1.0"?>\n<rss version="2.0">', "application/rss+xml; charset=utf-8"),
        (b'<?xml version="1.0"?>\n<urlset>', "application/xml; charset=utf-8"),
    ],
)
def test_one_xml_is_told_from_another_by_its_root(head: bytes, wanted: str) -> None:
    assert content_type("tags/tag.xml", head) == wanted


RULES = b"""# of the editors
/archive/*
  X-Content-Type-Options: nosniff
/archive/assets/*
  Cache-Control: public, max-age=31536000, immutable
/archive/blog/
  Cache-Control: public, max-age=5, must-revalidate
/archive/tags/%D8%AF.xml
  Cache-Control: public, max-age=300
/elsewhere/page.html
  Cache-Control: private
/archive/odd/*/page.html
  Cache-Control: private
"""


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("assets/a-0123.css", "public, max-age=31536000, immutable"),
        ("blog/index.html", "public, max-age=5, must-revalidate"),
        ("blog/page.html", "no-cache"),
        ("tags/د.xml", "public, max-age=300"),
        ("page.html", "no-cache"),
        ("odd/x/page.html", "no-cache"),
        ("index.html", "no-cache"),
    ],
)
def test_how_long_a_file_may_be_kept_is_what_the_build_says(path: str, wanted: str) -> None:
    assert read_caching(RULES).of(path) == wanted


def test_a_site_at_the_root_of_its_host() -> None:
    caching = read_caching(b"/assets/*\n  cache-control: max-age=9\n/index.html\n  Cache-Control: max-age=1\n")
    assert (caching.of("assets/a.css"), caching.of("index.html")) == ("max-age=9", "max-age=1")


def test_without_rules_hashed_assets_are_kept_and_all_else_is_asked_for() -> None:
    assert Caching().of("assets/a-0123.css") == "public, max-age=31536000, immutable"
    assert Caching().of("index.html") == "no-cache"


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"  Cache-Control: x", b"/a\n  Cache-Control\n", b"*\n  a: b\n"])
def test_what_is_not_understood_is_passed_over(data: bytes) -> None:
    assert read_caching(data).of("index.html") == "no-cache"


def test_no_header_can_be_smuggled_in() -> None:
    caching = read_caching(b"/index.html\n  Cache-Control: a\x0b\x01b\n")
    assert caching.of("index.html").isprintable()
