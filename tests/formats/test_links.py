"""Every link resolves on disk, below any path and from `file://`; nothing is asked of another host."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from tests.formats.written import LOADED, Written

pytestmark = pytest.mark.formats


def test_every_internal_link_and_fragment_resolves(site: Written) -> None:
    checked = 0
    broken = []
    for page in site.pages.values():
        for tag, name, address in page.links():
            target = site.target(page.path, address)
            if target is None or ((tag, name) == ("link", "href") and address == site.url):
                continue
            checked += 1
            path, fragment = target
            if path not in site.files:
                broken.append(f"{page.path}: {address} (no file {path})")
            elif fragment and path.endswith(".html") and fragment not in site.page(path).ids:
                broken.append(f"{page.path}: {address} (no id there)")
    assert broken == []
    assert checked > 1_000


def test_all_links_are_relative_but_those_of_the_404_page(site: Written) -> None:
    for page in site.pages.values():
        absolute = [address for _, _, address in page.links() if address.startswith("/")]
        assert not absolute, page.path
        if page.path == "404.html" or not site.url:
            continue
        own = [
            address
            for element in page.root.iter("*")
            if (address := element.get("href") or element.get("src") or "").startswith(site.url)
            and element.get("rel") != "canonical"
        ]
        # The publisher and the takedown address may well be the site's own.
        assert set(own) <= {"https://archive.example/"}, page.path


def test_the_404_page_works_at_any_depth(housed: Written) -> None:
    inside = [address for _, _, address in housed.page("404.html").links() if urlsplit(address).scheme in ("", "https")]
    assert all(address.startswith(("https://", "#")) for address in inside)
    assert f"{housed.url}index.html" in inside
    assert any(address.startswith(f"{housed.url}assets/") for address in inside)


def test_no_page_loads_anything_from_another_host(site: Written) -> None:
    for page in site.pages.values():
        for tag, name, address in page.links():
            if name in LOADED or (tag == "link" and "stylesheet" in str(page.root.xpath("//link/@rel"))):
                ours = not urlsplit(address).netloc or address.startswith(site.url or "\0")
                assert ours, (page.path, tag, name, address)
        assert "url(" not in page.text.replace("&#", ""), page.path
    for path, data in site.files.items():
        if path.endswith(".css"):
            assert b"@import" not in data and b"url(" not in data, path


def test_every_page_can_be_reached_from_the_home_page(site: Written) -> None:
    """By links alone; redirects, tombstones and the 404 page are for those who come from elsewhere."""
    reached, todo = {"index.html"}, ["index.html"]
    while todo:
        page = site.page(todo.pop())
        for tag, name, address in page.links():
            target = site.target(page.path, address)
            if target and (tag, name) == ("a", "href") and target[0] in site.pages and target[0] not in reached:
                reached.add(target[0])
                todo.append(target[0])
    left = {path for path in set(site.pages) - reached if site.page(path).kind not in ("redirect", "404")}
    left = {path for path in left if not site.page(path).is_tombstone}
    assert left <= {"darbare.html"}, "a standalone page that no navigation names may be alone"


def test_canonical_links_and_feeds_are_absolute_and_true(housed: Written) -> None:
    for page in housed.pages.values():
        for address in page.root.xpath("//link[@rel='canonical']/@href"):
            target = housed.target(page.path, str(address))
            assert target is not None and str(address).startswith(housed.url), page.path
            assert target[0] == page.path or page.kind == "redirect", page.path
            assert not str(address).endswith("/index.html"), page.path
        kinds = page.root.xpath("//link[@rel='alternate']/@type")
        assert {"application/atom+xml", "application/rss+xml"} <= set(kinds), page.path


def test_without_a_url_nothing_pretends_to_one(homeless: Written) -> None:
    assert not [path for path in homeless.files if path.endswith(".xml")]
    for page in homeless.pages.values():
        assert not page.root.xpath("//link[@rel='alternate'][@type != 'text/plain']"), page.path
        if page.kind != "redirect":
            assert not page.root.xpath("//link[@rel='canonical']"), page.path
    assert b"Sitemap" not in homeless.files["robots.txt"]
