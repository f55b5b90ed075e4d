"""Sitemaps, robots.txt and manifests."""

from __future__ import annotations

import re
import subprocess
from datetime import datetime

import pytest
from lxml import etree

from tests.formats.written import Written

pytestmark = pytest.mark.formats

_NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def _locs(data: bytes, kind: str) -> list[tuple[str, str]]:
    """(loc, lastmod) of a sitemap or an index, whose form is checked on the way."""
    root = etree.fromstring(data)
    assert root.tag == f"{{{_NS['s']}}}{kind}"
    found = []
    for row in root:
        assert row.tag == f"{{{_NS['s']}}}{'sitemap' if kind == 'sitemapindex' else 'url'}"
        assert [etree.QName(part).localname for part in row] in (["loc"], ["loc", "lastmod"])
        found.append((row.findtext("s:loc", "", _NS), row.findtext("s:lastmod", "", _NS)))
    return found


def _sitemaps(site: Written) -> dict[str, list[tuple[str, str]]]:
    found = {}
    for loc, _ in _locs(site.files["sitemap.xml"], "sitemapindex"):
        path = loc.removeprefix(site.url)
        found[path] = _locs(site.files[path], "urlset")
    return found


def test_the_index_names_every_sitemap(housed: Written) -> None:
    named = set(_sitemaps(housed))
    assert named == {path for path in housed.files if re.search(r"sitemap[^/]*\.xml$", path)} - {"sitemap.xml"}


def test_every_address_in_a_sitemap_exists_and_may_be_indexed(housed: Written) -> None:
    locs = [loc for rows in _sitemaps(housed).values() for loc, _ in rows]
    assert len(locs) == len(set(locs))
    for loc in locs:
        target = housed.target("sitemap.xml", loc)
        assert target is not None and target[0] in housed.pages, loc
        page = housed.page(target[0])
        assert not page.root.xpath("//meta[@name='robots']"), loc
        assert page.root.xpath("string(//link[@rel='canonical']/@href)") == loc


def test_every_front_day_entry_and_page_that_may_be_indexed_is_in_a_sitemap(housed: Written) -> None:
    locs = {loc for rows in _sitemaps(housed).values() for loc, _ in rows}
    for page in housed.pages.values():
        if page.kind in ("home", "blog", "day", "entry", "page") and not page.root.xpath("//meta[@name='robots']"):
            assert page.root.xpath("string(//link[@rel='canonical']/@href)") in locs, page.path


def test_dates_in_sitemaps_are_w3c_dates(housed: Written) -> None:
    dates = [when for rows in _sitemaps(housed).values() for _, when in rows if when]
    assert dates
    for when in dates:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d|Z)|\d{4}-\d\d-\d\d", when), when
        datetime.fromisoformat(when)


def test_a_sitemap_dates_a_page_by_what_changed_last_on_it(newsroom: Written) -> None:
    storm = dict(_sitemaps(newsroom)["storm/sitemap.xml"])
    assert storm[f"{newsroom.url}storm/days.html"] == "2012-10-29T10:00:00-04:00"
    assert storm[f"{newsroom.url}storm/correction.html"] == "2012-10-30T12:00:00-04:00"
    assert (
        storm[f"{newsroom.url}storm/2012-10-28.html"] == storm[f"{newsroom.url}storm/"] == "2012-10-30T12:00:00-04:00"
    )


def test_robots_allow_all_and_name_the_sitemap(housed: Written) -> None:
    assert housed.files["robots.txt"].decode() == f"User-agent: *\nDisallow:\nSitemap: {housed.url}sitemap.xml\n"


def test_manifests_hold_for_sha256sum_at_the_root_and_in_each_blog(site: Written) -> None:
    manifests = [path for path in site.files if path.rsplit("/", 1)[-1] == "manifest-sha256.txt"]
    blogs = {path.split("/")[0] for path, page in site.pages.items() if page.kind == "blog"}
    assert set(manifests) == {"manifest-sha256.txt", *(f"{blog}/manifest-sha256.txt" for blog in blogs)}
    for manifest in manifests:
        where = (site.folder / manifest).parent
        done = subprocess.run(
            ["sha256sum", "--check", "--strict", "--quiet", "manifest-sha256.txt"],
            cwd=where,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (manifest, done.stdout, done.stderr)


def test_manifests_own_every_file(site: Written) -> None:
    owned = set()
    for path, data in site.files.items():
        if path.endswith("manifest-sha256.txt"):
            folder = path[: -len("manifest-sha256.txt")]
            owned |= {folder + line.split(None, 1)[1].lstrip("*") for line in data.decode().splitlines()} | {path}
    assert owned == set(site.files)
