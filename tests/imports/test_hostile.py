"""Broken and hostile files: one clear fault, nothing written, nothing asked of any other file or host."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from dateline.imports.found import Fault
from dateline.imports.given import LARGEST_INPUT, Given, as_json
from dateline.imports.kinds import KINDS, kind_of
from dateline.imports.texts import web_address
from tests.imports.kit import INPUTS, content, entries_of, given, imported, new_site, refused, run
from tests.site_kit import Site


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site without a blog, on a machine without a network."""

    def no_network(*_: object, **__: object) -> None:
        raise AssertionError("an import asked another host")

    monkeypatch.setattr(socket.socket, "connect", no_network)
    return new_site(tmp_path)


_BOMB = """<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>"""
_FILE = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
_OUTSIDE = '<?xml version="1.0"?><!DOCTYPE r SYSTEM "http://192.0.2.1/x.dtd">'
_RSS = "<rss version='2.0'><channel><title>T</title><item><guid>1</guid><title>{}</title><description>{}</description>"
_RSS += "<pubDate>Mon, 12 Jan 2026 08:30:00 EST</pubDate></item></channel></rss>"
_WXR = (
    '<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version>{}</channel></rss>'
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (_BOMB + _RSS.format("&c;", "x"), "entities"),
        (_FILE + _RSS.format("&x;", "x"), "entities"),
        (_BOMB + _WXR.format("<item><title>&c;</title></item>"), "entities"),
        (_FILE + _WXR.format("<item><title>&x;</title></item>"), "entities"),
        (_WXR.format("<item><title>cut"), "broken"),
        (_WXR.format("<item><title>\x01</title></item>"), "broken"),
        ('<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel/></rss>', "no export of WordPress"),
        ("<a>" * 5000 + _WXR, "broken"),
    ],
)
def test_xml(site: Site, text: str, said: str) -> None:
    """Entities, bombs, files cut short, control characters: the place is told where there is one."""
    source = given(site, "export.xml", text)
    kind = "wordpress" if "wordpress" in text else "feed"
    fault = refused(site, source, kind=kind, blog="b")
    assert said in fault.message
    assert fault.path == "export.xml"
    if said == "broken":
        assert fault.line >= 1


def test_a_dtd_elsewhere_is_never_fetched(site: Site) -> None:
    imported(site, given(site, "export.xml", _OUTSIDE + _RSS.format("Title", "Words")), blog="b")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1"])
def test_other_encodings_of_xml(site: Site, encoding: str) -> None:
    """As XML declares them; what cannot be told is a fault, never a wrong letter."""
    name = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{name}"?>' + _RSS.format("Caf\u00e9", "Words")
    imported(site, given(site, "a.xml", text.encode(encoding)), kind="feed", blog="b")
    assert next(iter(entries_of(site, "b").values())).title == "Caf\u00e9"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"Title\nMay 4, 2026\n\x00words", "control character"),
        (b"", "empty"),
        (b"Title\nMay 4, 2026\nCaf\xe9", "not UTF-8"),
    ],
)
def test_texts(site: Site, data: bytes, said: str) -> None:
    assert said in refused(site, given(site, "page.txt", data), blog="b").message


@pytest.mark.parametrize(
    "data", [b"{", b"[" * 100_000, b'{"a": NaN}', b'"\\ud800"', b"\xff", b'{"a": 1} {"b": 2}', b"1" * 10_000]
)
def test_json_that_is_none(data: bytes) -> None:
    """Whatever is wrong with it, a fault; never an exception."""
    fault = as_json(data, "a.json")
    assert isinstance(fault, Fault) and fault.path == "a.json"


def test_scripts_and_addresses_do_not_come_through(site: Site) -> None:
    """From a title, a text, a link, an id of the origin, to the pages: nothing that could run."""
    html = (
        "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&lt;a href='javascript:alert(1)'&gt;w"
        "&lt;/a&gt;&lt;a href='https://h.example/&quot;onclick=alert(1)'&gt;z&lt;/a&gt;"
    )
    text = _RSS.format("&lt;script&gt;alert(1)&lt;/script&gt; # ../../x", html)
    text = text.replace("<guid>1</guid>", "<guid>../../../etc/passwd\u2028</guid><link>javascript:alert(1)</link>")
    imported(site, given(site, "a.xml", text), blog="b", status="published")
    site.build()
    for path, data in site.output().items():
        if path.startswith("b/"):
            assert b"alert(1)</script>" not in data and b"javascript:" not in data and b"onerror=" not in data, path
    assert {path for path in content(site) if path.startswith("content/")} == {
        "content/site.yaml", "content/b/blog.yaml", "content/b/.imported",
        *(f"content/b/entries/{name}.md" for name in entries_of(site, "b")),
    }  # fmt: skip


def test_pictures_that_are_none_are_kept_aside(site: Site) -> None:
    """SVG and damaged files go to private/, their place is marked as lost; the site builds."""
    svg = "data:image/svg+xml,%3Csvg onload=alert(1)%3E%3C/svg%3E"
    png = "data:image/png;base64,aGVsbG8="
    page = f'<html><body><h1>T</h1><p>May 4, 2026</p><article><p>Words</p><img src="{svg}"><img src="{png}"></article>'
    report = imported(site, given(site, "a.html", page), blog="b", status="published")
    aside = [path for path in content(site) if path.startswith("private/b/media/")]
    assert len(aside) == 2
    assert {line.why for line in report.blogs[0].media} == {
        "files of this kind (unknown) are not published",
        "files of this kind (.svg) are not published",
    } or all(line.why for line in report.blogs[0].media)
    assert all(medium.lost for medium in entries_of(site, "b")["t"].media)
    site.build().lacks("onload")


@pytest.mark.parametrize(
    "name", ["..", "../x", "/etc/passwd", "a/../../x", "", ".", "a\0b", "link", "link/x", "folder"]
)
def test_no_member_leaves_its_folder(tmp_path: Path, name: str) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "x"
    (inside / "folder").mkdir(parents=True)
    outside.write_text("secret")
    (inside / "link").symlink_to(tmp_path)
    assert Given(inside, "inside").member(name) is None


def test_members_are_found(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    for path in ("a/b/c.md", "a/d.md", "a/e.txt", ".git/f.md"):
        (tmp_path / path).write_text("x")
    found = Given(tmp_path, "x")
    assert found.members(".md") == ("a/b/c.md", "a/d.md")
    assert found.member("a/d.md") == (tmp_path / "a/d.md").resolve()


def test_what_is_no_file_or_too_large(site: Site) -> None:
    assert "no file" in refused(site, site.root / "nothing.xml").message
    assert "not recognised" in refused(site, site.root / "content").message
    assert "one file" in refused(site, site.root / "content", kind="page").message
    large = site.root / "input/large.xml"
    large.parent.mkdir()
    with large.open("wb") as file:
        file.write(b"<rss")
        file.truncate(LARGEST_INPUT + 1)
    assert "512 MB is the most" in refused(site, large, kind="feed").message
    assert "MB is no page" in refused(site, _sized(large, 40_000_000), kind="page").message


def _sized(path: Path, size: int) -> Path:
    with path.open("r+b") as file:
        file.truncate(size)
    return path


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"blog": "Not An Id"}, "cannot be a blog's address"),
        ({"blog": "static"}, "name of the site's own"),
        ({"blog": "../x"}, "cannot be a blog's address"),
        ({"zone": "Amerika/New_York"}, "no time zone"),
    ],
)
def test_wishes_that_cannot_be_met(site: Site, wish: dict[str, str], said: str) -> None:
    assert said in refused(site, INPUTS / "rss.xml", **wish).message


def test_sources_that_cannot_be_added_to(site: Site) -> None:
    """A sources.yaml that does not read, or would not with more: refused, and left as it is."""
    site.file("content/b/blog.yaml", "title: B\nmode: retrospective\n")
    for text in ("{a: {title: A}}\n", "a: [\n", "- a\n"):
        site.file("content/b/sources.yaml", text)
        fault = refused(site, INPUTS / "rss.xml", blog="b")
        assert fault.path == "content/b/sources.yaml"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("liveblogs.xml", "wordpress"), ("rss.xml", "feed"), ("atom.xml", "feed"), ("feed.json", "feed"),
        ("numbered.txt", "page"), ("saved.html", "page"),
    ],
)  # fmt: skip
def test_kinds_are_recognised(name: str, kind: str) -> None:
    found = kind_of(Given(INPUTS / name, name))
    assert found is not None and found.name == kind


def test_every_kind_says_what_it_is() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    assert all(kind.says for kind in KINDS)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("http://a.example/x y", "http://a.example/x%20y"),
        ("//a.example/x", "https://a.example/x"),
        ("../x", "https://s.example/x"),
        ("javascript:alert(1)", ""),
        ("https://u:p@a.example/", ""),
        ("http://[::1", ""),
        ("data:text/html,x", ""),
        ("https://a.example/\u00e9?q=(a)*b", "https://a.example/\u00e9?q=%28a%29%2Ab"),
        ("", ""),
    ],
)
def test_addresses(text: str, address: str) -> None:
    assert web_address(text, "https://s.example/p/") == address


def test_a_missing_extra_is_said(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.imports import needed

    monkeypatch.setattr(needed, "find_spec", lambda name: None if name == "lxml" else object())
    fault = run(site, INPUTS / "rss.xml")
    assert isinstance(fault, Fault)
    assert "extra `import` (lxml)" in fault.message and "pip install 'dateline[import]'" in fault.hint
